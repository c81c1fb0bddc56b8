//! Carrying out what step 2 asks for.

use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use egui::Context;

use super::palette::PaletteState;
use super::request::{Copy, LookRequest};
use super::{Lock, LookTab, Seeing, chart_picture, copy, kept, made};
use crate::app::map::MapState;
use crate::app::map::camera::Camera;
use crate::app::pocket::choose;
use crate::app::state::{Open, Step, Tone};
use crate::app::window::Window;
use crate::app::work::Change;
use crate::indicator::classify::Method;
use crate::indicator::column::Column;
use crate::indicator::worst::one_cut;
use crate::lang::Sentence;
use crate::lang::app::Word;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::output::Caption;
use crate::plan::edit::{Bookmark, Edit, Preset, Style};
use crate::workflow::chosen::Level;

impl Window {
    pub fn carry_look(&mut self, ctx: &Context, asked: LookRequest) {
        match asked {
            LookRequest::Palette => {
                self.state.palette = match self.state.palette.take() {
                    Some(_) => None,
                    None => Some(PaletteState::default()),
                };
            }
            LookRequest::PaletteText(text) => {
                self.state.palette = Some(PaletteState { text, at: 0, enter: false });
            }
            LookRequest::PaletteEnter(text) => {
                let state = self.state.palette.take().unwrap_or_default();
                let at = if state.text == text { state.at } else { 0 };
                self.state.palette = Some(PaletteState { text, at, enter: true });
                ctx.request_repaint();
            }
            LookRequest::PaletteMove(step) => self.palette_key(step),
            LookRequest::Vision(vision) => self.state.vision = vision,
            LookRequest::GoTo(place) => self.go_to_place(place),
            LookRequest::GoToVillage(village) => self.go_to_village(village),
            LookRequest::ShowVillages(villages) => self.show_villages(&villages),
            LookRequest::KeepPlace(name) => self.keep_place(ctx, name),
            LookRequest::GoToPlace(at) => self.go_to_kept(at),
            LookRequest::DropPlace(at) => {
                let mut places = self.kept_places();
                if at < places.len() {
                    places.remove(at);
                    self.change(ctx, Change::Edit(Edit::SetBookmarks { places }));
                }
            }
            LookRequest::KeepStyle(name) => self.keep_style(ctx, name),
            LookRequest::UseStyle(at) => self.use_style(ctx, at),
            LookRequest::DropStyle(at) => {
                let mut presets = self.kept_styles();
                if at < presets.len() {
                    presets.remove(at);
                    self.change(ctx, Change::Edit(Edit::SetPresets { presets }));
                }
            }
            LookRequest::Breaks(breaks) => self.cut_at(ctx, breaks),
            LookRequest::AlikeInTime => self.cut_alike(ctx),
            LookRequest::Copy(what) => self.copy(ctx, what),
            LookRequest::Seeing(_) | LookRequest::WaterAndStunting | LookRequest::Split(_) => {
                self.look_at(asked);
                self.maps.look_anew();
                // The maps have another width now; who has gone to a place stays there.
                if let Some(map) = self.front_map().filter(|map| map.is_whole()) {
                    map.fit_body();
                }
            }
            asked => self.look_at(asked),
        }
    }

