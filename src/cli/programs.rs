//! `programs`: the register of who does what where; sums, pile-ups and blank spots, tasks.

use std::path::Path;

use serde_json::json;

use super::Context;
use super::answer::{Answer, Failure};
use super::args::{Args, Usage};
use crate::base::fault::{At, Fault, ProgrammeFault, Stop};
use crate::lang::cli::Line;
use crate::lang::programme::ProgrammeSay as Say;
use crate::plan::edit::Edit;
use crate::plan::programme::{Field, Good, MOST_PRODUCTS, Rule, Status};
use crate::project::{Mode, Project, Stamp};
use crate::workflow::programs::actions::plans;
use crate::workflow::programs::convergence::{self, convergence};
use crate::workflow::programs::money::Scale;
use crate::workflow::programs::national::national;
use crate::workflow::programs::potential::{Misfit, potential};
use crate::workflow::programs::tasks::{TaskLine, deadline, is_overdue, tasks};
use crate::workflow::programs::{self, Ledger, RegisterOptions, decide, import, json as fields};
use crate::workflow::{Opened, Snapshot, open_project, read_text};

/// As many lines of one list are told on the terminal; `--json` has all.
const MOST_LINES: usize = 12;

pub fn programs(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let writes = ["import", "answer", "rule", "catalogue", "task", "support", "product"];
    let mode = if writes.iter().any(|o| args.has(o)) { Mode::Write } else { Mode::Read };
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], mode)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let register = std::sync::Arc::clone(&snapshot.register);
    if args.has("import") {
        take(context, &mut project, &snapshot, &mut answer)?;
    }
    let snapshot =
        if args.has("import") { Snapshot::read(&project, register.clone())? } else { snapshot };
    let changed = change(context, &mut project, &snapshot, &mut answer)?;
    let snapshot = if changed { Snapshot::read(&project, register)? } else { snapshot };
    tell(context, &snapshot, &mut answer)?;
    Ok(answer)
}

fn year(args: &Args) -> Result<Option<u16>, Usage> {
    let read =
        |text: &str| text.parse::<u16>().ok().filter(|y| (1990..=2100).contains(y)).map(Some);
    args.value("year", "1990…2100", None, read)
}

/// Imports every file that is named.
fn take(
    context: &Context<'_>,
    project: &mut Project,
    snapshot: &Snapshot,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let args = context.args;
    let share = |text: &str| text.parse::<f64>().ok().filter(|s| (0.0..=1.0).contains(s)).map(Some);
    let options = RegisterOptions {
        sheet: args.text("sheet")?,
        year: year(args)?,
        scale: args
            .value("rupiah", "rupiah|ribu|juta|miliar", None, |t| Scale::from_id(t).map(Some))?,
        accept_suggested: args.value("accept-suggested", "0…1", None, share)?,
        replace: args.has("replace"),
    };
    let stamp = Stamp { at: &context.now, who: &context.who };
    let catalogue = programs::register::catalogue_of(&snapshot.programmes);
    let mut imported = Vec::new();
    for file in args.paths("import") {
        let crosswalk = project.crosswalk()?;
        let draft =
            import::draft(snapshot, &catalogue, &crosswalk, &file, &options, context.progress)?;
        import::commit(project, &draft, &stamp, context.progress)?;
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !draft.entries.is_empty() {
            answer.say(Line::OfProgrammes(Say::Imported {
                file: name.clone(),
                rows: draft.entries.len(),
                villages: draft.villages(),
                rupiah: fields::rupiah(&draft.entries),
            }));
        }
        if !draft.labels.is_empty() {
            let villages: std::collections::BTreeSet<&str> =
                draft.labels.iter().map(|l| l.village.as_str()).collect();
            answer.say(Line::OfProgrammes(Say::Labels {
                file: name,
                villages: villages.len(),
                products: draft.labels.len(),
            }));
        }
        if !draft.totals.is_empty() {
            let agree = draft.totals.iter().filter(|t| t.agrees).count();
            answer.say(Line::OfProgrammes(Say::Reconciled { totals: draft.totals.len(), agree }));
        }
        imported.push(fields::imported(&draft));
        answer.faults.extend(draft.faults);
    }
    answer.field("imported", json!(imported));
    Ok(())
}

/// Keeps the answers that are given; whether anything changed.
fn change(
    context: &Context<'_>,
    project: &mut Project,
    snapshot: &Snapshot,
    answer: &mut Answer,
) -> Result<bool, Failure> {
    let ledger = Ledger::of(snapshot);
    let edits = edits(context.args, snapshot, &ledger)?;
    if edits.is_empty() {
        return Ok(false);
    }
    let stamp = Stamp { at: &context.now, who: &context.who };
    for edit in &edits {
        project.apply(edit, &stamp)?;
    }
    answer.say(Line::OfProgrammes(Say::Written { count: edits.len() }));
    Ok(true)
}

