//! Programmes in English: faults, words and lines.

use crate::base::fault::ProgrammeFault;
use crate::base::programme::{Field, Fund, Status, Unit};
use crate::lang::number::{count, date, fixed};
use crate::lang::programme::{PlanColumn, ProgrammeSay};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

pub fn fund(fund: Fund) -> &'static str {
    match fund {
        Fund::Apbn => "State budget (APBN)",
        Fund::Dak => "DAK",
        Fund::Province => "Province budget",
        Fund::Kabupaten => "Kabupaten budget",
        Fund::Village => "Village budget / Dana Desa",
        Fund::Company => "Companies (CSR)",
        Fund::University => "Universities",
    }
}

pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Person => "persons",
        Unit::Family => "families",
        Unit::Household => "households",
        Unit::Village => "villages",
        Unit::Facility => "units",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotYet => "not yet",
        Status::Running => "under way",
        Status::Done => "done",
        Status::Dropped => "dropped",
    }
}

pub fn field(field: Field) -> &'static str {
    match field {
        Field::Programme => "Programme",
        Field::Activity => "Activity",
        Field::Code => "Code of sub-activity",
        Field::Office => "Office / actor",
        Field::Fund => "Source of funds",
        Field::Year => "Year",
        Field::Recipients => "Recipients",
        Field::Unit => "Unit",
        Field::Rupiah => "Rupiah",
        Field::Status => "Status",
    }
}

/// What a word is of, by the id of its field.
fn what(id: &str) -> &str {
    match id {
        "program" => "programme",
        "dinas" => "office",
        "sumber_dana" => "source of funds",
        "satuan" => "unit of recipients",
        "status" => "status",
        "desa" => "village",
        "rupiah" => "amount",
        "tahun" => "year",
        "penerima" => "number of recipients",
        other => other,
    }
}

