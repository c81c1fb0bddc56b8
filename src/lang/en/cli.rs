//! The command line in English.

use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn line(line: &Line) -> String {
    match line {
        Line::UnknownCommand { word } => format!("There is no command “{word}”"),
        Line::UnknownOption { option, command } => {
            format!("The command “{command}” has no option {option}")
        }
        Line::MissingValue { option } => format!("The option {option} needs a value"),
        Line::MissingWord { word } => format!("Missing: {word}"),
        Line::TooManyWords { word } => format!("One word too many: “{word}”"),
        Line::BadValue { option, value, wanted } => {
            format!("“{value}” cannot be used for {option}; expected: {wanted}")
        }
        Line::NotText { why } => format!("A word of the command line cannot be read: {why}"),
        Line::SeeHelp => "See `kantong --help`".to_owned(),
        Line::Canceled => "Cancelled; nothing has changed".to_owned(),
        Line::Made { villages, kecamatan, kabupaten } => format!(
            "Project made: {} villages, {} kecamatan, {} kabupaten/kota",
            count(L, *villages),
            count(L, *kecamatan),
            count(L, *kabupaten)
        ),
        Line::Excluded { reason, count: n } => {
            let why = match reason.as_str() {
                "water" => "lake or water",
                "forest" => "forest",
                "undefined" => "undefined area",
                "country" => "a row for the whole country",
                "empty_shape" => "without shape",
                "other_kabupaten" => "villages of other kabupaten",
                other => other,
            };
            format!("Left out: {} rows ({why})", count(L, *n))
        }
        Line::Repaired { count: n } => format!("Shapes repaired: {} villages", count(L, *n)),
        Line::Merged { count: n } => format!("Rows merged into their village: {}", count(L, *n)),
        Line::Recognised { file, name } => format!("{file}: recognised as {name}"),
        Line::Profile { id, name } => format!("{id:<18} {name}"),
        Line::Seams { gaps, overlaps, median, largest, tolerance } => format!(
            "Some borders of neighbours do not meet: {} gaps, {} overlaps; middle width {} m, widest \
{} m; borders up to {} m apart count as one",
            count(L, *gaps),
            count(L, *overlaps),
            fixed(L, *median, 1),
            fixed(L, *largest, 1),
            fixed(L, *tolerance, 2)
        ),
        Line::RepairedArea { km2 } => {
            format!("The whole area changed by {} km² through repairs", fixed(L, *km2, 4))
        }
        Line::Closeness { metres, added } => match metres {
            Some(metres) => format!(
                "Neighbours where borders are at most {} m apart; {} pairs without a common \
point of their borders joined by it",
                fixed(L, *metres, 2),
                count(L, *added)
            ),
            None => {
                format!("{} pairs of neighbours without a common border point", count(L, *added))
            }
        },
        Line::CountOf { layer } => format!("{layer} per village"),
        Line::LayerOfKind { layer, kind } => format!("{layer} ({})", super::source::kind(kind)),
        Line::RegionLine { name, villages, values } => {
            format!("{name}: {} villages; {}", count(L, *villages), values.join(", "))
        }
        Line::LayerLine { id, name, lines, places, villages, outside } => format!(
            "{id} {name}: {} {} in {} villages, {} outside all villages",
            count(L, *places),
            if *lines { "lines" } else { "points" },
            count(L, *villages),
            count(L, *outside)
        ),
        Line::Joined { file, rows, matched, unmatched, duplicates, ignored } => format!(
            "{file}: {} data rows; matched {}, unmatched {}, duplicate {}, ignored {}",
            count(L, *rows),
            count(L, *matched),
            count(L, *unmatched),
            count(L, *duplicates),
            count(L, *ignored)
        ),
        Line::JoinedBy { how, count: n } => {
            let how = match how.as_str() {
                "code" => "by code",
                "crosswalk" => "by an earlier decision",
                "name" => "by kecamatan and name",
                "accepted" => "by an accepted suggestion",
                other => other,
            };
            format!("  matched {how}: {}", count(L, *n))
        }
        Line::Indicator { id, name, period, measured, missing, not_applicable } => {
            let period = if period.is_empty() { String::new() } else { format!(" {period}") };
            format!(
                "  {id}{period} · {name}: {} measured, {} missing, {} not applicable",
                count(L, *measured),
                count(L, *missing),
                count(L, *not_applicable)
            )
        }
        Line::Unmatched { row, text, candidates } => {
            let candidates = if candidates.is_empty() {
                "no candidate".to_owned()
            } else {
                format!("candidates: {}", candidates.join("; "))
            };
            format!("  unmatched, row {row}: {text} ({candidates})")
        }
        Line::Classes { method, classes, gvf } => {
            format!("{classes} classes, {method}; goodness of variance fit {}", fixed(L, *gvf, 4))
        }
        Line::Class { first, low, high, count: n, decimals } => format!(
            "  {}{} – {}: {} villages",
            if *first { "" } else { "> " },
            fixed(L, *low, *decimals),
            fixed(L, *high, *decimals),
            count(L, *n)
        ),
        Line::States { missing, not_applicable } => format!(
            "  no data: {} villages; not applicable: {} villages",
            count(L, *missing),
            count(L, *not_applicable)
        ),
        Line::Whole { method, statistic, expected, p, n, isolates } => {
            let what = whole(method);
            let p = p.map_or_else(String::new, |p| format!(", p {}", chance(p)));
            format!(
                "{what} {} (expected {}){p}, n {}, villages without neighbour {}",
                fixed(L, *statistic, 4),
                fixed(L, *expected, 4),
                count(L, *n),
                count(L, *isolates)
            )
        }
        Line::Apart { name, method, global, p, n, pockets, lone } => {
            let Some((statistic, expected)) = global else {
                return format!("{name}: cannot be asked by itself, n {}", count(L, *n));
            };
            let p = p.map_or_else(String::new, |p| format!(", p {}", chance(p)));
            format!(
                "{name}: {} {} (expected {}){p}, n {}, pockets {}, lone villages {}",
                whole(method),
                fixed(L, *statistic, 4),
                fixed(L, *expected, 4),
                count(L, *n),
                count(L, *pockets),
                count(L, *lone)
            )
        }
        Line::Part { indicator, period, weight, loading, contribution } => {
            let brings = contribution.map_or_else(String::new, |share| {
                format!(", contribution {}%", fixed(L, share * 100.0, 1))
            });
            let against = match loading {
                Some(loading) if *loading < 0.0 => ", runs against the others",
                _ => "",
            };
            format!("  {indicator} {period}: weight {}{brings}{against}", fixed(L, *weight, 3))
        }
        Line::Consistency { ratio } => {
            format!("Comparisons in pairs are consistent (ratio {})", fixed(L, *ratio, 3))
        }
        Line::Explained { share } => {
            format!(
                "One common direction explains {}% of the variation",
                fixed(L, share * 100.0, 1)
            )
        }
        Line::Deprivation { headcount, intensity, adjusted } => format!(
            "{}% of villages deprived, lacking {}% on average, {}% together (village deprivation index)",
            fixed(L, headcount * 100.0, 1),
            fixed(L, intensity * 100.0, 1),
            fixed(L, adjusted * 100.0, 1)
        ),
        Line::CompositeClasses { counts, from } => {
            let classes = counts
                .iter()
                .enumerate()
                .map(|(i, n)| format!("  class {}: {} villages", i + 1, count(L, *n)));
            let bounds = (!from.is_empty()).then(|| format!("  Class bounds: {from}"));
            classes.chain(bounds).collect::<Vec<_>>().join("\n")
        }
        Line::Cluster { centre, villages, radius_m, cases, expected, risk, p } => format!(
            "  Circle of {} km about {centre}: {} villages, {} cases ({} expected), {} times the \
rest, p {}",
            fixed(L, *radius_m / 1000.0, 1),
            count(L, *villages),
            fixed(L, *cases, 0),
            fixed(L, *expected, 1),
            fixed(L, *risk, 2),
            chance(*p)
        ),
        Line::Bridge { from, to, metres, by } => {
            let km = fixed(L, *metres / 1000.0, 1);
            let by = if by == "ferry" { " (link by boat, yours)" } else { "" };
            format!("  {from} linked to {to}, {km} km{by}")
        }
        Line::Beside { from, to } => format!("  {from} – {to}"),
        Line::Neighbours { weights, villages, links, isolates, groups } => format!(
            "{weights}: {} villages, {} links, {} without neighbour, {} groups that no link joins",
            count(L, *villages),
            count(L, *links),
            count(L, *isolates),
            count(L, *groups)
        ),
        Line::LeftOut { indicators } => {
            format!("Left out, for the project has no such indicator: {}", indicators.join(", "))
        }
        Line::TrendPeriod { period, n, bad } => {
            format!("{period}: {} of {} villages in pockets", count(L, *bad), count(L, *n))
        }
        Line::TrendClass { class, villages, names } => {
            let class = L.caption(&crate::lang::output::Caption::ClassName { id: class.clone() });
            let names =
                if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            format!("  {class}: {}{names}", count(L, *villages))
        }
        Line::InPlace { correlation, with } => format!(
            "In the same village, with {with}: r {} (a Moran of two indicators does not see this)",
            fixed(L, *correlation, 2)
        ),
        Line::Settings { text } => text.clone(),
        Line::Pocket { name, villages, mean, together, since, p } => format!(
            "  {name}: {} villages, {}, smallest p {}",
            count(L, *villages),
            of_pocket(mean.as_ref(), *together, since.as_deref()),
            chance(*p)
        ),
        Line::NoPockets => "No pocket passes this rule".to_owned(),
        Line::Lone { count: n, changed: false } => {
            format!("Poor villages that stand alone: {}", count(L, *n))
        }
        Line::Lone { count: n, changed: true } => {
            format!("Villages that stand alone and became worse: {}", count(L, *n))
        }
        Line::Wrote { path } => format!("Written: {path}"),
        Line::Trust(say) => L.trust(say),
        Line::OfPockets(say) => L.pocket(say),
        Line::OfSites(say, whose) => whose.tell(L, super::sites::say(say)),
        Line::OfTargets(say) => super::target::say(say),
        Line::OfMeeting(say) => crate::lang::en::meeting::say(say),
        Line::OfProgrammes(say) => super::programme::say(say),
        Line::CrosswalkIn { pairs, elsewhere } => format!(
            "{} pairs taken; {} rows about other kabupaten passed over",
            count(L, *pairs),
            count(L, *elsewhere)
        ),
        Line::Undone { what } => format!("Undone: {what}"),
        Line::Redone { what } => format!("Done again: {what}"),
        Line::CheckOk { results } => {
            let n = count(L, *results);
            format!("The project file is whole; {n} of {n} results identical when recomputed")
        }
        Line::CheckBad { results, differing } => format!(
            "Something is wrong: {} of {} results differ when recomputed, or the file is damaged",
            count(L, *differing),
            count(L, *results)
        ),
        Line::NoDisplay => {
            "There is no display here, so no window opens; the work above is done".to_owned()
        }
        Line::NoWindow => {
            "This program was built without its window (feature app is off)".to_owned()
        }
        Line::WindowFailed { why } => why.clone(),
        Line::DemoDone { folder } => format!("The demo is done. All files are in {folder}"),
        Line::DemoFound { planted, found, named } => format!(
            "Of {} villages planted as pockets {} were found; {} villages named in all",
            count(L, *planted),
            count(L, *found),
            count(L, *named)
        ),
        Line::Format { format, kind, geometry, features } => {
            format!(
                "{format}, {}, {} rows",
                format!("{kind} {geometry}").trim_end(),
                count(L, *features)
            )
        }
        Line::CrsLine { name, epsg } => match epsg {
            Some(epsg) => format!("Coordinate reference system: {name} (EPSG:{epsg})"),
            None if name.is_empty() => "Coordinate reference system: none".to_owned(),
            None => format!("Coordinate reference system: {name}"),
        },
        Line::EncodingLine { label, from } => format!("Text encoding: {label} ({from})"),
        Line::BoundsLine { bounds } => format!(
            "Bounds: {} – {} E, {} – {}",
            fixed(L, bounds[0], 4),
            fixed(L, bounds[2], 4),
            latitude(bounds[1]),
            latitude(bounds[3])
        ),
        Line::SystemLine { system } => format!("Code system: {system}"),
        Line::KabupatenLine { code, name, rows } => {
            format!("  {code} {name}: {} rows", count(L, *rows))
        }
        Line::KabupatenMore { count: n } => {
            format!("  and {} more kabupaten (all of them with --json)", count(L, *n))
        }
        Line::ColumnLine { name, kind, filled, distinct, example, role } => {
            let role = if role.is_empty() { String::new() } else { format!(" [{role}]") };
            format!("  {name}{role} · {kind}, {filled} filled, {distinct} distinct, e.g. {example}")
        }
        Line::JournalLine { seq, at, what, undone } => {
            let undone = if *undone { " (undone)" } else { "" };
            format!("{seq} · {at} · {what}{undone}")
        }
        Line::SourceLine { file, sheet, rows, at } => {
            let sheet = if sheet.is_empty() { String::new() } else { format!(" · sheet {sheet}") };
            format!("{file}{sheet} · {} rows · imported {at}", count(L, *rows))
        }
        Line::VillageLine { code, name, kecamatan, area_km2 } => {
            let area = area_km2.map_or(String::new(), |a| format!(" · {} km²", fixed(L, a, 2)));
            format!("{code} {name} · {kecamatan}{area}")
        }
    }
}