    /// What changes only how step 2 is looked at.
    fn look_at(&mut self, asked: LookRequest) {
        // What is asked of the map is seen on the map.
        if self.state.step != Step::Pockets {
            self.state.step = Step::Map;
        }
        let Some(open) = &mut self.state.open else { return };
        let content = Arc::clone(&open.content);
        let shown = open.indicator;
        let look = &mut open.look;
        match asked {
            LookRequest::Seeing(seeing) => look.see(seeing, &content, shown),
            LookRequest::Pair(x, y) => open.pocket.pair = Some((x, y)),
            LookRequest::WaterAndStunting => {
                open.pocket.pair = choose::pair(&content);
                look.see(Seeing::Pair, &content, shown);
            }
            LookRequest::Several(slot, column) => {
                if let Some(at) = look.several.get_mut(slot) {
                    *at = column;
                } else {
                    look.several.push(column);
                }
            }
            LookRequest::OtherTime(column) => look.other_time = Some(column),
            LookRequest::Split(split) => {
                look.split = split;
                if look.seeing != Seeing::Times {
                    look.see(Seeing::Times, &content, shown);
                }
            }
            LookRequest::Edge(edge) => look.edge = edge.clamp(0.0, 1.0),
            LookRequest::ToggleLock => {
                look.lock = match look.lock {
                    Lock::Locked => Lock::Free,
                    Lock::Free => Lock::Locked,
                };
            }
            LookRequest::Overlay(column) => look.overlay = column,
            LookRequest::OverlayAs(way) => look.overlay_as = way,
            LookRequest::Arrange(arrangement) => look.arrangement = arrangement,
            LookRequest::Level(level) => {
                look.seeing = if level == Level::Village { look.seeing } else { Seeing::One };
                look.show_level(level);
            }
            LookRequest::Weight(column) => look.weight = column,
            LookRequest::Hand(hand) => {
                // The same tool again puts it down.
                look.hand = if look.hand == hand { super::hand::Hand::Move } else { hand };
                look.drawn.clear();
            }
            LookRequest::Drawn(line) => look.drawn = line,
            LookRequest::Sieve(sieve) => look.sieve = sieve,
            LookRequest::Table(table) => look.table = table,
            LookRequest::Tab(tab) => look.tab = tab,
            LookRequest::Breaks(_)
            | LookRequest::AlikeInTime
            | LookRequest::Vision(_)
            | LookRequest::Palette
            | LookRequest::PaletteText(_)
            | LookRequest::PaletteEnter(_)
            | LookRequest::PaletteMove(_)
            | LookRequest::GoTo(_)
            | LookRequest::GoToVillage(_)
            | LookRequest::ShowVillages(_)
            | LookRequest::KeepPlace(_)
            | LookRequest::GoToPlace(_)
            | LookRequest::DropPlace(_)
            | LookRequest::KeepStyle(_)
            | LookRequest::UseStyle(_)
            | LookRequest::DropStyle(_)
            | LookRequest::Copy(_) => {}
        }
    }

    /// The map that is in front: of the land, or of a layout.
    pub fn front_map(&mut self) -> Option<&mut MapState> {
        if self.state.step == Step::Map && self.maps.arranged.is_some() {
            return self.maps.arranged.as_mut();
        }
        self.map.as_mut()
    }

    fn on_map(&mut self) {
        if !matches!(self.state.step, Step::Map | Step::Pockets) {
            self.state.step = Step::Map;
        }
    }

    /// A place given by its numbers: in the middle, at the scale of a few villages.
    fn go_to_place(&mut self, place: [f64; 2]) {
        self.on_map();
        let land = self.state.open.as_mut().map(|open| &mut open.look.arrangement);
        if let Some(arrangement) = land {
            *arrangement = crate::output::cartogram::Arrangement::Land;
        }
        let Some(map) = &mut self.map else { return };
        let at = map.scene.map_from_lon_lat(place);
        let [west, south, east, north] = map.scene.full;
        let air = 0.5 * (east - west).max(north - south);
        let is_near = (west - air..=east + air).contains(&at[0])
            && (south - air..=north + air).contains(&at[1]);
        if !is_near {
            let lang = self.state.lang;
            let (what, fix) = (LookWord::PlaceFarAway, LookWord::PlaceFarAwayFix);
            self.state.tell(Tone::Note, Sentence::new(lang.look(what), lang.look(fix)));
            return;
        }
        if let Some(camera) = &mut map.camera {
            camera.centre = at;
            let near = (east - west).max(north - south) / 40.0 / 8.0;
            camera.scale = camera.scale.min(near.max(1.0));
        }
        map.pin = Some(at);
    }

    fn go_to_village(&mut self, village: usize) {
        self.on_map();
        let Some(open) = &mut self.state.open else { return };
        open.selected = Some(village);
        open.pocket.picked = [village].into();
        if let Some(map) = self.front_map() {
            map.show(&[village]);
        }
    }

    fn show_villages(&mut self, villages: &[usize]) {
        self.on_map();
        let Some(open) = &mut self.state.open else { return };
        open.pocket.picked = villages.iter().copied().collect();
        open.selected = None;
        if let Some(map) = self.front_map() {
            map.show_close(villages);
        }
    }

    fn kept_places(&self) -> Vec<Bookmark> {
        self.state.open.as_ref().map(|open| open.content.bookmarks.clone()).unwrap_or_default()
    }

    fn kept_styles(&self) -> Vec<Preset> {
        self.state.open.as_ref().map(|open| open.content.presets.clone()).unwrap_or_default()
    }

