//! The house rules as tests: imports point down, packages stay at home, every room is described.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first. Rooms on one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["lang", "source"],
    &["dataset"],
    &["indicator"],
    &["analysis"],
    &["plan"],
    &["project"],
    &["output"],
    &["workflow"],
    &["cli", "app"],
];

/// Packages that only these rooms may name, so that one can be replaced without a search. An
/// entry may be a folder inside a room.
const HOMES: &[(&str, &[&str])] = &[
    ("egui", &["app"]),
    ("eframe", &["app", "main"]),
    ("egui_extras", &["app"]),
    ("rfd", &["app"]),
    ("shapefile", &["source", "output"]),
    ("dbase", &["source", "output"]),
    ("csv", &["source", "output"]),
    ("geojson", &["source", "output"]),
    ("rusqlite", &["source", "output", "project"]),
    ("calamine", &["source"]),
    ("flate2", &["source", "output/zip"]),
    ("quick_xml", &["source"]),
    ("smol_str", &["source/table"]),
    ("memchr", &["source"]),
    ("proj4rs", &["source"]),
    ("proj4wkt", &["source"]),
    ("rust_xlsxwriter", &["output"]),
    ("krilla", &["output"]),
    ("ab_glyph", &["output"]),
    ("png", &["output"]),
    ("rstar", &["dataset", "analysis", "app/map"]),
    (
        "geo",
        &[
            "dataset",
            "indicator",
            "analysis",
            "plan",
            "project",
            "output",
            "workflow",
            "cli",
            "app",
        ],
    ),
    ("lexopt", &["cli"]),
    ("cpu_time", &["cli"]),
];

#[test]
fn imports_point_down_and_packages_stay_home() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).expect("under src").to_owned();
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        faults.extend(faults_of(&inside, &text));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_rule_finds_what_it_forbids() {
    let bad = [
        ("base/code.rs", "use crate::lang::Lang;", "lang"),
        ("lang/mod.rs", "fn f() { crate::source::open::open(); }", "source"),
        (
            "dataset/join.rs",
            "use crate::{base::code::TenDigits, indicator::column::Column};",
            "indicator",
        ),
        ("analysis/moran.rs", "use super::super::output::scene;", "output"),
        ("project/mod.rs", "use egui::Color32;", "egui"),
        ("source/csv.rs", "use {geo::Point, std::fs};", "geo"),
        ("output/figure.rs", "let x = calamine::open_workbook_auto(p);", "calamine"),
        ("app/panel/table.rs", "use rstar::RTree;", "rstar"),
    ];
    for (path, text, wanted) in bad {
        let faults = faults_of(Path::new(path), text);
        assert!(faults.iter().any(|f| f.contains(wanted)), "{path}: {text} → {faults:?}");
    }
    let good = [
        ("dataset/join.rs", "use crate::{base::code::TenDigits, lang::Lang};"),
        (
            "workflow/picture.rs",
            "use crate::output::{geojson, table};\nfn f() { geojson::villages() }",
        ),
        ("output/geojson.rs", "//! crate::app is above\nuse crate::output::geojson::write;"),
        ("app/map/pick.rs", "use rstar::RTree; let s = \"crate::cli\";"),
        ("cli/mod.rs", "#[cfg(feature = \"app\")] use crate::workflow;"),
        ("dataset/index.rs", "use super::village::Village;"),
    ];
    for (path, text) in good {
        assert_eq!(faults_of(Path::new(path), text), [] as [String; 0], "{path}: {text}");
    }
}

#[test]
fn every_room_stands_in_architecture_md() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paper = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    assert!(paper.lines().count() <= 150, "ARCHITECTURE.md is longer than 150 lines");
    for room in FLOORS.iter().flat_map(|floor| floor.iter()) {
        assert!(paper.contains(&format!("`{room}")), "{room} is not described in ARCHITECTURE.md");
    }
}

#[test]
fn a_file_is_one_noun() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&src) {
        let text = fs::read_to_string(&file).expect("source is UTF-8");
        assert!(text.starts_with("//!"), "{} does not say what it is", file.display());
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: one room, or several?", file.display());
    }
}

