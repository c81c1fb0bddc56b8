//! The story of a meeting: its steps and sentences are the sample's own numbers; it is kept in the
//! project, taken back and made again; the guide is written.

use kantong::base::progress::Progress;
use kantong::lang::Lang;
use kantong::lang::number::{count, fixed};
use kantong::lang::story::{Lacking, Story};
use kantong::plan::edit::Edit;
use kantong::plan::show::{Of, Picture, Show, ShowStep, View};
use kantong::project::{Mode, Stamp};
use kantong::workflow::relate::of_values;
use kantong::workflow::story::{richest, slide, story};
use kantong::workflow::together::whole;
use kantong::workflow::{Opened, Snapshot, demo, open_project};

const STAMP: Stamp<'static> = Stamp { at: "2026-01-05T08:00:00", who: "uji" };

fn sample(folder: &std::path::Path) -> Opened {
    demo::open_sample(folder, &STAMP, &Progress::default()).unwrap()
}

fn kinds(show: &Show) -> Vec<&'static str> {
    let kind = |step: &ShowStep| match step.picture {
        Picture::Cover { .. } => "cover",
        Picture::Indicator(_) => "indicator",
        Picture::Pair { .. } => "pair",
        Picture::Beside { .. } => "beside",
        Picture::Pockets(_) => "pockets",
        Picture::Plan { .. } => "plan",
        Picture::Next => "next",
    };
    show.steps.iter().map(kind).collect()
}

#[test]
fn the_three_stories_are_told_with_what_the_project_has() {
    let folder = tempfile::tempdir().unwrap();
    let Opened { mut project, snapshot, .. } = sample(folder.path());
    stories(&snapshot);
    sentences(&snapshot);
    nothing(&snapshot);
    // Kept as one edit, taken back, made again, and there after opening anew.
    let mut show = story(&snapshot, Story::StuntingWater).show;
    show.steps[1].title = "Judul sendiri".to_owned();
    show.steps[1].view = Some(View { centre: [124.5, -6.1], across: 9_000.0, tall: 7_000.0 });
    assert_eq!(project.show().unwrap(), Show::default());
    project.apply(&Edit::SetShow { show: Box::new(show.clone()) }, &STAMP).unwrap();
    assert_eq!(project.show().unwrap(), show);
    project.undo(&STAMP).unwrap();
    assert_eq!(project.show().unwrap(), Show::default());
    project.redo(&STAMP).unwrap();
    let path = project.path().to_owned();
    drop(project);
    let again = open_project(&path, Mode::Read).unwrap();
    assert_eq!(*again.snapshot.show, show);
    let own = slide(Lang::Id, &again.snapshot, &again.snapshot.show.steps[1]);
    assert_eq!(own.title, "Judul sendiri");
    assert!(own.sentence.contains("WHO"), "the sentence goes on by rule: {}", own.sentence);
}

fn stories(snapshot: &Snapshot) {
    let poverty = story(snapshot, Story::ExtremePoverty);
    assert_eq!(kinds(&poverty.show), ["cover", "indicator", "indicator", "pockets", "next"]);
    assert_eq!(poverty.left_out, [Lacking::Plan]);
    let water = story(snapshot, Story::StuntingWater);
    let told = ["cover", "indicator", "indicator", "pair", "pockets", "next"];
    assert_eq!(kinds(&water.show), told);
    let works = story(snapshot, Story::PublicWorks);
    assert_eq!(kinds(&works.show), ["cover", "indicator", "indicator", "next"]);
    assert_eq!(richest(snapshot), water, "the longest is shown where none is kept");
}