    /// What is seen now, under a name; the same name again moves it.
    fn keep_place(&mut self, ctx: &Context, name: String) {
        let width = f64::from(self.map_size.x);
        let Some(map) = &self.map else { return };
        let Some(camera) = map.camera else { return };
        let centre = map.scene.lon_lat_from_map(camera.centre);
        let mut places = self.kept_places();
        places.retain(|place| place.name != name);
        let open = self.state.open.as_ref();
        let shown = open.and_then(|open| Some(kept::step(open, kept::picture(open)?)));
        let across = camera.scale * width.max(1.0);
        places.push(Bookmark { name, centre, across, shown: shown.map(Box::new) });
        self.change(ctx, Change::Edit(Edit::SetBookmarks { places }));
    }

    fn go_to_kept(&mut self, at: usize) {
        self.on_map();
        let Some(place) = self.kept_places().get(at).cloned() else { return };
        if let (Some(open), Some(shown)) = (&mut self.state.open, &place.shown)
            && open.look_like(shown) == kept::Found::Part
        {
            let lang = self.state.lang;
            let (what, fix) = (LookWord::KeptInPart, LookWord::KeptInPartFix);
            self.state.tell(Tone::Note, Sentence::new(lang.look(what), lang.look(fix)));
        }
        let width = f64::from(self.map_size.x).max(1.0);
        let Some(map) = &mut self.map else { return };
        let centre = map.scene.map_from_lon_lat(place.centre);
        let camera = Camera { centre, scale: place.across / width };
        map.camera = Some(camera);
        map.fit = None;
        // Maps beside each other have another width, once they are made.
        self.maps.look_from(camera);
    }

    /// The map looks as before its last change, where that was the last change of all.
    pub fn look_back(&mut self) -> bool {
        self.maps.look_anew();
        let Some(what) = self.state.open.as_mut().and_then(Open::look_back) else { return false };
        let lang = self.state.lang;
        let words = lang.look_say(&LookSay::Undone { what: lang.look(what).to_owned() });
        self.state.tell(Tone::Done, Sentence::new(words, lang.look(LookWord::RedoKey)));
        true
    }

    pub fn look_forth(&mut self) -> bool {
        let Some(what) = self.state.open.as_mut().and_then(Open::look_forth) else { return false };
        let lang = self.state.lang;
        let words = lang.look_say(&LookSay::Redone { what: lang.look(what).to_owned() });
        self.state.tell(Tone::Done, Sentence::new(words, lang.look(LookWord::UndoKey)));
        true
    }

    fn keep_style(&mut self, ctx: &Context, name: String) {
        let Some(open) = &self.state.open else { return };
        let Some(column) = open.column() else { return };
        let style = open.content.style(column);
        let mut presets = self.kept_styles();
        presets.retain(|preset| preset.name != name);
        presets.push(Preset { name, style });
        self.change(ctx, Change::Edit(Edit::SetPresets { presets }));
    }

    fn use_style(&mut self, ctx: &Context, at: usize) {
        if let Some(preset) = self.kept_styles().get(at) {
            let style = Some(preset.style.clone());
            self.set_style(ctx, style);
        }
    }

    fn cut_at(&mut self, ctx: &Context, breaks: Vec<f64>) {
        let Some(open) = &self.state.open else { return };
        let Some(column) = open.column() else { return };
        let classes = breaks.len() + 1;
        let style = Style { method: Method::Manual(breaks), classes, ..open.content.style(column) };
        self.set_style(ctx, Some(style));
    }

    /// The limits of all periods together become the indicator's own: a fall over the years is seen.
    fn cut_alike(&mut self, ctx: &Context) {
        let Some(open) = &self.state.open else { return };
        let Some(shown) = open.indicator else { return };
        let all = super::times(&open.content, shown);
        let columns: Vec<&Column> = all.iter().map(|&at| &*open.content.columns[at]).collect();
        let Some(first) = columns.first() else { return };
        let style = open.content.style(first);
        if let Some(breaks) = one_cut(&columns, &style.method, style.classes) {
            self.cut_at(ctx, breaks);
        }
    }

