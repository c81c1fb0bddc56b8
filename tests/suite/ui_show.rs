//! The show driven by its keys and labels, and the strip of its steps.

use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use kantong::app::panel::show_strip::{StripView, Tile, strip_ui};
use kantong::app::request::Request;
use kantong::app::show::Curtain;
use kantong::app::show::request::ShowRequest;
use kantong::app::state::Step;
use kantong::app::theme::Theme;
use kantong::lang::Lang;
use kantong::lang::app_show::ShowWord;
use kantong::lang::guide::GuidePage;
use kantong::lang::story::Story;
use kantong::plan::show::{Of, Picture, Show, ShowStep};
use kantong::plan::solver::Effort;
use kantong::workflow::sites::scenario::{Keep, Scenario};

use crate::ui::{NORMAL, Ui, labels, settle, state, window, with_project};
use crate::ui_plan::snapshot;

fn steps() -> Vec<ShowStep> {
    let of = |id: &str| Of { indicator: id.to_owned(), period: None };
    let mut own = ShowStep::of(Picture::Indicator(of("kk_tanpa_air")));
    own.sentence = "Kalimat yang ditulis sendiri.".to_owned();
    vec![
        ShowStep::of(Picture::Cover { story: Some(Story::PublicWorks) }),
        ShowStep::of(Picture::Indicator(of("stunting"))),
        own,
        ShowStep::of(Picture::Plan { run: 99 }),
        ShowStep::of(Picture::Next),
    ]
}

/// A project whose story has five steps.
fn project(lang: Lang, size: [f32; 2], step: Step) -> Ui<'static> {
    let mut ui = window(lang, size, move |window| {
        with_project(window, step);
        let (mut snapshot, columns) = snapshot();
        let show = Arc::new(Show { steps: steps() });
        snapshot.show = Arc::clone(&show);
        window.away = Some(snapshot);
        let open = window.state.open.as_mut().unwrap();
        let mut content = (*open.content).clone();
        content.columns = columns;
        content.show = show;
        open.content = Arc::new(content);
    });
    settle(&mut ui);
    ui
}

fn key(ui: &mut Ui<'_>, key: Key) {
    ui.key_press(key);
    settle(ui);
}

fn presenting(lang: Lang, size: [f32; 2]) -> Ui<'static> {
    let mut ui = project(lang, size, Step::Map);
    key(&mut ui, Key::F5);
    assert!(state(&ui).show.is_some(), "F5 begins the show");
    ui
}

fn at(ui: &Ui<'_>) -> usize {
    state(ui).show.as_ref().unwrap().at
}

fn says(ui: &Ui<'_>, part: &str) -> bool {
    labels(ui).iter().any(|label| label.contains(part))
}

#[test]
fn f5_shows_the_story_and_esc_leaves_it() {
    let mut ui = presenting(Lang::Id, NORMAL);
    assert_eq!(state(&ui).state.theme, Theme::Projector);
    assert!(says(&ui, "Rencana PU di Kabupaten Contoh"), "{:?}", labels(&ui));
    assert!(says(&ui, "Data contoh (rekaan) · batas indikatif"), "{:?}", labels(&ui));
    assert!(!says(&ui, "2 Peta"), "no step bar, no menu");
    key(&mut ui, Key::Escape);
    assert!(state(&ui).show.is_none());
    assert_eq!(state(&ui).state.theme, Theme::Light, "the window looks as before");
    assert!(says(&ui, "2 Peta"));
}

#[test]
fn arrows_clicker_digits_and_ends_walk_the_steps() {
    let mut ui = presenting(Lang::Id, NORMAL);
    for (pressed, expected) in [
        (Key::ArrowRight, 1),
        (Key::PageDown, 2),
        (Key::Space, 3),
        (Key::ArrowLeft, 2),
        (Key::PageUp, 1),
        (Key::PageUp, 0),
        (Key::PageUp, 0),
        (Key::Num3, 2),
        (Key::Num9, 2),
        (Key::End, 4),
        (Key::ArrowRight, 4),
        (Key::Home, 0),
    ] {
        key(&mut ui, pressed);
        assert_eq!(at(&ui), expected, "{pressed:?}");
    }
    ui.get_by_label("2 dari 5").click();
    settle(&mut ui);
    assert_eq!(at(&ui), 1, "a dot is a button");
}

#[test]
fn the_words_are_the_projects_numbers_and_what_was_written_stands() {
    let mut ui = presenting(Lang::Id, NORMAL);
    key(&mut ui, Key::Num2);
    for part in ["Balita stunting: ", "Terberat di Kecamatan Laonti", "n = 10 dari 12 desa"] {
        assert!(says(&ui, part), "{part}: {:?}", labels(&ui));
    }
    // 35, 40, …, 65: seven of ten lie above WHO's limit.
    assert!(says(&ui, "7 desa di atas 30 %"), "{:?}", labels(&ui));
    key(&mut ui, Key::Num3);
    assert!(says(&ui, "KK tanpa air: 2.340 KK"), "{:?}", labels(&ui));
    assert!(says(&ui, "Kalimat yang ditulis sendiri."));
    key(&mut ui, Key::Num4);
    assert!(says(&ui, "tidak ada lagi di proyek"), "an unpinned plan is told");
}

