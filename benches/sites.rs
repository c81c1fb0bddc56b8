//! Choosing sites, timed by CPU: the instances of the peers, as numbers.
//!
//! `KANTONG_SITES=FILE KANTONG_CASE=S cargo bench --bench sites` over a CSV `kode,lon,lat,w` as the
//! peers' scripts write it (`S`: p 10, 3 km; `M`: p 50, 5 km; `L`: every 17th village by code may
//! be a site, p 300, 5 km). One JSON line a task and a line for each better plan or bound: the
//! curve of the gap over time.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run must say so")]

use cpu_time::ProcessTime;
use kantong::base::progress::Progress;
use kantong::plan::solver::{Choice, Demand, Effort, Group, Links, Question, Standing, most};
use serde_json::json;

struct Case {
    xy: Vec<[f64; 2]>,
    weight: Vec<f64>,
    /// Positions that may be sites.
    sites: Vec<usize>,
    p: i64,
    radius: f64,
}

fn main() {
    let Ok(file) = std::env::var("KANTONG_SITES") else {
        eprintln!(
            "no data: set KANTONG_SITES to a CSV kode,lon,lat,w and KANTONG_CASE to S, M or L"
        );
        return;
    };
    let name = std::env::var("KANTONG_CASE").unwrap_or_else(|_| "S".to_owned());
    let links = std::env::var("KANTONG_EFFORT").ok().and_then(|t| t.parse::<f64>().ok());
    let links = links.unwrap_or(5e9) as u64;
    let case = load(&file, &name);
    cover(&name, &case, links);
    if name == "S" {
        median(&name, &case, links);
    }
}

/// The peers' own flat projection.
fn load(file: &str, name: &str) -> Case {
    let text = std::fs::read_to_string(file).unwrap();
    let mut rows: Vec<(String, [f64; 3])> = text
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split(',');
            let code = cells.next().unwrap().to_owned();
            let mut number = || cells.next().unwrap().trim().parse::<f64>().unwrap();
            (code, [number(), number(), number()])
        })
        .collect();
    let (p, radius, every) = match name {
        "S" => (10, 3000.0, 1),
        "M" => (50, 5000.0, 1),
        "L" => (300, 5000.0, 17),
        other => panic!("KANTONG_CASE={other}: S, M or L"),
    };
    if every > 1 {
        rows.sort_by(|a, b| a.0.cmp(&b.0));
    }
    let lat = rows.iter().map(|r| r.1[1]).sum::<f64>() / rows.len() as f64;
    let east = lat.to_radians().cos() * 111_320.0;
    Case {
        xy: rows.iter().map(|r| [r.1[0] * east, r.1[1] * 110_540.0]).collect(),
        weight: rows.iter().map(|r| r.1[2]).collect(),
        sites: (0..rows.len()).step_by(every).collect(),
        p,
        radius,
    }
}

fn metres(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn question(case: &Case, links: Links) -> Question {
    let choice = || Choice { group: 0, costs: vec![1], capacity: None, least: 0, most: 1 };
    Question {
        demands: case.weight.iter().map(|w| Demand { weight: *w, households: 1 }).collect(),
        choices: case.sites.iter().map(|_| choice()).collect(),
        links,
        ceilings: vec![case.p],
        groups: vec![Group::FREE],
    }
}

fn cover(name: &str, case: &Case, links: u64) {
    let begun = ProcessTime::now();
    let mut order: Vec<u32> = (0..case.xy.len() as u32).collect();
    let y = |i: &u32| case.xy[*i as usize][1];
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let lists = case.sites.iter().map(|s| {
        let at = case.xy[*s];
        let first = order.partition_point(|i| y(i) < at[1] - case.radius);
        let near = order[first..].iter().take_while(|i| y(i) <= at[1] + case.radius);
        let near = near.filter(|i| metres(at, case.xy[**i as usize]) <= case.radius);
        let mut list: Vec<u32> = near.copied().collect();
        list.sort_unstable();
        list
    });
    let question = question(case, Links::of(lists));
    let made = begun.elapsed().as_secs_f64();
    let pairs = question.links.demand.len();
    solve(name, "mclp", &question, links, 0.0, &json!({ "links_cpu": made, "pairs": pairs }));
}

fn median(name: &str, case: &Case, links: u64) {
    let farthest: Vec<f64> = case
        .xy
        .iter()
        .map(|p| case.sites.iter().map(|s| metres(*p, case.xy[*s])).fold(0.0, f64::max))
        .collect();
    let total: f64 = farthest.iter().zip(&case.weight).map(|(f, w)| f * w).sum();
    let worth =
        |s: &usize, i: usize| case.weight[i] * (farthest[i] - metres(case.xy[i], case.xy[*s]));
    let lists = case
        .sites
        .iter()
        .map(|s| (0..case.xy.len()).map(|i| (i as u32, worth(s, i))).collect::<Vec<_>>());
    let question = question(case, Links::worth(lists));
    solve(name, "p_median", &question, links, total, &json!({}));
}

/// `total` > 0: the worth is counted down from it.
fn solve(
    name: &str,
    task: &str,
    question: &Question,
    links: u64,
    total: f64,
    about: &serde_json::Value,
) {
    let begun = ProcessTime::now();
    let of = |value: f64| if total > 0.0 { total - value } else { value };
    let best =
        most(question, Effort { links, seed: 1 }, &Progress::default(), &mut |s: &Standing| {
            let line = json!({
                "case": name, "task": task, "cpu": begun.elapsed().as_secs_f64(),
                "objective": of(s.value), "bound": s.bound.is_finite().then(|| of(s.bound)),
                "gap": s.bound.is_finite().then(|| s.gap()),
            });
            println!("{line}");
        });
    let line = json!({
        "case": name, "task": task, "done": true, "cpu": begun.elapsed().as_secs_f64(),
        "objective": of(best.value), "bound": of(best.bound), "gap": best.gap(),
        "proven": best.gap() == 0.0, "links": best.links, "about": about,
    });
    println!("{line}");
}
