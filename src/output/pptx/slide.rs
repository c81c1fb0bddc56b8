//! One slide with its notes: every thing as the format writes it.

use super::super::letters::{Weight, shortened, text_width, wrap};
use super::super::ooxml::{HEAD, Package, Relations, picture_kind, put, xml};
use super::{
    Bold, Deck, Look, NAMES, Page, Placed, Slide, Thing, Words, chart, emu, run, solid, table,
};
use crate::base::fault::Stop;

/// How many pictures and charts there are so far.
#[derive(Debug, Default)]
pub(super) struct Made {
    pictures: usize,
    charts: usize,
}

/// Adds a slide, its pictures and charts, and its notes.
pub(super) fn add(
    package: &mut Package,
    deck: &Deck,
    slide: &Slide,
    number: usize,
    made: &mut Made,
) -> Result<(), Stop> {
    let path = format!("ppt/slides/slide{number}.xml");
    let mut relations = Relations::default();
    relations.add("slideLayout", "../slideLayouts/slideLayout1.xml");
    relations.add("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
    let mut shapes = title(&slide.title, deck.page.width() - 2.0 * EDGE - 104.0);
    let mut id = 3;
    if !slide.subtitle.is_empty() {
        shapes.push_str(&placeholder("Keterangan", "body", 10, id, &slide.subtitle));
        id += 1;
    }
    for placed in &slide.things {
        shapes.push_str(&thing(package, &mut relations, placed, id, made, deck)?);
        id += 1;
    }
    shapes.push_str(&foot(&slide.foot, deck.page.width(), id));
    shapes.push_str(&slide_number(id + 1));
    let text = format!(
        "{HEAD}<p:sld {NAMES}><p:cSld>{}</p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        tree(&shapes)
    );
    package.add(&path, &kind("slide"), text);
    package.relate(&path, &relations);
    notes(package, slide, number);
    Ok(())
}

/// The tree of shapes around `shapes`.
pub(super) fn tree(shapes: &str) -> String {
    format!(
        "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
         <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/>\
         <a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>"
    )
}

pub(super) fn kind(part: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.presentationml.{part}+xml")
}

/// One line; a long claim is set smaller, a longer one in two lines, a very long one is cut.
fn title(text: &str, width: f64) -> String {
    let fits = |size: &f64| text_width(text, *size, Weight::Bold) <= width;
    let one = [26.0, 24.0, 22.0, 20.0, 18.0].into_iter().find(fits);
    let in_two = |size: &f64| wrap(text, *size, Weight::Bold, width).len() <= 2;
    let size = one.or_else(|| [16.0, 15.0, 14.0].into_iter().find(in_two)).unwrap_or(14.0);
    let lines = wrap(text, size, Weight::Bold, width);
    let text = match &lines[..] {
        [first, rest @ ..] if rest.len() > 1 => {
            format!("{first} {}", shortened(&rest.join(" "), size, Weight::Bold, width))
        }
        _ => text.to_owned(),
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Judul\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\
         <a:p><a:r><a:rPr lang=\"id-ID\" sz=\"{}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
        (size * 100.0) as i64,
        xml(&text)
    )
}

fn placeholder(name: &str, kind: &str, idx: usize, id: usize, text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"{kind}\" sz=\"quarter\" idx=\"{idx}\"/></p:nvPr></p:nvSpPr><p:spPr/>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"id-ID\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>\
         </p:txBody></p:sp>",
        xml(text)
    )
}

/// Three lines at most; a long foot is set smaller, a very long one is cut.
fn foot(text: &str, page: f64, id: usize) -> String {
    // As wide as the master leaves beside the office.
    let width = page - 2.0 * EDGE - 225.0;
    let lines = |size: f64| wrap(text, size, Weight::Regular, width);
    let size = [8.0, 7.5, 7.0, 6.5].into_iter().find(|&size| lines(size).len() <= 3).unwrap_or(6.5);
    let mut shown = lines(size);
    if shown.len() > 3 {
        shown.truncate(3);
        if let Some(last) = shown.last_mut() {
            last.push('…');
        }
    }
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Kaki\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"ftr\" sz=\"quarter\" idx=\"11\"/></p:nvPr></p:nvSpPr><p:spPr/>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"l\"/><a:r><a:rPr lang=\"id-ID\" sz=\"{}\" dirty=\"0\">\
         <a:latin typeface=\"Arial\"/></a:rPr><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
        (size * 100.0) as i64,
        xml(&shown.join(" "))
    )
}

fn slide_number(id: usize) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Nomor\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"12\"/></p:nvPr></p:nvSpPr><p:spPr/>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\">\
         <a:rPr lang=\"id-ID\"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
    )
}

/// Position and size.
pub(super) fn frame([left, top, width, height]: [f64; 4], tag: &str) -> String {
    format!(
        "<{tag}:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{tag}:xfrm>",
        emu(left),
        emu(top),
        emu(width),
        emu(height)
    )
}

