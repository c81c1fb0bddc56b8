//! Step 5 driven by its labels: what the package holds, who receives it, what stands on every sheet,
//! a filled form that comes back.

use std::path::{Path, PathBuf};

use egui_kittest::kittest::Queryable as _;
use kantong::app::meeting::request::MeetingRequest;
use kantong::app::request::Request;
use kantong::app::state::{Dialog, Step, Wanted};
use kantong::app::window::Window;
use kantong::lang::Lang;
use kantong::lang::app_meeting::{Kind, RakorSay, RakorWord};
use kantong::plan::meeting::Signer;
use kantong::workflow::report::Part;

use crate::rakor::{DATE, fill, hostile, report, tree};
use crate::ui::{NORMAL, Ui, labels, settle, state, window};

fn rest(ui: &mut Ui<'_>) {
    for _ in 0..4 {
        settle(ui);
    }
}

fn click(ui: &mut Ui<'_>, label: &str) {
    let found = ui.query_all_by_label(label).next();
    assert!(found.is_some(), "{label}: {:?}", labels(ui));
    ui.query_all_by_label(label).next().unwrap().click();
    rest(ui);
}

fn ask(ui: &mut Ui<'_>, request: Request) {
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, request);
    rest(ui);
}

/// Step 5 of a project on the disk.
fn meeting(project: &Path, size: [f32; 2]) -> Ui<'static> {
    let mut ui = window(Lang::Id, size, |_| ());
    let ctx = ui.ctx.clone();
    // One village's name is a picture, which no font of ours has.
    ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    ui.state_mut().as_mut().unwrap().open_project(&ctx, project);
    rest(&mut ui);
    ask(&mut ui, Request::Step(Step::Meeting));
    assert!(state(&ui).shown.step5.outline().is_some(), "{:?}", labels(&ui));
    ui
}

fn files(window: &Window) -> usize {
    let recipe = &window.state.open.as_ref().unwrap().meeting.recipe;
    window.shown.step5.outline().unwrap().files(recipe)
}

#[test]
fn cards_and_offices_are_ticked_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    for size in [NORMAL, [1024.0, 768.0]] {
        let mut ui = meeting(&project, size);
        let all = files(state(&ui));
        ui.get_by_label(Lang::Id.step5(RakorWord::Ready));
        ui.get_by_label(&Lang::Id.step5_say(&RakorSay::Files { files: all }));
        click(&mut ui, Lang::Id.paper_kind(Kind::Slides));
        assert_eq!(files(state(&ui)), all - 1);
        assert!(!state(&ui).state.open.as_ref().unwrap().meeting.has(Part::Slides));
        click(&mut ui, Lang::Id.paper_kind(Kind::Slides));
        assert_eq!(files(state(&ui)), all);
        // Nothing of this project is about stunting: its paper cannot be ticked.
        click(&mut ui, Lang::Id.paper_kind(Kind::Lokus));
        assert_eq!(files(state(&ui)), all);
        let water = "Dinas Pekerjaan Umum dan Penataan Ruang";
        click(&mut ui, water);
        assert!(files(state(&ui)) < all);
        click(&mut ui, water);
        assert_eq!(files(state(&ui)), all);
        let seen = labels(&ui).join("\n");
        assert!(seen.contains(Lang::Id.step5(RakorWord::ProofLater)), "{seen}");
        click(&mut ui, Lang::Id.step5(RakorWord::SeeContents));
        assert!(matches!(state(&ui).state.dialog, Some(Dialog::Contents)));
        click(&mut ui, "Tutup");
        assert!(state(&ui).state.dialog.is_none());
    }
}

#[test]
fn the_windows_package_is_that_of_the_command_line_and_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let by_command = folder.path().join("perintah");
    report(&project, &by_command, None);
    let mut ui = meeting(&project, NORMAL);
    let promised = files(state(&ui));
    ui.state_mut().as_mut().unwrap().state.open.as_mut().unwrap().meeting.date = DATE.to_owned();
    rest(&mut ui);
    let parent = folder.path().join("hasil");
    std::fs::create_dir(&parent).unwrap();
    ask(&mut ui, Request::TypedPath(Wanted::PackageFolder, parent.clone()));
    let out = parent.join(format!("Rakor_{DATE}"));
    assert_eq!(tree(&out), tree(&by_command));
    assert_eq!(tree(&out).len(), promised);
    let seen = labels(&ui).join("\n");
    assert!(seen.contains(&format!("Rakor_{DATE} · {promised} berkas")), "{seen}");
    assert!(seen.contains("Angka sama"), "{seen}");
    ui.get_by_label(Lang::Id.step5(RakorWord::OpenFolder));
    // A second one of the day takes nothing's place.
    ask(&mut ui, Request::TypedPath(Wanted::PackageFolder, parent.clone()));
    assert!(parent.join(format!("Rakor_{DATE}-2")).join("atlas.pdf").exists());
    drop(ui);
    let ui = meeting(&project, NORMAL);
    let seen = labels(&ui).join("\n");
    assert!(seen.contains(&format!("Rakor_{DATE}-2")), "{seen}");
}

