//! The filter of step 2: kecamatan and kabupaten by ticks, conditions on values by clicks.

use egui::{ComboBox, DragValue, TextEdit, Ui};

use super::chooser::column_box;
use super::widget::{Can, ChipTone, Look, button, chip, icon_button};
use crate::app::icons::Icon;
use crate::app::state::Content;
use crate::app::theme;
use crate::app::view::columns::ColumnList;
use crate::app::view::{decimals, written_median};
use crate::indicator::sieve::{Clause, Joined, Sieve, Test};
use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::{fixed, short};

#[derive(Clone, Copy, Debug)]
pub struct SieveView<'a> {
    pub lang: Lang,
    pub content: &'a Content,
    pub columns: &'a ColumnList,
    pub sieve: &'a Sieve,
    pub shown: Option<usize>,
    pub passing: usize,
}

/// The changed conditions.
pub fn sieve_ui(ui: &mut Ui, view: &SieveView<'_>) -> Option<Sieve> {
    let lang = view.lang;
    ui.set_min_width(290.0);
    let mut sieve = view.sieve.clone();
    let of = view.content.register.len();
    ui.horizontal(|ui| {
        ui.label(theme::bold(lang.look(LookWord::SieveWord)));
        let words = LookSay::Passing { villages: view.passing, of };
        chip(ui, &lang.look_say(&words), ChipTone::Note);
    });
    ui.label(theme::small_bold(lang.look(LookWord::Condition), ui));
    clauses_ui(ui, view, &mut sieve);
    if sieve.clauses.len() > 1 {
        for (joined, word) in
            [(Joined::And, LookWord::AllTogether), (Joined::Or, LookWord::AnyOfThem)]
        {
            ui.radio_value(&mut sieve.joined, joined, lang.look(word));
        }
    }
    let add = lang.look(LookWord::AddCondition);
    if button(ui, Look::Bare, Some(Icon::Plus), add, Can::from(view.shown.is_some())).clicked()
        && let Some(column) = view.shown
    {
        let middle =
            view.content.columns.get(column).and_then(|c| written_median(c)).unwrap_or(0.0);
        sieve.clauses.push(Clause { column, test: Test::AtLeast(middle) });
    }
    let (kabupaten, _) = view.content.register.kabupaten();
    if kabupaten.len() > 1 {
        ui.label(theme::small_bold(lang.look(LookWord::ByKabupaten), ui));
        let names: Vec<&str> = kabupaten.iter().map(|region| region.name.as_str()).collect();
        let toggled = ui.push_id("kab", |ui| regions_ui(ui, lang, &names, &sieve.kabupaten)).inner;
        if let Some(at) = toggled {
            sieve.toggle_kabupaten(at);
        }
    }
    ui.label(theme::small_bold(lang.look(LookWord::ByKecamatan), ui));
    let names: Vec<&str> = view.content.kecamatan.0.iter().map(|r| r.name.as_str()).collect();
    let toggled = ui.push_id("kec", |ui| regions_ui(ui, lang, &names, &sieve.kecamatan)).inner;
    if let Some(at) = toggled {
        sieve.toggle_kecamatan(at);
    }
    if !sieve.is_open()
        && button(ui, Look::Plain, None, lang.look(LookWord::ClearSieve), Can::Yes).clicked()
    {
        sieve = Sieve::default();
        ui.close();
    }
    (sieve != *view.sieve).then_some(sieve)
}

/// From so many regions on there is a field to find one, and only so many are listed.
const MANY: usize = 30;

/// Regions to be let through: the chosen ones first, then those that fit what is typed.
fn regions_ui(ui: &mut Ui, lang: Lang, names: &[&str], chosen: &[usize]) -> Option<usize> {
    let mut wanted = String::new();
    if names.len() > MANY {
        let id = ui.scope_id().with("find-region");
        wanted = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
        let hint = lang.look(LookWord::FindRegion);
        ui.name_inputs(hint, |ui| {
            ui.add(TextEdit::singleline(&mut wanted).hint_text(hint).desired_width(240.0));
        });
        ui.data_mut(|data| data.insert_temp(id, wanted.clone()));
    }
    let wanted = wanted.trim().to_lowercase();
    let fits = |at: &usize| {
        !chosen.contains(at) && (wanted.is_empty() || names[*at].to_lowercase().contains(&wanted))
    };
    let rest = (0..names.len()).filter(fits).take(MANY);
    let known = chosen.iter().copied().filter(|&at| at < names.len());
    let mut toggled = None;
    for at in known.chain(rest) {
        let mut is_in = chosen.contains(&at);
        if ui.push_id(at, |ui| ui.checkbox(&mut is_in, names[at])).inner.changed() {
            toggled = Some(at);
        }
    }
    toggled
}

