//! Waypoints and routes for the phone or receiver of who goes to look.

use std::fmt::Write as _;

use super::ooxml::{HEAD, xml};

#[derive(Clone, Debug, PartialEq)]
pub struct Waypoint {
    pub lon: f64,
    pub lat: f64,
    pub name: String,
    pub about: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub name: String,
    pub stops: Vec<Waypoint>,
}

/// GPX 1.1: every stop once as a waypoint, then the routes.
pub fn write(title: &str, date: &str, routes: &[Route]) -> String {
    let day = date.get(..10).unwrap_or("2000-01-01");
    let mut text = format!(
        "{HEAD}<gpx version=\"1.1\" creator=\"Kantong\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n\
         <metadata><name>{}</name><time>{day}T00:00:00Z</time></metadata>\n",
        xml(title)
    );
    let point = |tag: &str, stop: &Waypoint| {
        format!(
            "<{tag} lat=\"{:.6}\" lon=\"{:.6}\"><name>{}</name><desc>{}</desc></{tag}>\n",
            stop.lat,
            stop.lon,
            xml(&stop.name),
            xml(&stop.about)
        )
    };
    for stop in routes.iter().flat_map(|route| &route.stops) {
        text.push_str(&point("wpt", stop));
    }
    for route in routes {
        // Writing into a String cannot fail.
        writeln!(text, "<rte><name>{}</name>", xml(&route.name)).ok();
        for stop in &route.stops {
            text.push_str(&point("rtept", stop));
        }
        text.push_str("</rte>\n");
    }
    text.push_str("</gpx>\n");
    text
}