#[test]
fn a_curtain_hides_the_step_and_the_next_key_opens_it() {
    let mut ui = presenting(Lang::Id, NORMAL);
    for (pressed, curtain) in [(Key::B, Curtain::Black), (Key::W, Curtain::White)] {
        key(&mut ui, pressed);
        assert_eq!(state(&ui).show.as_ref().unwrap().curtain, curtain);
        assert!(!says(&ui, "Rencana PU"), "{:?}", labels(&ui));
        key(&mut ui, pressed);
        assert_eq!(state(&ui).show.as_ref().unwrap().curtain, Curtain::Open);
    }
    key(&mut ui, Key::Period);
    key(&mut ui, Key::ArrowRight);
    assert_eq!(at(&ui), 0, "it opens before it walks on");
    assert!(says(&ui, "Rencana PU"));
    key(&mut ui, Key::B);
    key(&mut ui, Key::Escape);
    assert!(state(&ui).show.is_some(), "Esc opens the curtain first");
}

#[test]
fn the_list_of_keys_the_type_and_the_theme_have_keys() {
    let mut ui = presenting(Lang::En, [1024.0, 768.0]);
    key(&mut ui, Key::H);
    assert!(says(&ui, Lang::En.show(ShowWord::KeyBlack)), "{:?}", labels(&ui));
    key(&mut ui, Key::Escape);
    assert!(state(&ui).show.is_some());
    key(&mut ui, Key::Plus);
    key(&mut ui, Key::Plus);
    assert_eq!(state(&ui).show.as_ref().unwrap().larger, 2);
    key(&mut ui, Key::Minus);
    assert_eq!(state(&ui).show.as_ref().unwrap().larger, 1);
    key(&mut ui, Key::T);
    assert_eq!(state(&ui).state.theme, Theme::Light);
    key(&mut ui, Key::T);
    assert_eq!(state(&ui).state.theme, Theme::Dark);
}

/// The ceiling follows the keys; step 4's own question stays as it was.
#[test]
fn a_plan_moves_with_its_ceiling_before_the_hall() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    let window = ui.state_mut().as_mut().unwrap();
    window.begin_plan();
    let own = window.state.open.as_ref().unwrap().plan.recipe.clone().unwrap();
    let mut recipe = own.clone();
    recipe.budget.rupiah = Some(2_400_000_000);
    recipe.demand.accept_wide = true;
    let scenario = Scenario {
        id: 99,
        letter: Some('A'),
        name: "Pagu".to_owned(),
        at: String::new(),
        by: String::new(),
        served: Vec::new(),
        recipe,
        keep: Keep::Pinned,
        effort: Effort::default(),
        input_hash: String::new(),
        households: 1_111,
        sites: 6,
        cost: 2_100_000_000,
        gap: 0.0,
        objective: 1_111.0,
        chosen: Vec::new(),
        lines: Vec::new(),
    };
    window.away.as_mut().unwrap().scenarios = vec![Arc::new(scenario)];
    key(&mut ui, Key::F5);
    key(&mut ui, Key::Num4);
    settle(&mut ui);
    let served = |ui: &Ui<'_>| state(ui).show.as_ref().unwrap().plan.made().served;
    let before = served(&ui);
    assert!(before > 0, "{:?}", labels(&ui));
    assert!(says(&ui, "Pagu Rp 2,40 miliar"), "{:?}", labels(&ui));
    assert!(says(&ui, "KK terlayani"), "{:?}", labels(&ui));
    for _ in 0..15 {
        key(&mut ui, Key::ArrowDown);
    }
    settle(&mut ui);
    assert!(says(&ui, "Pagu Rp 900 juta"), "{:?}", labels(&ui));
    assert!(served(&ui) < before, "less money serves fewer");
    let title = format!("lokasi melayani {} KK", served(&ui));
    assert!(says(&ui, &title), "{title}: {:?}", labels(&ui));
    key(&mut ui, Key::ArrowRight);
    key(&mut ui, Key::ArrowLeft);
    assert!(says(&ui, "Pagu Rp 2,40 miliar"), "coming back, it stands as it was pinned");
    let open = state(&ui).state.open.as_ref().unwrap();
    assert_eq!(open.plan.recipe.as_ref(), Some(&own));
}