fn clauses_ui(ui: &mut Ui, view: &SieveView<'_>, sieve: &mut Sieve) {
    let lang = view.lang;
    let mut gone = None;
    for (i, clause) in sieve.clauses.iter_mut().enumerate() {
        ui.push_id(("clause", i), |ui| {
            let name = lang.look(LookWord::Condition);
            if let Some(column) = column_box(ui, lang, name, view.columns, Some(clause.column)) {
                clause.column = column;
            }
            ui.horizontal(|ui| {
                test_ui(ui, view, clause);
                if icon_button(ui, Icon::Close, lang.look(LookWord::Drop), Can::Yes).clicked() {
                    gone = Some(i);
                }
            });
        });
        ui.add_space(4.0);
    }
    if let Some(gone) = gone {
        sieve.clauses.remove(gone);
    }
}

fn test_ui(ui: &mut Ui, view: &SieveView<'_>, clause: &mut Clause) {
    let lang = view.lang;
    let (a, b) = match clause.test {
        Test::AtLeast(x) | Test::AtMost(x) | Test::Shown(x, _) => (x, x),
        Test::Between(a, b) => (a, b),
        Test::HasValue | Test::NoData | Test::NotApplicable => (0.0, 0.0),
    };
    let kinds = [
        (Test::AtLeast(a), LookWord::AtLeast),
        (Test::AtMost(b), LookWord::AtMost),
        (Test::Between(a, b), LookWord::Between),
        (Test::HasValue, LookWord::HasValue),
        (Test::NoData, LookWord::HasNoData),
    ];
    let same = |x: &Test, y: &Test| std::mem::discriminant(x) == std::mem::discriminant(y);
    let word = kinds.iter().find(|(t, _)| same(t, &clause.test)).map_or(LookWord::AtLeast, |k| k.1);
    ComboBox::from_id_salt("test").selected_text(lang.look(word)).width(120.0).show_ui(ui, |ui| {
        for (test, word) in kinds {
            if ui.selectable_label(same(&test, &clause.test), lang.look(word)).clicked() {
                clause.test = test;
            }
        }
    });
    let column = view.content.columns.get(clause.column);
    let places = column.map_or(1, |c| decimals(c));
    let reach = column.map_or(1.0, |c| c.measured().map(f64::abs).fold(0.0, f64::max));
    let number = |ui: &mut Ui, value: &mut f64| {
        let speed = (reach / 200.0).max(1e-4);
        let field = DragValue::new(value).speed(speed).max_decimals(places);
        let written = move |x: f64, _: std::ops::RangeInclusive<usize>| fixed(lang, x, places);
        let read = move |text: &str| read_number(lang, text);
        ui.name_inputs(lang.look(LookWord::Condition), |ui| {
            ui.add(field.custom_formatter(written).custom_parser(read));
        });
    };
    match &mut clause.test {
        Test::AtLeast(x) | Test::AtMost(x) | Test::Shown(x, _) => number(ui, x),
        Test::Between(a, b) => {
            number(ui, a);
            ui.label("–");
            number(ui, b);
        }
        Test::HasValue | Test::NoData | Test::NotApplicable => {}
    }
}

fn read_number(lang: Lang, text: &str) -> Option<f64> {
    let plain = match lang {
        Lang::Id => text.replace('.', "").replace(',', "."),
        Lang::En => text.replace(',', ""),
    };
    plain.trim().replace('−', "-").parse().ok()
}

/// Every condition in words, for chips and for the map's title.
pub fn sieve_words(lang: Lang, content: &Content, sieve: &Sieve) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let names = |of: &[usize], names: Vec<&String>| {
        of.iter().filter_map(|&i| names.get(i).map(|n| (*n).clone())).collect::<Vec<_>>().join(", ")
    };
    let (kabupaten, _) = content.register.kabupaten();
    if !sieve.kabupaten.is_empty() {
        words.push(names(&sieve.kabupaten, kabupaten.iter().map(|r| &r.name).collect()));
    }
    if !sieve.kecamatan.is_empty() {
        words.push(names(&sieve.kecamatan, content.kecamatan.0.iter().map(|r| &r.name).collect()));
    }
    let each = sieve.clauses.iter().map(|clause| {
        let name = content.column_name(clause.column);
        let places = content.columns.get(clause.column).map_or(0, |c| decimals(c));
        let unit = 10_f64.powi(places as i32);
        // One that is asked more finely than the column is written is said as it is.
        let is_written = |x: f64| (x * unit).round() / unit == x;
        let number = |x: f64| if is_written(x) { fixed(lang, x, places) } else { short(lang, x) };
        lang.look_say(&match clause.test {
            Test::AtLeast(x) | Test::Shown(x, _) => {
                LookSay::ClauseAtLeast { name, value: number(x) }
            }
            Test::AtMost(x) => LookSay::ClauseAtMost { name, value: number(x) },
            Test::Between(a, b) => {
                LookSay::ClauseBetween { name, low: number(a.min(b)), high: number(a.max(b)) }
            }
            Test::HasValue => LookSay::ClauseHasValue { name },
            Test::NoData | Test::NotApplicable => LookSay::ClauseNoData { name },
        })
    });
    let clauses: Vec<String> = each.collect();
    if !clauses.is_empty() {
        words.push(lang.joined(sieve.joined == Joined::Or, &clauses));
    }
    words
}