/// Every number of a sentence is asked of the columns again, by another way.
fn sentences(snapshot: &Snapshot) {
    let water = story(snapshot, Story::StuntingWater).show;
    let Picture::Indicator(of) = &water.steps[1].picture else { panic!("stunting first") };
    let stunting = snapshot.column(&of.indicator, of.period.as_deref()).unwrap();
    let shown = slide(Lang::Id, snapshot, &water.steps[1]);
    let all = whole(snapshot, &stunting, None).unwrap().value;
    assert_eq!(shown.title, format!("Prevalensi stunting: {} %", fixed(Lang::Id, all, 1)));
    let high = stunting.values.iter().filter(|v| v.value().is_some_and(|v| v >= 30.0)).count();
    let said = format!("{} desa di atas 30 %", count(Lang::Id, high));
    assert!(shown.sentence.contains(&said), "{}", shown.sentence);
    assert!(shown.foot.starts_with("Data contoh (rekaan) · batas indikatif · n = "));

    let Picture::Pair { across, upright } = &water.steps[3].picture else { panic!("a pair") };
    let x = snapshot.column(&across.indicator, across.period.as_deref()).unwrap();
    let y = snapshot.column(&upright.indicator, upright.period.as_deref()).unwrap();
    let found = of_values(&x, &y, &x.values, &y.values).unwrap();
    let worst: Vec<usize> =
        found.points.iter().filter(|p| p.class == (2, 2)).map(|p| p.village).collect();
    let shown = slide(Lang::Id, snapshot, &water.steps[3]);
    assert_eq!(shown.lit, worst);
    let title = format!("{} desa menanggung dua beban sekaligus", worst.len());
    assert_eq!(shown.title, title);
    let counted = snapshot.column("kk_tanpa_air_layak", None).unwrap();
    let without: f64 = worst.iter().filter_map(|&i| counted.values[i].value()).sum();
    let said = format!("{} KK tanpa air layak", fixed(Lang::Id, without, 0));
    assert!(shown.sentence.contains(&said), "{} in {}", said, shown.sentence);
    let share = 100.0 * without / counted.values.iter().filter_map(|v| v.value()).sum::<f64>();
    assert_eq!(shown.figures[0].value, format!("{} %", fixed(Lang::Id, share, 0)));

    let works = story(snapshot, Story::PublicWorks).show;
    let shown = slide(Lang::Id, snapshot, &works.steps[2]);
    let Picture::Indicator(of) = &works.steps[2].picture else { panic!("who waits") };
    let waits = snapshot.column(&of.indicator, None).unwrap();
    let mut values: Vec<f64> = waits.values.iter().filter_map(|v| v.value()).collect();
    let total: f64 = values.iter().sum();
    values.sort_by(|a, b| b.total_cmp(a));
    let half =
        (1..=values.len()).find(|&n| 2.0 * values[..n].iter().sum::<f64>() >= total).unwrap();
    let said = format!("Separuhnya ada di {half} dari {} desa", values.len());
    assert!(shown.sentence.contains(&said), "{said}: {}", shown.sentence);
    for (lang, words) in [(Lang::Id, "satu data untuk semua dinas"), (Lang::En, "one set of data")]
    {
        let cover = slide(lang, snapshot, &works.steps[0]);
        assert!(cover.sentence.contains(words), "{}", cover.sentence);
        assert!(cover.title.contains("Antah Sejahtera"), "{}", cover.title);
    }
}

/// A project without tables tells only what it has, and what would bring the rest.
fn nothing(snapshot: &Snapshot) {
    let bare = Snapshot { columns: Vec::new(), pockets: Vec::new(), ..snapshot.clone() };
    let told = story(&bare, Story::StuntingWater);
    assert_eq!(kinds(&told.show), ["cover", "next"]);
    // Shown without being asked for, it carries no theme's name.
    assert_eq!(richest(&bare).show.steps[0].picture, Picture::Cover { story: None });
    let lacks = [Lacking::Stunting, Lacking::Water, Lacking::Pockets, Lacking::Plan];
    assert_eq!(told.left_out, lacks);
    for lang in [Lang::Id, Lang::En] {
        for lacking in Lacking::ALL {
            assert!(lang.lacking(lacking).contains(':'), "what, and what brings it");
        }
    }
    // A step whose number is gone says so.
    let of = Of { indicator: "idm".to_owned(), period: None };
    let gone = slide(Lang::Id, &bare, &ShowStep::of(Picture::Indicator(of)));
    assert!(gone.sentence.contains("tidak ada lagi di proyek"), "{}", gone.sentence);
}

#[test]
fn the_guide_is_written_with_a_page_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("panduan.pdf");
    let told = crate::run::done(&[&"guide", &"--out", &out, &"--date", &"2026-01-05"]);
    assert_eq!(told["files"][0]["path"], out.display().to_string());
    let bytes = std::fs::read(&out).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(String::from_utf8_lossy(&bytes).contains("/Type/Pages/Count 6"));
}
