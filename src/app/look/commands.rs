//! Every action of the window as a line of the palette, findable by Indonesian and English words.
//! What cannot be done now is not offered.

use super::hand::Hand;
use super::request::{Copy, LookRequest};
use super::table::By;
use super::{LookTab, OverlayAs, Seeing, Split, TableLook};
use crate::app::data::{DataTab, request::DataRequest};
use crate::app::meeting::request::MeetingRequest;
use crate::app::pocket::{ChartKind, MapMode, request::PocketRequest};
use crate::app::programme::{PlanPart, request::ProgrammeRequest};
use crate::app::request::Request;
use crate::app::show::request::ShowRequest;
use crate::app::state::{AppState, Export, Layer, Open, Step};
use crate::app::theme::Theme;
use crate::app::view::{brief, method_word, written_median};
use crate::indicator::classify::Method;
use crate::indicator::column::Column;
use crate::indicator::sieve::{Clause, Test};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_look::LookWord;
use crate::lang::app_meeting::RakorWord;
use crate::lang::app_pocket::PocketWord;
use crate::lang::app_show::ShowWord;
use crate::lang::story::Story;
use crate::output::cartogram::Arrangement;
use crate::output::vision::Vision;
use crate::plan::edit::{Drawn, Palette, Style};
use crate::workflow::chosen::Level;

/// One action.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    pub name: String,
    /// Where it belongs.
    pub about: String,
    /// In small letters, both languages.
    words: String,
    pub key: &'static str,
    pub asked: Request,
}

impl Command {
    /// How well the typed words fit its name, in either language: the name begins with them, has
    /// them together, has them as beginnings of words, has them anywhere; `None` = not.
    pub fn fits(&self, text: &str) -> Option<u8> {
        let text = plain(text.trim());
        let name = plain(&self.name);
        if name.starts_with(&text) {
            return Some(0);
        }
        if name.contains(&text) {
            return Some(1);
        }
        if self.words.contains(&text) {
            return Some(2);
        }
        let begins = |word: &str| {
            let parts = || self.words.split(|c: char| !c.is_alphanumeric());
            parts().any(|part| part.starts_with(word))
        };
        if text.split_whitespace().all(begins) {
            return Some(3);
        }
        text.split_whitespace().all(|word| self.words.contains(word)).then_some(4)
    }
}

/// As it is typed: in small letters, every dash a hyphen, every × an x.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(['–', '—', '−'], "-").replace('×', "x")
}

/// Collects lines in one language that are found by both.
struct Lines {
    lang: Lang,
    all: Vec<Command>,
}

impl Lines {
    fn add(
        &mut self,
        group: Word,
        name: impl Fn(Lang) -> String,
        key: &'static str,
        asked: Request,
    ) {
        let words = [Lang::Id, Lang::En].map(|lang| format!("{} {}", name(lang), lang.word(group)));
        self.all.push(Command {
            name: name(self.lang).trim_end_matches('…').to_owned(),
            about: self.lang.word(group).to_owned(),
            words: plain(&words.join(" ")),
            key,
            asked,
        });
    }

    fn word(&mut self, group: Word, word: Word, key: &'static str, asked: Request) {
        self.add(group, |lang| lang.word(word).to_owned(), key, asked);
    }

    fn look(&mut self, words: &[LookWord], asked: LookRequest) {
        let name =
            |lang: Lang| words.iter().map(|word| lang.look(*word)).collect::<Vec<_>>().join(" · ");
        self.add(Word::StepMap, name, "", Request::Look(asked));
    }
}

/// Every action that can be done now.
pub fn commands(state: &AppState) -> Vec<Command> {
    let mut lines = Lines { lang: state.lang, all: Vec::new() };
    if state.open.is_some() {
        steps(&mut lines);
        map(&mut lines);
        indicators(&mut lines, state);
        kept(&mut lines, state);
        take_away(&mut lines);
        later_steps(&mut lines, state);
        show(&mut lines);
    }
    everywhere(&mut lines, state);
    lines.all
}

const STEP_KEYS: [&str; 5] = ["Ctrl 1", "Ctrl 2", "Ctrl 3", "Ctrl 4", "Ctrl 5"];