#[test]
fn a_package_that_is_canceled_leaves_the_project_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let mut ui = meeting(&project, NORMAL);
    let steps = state(&ui).snapshot().unwrap().journal.len();
    let ctx = ui.ctx.clone();
    let window = ui.state_mut().as_mut().unwrap();
    window.make_package(&ctx, folder.path().join("hasil"));
    window.carry_out(&ctx, Request::Cancel(kantong::app::jobs::Kind::Package));
    rest(&mut ui);
    assert_eq!(state(&ui).snapshot().unwrap().journal.len(), steps);
    assert!(state(&ui).state.open.as_ref().unwrap().meeting.made.is_none());
    ui.get_by_label(Lang::Id.step5(RakorWord::Ready));
}

#[test]
fn what_stands_on_every_sheet_is_set_once_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let mut ui = meeting(&project, NORMAL);
    ask(&mut ui, Request::Meeting(MeetingRequest::Head));
    let window = ui.state_mut().as_mut().unwrap();
    let Some(Dialog::Head(form)) = &mut window.state.dialog else { panic!("the page") };
    form.office = "Bappeda Uji".to_owned();
    form.year = "dua ribu".to_owned();
    form.laws[2] = true;
    rest(&mut ui);
    click(&mut ui, "Simpan");
    ui.get_by_label(Lang::Id.step5(RakorWord::BadYear));
    let window = ui.state_mut().as_mut().unwrap();
    let Some(Dialog::Head(form)) = &mut window.state.dialog else { panic!("still open") };
    form.year = "2027".to_owned();
    form.signers = vec![Signer { role: "Kepala Bappeda".to_owned(), ..Signer::default() }];
    rest(&mut ui);
    click(&mut ui, "Simpan");
    assert!(state(&ui).state.dialog.is_none());
    let set = state(&ui).snapshot().unwrap().meeting.clone();
    assert_eq!((set.office.as_str(), set.target_year), ("Bappeda Uji", Some(2027)));
    assert!(set.legal_basis[0].contains("8 Tahun 2025"));
    let seen = labels(&ui).join("\n");
    assert!(seen.contains("Bappeda Uji"), "{seen}");
    assert!(!seen.contains(Lang::Id.step5(RakorWord::NoSigner)), "{seen}");
    ask(&mut ui, Request::Undo);
    let back = state(&ui).snapshot().unwrap().meeting.clone();
    assert_eq!(back.office, "");
    assert!(labels(&ui).join("\n").contains(Lang::Id.step5(RakorWord::NoSigner)));
}

#[test]
fn a_logo_that_is_none_is_told_and_a_picture_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let mut ui = meeting(&project, NORMAL);
    ask(&mut ui, Request::Meeting(MeetingRequest::Head));
    let no_picture: PathBuf = folder.path().join("batas.geojson");
    ask(&mut ui, Request::TypedPath(Wanted::Logo, no_picture));
    assert!(labels(&ui).join("\n").contains(Lang::Id.step5(RakorWord::BadLogo)));
    let picture = folder.path().join("logo.png");
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[200; 12]).unwrap();
    writer.finish().unwrap();
    std::fs::write(&picture, bytes).unwrap();
    ask(&mut ui, Request::TypedPath(Wanted::Logo, picture));
    let Some(Dialog::Head(form)) = &state(&ui).state.dialog else { panic!("the page") };
    assert!(form.logo.is_some(), "{:?}", labels(&ui));
}

#[test]
fn a_filled_form_dropped_on_the_window_verifies_its_villages() {
    let folder = tempfile::tempdir().unwrap();
    let project = hostile(folder.path());
    let out = folder.path().join("rakor");
    report(&project, &out, Some("parts = [\"cek-lapangan\"]\n[check]\nfrom = 0.5\n"));
    let form = out.join("cek_lapangan/formulir_cek_lapangan.xlsx");
    let (filled, codes) = fill(&form, folder.path());
    let mut ui = meeting(&project, NORMAL);
    ui.get_by_label(Lang::Id.step5(RakorWord::NoForms));
    ask(&mut ui, Request::Files(vec![filled]));
    if matches!(state(&ui).state.dialog, Some(Dialog::Intake(_))) {
        click(&mut ui, "Lanjut");
    }
    let snapshot = state(&ui).snapshot().unwrap();
    assert_eq!(snapshot.verified.len(), 2, "{:?}", labels(&ui));
    let stage = snapshot.column("status_verval", None).unwrap();
    let at = snapshot.register.position(&codes[0]).unwrap();
    assert_eq!(stage.values[at].value(), Some(2.0));
    // It can be looked at as any other indicator.
    let open = state(&ui).state.open.as_ref().unwrap();
    assert!(open.content.columns.iter().any(|c| c.indicator.id == "status_verval"));
    let said = RakorSay::Verified { done: 1, begun: 1, of: 12 };
    ask(&mut ui, Request::Step(Step::Meeting));
    let seen = labels(&ui).join("\n");
    assert!(seen.contains(&Lang::Id.step5_say(&said)), "{seen}");
    assert!(seen.contains("Meninggal 3"), "{seen}");
    ask(&mut ui, Request::Undo);
    ask(&mut ui, Request::Undo);
    assert!(state(&ui).snapshot().unwrap().verified.is_empty());
}