fn edits(args: &Args, snapshot: &Snapshot, ledger: &Ledger) -> Result<Vec<Edit>, Failure> {
    let mut edits = Vec::new();
    if let Some(path) = args.path("catalogue") {
        edits.push(decide::catalogue(&read_text(&path)?, At::file(&path))?);
    }
    for text in args.paths("answer") {
        edits.push(answered(snapshot, ledger, &text)?);
    }
    for text in args.paths("support") {
        let text = text.to_string_lossy().into_owned();
        let (id, codes) =
            text.split_once('=').ok_or_else(|| bad("support", &text, "ID=KODE,KODE"))?;
        let codes: Vec<String> =
            codes.split(',').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
        edits.push(decide::support(ledger, id.trim(), &codes)?);
    }
    for text in args.paths("product") {
        edits.push(product(args, snapshot, &text.to_string_lossy())?);
    }
    if let Some(text) = args.text("rule")? {
        let own = rule(&text, convergence::rule(ledger))
            .ok_or_else(|| bad("rule", &text, "many=4,high=0.25,low=0.5,need=INDIKATOR"))?;
        if let Some(id) = &own.need {
            snapshot.column(id, None)?;
        }
        edits.push(decide::rule(&own));
    }
    if let Some(key) = args.text("task")? {
        edits.push(task(args, snapshot, ledger, &key)?);
    }
    Ok(edits)
}

fn bad(option: &str, value: &str, wanted: &str) -> Usage {
    Usage::BadValue {
        option: format!("--{option}"),
        value: value.to_owned(),
        wanted: wanted.to_owned(),
    }
}

/// `program:Bantuan semako=SOS-SEMBAKO`, `desa:Awunyo=74.05.01.2001`.
fn answered(snapshot: &Snapshot, ledger: &Ledger, text: &Path) -> Result<Edit, Failure> {
    let text = text.to_string_lossy().into_owned();
    let wanted = "program|dinas|sumber_dana|satuan|status|desa:KATA=ARTI";
    let parts = text.split_once(':').and_then(|(field, rest)| {
        let (word, id) = rest.rsplit_once('=')?;
        Some((field.to_owned(), word.to_owned(), id.trim().to_owned()))
    });
    let (field, word, id) = parts.ok_or_else(|| bad("answer", &text, wanted))?;
    if field == "desa" {
        return Ok(decide::village(snapshot, ledger, &word, &id)?);
    }
    let field = Field::from_id(&field).ok_or_else(|| bad("answer", &text, wanted))?;
    Ok(decide::meaning(ledger, field, &word, &id)?)
}

fn rule(text: &str, mut rule: Rule) -> Option<Rule> {
    for part in text.split(',') {
        let (key, value) = part.split_once('=')?;
        let share = || value.trim().parse::<f64>().ok().filter(|s| (0.0..=1.0).contains(s));
        match key.trim() {
            "many" => rule.many = value.trim().parse().ok().filter(|n| (1..=1000).contains(n))?,
            "high" => rule.high = share()?,
            "low" => rule.low = share()?,
            "need" => rule.need = Some(value.trim().to_owned()).filter(|id| !id.is_empty()),
            _ => return None,
        }
    }
    Some(rule)
}

/// `74.05.01.2001=Kopi,Padi`; nothing behind the sign = as the files say.
fn product(args: &Args, snapshot: &Snapshot, text: &str) -> Result<Edit, Failure> {
    let (code, products) =
        text.split_once('=').ok_or_else(|| bad("product", text, "DESA=A,B,C"))?;
    let village =
        snapshot.register.position(code.trim()).ok_or_else(|| decide::no_village(code))?;
    let many = products.split(',').filter(|product| !product.trim().is_empty()).count();
    if many > MOST_PRODUCTS {
        return Err(bad("product", text, "DESA=A,B,C").into());
    }
    let good = Good {
        products: products.split(',').map(str::to_owned).collect(),
        source: args.text("source")?.unwrap_or_default(),
        bumdes: args.text("bumdes")?.unwrap_or_default(),
    };
    Ok(decide::good(&snapshot.register.villages[village].code, &good))
}