    fn copy(&mut self, ctx: &Context, what: Copy) {
        let lang = self.state.lang;
        match what {
            // In steps 2 and 3 the map as a sheet; elsewhere what is on the screen.
            Copy::Map if matches!(self.state.step, Step::Map | Step::Pockets) => self.copy_map(ctx),
            Copy::Chart if self.copy_histogram(ctx) => {}
            Copy::Map | Copy::Chart => {
                let (send, brought) = sync_channel(1);
                let wake = ctx.clone();
                ctx.request_screenshot(move |image| {
                    // The window may have asked for another one since; then nobody wants this.
                    send.send((what, image)).ok();
                    wake.request_repaint();
                });
                self.picture = Some(brought);
            }
            Copy::Table => {
                let Some(open) = &self.state.open else { return };
                let Some(shown) = open.indicator else { return };
                let look = &self.shown.look2;
                let (rows, columns) = (&look.rows.made, &look.table_columns);
                ctx.copy_text(copy::table(lang, &open.content, shown, columns, rows));
                self.copied();
            }
        }
    }

    pub fn copied(&mut self) {
        let lang = self.state.lang;
        let (what, fix) = (LookWord::Copied, LookWord::CopiedFix);
        self.state.tell(Tone::Done, Sentence::new(lang.look(what), lang.look(fix)));
    }

    /// A picture of the window that was asked for: the wanted part goes to the clipboard.
    pub fn take_pictures(&mut self, ctx: &Context) {
        let Some((wanted, image)) =
            self.picture.as_ref().and_then(|brought| brought.try_recv().ok())
        else {
            return;
        };
        self.picture = None;
        let part = match wanted {
            Copy::Map => self.places.map,
            Copy::Chart => self.places.chart,
            Copy::Table => None,
        };
        let Some(part) = part else { return };
        let shown = image.region(&part, Some(ctx.pixels_per_point()));
        let framed = match wanted {
            Copy::Chart => chart_picture::framed(&self.chart_words(), &shown),
            Copy::Map | Copy::Table => Ok(shown),
        };
        match framed {
            Ok(picture) => {
                ctx.copy_image(picture);
                self.copied();
            }
            Err(stop) => self.told(&stop),
        }
    }

    /// The bars beside the table as a picture of their own; `false` where another chart stands there.
    fn copy_histogram(&mut self, ctx: &Context) -> bool {
        let Some(open) = &self.state.open else { return false };
        let is_shown = self.state.step == Step::Map
            && open.look.tab == LookTab::Table
            && open.look.seeing != Seeing::Pair;
        let shown = &self.shown;
        let (chart, classes) = match &shown.level_spread {
            Some((chart, classes)) => (chart, classes),
            None => (&shown.histogram, &shown.classes),
        };
        if !is_shown || chart.bars.is_empty() {
            return false;
        }
        let classes = (!open.has_symbols()).then_some(classes);
        let words = self.chart_words();
        let lang = self.state.lang;
        match chart_picture::histogram(lang, &words, (chart, classes), shown.decimals.min(2)) {
            Ok(picture) => {
                ctx.copy_image(picture);
                self.copied();
            }
            Err(stop) => self.told(&stop),
        }
        true
    }

    /// What a copied chart says of itself: indicator, unit and period, of where, from which file.
    fn chart_words(&self) -> chart_picture::Words {
        let Some(open) = &self.state.open else { return chart_picture::Words::default() };
        let (lang, content) = (self.state.lang, &open.content);
        let pair = open.pocket.pair.filter(|_| open.look.seeing == Seeing::Pair);
        let columns: Vec<usize> = match pair {
            Some((x, y)) => vec![x, y],
            None => open.indicator.into_iter().collect(),
        };
        let named = |&at: &usize| {
            let unit = content.columns.get(at).map_or("", |c| c.indicator.unit.as_str());
            let name = content.column_name(at);
            if unit.is_empty() { name } else { format!("{name} ({unit})") }
        };
        let names: Vec<String> = columns.iter().map(named).collect();
        let mut foot: Vec<String> = Vec::new();
        for column in columns.iter().filter_map(|&at| content.columns.get(at)) {
            let line = made::foot(lang, content, column);
            if !foot.contains(&line) {
                foot.push(line);
            }
        }
        foot.push(lang.word(Word::IndicativeBoundary).to_owned());
        let regions = content.register.kabupaten().0;
        let about = match &regions[..] {
            [one] => lang.caption(&Caption::Kabupaten { name: one.name.clone() }),
            several => lang.caption(&Caption::SeveralKabupaten { count: several.len() }),
        };
        chart_picture::Words { title: names.join(" × "), about, foot: foot.join("\n") }
    }
}
