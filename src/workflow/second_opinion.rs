//! A folder for a second opinion: neighbours, values and a script of ten lines that computes a
//! result again with esda (PySAL), so that nobody has to believe this program.

use std::collections::BTreeSet;
use std::path::Path;

use super::links::neighbours_of;
use super::method::Method;
use super::pockets::{PocketReport, VillageResult};
use super::snapshot::Snapshot;
use crate::analysis::local::{Isolates, Tail};
use crate::analysis::neighbours::Rule;
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::file::{Saved, write_atomic};

const LINKS: &str = "tetangga.gal";
/// Where neighbours weigh differently.
const WEIGHTS: &str = "tetangga.kwt";
/// How the script reads both. A file of weights does not name who has no neighbour.
const READ: &str = "w = libpysal.io.open(\"tetangga.gal\").read(); ";
const READ_WEIGHTS: &str = "near = {code: {} for code in rows}
for a, b, v in (line.split() for line in open(\"tetangga.kwt\").read().splitlines()[1:]): near[a][b] = float(v)
w = libpysal.weights.W({a: list(n) for a, n in near.items()}, {a: list(n.values()) for a, n in near.items()})
";
const VALUES: &str = "nilai.csv";
const SCRIPT: &str = "hitung_ulang.py";
const ABOUT: &str = "BACA-SAYA.txt";

/// Writes the folder; files of an earlier one with the same names are replaced.
///
/// # Errors
/// `NoSecondOpinion` for a method that the script does not know; a disk that refuses; a cancel.
pub fn write(
    snapshot: &Snapshot,
    report: &PocketReport,
    folder: &Path,
    lang: Lang,
    progress: &Progress,
) -> Result<Vec<Saved>, Stop> {
    let name = if matches!(report.settings.weights, Rule::Kernel(_)) { WEIGHTS } else { LINKS };
    let script = script(report)?;
    let script = if name == WEIGHTS { script.replace(READ, READ_WEIGHTS) } else { script };
    let used = used(report);
    let links = links(snapshot, report, &used, progress)?;
    let values = values(snapshot, report, &used, progress)?;
    std::fs::create_dir_all(folder).map_err(|e| {
        Stop::fault(OutputFault::CannotWrite { why: e.to_string() }, At::file(folder))
    })?;
    let note = lang.caption(&Caption::Method(super::picture::note(report)));
    let about = lang.second_opinion(&note, report.settings.moran.seed, &report.input_hash);
    let files = [(name, links), (VALUES, values), (SCRIPT, script), (ABOUT, about)];
    files
        .into_iter()
        .map(|(name, text)| write_atomic(&folder.join(name), text.as_bytes()))
        .collect()
}

/// The villages that the statistic was computed over, by their place in the register.
fn used(report: &PocketReport) -> Vec<usize> {
    let drops = report.settings.moran.isolates == Isolates::Drop;
    let is_used = |v: &VillageResult| v.value.is_some() && !(drops && v.class == "isolate");
    (0..report.villages.len()).filter(|&i| is_used(&report.villages[i])).collect()
}

/// The neighbours among the used villages, as GAL with village codes.
fn links(
    snapshot: &Snapshot,
    report: &PocketReport,
    used: &[usize],
    progress: &Progress,
) -> Result<String, Stop> {
    let register = &snapshot.register;
    let (neighbours, _) = neighbours_of(register, &report.settings, progress)?;
    let is_used: BTreeSet<usize> = used.iter().copied().collect();
    let code = |i: usize| register.villages[i].code.as_str();
    let mut lines = vec![format!("0 {} kantong KODE", used.len())];
    if neighbours.is_weighted() {
        for &i in used {
            let each = neighbours.of(i).iter().map(|&j| j as usize).zip(neighbours.weights_of(i));
            let each = each.filter(|(j, _)| is_used.contains(j));
            lines.extend(each.map(|(j, weight)| format!("{} {} {weight}", code(i), code(j))));
            progress.step()?;
        }
        lines.push(String::new());
        return Ok(lines.join("\n"));
    }
    for &i in used {
        let list: Vec<&str> = neighbours
            .of(i)
            .iter()
            .map(|&j| j as usize)
            .filter(|j| is_used.contains(j))
            .map(code)
            .collect();
        lines.push(format!("{} {}", code(i), list.len()));
        lines.push(list.join(" "));
        progress.step()?;
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

/// One line a village; numbers with all their digits, a decimal point and commas between.
fn values(
    snapshot: &Snapshot,
    report: &PocketReport,
    used: &[usize],
    progress: &Progress,
) -> Result<String, Stop> {
    let with = match (&report.settings.with, report.settings.method) {
        (Some(id), Method::Bivariate) => {
            let period = report.settings.period.as_deref();
            Some(snapshot.column(id, period).or_else(|_| snapshot.column(id, None))?)
        }
        _ => None,
    };
    let text = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:?}"));
    let mut lines = vec!["kode,nama,nilai,kedua,lokal,p,kelas".to_owned()];
    for &i in used {
        let found = &report.villages[i];
        let name = snapshot.register.villages[i].name.replace('"', "\"\"");
        let second = with.as_ref().and_then(|column| column.values[i].value());
        lines.push(format!(
            "{},\"{name}\",{},{},{},{},{}",
            found.code,
            text(found.value),
            text(second),
            text(found.local),
            text(found.p),
            found.class,
        ));
        progress.step()?;
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

/// Ten lines of Python; each method names its class of esda and what it is compared with.
fn script(report: &PocketReport) -> Result<String, Stop> {
    let settings = &report.settings;
    let (draws, seed) = (settings.moran.permutations, settings.moran.seed);
    let of = format!("permutations={draws}, seed={seed}");
    let (run, local, whole) = match settings.method {
        Method::LocalMoran | Method::Differential => (
            format!("esda.Moran_Local(y, w, {of})"),
            "m.Is".to_owned(),
            "esda.Moran(y, w, permutations=0).I",
        ),
        // esda takes another z; this is the one of Ord & Getis (1995), p is esda's.
        Method::Gi | Method::GiStar => {
            let star = settings.method == Method::GiStar;
            let python = if star { "True" } else { "False" };
            let call = format!("esda.G_Local(y, w, transform=\"R\", star={python}, {of})");
            (call, z_of(star), "None")
        }
        Method::LocalGeary if settings.with.is_none() => (
            // esda draws for minutes here: the values are compared, p is not.
            "esda.Geary_Local(w, drop_islands=False, permutations=0).fit(y)".to_owned(),
            "m.localG".to_owned(),
            "esda.Geary(y, w, permutations=0).C",
        ),
        Method::Bivariate => (
            format!("esda.Moran_Local_BV(y, column(\"kedua\"), w, {of})"),
            "m.Is".to_owned(),
            "None",
        ),
        Method::LocalGeary | Method::JoinCount | Method::Scan => {
            let method = settings.method.id().to_owned();
            return Err(Stop::fault(OutputFault::NoSecondOpinion { method }, At::default()));
        }
    };
    // esda counts one tail; two tails are twice that.
    let sides = match settings.moran.tail {
        Tail::Two => 2,
        Tail::One => 1,
    };
    let draws = if settings.method == Method::LocalGeary {
        String::new()
    } else {
        // Both sides draw: four standard errors of the difference, and one draw of each.
        format!(
            "p = np.minimum({sides} * m.p_sim, 1); off = np.abs(p - column(\"p\"))\n\
             chance = {sides} * (4 * np.sqrt(m.p_sim * (1 - m.p_sim) * 2 / {permutations}) + 2 / \
             {permutations})\n\
             print(\"p (other draws): largest difference\", off[known].max(), \"| beyond chance:\", \
             int((off > chance)[known].sum()), \"of\", int(known.sum()))\n",
            permutations = settings.moran.permutations,
        )
    };
    Ok(format!(
        r#"import csv, esda, libpysal, numpy as np  # pip install esda
rows = {{r["kode"]: r for r in csv.DictReader(open("{VALUES}", encoding="utf-8"))}}
w = libpysal.io.open("{LINKS}").read(); w.transform = "r"
column = lambda name: np.array([float(rows[code][name] or "nan") for code in w.id_order])
y, ours = column("nilai"), column("lokal"); known = ~np.isnan(ours)
m = {run}
local = np.asarray({local})
print("n", w.n, "| whole map:", {whole}, "| Kantong:", {statistic:?})
print("largest difference, local values:", np.abs(local - ours)[known].max())
{draws}"#,
        statistic = report.statistic,
    ))
}

/// The z of Gi and Gi* in numpy: of the others (Gi) or of all (Gi*).
fn z_of(star: bool) -> String {
    let (own, count, mean, spread) = if star {
        ("np.eye(w.n)", "w.n", "y.mean()", "y.std()")
    } else {
        let mean = "(y.sum() - y) / (w.n - 1)";
        ("0", "w.n - 1", mean, "np.sqrt((y @ y - y * y) / (w.n - 1) - mean**2)")
    };
    format!(
        "(lambda M, n, mean, s: (M @ y - mean * M.sum(1)) / (s(mean) * np.sqrt((n * (M**2).sum(1) \
         - M.sum(1) ** 2) / (n - 1))))((w.full()[0] > 0) + {own}, {count}, {mean}, lambda mean: {spread})"
    )
}