/// A task, or a kecamatan's action, with what `--status`, `--why`, `--target`, `--deadline` and
/// `--villages` say.
fn task(args: &Args, snapshot: &Snapshot, ledger: &Ledger, key: &str) -> Result<Edit, Failure> {
    let year = year(args)?.or(ledger.latest());
    let mut all = tasks(snapshot, ledger, year);
    if key.contains('@') {
        all = plans(snapshot, ledger, &all).into_iter().flat_map(|plan| plan.actions).collect();
    }
    let line = decide::find_task(&all, key)?;
    if args.has("as-suggested") {
        return Ok(decide::task(key, None));
    }
    let mut own = line.task.clone();
    own.status = args.value("status", "belum|proses|sudah|batal", own.status, Status::from_id)?;
    own.why = args.text("why")?.unwrap_or(own.why);
    let date = |text: &str| match text.trim() {
        "" => None,
        "-" => Some(String::new()),
        text => deadline(text),
    };
    own.deadline = args.value("deadline", "YYYY-MM-DD", own.deadline, date)?;
    own.target = args.value("target", "0…", own.target, |t| t.parse().ok().map(Some))?;
    let mut places = line.villages.clone();
    if let Some(codes) = args.text("villages")? {
        let known = |code: &str| snapshot.register.position(code.trim());
        let found: Option<Vec<usize>> = codes.split(',').map(known).collect();
        let found = found.ok_or_else(|| bad("villages", &codes, "KODE,KODE"))?;
        own.villages = found.iter().map(|v| snapshot.register.villages[*v].code.clone()).collect();
        places = found;
    }
    // A target that is said stands, even where it is the one that stood.
    let own = if args.has("target") { own } else { line.changed(own, &places) };
    Ok(decide::task(key, Some(own)))
}

fn tell(context: &Context<'_>, snapshot: &Snapshot, answer: &mut Answer) -> Result<(), Failure> {
    let args = context.args;
    let ledger = Ledger::of(snapshot);
    let asked = year(args)?;
    if let Some(year) = asked.filter(|y| !ledger.is_empty() && !ledger.years.contains(y)) {
        let found: Vec<String> = ledger.years.iter().map(u16::to_string).collect();
        let fault = ProgrammeFault::NoSuchProgrammeYear { year, found: found.join(", ") };
        return Err(Stop::Fault(Box::new(Fault::new(fault, At::default()))).into());
    }
    let year = asked.or(ledger.latest());
    let rule = convergence::rule(&ledger);
    let found = convergence(snapshot, &ledger, year, &rule);
    let totals = ledger.totals(year);
    let national = national(&ledger, year);
    let tasks = tasks(snapshot, &ledger, year);
    let date = super::ask::date(context)?;
    let potential = potential(snapshot, &ledger, year);
    let text = found.text(context.lang);
    answer.field("year", json!(year));
    answer.field("years", json!(ledger.years));
    answer.field("register", fields::register(snapshot, &ledger, year));
    answer.field("totals", fields::totals(&ledger, &totals));
    answer.field("convergence", fields::convergence(snapshot, &found, &text));
    answer.field("national", fields::national(&national));
    answer.field("tasks", fields::tasks(snapshot, &tasks, &date));
    let plans = plans(snapshot, &ledger, &tasks);
    answer.field("actions", fields::actions(snapshot, &plans, &date));
    answer.field("potential", fields::potential(snapshot, &ledger, &potential));
    answer.field("waiting", fields::waiting(&ledger));
    if ledger.is_empty() {
        answer.say(Line::OfProgrammes(Say::Nothing));
    } else {
        sums(&ledger, year, &totals, answer);
        shown(snapshot, &found, text, answer);
        let names = national.unsupported().map(|p| p.name.clone()).collect();
        answer.say(Line::OfProgrammes(Say::Unsupported { names }));
        let names = national.outside.iter().map(|(name, _)| name.clone()).collect();
        answer.say(Line::OfProgrammes(Say::NotNational { names }));
    }
    of_tasks(&tasks, &date, answer);
    aid(snapshot, &ledger, &potential, answer);
    words(&ledger, answer);
    if let Some(out) = args.path("out") {
        let year = programs::sheet::Year {
            year,
            ledger: &ledger,
            totals: &totals,
            convergence: &found,
            national: &national,
            tasks: &tasks,
            potential: &potential,
        };
        let saved = programs::sheet::write(context.lang, snapshot, &year, &out, &date)?;
        answer.field("files", super::ask::files_json(std::slice::from_ref(&saved)));
        answer.say(Line::Wrote { path: saved.path.display().to_string() });
    }
    Ok(())
}