/// What one file does against the rules. `inside` is its path under `src/`.
fn faults_of(inside: &Path, text: &str) -> Vec<String> {
    let room = room_of(inside);
    let code = without_comments_and_strings(text);
    let mut faults = Vec::new();
    let paths = paths_in(&code, inside);
    // `use crate::output::geojson;` makes `geojson::…` our own module in this file.
    let own: Vec<&String> =
        paths.iter().filter(|p| p[0] == "crate").filter_map(|path| path.last()).collect();
    for path in &paths {
        let Some(first) = path.first() else { continue };
        if own.contains(&first) {
            continue;
        }
        if first == "crate" {
            let Some(other) = path.get(1) else { continue };
            if is_room(other) && *other != room && floor_of(other) >= floor_of(&room) {
                // The shells are chosen in `cli` (`kantong open`), behind the feature.
                let shell = room == "cli" && other == "app";
                if !shell {
                    faults.push(format!("{}: {room} may not use {other}", inside.display()));
                }
            }
            continue;
        }
        if let Some((package, homes)) = HOMES.iter().find(|(package, _)| package == first)
            && !homes.iter().any(|home| lives_in(inside, home))
        {
            faults.push(format!("{}: {package} belongs in {homes:?}", inside.display()));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Every path `a::b::…` of the code, with grouped `use` trees spread out and `super` resolved.
fn paths_in(code: &str, inside: &Path) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut plain = String::new();
    let mut rest = code;
    while let Some(at) = find_use(rest) {
        plain.push_str(&rest[..at]);
        let tree = &rest[at + 4..];
        let end = tree.find(';').unwrap_or(tree.len());
        spread(&mut Vec::new(), &tree[..end], &mut paths);
        plain.push(' ');
        rest = &tree[end..];
    }
    plain.push_str(rest);
    paths.extend(plain_paths(&plain));
    paths.into_iter().map(|path| resolved(path, inside)).collect()
}

/// Where a `use ` keyword starts that is a word of its own.
fn find_use(code: &str) -> Option<usize> {
    code.match_indices("use ")
        .map(|(at, _)| at)
        .find(|&at| at == 0 || !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn spread(prefix: &mut Vec<String>, tree: &str, out: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let head: Vec<String> = segments(&tree[..open]);
        let depth = head.len();
        prefix.extend(head);
        let inner = tree[open + 1..].trim_end().trim_end_matches('}');
        for branch in split_branches(inner) {
            spread(prefix, branch, out);
        }
        prefix.truncate(prefix.len() - depth);
    } else if !tree.is_empty() {
        let mut path = prefix.clone();
        path.extend(segments(tree));
        out.push(path);
    }
}

fn split_branches(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut branches) = (0_usize, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                branches.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&inner[start..]);
    branches
}

fn segments(path: &str) -> Vec<String> {
    path.split("::")
        .map(|s| s.trim().split(" as ").next().unwrap_or("").trim().to_owned())
        .filter(|s| !s.is_empty())
        .collect()
}

/// Paths with at least one `::` outside `use` statements.
fn plain_paths(code: &str) -> Vec<Vec<String>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c: char| !is_word(c))
        .filter(|word| word.contains("::") && !word.starts_with(':'))
        .map(segments)
        .collect()
}

/// `super::x` in `analysis/moran.rs` is `crate::analysis::x`.
fn resolved(path: Vec<String>, inside: &Path) -> Vec<String> {
    let supers = path.iter().take_while(|s| *s == "super").count();
    if supers == 0 {
        return path;
    }
    let mut module: Vec<String> =
        inside.with_extension("").iter().map(|s| s.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    // A `super` inside `mod tests { … }` only reaches the file itself: one step less is harmless.
    module.truncate(module.len().saturating_sub(supers));
    std::iter::once("crate".to_owned()).chain(module).chain(path.into_iter().skip(supers)).collect()
}

/// Comments and the insides of string literals are no code.
fn without_comments_and_strings(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                while chars.peek().is_some_and(|&c| c != '\n') {
                    chars.next();
                }
            }
            '"' => {
                out.push('"');
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => {
                            chars.next();
                        }
                        '"' => break,
                        _ => {}
                    }
                }
                out.push('"');
            }
            '\'' => {
                // A char literal such as '"' must not open a string; a lifetime is left alone.
                let ahead: Vec<char> = chars.clone().take(3).collect();
                match ahead[..] {
                    ['\\', _, ..] => {
                        chars.next();
                        chars.next();
                        while chars.next_if(|&c| c != '\'').is_some() {}
                        chars.next();
                    }
                    [_, '\'', ..] => {
                        chars.next();
                        chars.next();
                    }
                    _ => out.push('\''),
                }
            }
            _ => out.push(c),
        }
    }
    out
}

fn lives_in(inside: &Path, home: &str) -> bool {
    inside.starts_with(home) || inside.with_extension("") == Path::new(home)
}

fn is_room(name: &str) -> bool {
    FLOORS.iter().any(|floor| floor.contains(&name))
}

/// `analysis/moran.rs` → `analysis`, `main.rs` → `main`.
fn room_of(inside: &Path) -> String {
    let first = inside.components().next().expect("a file").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// `lib` and `main` stand above everything.
fn floor_of(room: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&room)).unwrap_or(FLOORS.len())
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