fn steps(lines: &mut Lines) {
    for (step, key) in Step::ALL.into_iter().zip(STEP_KEYS) {
        lines.word(step.about(), step.word(), key, Request::Step(step));
    }
}

fn map(lines: &mut Lines) {
    for seeing in Seeing::ALL {
        lines.look(&[LookWord::WayOfSeeing, seeing.word()], LookRequest::Seeing(seeing));
    }
    lines.look(&[LookWord::WaterAndStunting], LookRequest::WaterAndStunting);
    for (split, word) in
        [(Split::Swipe, LookWord::SwipeWord), (Split::Beside, LookWord::SideBySide)]
    {
        lines.look(&[Seeing::Times.word(), word], LookRequest::Split(split));
    }
    for (way, word) in
        [(OverlayAs::Hatching, LookWord::AsHatching), (OverlayAs::Rings, LookWord::AsSymbols)]
    {
        lines.look(&[LookWord::OverlayWord, word], LookRequest::OverlayAs(way));
    }
    lines.look(&[LookWord::LockClasses], LookRequest::ToggleLock);
    lines.look(&[LookWord::AlikeInTime], LookRequest::AlikeInTime);
    for (arrangement, word) in Arrangement::ALL.into_iter().zip(ARRANGEMENTS) {
        lines.look(&[LookWord::ArrangementWord, word], LookRequest::Arrange(arrangement));
    }
    for level in Level::ALL {
        lines.look(&[LookWord::LevelWord, level_word(level)], LookRequest::Level(level));
    }
    for hand in Hand::ALL {
        lines.look(&[hand.word()], LookRequest::Hand(hand));
    }
    for tab in LookTab::ALL {
        lines.look(&[LookWord::ShowBelow, tab.word()], LookRequest::Tab(tab));
    }
    for layer in Layer::ALL {
        let name =
            |lang: Lang| format!("{} · {}", lang.word(Word::Layers), lang.word(layer.word()));
        lines.add(Word::StepMap, name, "", Request::ToggleLayer(layer));
    }
    for (word, key, asked) in [
        (Word::ZoomIn, "+", Request::Zoom(1.5)),
        (Word::ZoomOut, "−", Request::Zoom(1.0 / 1.5)),
        (Word::FitBody, "Home", Request::FitBody),
        (Word::FitAll, "", Request::FitAll),
    ] {
        lines.word(Word::StepMap, word, key, asked);
    }
    lines.look(
        &[LookWord::ClearSieve],
        LookRequest::Sieve(crate::indicator::sieve::Sieve::default()),
    );
    let nobody = crate::app::pocket::Pick::take(Vec::new());
    let name = |lang: Lang| lang.look(LookWord::ClearPick).to_owned();
    lines.add(Word::StepMap, name, "Esc", Request::Pocket(PocketRequest::Pick(nobody)));
}

pub const ARRANGEMENTS: [LookWord; 3] =
    [LookWord::ArrangementLand, LookWord::ArrangementCircles, LookWord::ArrangementTiles];

pub fn level_word(level: Level) -> LookWord {
    match level {
        Level::Village => LookWord::LevelVillage,
        Level::Kecamatan => LookWord::LevelKecamatan,
        Level::Kabupaten => LookWord::LevelKabupaten,
    }
}

pub fn vision_word(vision: Option<Vision>) -> LookWord {
    match vision {
        None => LookWord::EyesOwn,
        Some(Vision::Protan) => LookWord::EyesProtan,
        Some(Vision::Deutan) => LookWord::EyesDeutan,
        Some(Vision::Tritan) => LookWord::EyesTritan,
        Some(Vision::Grey) => LookWord::EyesGrey,
    }
}

pub fn palette_word(palette: Option<Palette>) -> LookWord {
    match palette {
        None => LookWord::ColoursByMeaning,
        Some(Palette::Problems) => LookWord::ColoursProblems,
        Some(Palette::Services) => LookWord::ColoursServices,
        Some(Palette::Viridis) => LookWord::ColoursViridis,
        Some(Palette::Cividis) => LookWord::ColoursCividis,
    }
}