/// A latitude with its half of the globe.
fn of_pocket(mean: Option<&(f64, String)>, together: bool, since: Option<&str>) -> String {
    let Some((value, unit)) = mean else { return "no figure".to_owned() };
    if let Some(since) = since {
        return format!(
            "mean of villages {} since {since}",
            super::pocket_why::moved(*value, unit)
        );
    }
    let how = if together { "together" } else { "mean of villages" };
    format!("{how} {} {unit}", fixed(L, *value, 2)).trim_end().to_owned()
}

fn latitude(degrees: f64) -> String {
    format!("{} {}", fixed(L, degrees.abs(), 4), if degrees < 0.0 { "S" } else { "N" })
}

/// The statistic of a whole map, by method.
pub fn whole(method: &str) -> &'static str {
    match method {
        "gi" | "gi-star" => "General G",
        "local-geary" => "Geary's C",
        "bivariate" => "Moran's I of two indicators",
        "join-count" => "Pairs of worst neighbours",
        "scan" => "Largest likelihood ratio",
        _ => "Moran's I",
    }
}

/// A chance too small for four decimals is not zero.
fn chance(p: f64) -> String {
    if p < 0.0001 { format!("< {}", fixed(L, 0.0001, 4)) } else { fixed(L, p, 4) }
}