fn sums(
    ledger: &Ledger,
    year: Option<u16>,
    totals: &programs::register::Totals,
    answer: &mut Answer,
) {
    answer.say(Line::OfProgrammes(Say::Year {
        year: year.unwrap_or(0),
        rows: totals.all.rows,
        villages: totals.villages,
        rupiah: totals.all.rupiah,
    }));
    for (fund, own) in &totals.funds {
        let (fund, rows, rupiah) = (*fund, own.rows, own.rupiah);
        answer.say(Line::OfProgrammes(Say::OfFund { fund, rows, rupiah }));
    }
    answer.say(Line::OfProgrammes(Say::Apbd { rupiah: totals.apbd.rupiah }));
    for (office, own) in &totals.offices {
        let name =
            office.map_or_else(|| "–".to_owned(), |o| ledger.catalogue.offices[o].name.clone());
        let (rows, rupiah) = (own.rows, own.rupiah);
        answer.say(Line::OfProgrammes(Say::OfOffice { name, rows, rupiah }));
    }
    let (dropped, yearless) = (totals.dropped, totals.yearless);
    if dropped.rows > 0 {
        let (rows, rupiah) = (dropped.rows, dropped.rupiah);
        answer.say(Line::OfProgrammes(Say::OfDropped { rows, rupiah }));
    }
    if yearless.rows > 0 {
        let (rows, rupiah) = (yearless.rows, yearless.rupiah);
        answer.say(Line::OfProgrammes(Say::OfYearless { rows, rupiah }));
    }
    for (unit, own) in &totals.units {
        let (receipts, least) = (own.receipts, own.least);
        answer.say(Line::OfProgrammes(Say::OfUnit { unit: *unit, receipts, least }));
    }
}

fn shown(snapshot: &Snapshot, found: &programs::Convergence, text: String, answer: &mut Answer) {
    answer.say(Line::OfProgrammes(Say::Rule { text }));
    let lists = [
        (Say::PileUps { villages: found.pile_ups.len() }, &found.pile_ups),
        (Say::Blanks { villages: found.blanks.len() }, &found.blanks),
    ];
    for (say, villages) in lists {
        answer.say(Line::OfProgrammes(say));
        for &v in villages.iter().take(MOST_LINES) {
            let village = &snapshot.register.villages[v];
            answer.say(Line::OfProgrammes(Say::Village {
                name: village.name.clone(),
                kecamatan: village.kecamatan.name.clone(),
                code: village.code.as_str().to_owned(),
                programmes: found.villages[v].programmes as usize,
            }));
        }
        more(villages.len(), answer);
    }
}

/// Says that a list goes on.
fn more(rows: usize, answer: &mut Answer) {
    if rows > MOST_LINES {
        answer.say(Line::OfProgrammes(Say::More { rows: rows - MOST_LINES }));
    }
}

fn of_tasks(tasks: &[TaskLine], today: &str, answer: &mut Answer) {
    let open: Vec<&TaskLine> = tasks.iter().filter(|t| !t.task.dropped).collect();
    if open.is_empty() {
        return;
    }
    let villages: std::collections::BTreeSet<usize> =
        open.iter().flat_map(|t| t.villages.iter().copied()).collect();
    answer.say(Line::OfProgrammes(Say::Tasks { tasks: open.len(), villages: villages.len() }));
    for task in open {
        answer.say(Line::OfProgrammes(Say::TaskLine {
            office: task.office.clone(),
            programme: task.programme.clone(),
            villages: task.villages.len(),
            target: task.task.target,
            status: task.task.status,
            overdue: is_overdue(&task.task, today).then(|| task.task.deadline.clone()),
        }));
    }
}

fn aid(
    snapshot: &Snapshot,
    ledger: &Ledger,
    potential: &programs::potential::Potential,
    answer: &mut Answer,
) {
    if !potential.is_known() && potential.mismatches.is_empty() {
        return;
    }
    answer.say(Line::OfProgrammes(Say::Mismatches { rows: potential.mismatches.len() }));
    for m in potential.mismatches.iter().take(MOST_LINES) {
        let village = snapshot.register.villages[m.village].name.clone();
        let programme = ledger.programme_name(&ledger.lines[m.line]);
        answer.say(Line::OfProgrammes(match &m.why {
            Misfit::Products(products) => {
                Say::MismatchLine { village, programme, products: products.clone() }
            }
            Misfit::Ground(name) => Say::GroundLine { village, programme, name: name.clone() },
        }));
    }
    more(potential.mismatches.len(), answer);
    let (own, of) = potential.fitting();
    if of > 0 {
        let share = f64::from(own) / f64::from(of);
        let (lines, of) = (own as usize, of as usize);
        answer.say(Line::OfProgrammes(Say::Fits { share, lines, of }));
    }
}

/// What waits for an answer.
fn words(ledger: &Ledger, answer: &mut Answer) {
    for w in ledger.waiting.iter().take(MOST_LINES) {
        answer.say(Line::OfProgrammes(Say::WaitingWord {
            what: w.field.id(),
            text: w.text.clone(),
            rows: w.rows,
            candidates: w
                .candidates
                .iter()
                .take(3)
                .map(|c| format!("{} ({})", c.id, c.name))
                .collect(),
        }));
    }
    for (rows, place) in fields::places(ledger).into_iter().take(MOST_LINES) {
        answer.say(Line::OfProgrammes(Say::WaitingWord {
            what: "desa",
            text: place.text,
            rows,
            candidates: place
                .candidates
                .iter()
                .take(3)
                .map(|(code, name, _)| format!("{code} ({name})"))
                .collect(),
        }));
    }
}