pub fn drawn_word(drawn: Drawn) -> LookWord {
    match drawn {
        Drawn::Fills => LookWord::DrawnFills,
        Drawn::Symbols => LookWord::DrawnSymbols,
    }
}

fn indicators(lines: &mut Lines, state: &AppState) {
    let Some(open) = &state.open else { return };
    for at in 0..open.content.columns.len() {
        let name = open.content.column_name(at);
        let named = |lang: Lang| format!("{} · {name}", lang.word(Word::Indicator));
        lines.add(Word::StepMap, named, "", Request::Indicator(at));
    }
    for at in 0..open.content.columns.len() {
        let name = open.content.column_name(at);
        let named = |lang: Lang| format!("{} · {name}", lang.look(LookWord::OverlayWord));
        lines.add(Word::StepMap, named, "", Request::Look(LookRequest::Overlay(Some(at))));
    }
    lines.look(&[LookWord::OverlayWord, LookWord::OverlayNone], LookRequest::Overlay(None));
    let (regions, of) = &*open.content.kecamatan;
    for (i, region) in regions.iter().enumerate() {
        let members: Vec<usize> = (0..of.len()).filter(|&v| of[v] == i).collect();
        let name = |lang: Lang| {
            format!(
                "{} {} {}",
                lang.look(LookWord::ShowOnMap),
                lang.word(Word::KecamatanShort),
                region.name
            )
        };
        lines.add(Word::StepMap, name, "", Request::Look(LookRequest::ShowVillages(members)));
    }
    let Some(column) = open.column() else { return };
    let style = open.content.style(column);
    classes(lines, column, &style);
    sorting(lines, open);
    for palette in std::iter::once(None).chain(Palette::ALL.map(Some)) {
        let name = |lang: Lang| {
            let own = match palette {
                Some(named @ (Palette::Viridis | Palette::Cividis)) => format!(" ({})", named.id()),
                Some(Palette::Problems | Palette::Services) | None => String::new(),
            };
            let word = lang.look(palette_word(palette));
            format!("{} · {word}{own}", lang.look(LookWord::ColoursWord))
        };
        let style = Style { palette, ..style.clone() };
        lines.add(Word::Classes, name, "", Request::SetStyle(Some(style)));
    }
    for drawn in Drawn::ALL {
        let name = |lang: Lang| lang.look(drawn_word(drawn)).to_owned();
        let style = Style { drawn: Some(drawn), ..style.clone() };
        lines.add(Word::Classes, name, "", Request::SetStyle(Some(style)));
    }
}

/// How classes are cut, and into how many.
fn classes(lines: &mut Lines, column: &Column, style: &Style) {
    let is_stunting = column.indicator.id.contains("stunt");
    let fits = |method: &Method| is_stunting || !matches!(method, Method::WhoStunting(_));
    for method in Method::COMPUTED.into_iter().filter(fits) {
        let word = method_word(&method);
        let name = |lang: Lang| format!("{} · {}", lang.word(Word::ClassMethod), lang.word(word));
        let style = Style { method: method.clone(), ..style.clone() };
        lines.add(Word::Classes, name, "", Request::SetStyle(Some(style)));
    }
    for classes in (2..=9).filter(|_| style.method.takes_count()) {
        let name = |lang: Lang| format!("{} {classes}", lang.word(Word::NumberOfClasses));
        let style = Style { classes, ..style.clone() };
        lines.add(Word::Classes, name, "", Request::SetStyle(Some(style)));
    }
}

/// By what the table is sorted, and its columns.
fn sorting(lines: &mut Lines, open: &Open) {
    let look = &open.look.table;
    for (by, word) in
        [(By::Shown, Word::Value), (By::Name, Word::Village), (By::Kecamatan, Word::Kecamatan)]
    {
        let name = |lang: Lang| format!("{} {}", lang.word(Word::SortBy), lang.word(word));
        let table = TableLook { order: look.order.clicked(by), ..look.clone() };
        lines.add(Word::StepMap, name, "", Request::Look(LookRequest::Table(table)));
    }
    for at in 0..open.content.columns.len() {
        let column = open.content.column_name(at);
        let name = |lang: Lang| format!("{} · {column}", lang.look(LookWord::ColumnsWord));
        let mut table = look.clone();
        if table.columns.contains(&at) {
            table.columns.retain(|&other| other != at);
        } else {
            table.columns.push(at);
        }
        lines.add(Word::StepMap, name, "", Request::Look(LookRequest::Table(table)));
    }
}

