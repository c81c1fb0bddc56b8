//! What all slides share: theme, master, layout, and the master of the notes.

use super::super::ooxml::{HEAD, Package, Relations, put, xml};
use super::super::symbology::Rgb;
use super::slide::{EDGE, FOOT, frame, kind, tree};
use super::{Deck, NAMES, Page, hex, solid};

const MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
    accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

/// Adds theme, master, layout and the notes' master; `logo` = path and size of the picture.
pub(super) fn add(package: &mut Package, deck: &Deck, logo: Option<&(String, (u32, u32))>) {
    for number in 1..=2 {
        let path = format!("ppt/theme/theme{number}.xml");
        package.add(
            &path,
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme(deck.accent),
        );
    }
    master(package, deck, logo);
    layout(package);
    notes_master(package);
}

#[expect(clippy::too_many_lines, reason = "one part of the format, written down in its order")]
fn master(package: &mut Package, deck: &Deck, logo: Option<&(String, (u32, u32))>) {
    let path = "ppt/slideMasters/slideMaster1.xml";
    let width = deck.page.width();
    let mut relations = Relations::default();
    let layout = relations.add("slideLayout", "../slideLayouts/slideLayout1.xml");
    relations.add("theme", "../theme/theme1.xml");
    let mut right = width - EDGE;
    let mut shapes = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Tepi\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"id-ID\"/></a:p></p:txBody></p:sp>",
        frame([0.0, 0.0, 8.0, Page::HEIGHT], "a")
    );
    if let Some((path, (wide, high))) = logo {
        // As large as fits the box, never out of shape.
        let (wide, high) = (f64::from(*wide).max(1.0), f64::from(*high).max(1.0));
        let scale = (92.0 / wide).min(46.0 / high);
        let (across, tall) = (wide * scale, high * scale);
        let target = path.replacen("ppt/", "../", 1);
        let rid = relations.add("image", &target);
        right -= across + 12.0;
        put(
            &mut shapes,
            format!(
                "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"Logo\" descr=\"Logo {}\"/><p:cNvPicPr/><p:nvPr userDrawn=\"1\"/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"{rid}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
                xml(&deck.office),
                frame([right + 12.0, 22.0, across, tall], "a")
            ),
        );
    }
    put(
        &mut shapes,
        format!(
            "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"4\" name=\"Garis\"/><p:cNvCxnSpPr/><p:nvPr userDrawn=\"1\"/></p:nvCxnSpPr><p:spPr>{}\
         <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"6350\"><a:solidFill>{}</a:solidFill></a:ln></p:spPr></p:cxnSp>",
            frame([EDGE, FOOT - 4.0, width - 2.0 * EDGE, 0.0], "a"),
            solid(Rgb::hex(0xC2_CBC8))
        ),
    );
    let office = 250.0;
    let ph = |id: usize, name: &str, ph: &str, at: [f64; 4], anchor: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody>\
             <a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr>{}<a:p><a:endParaRPr lang=\"id-ID\"/></a:p></p:txBody></p:sp>",
            frame(at, "a"),
            style(name)
        )
    };
    shapes.push_str(&ph(5, "Judul", "type=\"title\"", [EDGE, 22.0, right - EDGE, 38.0], "b"));
    shapes.push_str(&ph(
        6,
        "Isi",
        "type=\"body\" idx=\"1\"",
        [EDGE, 62.0, right - EDGE, 24.0],
        "t",
    ));
    shapes.push_str(&ph(
        7,
        "Kaki",
        "type=\"ftr\" sz=\"quarter\" idx=\"3\"",
        [EDGE, FOOT, width - 2.0 * EDGE - office - 10.0, 28.0],
        "t",
    ));
    shapes.push_str(&ph(
        8,
        "Nomor",
        "type=\"sldNum\" sz=\"quarter\" idx=\"4\"",
        [width - EDGE - 30.0, FOOT, 30.0, 14.0],
        "t",
    ));
    put(
        &mut shapes,
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"Instansi\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>\
         <a:p><a:pPr algn=\"r\"/><a:r><a:rPr lang=\"id-ID\" sz=\"1000\" b=\"1\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            frame([width - EDGE - office, FOOT, office - 34.0, 26.0], "a"),
            xml(&deck.office)
        ),
    );
    let text = format!(
        "{HEAD}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>{}</p:cSld>{MAP}\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"{layout}\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"2600\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle>\
         <p:bodyStyle><a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:buNone/><a:defRPr sz=\"1500\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:bodyStyle>\
         <p:otherStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"1400\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>",
        tree(&shapes)
    );
    package.add(path, &kind("slideMaster"), text);
    package.relate(path, &relations);
}

