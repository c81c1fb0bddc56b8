//! The text of a .prj → a system: ESRI's and GDAL's WKT 1, WKT 2, with heights appended or not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Known, System, Way, from_epsg, project, web_mercator};
use crate::base::fault::CrsWhy;

/// The system of a .prj: ESRI's and GDAL's WKT 1, WKT 2, with a vertical system appended or not.
///
/// # Errors
/// The name it has, and why it cannot be used.
pub fn from_wkt(text: &str) -> Known {
    let text = text.trim().trim_start_matches('\u{feff}');
    if let Some(code) = text.strip_prefix("EPSG:").or(text.strip_prefix("epsg:")) {
        let known = code.trim().parse().map_or(Err(CrsWhy::NotKnown), from_epsg);
        return known.map_err(|why| (text.to_owned(), why));
    }
    let name = quoted(text).unwrap_or_else(|| text.chars().take(40).collect());
    let Some((node, kind)) = horizontal(text) else {
        let local = ["LOCAL_CS", "ENGCRS", "ENGINEERINGCRS", "LOCAL_DATUM"];
        let local = local.iter().any(|k| text.to_ascii_uppercase().contains(k));
        return Err((name, if local { CrsWhy::Local } else { CrsWhy::NotKnown }));
    };
    let name = quoted(node).unwrap_or(name);
    from_node(node, kind, &name).map_err(|why| (name, why))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Geographic,
    Projected,
}

fn from_node(node: &str, kind: Kind, name: &str) -> Result<System, CrsWhy> {
    let plain = letters(name);
    let upper = node.to_ascii_uppercase();
    let spherical = ["PSEUDO-MERCATOR", "PSEUDO MERCATOR", "MERCATOR_AUXILIARY_SPHERE"];
    if kind == Kind::Projected
        && (plain.contains("pseudomercator")
            || plain.contains("webmercator")
            || spherical.iter().any(|s| upper.contains(s))
            || upper.contains("EXTENSION[\"PROJ4\",\"+PROJ=MERC +A=6378137 +B=6378137"))
    {
        return web_mercator();
    }
    let datum = datum_of(node).ok_or(CrsWhy::NotKnown)?;
    let datum = Datum::named(&datum).ok_or(CrsWhy::Datum)?;
    if numbers_after(node, &["PRIMEM", "PRIMEMERIDIAN"]).is_some_and(|shift| shift != 0.0) {
        return Err(CrsWhy::Datum);
    }
    let code = own_code(node);
    if kind == Kind::Geographic {
        let degree = numbers_after(node, &["ANGLEUNIT", "UNIT"]);
        if degree.is_some_and(|size| (size - 1_f64.to_radians()).abs() > 1e-9) {
            return Err(CrsWhy::NotKnown);
        }
        let (name, epsg) = match datum {
            Datum::Wgs84 => ("WGS 84", Some(4326)),
            Datum::Dgn95 => ("DGN95", Some(4755)),
            Datum::Srgi2013 => ("SRGI2013", Some(9470)),
            Datum::Id74 => return from_epsg(4238),
            Datum::Alike => (name, code),
        };
        return Ok(System { name: name.to_owned(), epsg, coarse: false, way: Way::Degrees });
    }
    let definition = catch_unwind(AssertUnwindSafe(|| proj4wkt::wkt_to_projstring(node).ok()))
        .ok()
        .flatten()
        .ok_or(CrsWhy::NotKnown)?;
    // The datum was judged by its name above; axes in a file always run east, north.
    let drop = ["+towgs84", "+nadgrids", "+datum", "+axis", "+geoidgrids", "+vunits"];
    let mut kept: Vec<&str> = definition
        .split_whitespace()
        .filter(|word| !drop.iter().any(|d| word.starts_with(d)))
        .collect();
    if !kept.iter().any(|w| w.starts_with("+ellps") || w.starts_with("+a=")) {
        kept.push("+ellps=WGS84");
    }
    let epsg = code.or_else(|| zone_code(&plain, datum));
    let coarse = datum == Datum::Id74;
    let way = if coarse {
        kept.retain(|w| {
            !w.starts_with("+ellps") && !w.starts_with("+a=") && !w.starts_with("+rf=")
        });
        kept.push(super::ID74);
        project(&kept.join(" "), "+proj=longlat +datum=WGS84")?
    } else {
        project(&kept.join(" "), "+proj=longlat +ellps=WGS84")?
    };
    Ok(System { name: name.to_owned(), epsg, coarse, way })
}

/// Datums that are WGS 84 for a planner's purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Datum {
    Wgs84,
    Dgn95,
    Srgi2013,
    /// Indonesian Datum 1974: moved by its shift, and told.
    Id74,
    /// On the ellipsoid GRS 80, within a metre or two: ETRS89, NAD83, GDA94, ITRF…
    Alike,
}