fn thing(
    package: &mut Package,
    relations: &mut Relations,
    placed: &Placed,
    id: usize,
    made: &mut Made,
    deck: &Deck,
) -> Result<String, Stop> {
    let name = xml(&placed.name);
    Ok(match &placed.thing {
        Thing::Words(words) => text_box(words, placed.at, id, &name),
        Thing::Patch(colour) => format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill>{}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>\
             <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"id-ID\"/></a:p></p:txBody></p:sp>",
            frame(placed.at, "a"),
            solid(*colour)
        ),
        Thing::Picture { bytes, alt } => {
            let Some((ending, _)) = picture_kind(bytes) else { return Ok(String::new()) };
            made.pictures += 1;
            let file = format!("gambar{}.{ending}", made.pictures);
            package.add(&format!("ppt/media/{file}"), "", bytes.as_slice());
            let rid = relations.add("image", &format!("../media/{file}"));
            format!(
                "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{}\"/><p:cNvPicPr>\
                 <a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{rid}\"/>\
                 <a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
                 </p:spPr></p:pic>",
                xml(alt),
                frame(placed.at, "a")
            )
        }
        Thing::Table(table) => graphic(
            placed,
            id,
            "http://schemas.openxmlformats.org/drawingml/2006/table",
            &format!("{}: {}", placed.name, table.header.join(", ")),
            &table::xml(table, placed.at[2], deck.accent),
        ),
        Thing::Chart(chart) => {
            made.charts += 1;
            let file = chart::add(package, chart, made.charts, &deck.date)?;
            let rid = relations.add("chart", &format!("../charts/{file}"));
            let content = format!(
                "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{rid}\"/>"
            );
            let series: Vec<&str> = chart.series.iter().map(|own| own.name.as_str()).collect();
            let ends = [chart.categories.first(), chart.categories.last()]
                .map(|end| end.map_or("", String::as_str));
            let told =
                format!("{}: {} ({} – {})", placed.name, series.join(", "), ends[0], ends[1]);
            let uri = "http://schemas.openxmlformats.org/drawingml/2006/chart";
            graphic(placed, id, uri, &told, &content)
        }
    })
}

/// `told`: what it shows, for those who cannot see it.
fn graphic(placed: &Placed, id: usize, uri: &str, told: &str, content: &str) -> String {
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{0}\" descr=\"{2}\"/><p:cNvGraphicFramePr>\
         <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{1}\
         <a:graphic><a:graphicData uri=\"{uri}\">{content}</a:graphicData></a:graphic></p:graphicFrame>",
        xml(&placed.name),
        frame(placed.at, "p"),
        xml(told)
    )
}

fn text_box(words: &[Words], at: [f64; 4], id: usize, name: &str) -> String {
    let mut paragraphs = String::new();
    for line in words {
        let look = if line.look == Look::Listed {
            "<a:pPr marL=\"228600\" indent=\"-228600\"><a:spcAft><a:spcPts val=\"400\"/></a:spcAft><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/></a:pPr>"
        } else {
            "<a:pPr><a:spcAft><a:spcPts val=\"200\"/></a:spcAft><a:buNone/></a:pPr>"
        };
        let bold = if line.look == Look::Bold { Bold::Yes } else { Bold::No };
        let run = run(&line.text, line.size, bold, &solid(line.colour));
        put(&mut paragraphs, format!("<a:p>{look}{run}</a:p>"));
    }
    if words.is_empty() {
        paragraphs.push_str("<a:p/>");
    }
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>\
         <a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/>\
         {paragraphs}</p:txBody></p:sp>",
        frame(at, "a")
    )
}

fn notes(package: &mut Package, slide: &Slide, number: usize) {
    let path = format!("ppt/notesSlides/notesSlide{number}.xml");
    let mut relations = Relations::default();
    relations.add("notesMaster", "../notesMasters/notesMaster1.xml");
    relations.add("slide", &format!("../slides/slide{number}.xml"));
    let paragraphs: String = slide
        .notes
        .iter()
        .map(|line| {
            format!("<a:p><a:r><a:rPr lang=\"id-ID\"/><a:t>{}</a:t></a:r></a:p>", xml(line))
        })
        .collect::<Vec<String>>()
        .concat();
    let paragraphs = if paragraphs.is_empty() { "<a:p/>".to_owned() } else { paragraphs };
    let shapes = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Salindia\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Catatan\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    );
    let text = format!(
        "{HEAD}<p:notes {NAMES}><p:cSld>{}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        tree(&shapes)
    );
    package.add(&path, &kind("notesSlide"), text);
    package.relate(&path, &relations);
}

/// Where the title, the subtitle and the foot stand on every slide.
pub(super) const EDGE: f64 = 45.0;
pub(super) const FOOT: f64 = Page::HEIGHT - 34.0;