fn style(name: &str) -> &'static str {
    match name {
        "Kaki" => {
            "<a:lstStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"900\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        }
        "Nomor" => {
            "<a:lstStyle><a:lvl1pPr algn=\"r\"><a:defRPr sz=\"1000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        }
        _ => "<a:lstStyle/>",
    }
}

fn layout(package: &mut Package) {
    let path = "ppt/slideLayouts/slideLayout1.xml";
    let mut relations = Relations::default();
    relations.add("slideMaster", "../slideMasters/slideMaster1.xml");
    let ph = |id: usize, name: &str, ph: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"id-ID\"/></a:p></p:txBody></p:sp>"
        )
    };
    let shapes = [
        ph(2, "Judul", "type=\"title\""),
        ph(3, "Keterangan", "type=\"body\" sz=\"quarter\" idx=\"10\""),
        ph(4, "Kaki", "type=\"ftr\" sz=\"quarter\" idx=\"11\""),
        ph(5, "Nomor", "type=\"sldNum\" sz=\"quarter\" idx=\"12\""),
    ]
    .concat();
    let text = format!(
        "{HEAD}<p:sldLayout {NAMES} preserve=\"1\" userDrawn=\"1\"><p:cSld name=\"Judul dan isi\">{}</p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        tree(&shapes)
    );
    package.add(path, &kind("slideLayout"), text);
    package.relate(path, &relations);
}

fn notes_master(package: &mut Package) {
    let path = "ppt/notesMasters/notesMaster1.xml";
    let mut relations = Relations::default();
    relations.add("theme", "../theme/theme2.xml");
    let ph = |id: usize, name: &str, ph: &str, at: [f64; 4], body: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>",
            frame(at, "a")
        )
    };
    let body =
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"id-ID\"/></a:p></p:txBody>";
    let shapes = [
        ph(2, "Salindia", "type=\"sldImg\" idx=\"2\"", [54.0, 90.0, 432.0, 243.0], ""),
        ph(
            3,
            "Catatan",
            "type=\"body\" sz=\"quarter\" idx=\"1\"",
            [54.0, 350.0, 432.0, 320.0],
            body,
        ),
    ]
    .concat();
    let text = format!(
        "{HEAD}<p:notesMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>{}</p:cSld>{MAP}\
         <p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1400\"/></a:lvl1pPr></p:notesStyle></p:notesMaster>",
        tree(&shapes)
    );
    package.add(path, &kind("notesMaster"), text);
    package.relate(path, &relations);
}

fn theme(accent: Rgb) -> String {
    let colours = [
        ("dk1", 0x15_201E),
        ("lt1", 0xFF_FFFF),
        ("dk2", 0x43_504D),
        ("lt2", 0xF2_F4F3),
        ("accent2", 0xBD_0026),
        ("accent3", 0x2C_7FB8),
        ("accent4", 0xFD_8D3C),
        ("accent5", 0x3B_2A6B),
        ("accent6", 0x5C_6966),
        ("hlink", 0x08_4A50),
        ("folHlink", 0x3B_2A6B),
    ];
    let mut list = String::new();
    for (name, colour) in colours {
        if name == "accent2" {
            put(&mut list, format!("<a:accent1>{}</a:accent1>", solid(accent)));
        }
        put(
            &mut list,
            format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(Rgb::hex(colour))),
        );
    }
    let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Kantong\"><a:themeElements>\
         <a:clrScheme name=\"Kantong\">{list}</a:clrScheme><a:fontScheme name=\"Kantong\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Kantong\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
}