fn kept(lines: &mut Lines, state: &AppState) {
    let Some(open) = &state.open else { return };
    if let Some(at) = open.indicator {
        // Under the name of what is shown, with a number where that is taken: nothing kept before
        // is lost. The list at the left takes another name.
        let own = open.content.column_name(at);
        let shown = match (open.look.seeing, open.pocket.pair) {
            (Seeing::Pair, Some((x, y))) => {
                [x, y].map(|at| brief(&open.content.column_name(at))).join(" × ")
            }
            _ => own.clone(),
        };
        let place = free_name(shown, open.content.bookmarks.iter().map(|p| p.name.as_str()));
        let style = free_name(own, open.content.presets.iter().map(|p| p.name.as_str()));
        for (word, own, asked) in [
            (LookWord::KeepPlace, &place, LookRequest::KeepPlace(place.clone())),
            (LookWord::KeepStyle, &style, LookRequest::KeepStyle(style.clone())),
        ] {
            let name = |lang: Lang| format!("{} · {own}", lang.look(word));
            lines.add(Word::StepMap, name, "", Request::Look(asked));
        }
        for column in super::times(&open.content, at) {
            let period = &open.content.columns[column].period;
            let name = |lang: Lang| format!("{} {period}", lang.look(LookWord::TimeWord));
            lines.add(Word::StepMap, name, "", Request::Indicator(column));
        }
        let mut sieve = open.look.sieve.clone();
        let middle = written_median(&open.content.columns[at]).unwrap_or(0.0);
        sieve.clauses.push(Clause { column: at, test: Test::AtLeast(middle) });
        let name = |lang: Lang| {
            format!("{} · {}", lang.look(LookWord::SieveWord), lang.look(LookWord::AddCondition))
        };
        lines.add(Word::StepMap, name, "", Request::Look(LookRequest::Sieve(sieve)));
    }
    for (i, place) in open.content.bookmarks.iter().enumerate() {
        let name = |lang: Lang| format!("{} {}", lang.look(LookWord::GoToPlace), place.name);
        lines.add(Word::StepMap, name, "", Request::Look(LookRequest::GoToPlace(i)));
    }
    for (i, preset) in open.content.presets.iter().enumerate() {
        let name = |lang: Lang| format!("{} {}", lang.look(LookWord::UseStyle), preset.name);
        lines.add(Word::Classes, name, "", Request::Look(LookRequest::UseStyle(i)));
    }
}

/// The name, or the first of it with a number that none has.
fn free_name<'a>(own: String, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let mut name = own.clone();
    let mut number = 2;
    while taken.contains(&name.as_str()) {
        name = format!("{own} ({number})");
        number += 1;
    }
    name
}

fn take_away(lines: &mut Lines) {
    lines.word(Word::TakeAway, Word::SaveImage, "", Request::SaveImage);
    for (name, export) in [
        ("XLSX", Export::TableXlsx),
        ("CSV", Export::TableCsv),
        ("GeoJSON", Export::VillagesGeoJson),
    ] {
        let named = |lang: Lang| format!("{} {name}", lang.word(Word::TakeAway));
        lines.add(Word::TakeAway, named, "", Request::Export(export));
    }
    for (word, copy) in [
        (LookWord::CopyMap, Copy::Map),
        (LookWord::CopyTable, Copy::Table),
        (LookWord::CopyChart, Copy::Chart),
    ] {
        let name = |lang: Lang| lang.look(word).to_owned();
        lines.add(Word::TakeAway, name, "", Request::Look(LookRequest::Copy(copy)));
    }
}