/// A hall sees nothing of a village under the pointer, and a click picks none.
#[test]
fn the_pointer_over_the_map_says_nothing_of_a_village() {
    let mut ui = presenting(Lang::Id, NORMAL);
    key(&mut ui, Key::Num2);
    let over = egui::pos2(900.0, 360.0);
    ui.event(egui::Event::PointerMoved(over));
    for pressed in [true, false] {
        ui.event(egui::Event::PointerButton {
            pos: over,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    settle(&mut ui);
    let window = state(&ui);
    let open = window.state.open.as_ref().unwrap();
    assert_eq!((open.hovered, open.selected), (None, None));
}

/// Nothing leaves the screen, in both languages, at the sizes of a hall.
#[test]
fn every_step_fits_the_screen_in_every_size() {
    for size in [[1024.0, 768.0], [1366.0, 768.0], [1920.0, 1080.0], [1280.0, 800.0]] {
        for lang in [Lang::Id, Lang::En] {
            let mut ui = presenting(lang, size);
            for step in [Key::Num1, Key::Num2, Key::Num3, Key::Num5] {
                key(&mut ui, step);
                let title = state(&ui).show.as_ref().unwrap();
                let step = title.step().unwrap().clone();
                let made = state(&ui).shown.show.made(&step).unwrap();
                let slide = made.slide.clone();
                let mut lowest = 0.0_f32;
                for text in [&slide.title, &slide.sentence].into_iter().filter(|t| !t.is_empty()) {
                    let rect = ui.get_by_label(text).rect();
                    assert!(
                        rect.left() >= 0.0 && rect.right() <= size[0] * 0.34,
                        "{text}: {rect:?}"
                    );
                    assert!(rect.top() >= lowest, "{text} covers what stands above it");
                    assert!(rect.bottom() <= size[1], "{text}: {rect:?}");
                    lowest = rect.bottom();
                }
            }
        }
    }
}

#[test]
fn nothing_is_painted_while_nothing_moves() {
    let mut ui = presenting(Lang::Id, NORMAL);
    key(&mut ui, Key::Num2);
    for _ in 0..40 {
        ui.step();
    }
    let before = ui.ctx.cumulative_frame_nr();
    assert!(!ui.ctx.has_requested_repaint(), "the show asks for frames at rest");
    assert_eq!(ui.ctx.cumulative_frame_nr(), before);
}

#[test]
fn the_strip_of_step_5_has_its_tiles_and_each_asks_for_its_own_thing() {
    let ui = project(Lang::Id, NORMAL, Step::Meeting);
    for part in ["Langkah 1: Rencana PU", "Langkah 2: Balita stunting", "Langkah 5: Langkah lanjut"]
    {
        assert!(says(&ui, part), "{part}: {:?}", labels(&ui));
    }
    let tile = |title: &str| Tile {
        title: title.to_owned(),
        sentence: String::new(),
        own: true,
        small: None,
    };
    let tiles = [tile("Satu"), tile("Dua"), tile("Tiga")];
    for (label, request) in [
        ("Langkah 3: Tiga", ShowRequest::Choose(2)),
        (Lang::Id.show(ShowWord::MoveLeft), ShowRequest::Move(1, -1)),
        (Lang::Id.show(ShowWord::MoveRight), ShowRequest::Move(1, 1)),
        (Lang::Id.show(ShowWord::Remove), ShowRequest::Remove(1)),
        (Lang::Id.show(ShowWord::ByRule), ShowRequest::ByRule(1)),
        (Lang::Id.show(ShowWord::FromHere), ShowRequest::Start(1)),
        (Lang::Id.show(ShowWord::PresentKey), ShowRequest::Start(0)),
        (Lang::Id.show(ShowWord::KeepView), ShowRequest::Keep),
    ] {
        let mut asked = Vec::new();
        let mut harness = egui_kittest::Harness::builder()
            .with_size([1366.0, 220.0])
            .with_context_setup(|ctx| {
                kantong::app::theme::install_fonts(ctx);
                kantong::app::theme::apply(ctx, Theme::Light);
            })
            .build_ui(|ui| {
                let view = StripView { lang: Lang::Id, tiles: &tiles, chosen: 1 };
                asked.extend(strip_ui(ui, &view));
            });
        harness.get_by_label(label).click();
        harness.run();
        drop(harness);
        assert_eq!(asked, [request], "{label}");
    }
}

#[test]
fn the_guide_opens_at_the_step_and_turns_its_pages() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    key(&mut ui, Key::F1);
    assert!(says(&ui, Lang::Id.guide(GuidePage::Map).aim), "{:?}", labels(&ui));
    let ask = |ui: &mut Ui<'_>, request: Request| {
        let ctx = ui.ctx.clone();
        ui.state_mut().as_mut().unwrap().carry_out(&ctx, request);
        settle(ui);
    };
    ask(&mut ui, Request::Guide(GuidePage::Pockets));
    assert!(says(&ui, Lang::Id.guide(GuidePage::Pockets).steps[0]));
    ask(&mut ui, Request::CloseDialog);
    assert!(!says(&ui, Lang::Id.guide(GuidePage::Pockets).steps[0]));
}