pub const HELP: &str = "\
Kantong: from village boundaries and the dinas' tables to poverty pockets and the map

USAGE
  kantong                           opens the window
  kantong open PROJECT              opens the window with this project
  kantong demo [FOLDER]             the sample kabupaten: project, pockets, map, ranking; then the window
      --headless  no window         --date YYYY-MM-DD  printed date
  kantong inspect FILE              what is in a file, without importing it
      --sheet SHEET  --encoding LABEL  --crs EPSG:n|swap|join|file|planar
  kantong new PROJECT --villages FILE…    a new project from village boundaries
      --where COLUMN=VALUE          only rows whose column has that value
      --code-field F  --name-field F  --kecamatan-field F
      --kabupaten CODE|NAME         only the villages of this kabupaten
      --crs EPSG:n|planar           where the coordinate system is missing or unknown
      --crs swap|EPSG:n:swap|join   latitude stands first; both sides of the equator
      --crs file                    as the file says, though far from its kabupaten
      --encoding LABEL              such as windows-1252
      --indicators F1,F2            numeric columns of the boundary file as indicators
  kantong import PROJECT FILE…      brings in a dinas' table (XLSX, XLS, XLSB, ODS,
                                    a web page called .xls, CSV, DBF)
      --sheet SHEET  --period 2024  --direction worse_high|worse_low|none
      --recipe F.toml               a stored way of reading (example: --example)
      --profile ID|none             what table it is, if not recognised (list: --profiles)
      --rules F.toml                which aid may come together (example: --example-rules)
      --series same|apart           same: the next report of the indicators of these names; apart: keep them apart
      --accept-suggested SCORE      accept suggested names of at least this score (0–1)
      --unmatched F.xlsx            write the rows that matched no village
      --layer NAME                  a file of points (longitude, latitude) as a layer of this name
      --count                       count a layer's places in each village as an indicator
  kantong crosswalk PROJECT --out F.csv|xlsx | --import F.csv|xlsx
                                decisions on rows; pairs of old, BPS's and Kemendagri's codes
  kantong list PROJECT indicators|villages|kabupaten|sources|journal|layers|findings|baselines
  kantong classify PROJECT --indicator ID
      --method natural-breaks|quantile|equal|std-dev|box|percentile|head-tail|max-breaks|pretty
      --method who-stunting|who-stunting-1995|manual
      --classes K (2–9)  --breaks B1,B2,… (manual)  --period P
  kantong pockets PROJECT --indicator ID  finds the pockets
      --method local-moran|gi|gi-star|local-geary|bivariate|differential|join-count|scan|composite
                                    (default: local-moran)
      --with ID                     the other indicator (bivariate, local-geary, join-count)
      --rates raw|eb|seb            small villages: as they are, or drawn towards the mean
                                    (default: eb where cases and people are known)
      --cases ID --population ID    a rate made of two counts
      --share 0.2                   the worst share of the villages (join-count), or of the people
                                    at most in one circle (scan; default 0.5)
      --model poisson|bernoulli     rare cases, or each person yes or no (scan)
      --period P
      --since P                     differential: the change since this period (default: the one before)
      --weights queen|rook|knn:K|distance|distance:M|F.gal|F.gwt   neighbours (default: queen)
      --weights kernel:SHAPE | kernel:SHAPE:M | kernel:SHAPE:knn:K   nearer ones weigh more;
                                    SHAPE triangular|uniform|quadratic|quartic|gaussian
      --islands isolate|ferry|bridge  islands: alone, by your links by boat, or also linked to the
                                    nearest village
      --isolates keep|drop          villages without neighbour in the mean (default: keep)
      --permutations N  --tail two|one  --seed S      (default: 9999, two, 1)
      --alpha A  --correction fdr|bonferroni|none     (default: 0.05, fdr)
      --draws independent|shared    each village its own draws, or one table for all (fast)
      --rule F.toml                 a stored rule (example: --example)
      --rate B  --count [ID=]B  --services ID=B,ID --lacking N   parts of the rule, all must be
                                    passed; B: 25 | worst:0.2 (worst fifth) | mean (the
                                    kabupaten's); ID may be two counts: A+B
      --cluster on|off  --min-villages N   neighbours must be bad too; at least N villages
      --gather touching|kecamatan   what touches makes a pocket, or a list by kecamatan
      --within across|kabupaten     several kabupaten: all together, or each by itself
      --at-least-one  --quadrant    list of all villages with a case, by kecamatan; rate and
                                    count above the kabupaten's (quadrant of TNP2K/RPKD)
      --index F.toml                the value of an index recipe, computed on the spot
      --fragility R  --ranks R      trials and draws of ranks (default: 99 and 1000; 0 none)
      --against F.toml              compare with another rule
  kantong why PROJECT --village CODE   why this village: three sentences, neighbours, cells
      --indicator ID  --period P    (default: the pockets found last)
  kantong persistence PROJECT --indicator ID   villages chronic, newly fallen, recovered
      --worst 0.25                  share of the villages that is the worst
  kantong relate PROJECT --indicator A --with B   two indicators village by village
      --period P  --rates raw|eb
  kantong lokus PROJECT --recipe F.toml   proposed focus villages with points (--example)
      --top N  --out F.xlsx|csv|txt --freeze NAME   freeze as a decree's draft
      --list  --id NUMBER --out F   the drafts that were frozen
  kantong sites PROJECT --recipe F.toml   best sites for a budget, with the proof
             [--out F.xlsx|csv|geojson|gpkg|shp|gpx] [--curve] [--pin NAME] [--list] [--effort MILLIONS]
             [--exclude AREAS.shp]  sites inside these areas are not used (protected forest, hazard)
             [--price-force VILLAGE[:TYPE]] [--price-forbid VILLAGE[:TYPE]]
             (--example; default facility types: --facilities)
  kantong programs PROJECT [--year Y]   who does what where: sums by source and office, pile-ups and
                                blank spots, national priorities, tasks of offices, products
      --import F.xlsx|csv           a register of programmes or products  [--sheet S]
                                    [--rupiah ribu|juta] [--accept-suggested 0.9]; --year for rows without;
                                    --replace takes out what the same file brought before
      --answer program:WORD=CODE    what a word means (program, dinas, sumber_dana, satuan, status,
                                    desa=CODE,CODE); “-” is none of them
      --rule many=4,high=0.25,low=0.5,need=ID   when help piles up, when nobody goes
      --task KEY --status belum|proses|sudah|batal [--why TEXT] [--target N] [--deadline DATE]
                                    a key with @KECAMATAN: its action plan  [--villages CODE,CODE];
                                    deadline “-” = none
      --product VILLAGE=A,B,C [--source TEXT] [--bumdes TEXT]   products of a village, three at most
      --support ID=CODE,CODE  --catalogue F.toml   national priorities; this project's catalogue
      --out F.xlsx|csv              the plan as a table for RBPK, SIPD, KRISNA
  kantong trend PROJECT --indicator ID   what became of pockets from period to period (options
                                as for pockets; --since P the first period)
  kantong links PROJECT [--weights …] [--islands …]   who is whose neighbour, before it is used
      --ferry A-B  --drop-ferry A-B  --ferries F.csv   a link by boat between two villages (codes)
  kantong composite PROJECT --recipe F.toml   an index of several indicators, kept as one
      --example  --example-fsva     example recipes; food security with six classes
      --example-water  --example-sanitation   the ladders of water and sanitation (JMP)
  kantong map PROJECT --indicator ID --out F.png|svg|pdf   the map as a picture or a printed sheet
      --size 1920x1080  --with pockets,sites,trend  --date YYYY-MM-DD  --period P
      --paper a4|a3|a2|a1|a0  --dpi 200   a sheet with scale, legend, location, sources, maker
      --describe F.toml|json        every choice of the map in one file (example: --example)
  kantong targets PROJECT            targets: survey series, down to zero, before and after, award
      --recipe F.toml  --example     the targets and their settings, kept with the project
      --series F.csv|xlsx  --of poverty|extreme   the kabupaten's survey figures by year
      --out F.xlsx|csv  --certificate F.pdf  --village CODE  --date YYYY-MM-DD
  kantong report PROJECT --out FOLDER   the meeting's papers: atlas, slides, a folder per dinas, field
                                check, minutes; --recipe F.toml  --date YYYY-MM-DD
      --example  --example-catalogue   the recipe (also letterhead, signers); the programmes
  kantong guide --out guide.pdf   the guide: one page a step (--lang id|en)
  kantong export PROJECT --what villages|pockets|sites|table|trend --out F.geojson|gpkg|shp|csv|xlsx
  kantong export PROJECT --what neighbours --out F.gal|gwt|kwt   neighbours for other programs
      --weights …  --islands …
  kantong export PROJECT --what second-opinion --out FOLDER [--indicator ID]   GAL, CSV and a script of esda
                                       that computes the pockets again
  kantong export PROJECT --what cards --out FOLDER   cards for the offices: cells to mend, one XLSX
                                    a table; a filled one is imported again
  kantong export PROJECT --what recipes --out FOLDER   how each table was read, for the next file
                                    of its shape: import --recipe
  kantong correct PROJECT --indicator ID --village CODE --value X|missing|table --reason TEXT
      --period P                    table = the table's number again
  kantong origin PROJECT --indicator ID --village CODE   which cell this number is from
  kantong compare PROJECT --indicator A --with B   two sources, village by village
      --period P  --with-period P  --out F.xlsx|csv  --keep (the difference as an indicator)
  kantong baseline PROJECT --name NAME   freezes all numbers as a baseline
  kantong compare PROJECT --baseline NAME   what changed since it was frozen
  kantong undo PROJECT    kantong redo PROJECT
  kantong check PROJECT             integrity of the file; every result recomputed

ALWAYS
  --json       one JSON document on standard output
  --lang id|en --quiet (no progress bar)  --portable (settings beside the program)
  --help  --version

EXIT CODES  0 done · 1 failed · 2 usage · 3 bad input · 4 project in use · 130 cancelled
";