fn later_steps(lines: &mut Lines, state: &AppState) {
    for tab in DataTab::ALL {
        let name = |lang: Lang| lang.data(tab.word()).to_owned();
        lines.add(Word::StepData, name, "", Request::Data(DataRequest::Tab(tab)));
    }
    for part in PlanPart::ALL {
        let name = |lang: Lang| lang.programme(part.word()).to_owned();
        let asked = Request::Programme(ProgrammeRequest::Part(part));
        lines.add(Word::StepPlan, name, "", asked);
    }
    lines.word(Word::StepPockets, Word::Compute, "", Request::FindPockets);
    for mode in MapMode::ALL {
        let name = |lang: Lang| lang.step3(mode.word()).to_owned();
        lines.add(Word::StepPockets, name, "", Request::Pocket(PocketRequest::Map(mode)));
    }
    for chart in ChartKind::ALL {
        let name = |lang: Lang| lang.step3(chart.word()).to_owned();
        lines.add(Word::StepPockets, name, "", Request::Pocket(PocketRequest::Chart(chart)));
    }
    if state.open.as_ref().is_some_and(|open| open.pockets.is_some()) {
        let of_results = [
            (PocketWord::CheckResults, PocketRequest::Check),
            (PocketWord::SecondOpinion, PocketRequest::SecondOpinion),
        ];
        for (word, asked) in of_results {
            let name = |lang: Lang| lang.step3(word).to_owned();
            lines.add(Word::StepPockets, name, "", Request::Pocket(asked));
        }
        for export in [Export::PocketsXlsx, Export::PocketsGeoJson] {
            let kind = export.extension().to_uppercase();
            let name = |lang: Lang| format!("{} {kind}", lang.word(Word::StepPockets));
            lines.add(Word::TakeAway, name, "", Request::Export(export));
        }
    }
}

/// The show and what makes its steps; the package.
fn show(lines: &mut Lines) {
    let plain = [
        (ShowWord::Present, "F5", ShowRequest::Start(0)),
        (ShowWord::KeepView, "", ShowRequest::Keep),
    ];
    for (word, key, asked) in plain {
        let name = |lang: Lang| lang.show(word).to_owned();
        lines.add(Word::StepMeeting, name, key, Request::Show(asked));
    }
    for (word, asked) in [
        (RakorWord::Make, MeetingRequest::Make),
        (RakorWord::SeeContents, MeetingRequest::Contents),
        (RakorWord::Head, MeetingRequest::Head),
    ] {
        let name = |lang: Lang| lang.step5(word).to_owned();
        lines.add(Word::StepMeeting, name, "", Request::Meeting(asked));
    }
    for story in Story::ALL {
        let name =
            |lang: Lang| format!("{} · {}", lang.show(ShowWord::MakeStory), lang.story_name(story));
        lines.add(Word::StepMeeting, name, "", Request::Show(ShowRequest::Make(story)));
    }
}

fn everywhere(lines: &mut Lines, state: &AppState) {
    lines.word(Word::StepData, Word::ChooseFiles, "", Request::ChooseFiles);
    lines.word(Word::StepData, Word::OpenProject, "Ctrl O", Request::ChooseProject);
    lines.word(Word::StepData, Word::OpenSample, "", Request::OpenSample);
    if state.open.is_some() {
        lines.word(Word::StepData, Word::BackToStart, "", Request::CloseProject);
        // Both words that people use for it find it.
        let name =
            |lang: Lang| format!("{} · {}", lang.word(Word::Undo), lang.look(LookWord::UndoToo));
        lines.add(Word::Settings, name, "Ctrl Z", Request::Undo);
        lines.word(Word::Settings, Word::Redo, "Ctrl Y", Request::Redo);
    }
    for vision in std::iter::once(None).chain(Vision::ALL.map(Some)) {
        lines.look(&[LookWord::EyesWord, vision_word(vision)], LookRequest::Vision(vision));
    }
    for (theme, word) in [
        (Theme::Light, Word::ThemeLight),
        (Theme::Dark, Word::ThemeDark),
        (Theme::Projector, Word::ThemeProjector),
    ] {
        let name = |lang: Lang| format!("{} · {}", lang.look(LookWord::ThemeWord), lang.word(word));
        lines.add(Word::Settings, name, "", Request::Theme(theme));
    }
    for (lang, name) in [(Lang::Id, "Bahasa Indonesia"), (Lang::En, "English")] {
        lines.add(Word::Settings, |_| name.to_owned(), "", Request::Lang(lang));
    }
    lines.word(Word::Help, Word::Help, "F1", Request::Help);
}