impl Datum {
    fn named(name: &str) -> Option<Self> {
        let plain = letters(name);
        let plain = plain.strip_prefix('d').filter(|_| name.starts_with("D_")).unwrap_or(&plain);
        let has = |words: &[&str]| words.iter().any(|w| plain.contains(w));
        if has(&["wgs1984", "wgs84", "worldgeodeticsystem1984"]) {
            Some(Self::Wgs84)
        } else if has(&["dgn1995", "dgn95", "datumgeodesinasional1995"]) {
            Some(Self::Dgn95)
        } else if has(&["srgi2013", "sistemreferensigeospasialindonesia2013"]) {
            Some(Self::Srgi2013)
        } else if has(&["indonesiandatum1974", "indonesian1974", "id74", "datumindonesia1974"]) {
            Some(Self::Id74)
        } else if has(&[
            "etrs",
            "europeanterrestrialreferencesystem",
            "northamerican1983",
            "northamericandatum1983",
            "nad83",
            "gda94",
            "gda1994",
            "gda2020",
            "geocentricdatumofaustralia",
            "itrf",
            "internationalterrestrialreferenceframe",
            "sweref99",
            "jgd2000",
            "jgd2011",
            "grs1980",
            "grs80",
        ]) {
            Some(Self::Alike)
        } else {
            None
        }
    }
}

/// The EPSG code of a zone that only has a name: `WGS_1984_UTM_Zone_49S`, `…TM-3_Zone_49.2`.
fn zone_code(plain: &str, datum: Datum) -> Option<u32> {
    if let Some(at) = plain.find("utmzone") {
        let rest = &plain[at + 7..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let zone: u32 = digits.parse().ok()?;
        let side = rest[digits.len()..].chars().next()?;
        return match (datum, side, zone) {
            (Datum::Wgs84, 'n', 1..=60) => Some(32600 + zone),
            (Datum::Wgs84, 's', 1..=60) => Some(32700 + zone),
            (Datum::Dgn95, 'n', 46..=52) => Some(23866 + zone - 46),
            (Datum::Dgn95, 's', 47..=54) => Some(23877 + zone - 47),
            (Datum::Srgi2013, 'n', 46..=52) => Some(9476 + zone - 46),
            (Datum::Srgi2013, 's', 47..=54) => Some(9487 + zone - 47),
            (Datum::Id74, 'n', 46..=53) => Some(23846 + zone - 46),
            (Datum::Id74, 's', 46..=54) => Some(23886 + zone - 46),
            _ => None,
        };
    }
    let at = plain.find("tm3zone").filter(|_| datum == Datum::Dgn95)?;
    let zone: u32 = plain[at + 7..].parse().ok()?;
    // 46.2 is the first, then two to a UTM zone.
    let step = (zone / 10).checked_sub(46)? * 2 + (zone % 10).checked_sub(2).map_or(0, |_| 1);
    (zone % 10 <= 2 && (1..=16).contains(&step)).then(|| 23830 + step - 1)
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The first text in quotes.
pub(super) fn quoted(text: &str) -> Option<String> {
    let (_, after) = text.split_once('"')?;
    after.split_once('"').map(|(inner, _)| inner.to_owned())
}

/// The geographic or projected node, freed of compound and vertical systems around it.
fn horizontal(text: &str) -> Option<(&str, Kind)> {
    let projected = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
    let geographic = ["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS"];
    let first = |words: &[&str]| words.iter().filter_map(|word| node_at(text, word)).min();
    match (first(&projected), first(&geographic)) {
        (Some((at, end)), other) if other.is_none_or(|o| at < o.0) => {
            Some((&text[at..end], Kind::Projected))
        }
        (_, Some((at, end))) => Some((&text[at..end], Kind::Geographic)),
        _ => None,
    }
}

/// Where `KEYWORD[…]` begins and ends, not within quotes or a longer word.
fn node_at(text: &str, keyword: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut in_quotes = false;
    for at in 0..bytes.len() {
        in_quotes ^= bytes[at] == b'"';
        let end = at + keyword.len();
        if in_quotes
            || end >= bytes.len()
            || !bytes[at..end].eq_ignore_ascii_case(keyword.as_bytes())
            || at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_')
        {
            continue;
        }
        let blanks = bytes[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if matches!(bytes.get(end + blanks), Some(b'[' | b'(')) {
            return closing(bytes, end + blanks).map(|close| (at, close + 1));
        }
    }
    None
}

fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let (mut depth, mut in_quotes) = (0_usize, false);
    for (at, &b) in bytes.iter().enumerate().skip(open) {
        match b {
            b'"' => in_quotes = !in_quotes,
            b'[' | b'(' if !in_quotes => depth += 1,
            b']' | b')' if !in_quotes => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn datum_of(node: &str) -> Option<String> {
    ["DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF"].iter().find_map(|word| {
        let (at, end) = node_at(node, word)?;
        quoted(&node[at..end])
    })
}

/// The number behind the name in the first `WORD["name", number …]`.
fn numbers_after(node: &str, words: &[&str]) -> Option<f64> {
    words.iter().find_map(|word| {
        let (at, end) = node_at(node, word)?;
        let (_, after) = node[at..end].split_once('"')?.1.split_once('"')?;
        let number: String = after
            .trim_start_matches([',', ' ', '\n', '\r', '\t'])
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'))
            .collect();
        number.parse().ok()
    })
}

/// The node's own code: its last member, `AUTHORITY["EPSG","n"]` or `ID["EPSG",n]`.
fn own_code(node: &str) -> Option<u32> {
    let upper = node.trim_end().to_ascii_uppercase();
    let inner = upper.strip_suffix([']', ')'])?.trim_end();
    let at = inner.rfind("AUTHORITY[").max(inner.rfind("ID["))?;
    let last = &inner[at..];
    // Another bracket after it means that it belongs to an inner node.
    let closes = last.matches(']').count();
    if closes != 1 || !last.ends_with(']') || !last.contains("EPSG") {
        return None;
    }
    let digits: String = last.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