/// "1,234,567" of an amount or a count.
fn whole(value: f64) -> String {
    fixed(L, value, if value.fract().abs() < 1e-9 { 0 } else { 2 })
}

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &ProgrammeFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        ProgrammeFault::NoProgrammeColumn { found } => (
            format!("No column names a programme or an activity; there are: {found}"),
            "Call the column “Program” or “Kegiatan”, or choose another sheet".into(),
        ),
        ProgrammeFault::Persons => (
            "This file lists persons, not programmes per village".into(),
            "Import it in step Data: persons are counted per village and not kept".into(),
        ),
        ProgrammeFault::SmallRupiah { largest } => (
            format!(
                "The largest amount is {} only; it may be written in thousands or millions",
                L.rupiah(*largest)
            ),
            "If so, import again with --rupiah ribu or --rupiah juta".into(),
        ),
        ProgrammeFault::LargeRupiah { largest } => (
            format!(
                "The largest amount of one row is {}, more than a trillion",
                L.rupiah(*largest)
            ),
            "Check the unit in title and header; if it is wrong, import again with --rupiah rupiah, ribu or juta".into(),
        ),
        ProgrammeFault::ScaleTwice { column, title, taken } => (
            format!("The title says {title} rupiah, the column “{column}” says rupiah; read as {taken}"),
            "Compare one figure with the original paper; if it is wrong, import again with --rupiah rupiah, ribu or juta".into(),
        ),
        ProgrammeFault::CommaOfMillions { column, sample } => (
            format!("Column “{column}” holds millions with three digits behind a comma such as “{sample}”; the comma is read as the decimal mark"),
            "If thousands of millions are meant, write them with a point (1.250) or as numbers, and import again".into(),
        ),
        ProgrammeFault::Hidden { rows } => (
            format!("{} rows hold a number of 16 digits (NIK or No KK); it is hidden and not kept", count(L, *rows)),
            "A register of programmes needs no personal data; take names and numbers out of the file before it is passed on".into(),
        ),
        ProgrammeFault::Added { columns } => (
            format!("No column holds the amount; a row is worth “{columns}” together"),
            "Where the sure amounts are known, add a column “Jumlah (Rp)” and import again".into(),
        ),
        ProgrammeFault::PriceTimes { count, price } => (
            format!("No column holds amounts; they are “{count}” times “{price}”"),
            "Where the sure amounts are known, add a column “Jumlah (Rp)” and import again".into(),
        ),
        ProgrammeFault::UnusedColumns { columns } => (
            format!("Columns that are not used: “{columns}”"),
            "If they matter, name them Sumber Dana, Penerima, Anggaran, Status or the like and import again".into(),
        ),
        ProgrammeFault::OtherMoney { taken, left } => (
            format!("Amounts are read from the column “{taken}”; “{left}” is not used"),
            String::new(),
        ),
        ProgrammeFault::Unread { what: field, text } => (
            format!(
                "“{text}” cannot be read as {}; its row is kept without that value",
                what(field)
            ),
            "Mend it in the file and import again, or fill it in in the window".into(),
        ),
        ProgrammeFault::TotalDiffers { label, stated, computed, rupiah } => {
            let sign = if *rupiah { "Rp " } else { "" };
            (
                format!(
                    "The row “{label}” says {sign}{}, its rows add up to {sign}{} (difference {sign}{})",
                    whole(*stated),
                    whole(*computed),
                    whole(*stated - *computed)
                ),
                "Ask who made the file which is right; the rows are what is used".into(),
            )
        }
        ProgrammeFault::SameRegister { file, is_replaced: true } => (
            format!("{file} was imported before; what it brought then is replaced"),
            "Rows that were changed by hand are as in the file again; undo it if that is wrong".into(),
        ),
        ProgrammeFault::SameRegister { file, is_replaced: false } => (
            format!("{file} was imported before; it is not taken twice"),
            "To read it anew, choose “Replace the old one” (--replace)".into(),
        ),
        ProgrammeFault::AlreadyThere { file, rows, is_replaced: true } => (
            format!("{} rows of {file} are replaced by this file", count(L, *rows)),
            "No row of that older file counts any more; undo it if that is wrong".into(),
        ),
        ProgrammeFault::AlreadyThere { file, rows, is_replaced: false } => (
            format!(
                "{} rows about the same village, programme and year came from {file}; both are counted",
                count(L, *rows)
            ),
            "If this file renews it, choose “Replace the old one” (--replace)".into(),
        ),
        ProgrammeFault::NoVillage { rows } => (
            format!(
                "The village of {} rows is not clear; they stay in the register and its totals, but in no village",
                count(L, *rows)
            ),
            "Choose their villages in the tab Programmes, under Not clear".into(),
        ),
        ProgrammeFault::WholeRegion { rows } => (
            format!(
                "{} rows name no village; kept as programmes of a whole kecamatan or of the kabupaten, and part of the kabupaten's sum",
                count(L, *rows)
            ),
            "If a row is of one village, set the village in the Programmes tab, under List".into(),
        ),
        ProgrammeFault::SeveralVillages { rows } => (
            format!(
                "{} rows name several villages at once: their programme is kept in each of them, their rupiah and recipients only in the kabupaten's sum",
                count(L, *rows)
            ),
            "Where each village's part is known, write one row per village".into(),
        ),
        ProgrammeFault::Twins { rows } => (
            format!("{} rows say exactly what another row says; both are counted", count(L, *rows)),
            "If it was written twice, delete one of them in the Programmes tab, under List".into(),
        ),
        ProgrammeFault::LessThanNothing { rows, rupiah } => (
            format!(
                "{} rows have amounts below nought, {} in all; they lessen the sum",
                count(L, *rows),
                L.rupiah(*rupiah)
            ),
            "Make sure that it is a correction or money paid back, not a slip of the pen".into(),
        ),
        ProgrammeFault::Elsewhere { rows } => (
            format!("{} rows are of another kabupaten and stay out", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::UnknownWord { what: field, rows, words, first } => (
            format!(
                "{} rows use {} words for {} that are not known yet, such as “{first}”; they stay in the register",
                count(L, *rows),
                count(L, *words),
                what(field)
            ),
            "Choose the meaning once for all rows in the tab Programmes, under Not clear".into(),
        ),
        ProgrammeFault::YearFrom { year, rows } => (
            format!(
                "{} rows have no year; {year} is taken from the title, the sheet or the file's name",
                count(L, *rows)
            ),
            "If that is wrong, import again with --year YEAR".into(),
        ),
        ProgrammeFault::OfficeFrom { office, rows } => (
            format!(
                "{} rows name no office; “{office}” is taken from the title or the sheet's name",
                count(L, *rows)
            ),
            String::new(),
        ),
        ProgrammeFault::UrbanVillageFund { rows, first } => (
            format!("{} rows use Dana Desa or APBDes in a kelurahan, such as {first}; a kelurahan receives none", count(L, *rows)),
            "Check the village or the source; the rows are counted all the same".to_owned(),
        ),
        ProgrammeFault::OwnExport => (
            "This file was written by Kantong itself; its rows are in the project already".to_owned(),
            "Change the rows in the tab Programmes, or import the office's own file".to_owned(),
        ),
        ProgrammeFault::FundFrom { fund, rows } => {
            (format!("{} rows name no source of funds; “{fund}” is taken from the title or the sheet's name", count(L, *rows)), String::new())
        }
        ProgrammeFault::ProgrammeFrom { programme } => (format!("The programme is read from the title: “{programme}”"), String::new()),
        ProgrammeFault::Branches { rows } => (
            format!("{} rows are sums of the rows below them; only the last of each branch is counted", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::Summary { sheet, rows } => (
            format!("Sheet “{sheet}” ({} rows) sums up the others and agrees; it is not counted twice", count(L, *rows)),
            String::new(),
        ),
        ProgrammeFault::SummaryBeside { sheet, rows } => (
            format!("Sheet “{sheet}” ({} rows) seems to sum up the others but does not agree; it is counted", count(L, *rows)),
            "If it is a summary, import the other sheets one by one with --sheet".to_owned(),
        ),
        ProgrammeFault::MoreProducts { products } => (
            format!(
                "{} products beyond the third of their village are not kept; a village has three at most",
                count(L, *products)
            ),
            "Put the main three first and import again, or enter them in the tab Products".into(),
        ),
        ProgrammeFault::ProductsNowhere { rows } => (
            format!("The village of {} rows of products is not clear; they are not kept", count(L, *rows)),
            "Mend the names or codes of the villages in the file and import again".into(),
        ),
        ProgrammeFault::NoYear { rows } => (
            format!("{} rows have no year; they are in no year's total", count(L, *rows)),
            "Import again with --year YEAR, or fill it in in the window".into(),
        ),
        ProgrammeFault::VillageElsewhere { code } => {
            (format!("This map has no village of the code {code}"), "Check the code; the card of a village shows its own".into())
        }
        ProgrammeFault::NoSuchMeaning { what: field, id, found } => (
            format!("There is no {} “{id}”; there are: {found}", what(field)),
            "Choose one of them, or “-” for none".into(),
        ),
        ProgrammeFault::NoSuchProgrammeYear { year, found } => (
            format!("There are no programmes of {year}; there are: {found}"),
            "Choose a year that is there".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join("; ") }
}

#[expect(clippy::too_many_lines, reason = "one line a kind, matched without a catch-all")]
pub fn say(say: &ProgrammeSay) -> String {
    let n = |value: usize| count(L, value);
    match say {
        ProgrammeSay::Imported { file, rows, villages, rupiah } => {
            format!(
                "{file}: {} rows of programmes in {} villages, {}",
                n(*rows),
                n(*villages),
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::Labels { file, villages, products } => {
            format!("{file}: {} products of {} villages", n(*products), n(*villages))
        }
        ProgrammeSay::Reconciled { totals, agree } => {
            format!(
                "Rows of sums in the file: {} of {} agree with their rows",
                n(*agree),
                n(*totals)
            )
        }
        ProgrammeSay::Waiting { what: field, words, rows } => {
            format!(
                "Not clear: {} ways of writing a {} in {} rows",
                n(*words),
                what(field),
                n(*rows)
            )
        }
        ProgrammeSay::WaitingWord { what: field, text, rows, candidates } => {
            format!("  {}: “{text}” ({} rows) may be {}", what(field), n(*rows), listed(candidates))
        }
        ProgrammeSay::Nothing => "This project has no register of programmes yet".to_owned(),
        ProgrammeSay::Year { year, rows, villages, rupiah } => {
            format!(
                "Year {year}: {} rows in {} villages, {}",
                n(*rows),
                n(*villages),
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::OfFund { fund: of, rows, rupiah } => {
            let name = of.map_or("source not known", fund);
            format!("  {name}: {} rows, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::Apbd { rupiah } => {
            format!(
                "  Total APBD (province and kabupaten, without Dana Desa): {}",
                L.rupiah(*rupiah)
            )
        }
        ProgrammeSay::OfDropped { rows, rupiah } => {
            format!("  Called off, in no sum: {} rows, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::OfYearless { rows, rupiah } => {
            format!("  Without a year, in no sum: {} rows, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::OfOffice { name, rows, rupiah } => {
            format!("  {name}: {} rows, {}", n(*rows), L.rupiah(*rupiah))
        }
        ProgrammeSay::OfUnit { unit: of, receipts, least } => {
            format!(
                "  Receipts: {} {}; different recipients at least {}",
                n(*receipts as usize),
                unit(*of),
                n(*least as usize)
            )
        }
        ProgrammeSay::Rule { text } => format!("Rule: {text}"),
        ProgrammeSay::PileUps { villages } => {
            format!("Pile-ups (many programmes, low need): {} villages", n(*villages))
        }
        ProgrammeSay::Blanks { villages } => {
            format!("Blank spots (high need, no programme): {} villages", n(*villages))
        }
        ProgrammeSay::Village { name, kecamatan, code, programmes } => {
            format!("  {code} {name}, {kecamatan}: {} programmes", n(*programmes))
        }
        ProgrammeSay::Unsupported { names } => {
            format!("National priorities without regional support: {}", listed(names))
        }
        ProgrammeSay::NotNational { names } => {
            format!("Regional programmes outside the national priorities: {}", listed(names))
        }
        ProgrammeSay::Tasks { tasks, villages } => {
            format!("Tasks of offices: {} tasks in {} villages", n(*tasks), n(*villages))
        }
        ProgrammeSay::TaskLine { office, programme, villages, target, status: is, overdue } => {
            let target = target.map_or_else(
                || "target not known".to_owned(),
                |t| format!("target {}", n(t as usize)),
            );
            let late = overdue
                .as_ref()
                .map_or_else(String::new, |day| format!(", past its deadline {}", date(L, day)));
            format!(
                "  {office}: {programme}, {} villages, {target}, {}{late}",
                n(*villages),
                status(*is)
            )
        }
        ProgrammeSay::Mismatches { rows } => {
            format!("Aid that does not fit the village's products: {} rows", n(*rows))
        }
        ProgrammeSay::MismatchLine { village, programme, products } => {
            format!("  {village}: {programme}; its products are {}", listed(products))
        }
        ProgrammeSay::GroundLine { village, programme, name } => {
            format!("  {village}: {programme}; no {name}")
        }
        ProgrammeSay::More { rows } => format!("  … and {} more", n(*rows)),
        ProgrammeSay::Fits { share, lines, of } => {
            format!(
                "Village spending that fits the products: {} % ({} of {} lines)",
                fixed(L, 100.0 * share, 1),
                n(*lines),
                n(*of)
            )
        }
        ProgrammeSay::Written { count: rows } => format!("{} decisions kept", n(*rows)),
    }
}

pub fn pile_rule(need: &str, many: u32, high: &str, low: &str) -> String {
    format!(
        "pile-up = {many} programmes or more in the {low} % of villages in least need by {need}; blank spot = no programme in the {high} % in greatest need; equal values stand together"
    )
}

pub fn plan_column(column: PlanColumn) -> &'static str {
    match column {
        PlanColumn::PlanSheet => "Plan",
        PlanColumn::MatrixSheet => "Matrix",
        PlanColumn::ListSheet => "Pile-ups and blanks",
        PlanColumn::TaskSheet => "Tasks",
        PlanColumn::TaskVillageSheet => "Tasks by village",
        PlanColumn::NationalSheet => "National priorities",
        PlanColumn::MisfitSheet => "Does not fit",
        PlanColumn::AsWritten => "Programme as written",
        PlanColumn::File => "File",
        PlanColumn::Row => "Row",
        PlanColumn::Programmes => "Programmes",
        PlanColumn::Rupiah => "Rupiah",
        PlanColumn::NoSector => "Not clear",
        PlanColumn::List => "List",
        PlanColumn::PileUp => "pile-up",
        PlanColumn::Blank => "blank spot",
        PlanColumn::Because => "Because of",
        PlanColumn::Villages => "Villages",
        PlanColumn::Target => "Target",
        PlanColumn::Deadline => "Deadline",
        PlanColumn::Status => "Status",
        PlanColumn::Why => "Why",
        PlanColumn::VillageCodes => "Village codes",
        PlanColumn::Priority => "National priority",
        PlanColumn::SupportedBy => "Regional programmes",
        PlanColumn::RegionalRows => "Regional rows",
        PlanColumn::NationalRows => "National rows",
        PlanColumn::Support => "Regional support",
        PlanColumn::Yes => "yes",
        PlanColumn::No => "none yet",
        PlanColumn::Outside => "outside the national priorities",
        PlanColumn::Products => "Products",
        PlanColumn::NoProduct => "no product needs it",
        PlanColumn::NoNeed => "“no indicator of need yet”",
    }
}
