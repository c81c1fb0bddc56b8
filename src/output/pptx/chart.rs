//! A native bar chart with its workbook inside, so that people change its figures in PowerPoint.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::super::ooxml::{HEAD, Package, Relations, xml};
use super::super::symbology::Rgb;
use super::hex;
use crate::base::fault::{At, OutputFault, Stop};

#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    /// `None` leaves a gap: no data is no zero.
    pub values: Vec<Option<f64>>,
    pub colour: Rgb,
}

/// How the figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// Bars that lie, the first category at the top.
    #[default]
    Bars,
    /// Lines over time: the first series with its figures, the others dashed.
    Lines,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub kind: Kind,
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    /// Decimals of the labels.
    pub decimals: usize,
    /// Points.
    pub size: f64,
}

/// Adds the chart and its workbook; the file's name.
pub(super) fn add(
    package: &mut Package,
    chart: &Chart,
    number: usize,
    date: &str,
) -> Result<String, Stop> {
    let book = workbook(chart, date)
        .map_err(|why| Stop::fault(OutputFault::Drawing { why: why.to_string() }, At::default()))?;
    package.add(&format!("ppt/embeddings/data{number}.xlsx"), "", book);
    let file = format!("chart{number}.xml");
    let path = format!("ppt/charts/{file}");
    let mut relations = Relations::default();
    let data = relations.add("package", &format!("../embeddings/data{number}.xlsx"));
    let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    package.add(&path, kind, text(chart, &data));
    package.relate(&path, &relations);
    Ok(file)
}

fn workbook(chart: &Chart, date: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = date.get(..10).and_then(|day| ExcelDateTime::parse_from_str(day).ok());
    if let Some(day) = day {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    let sheet = book.add_worksheet();
    sheet.set_name("Data")?;
    for (row, name) in chart.categories.iter().enumerate() {
        sheet.write_string(row as u32 + 1, 0, name)?;
    }
    for (column, series) in chart.series.iter().enumerate() {
        let column = column as u16 + 1;
        sheet.write_string(0, column, &series.name)?;
        for (row, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                sheet.write_number(row as u32 + 1, column, *value)?;
            }
        }
    }
    book.save_to_buffer()
}

fn text(chart: &Chart, data: &str) -> String {
    let last = chart.categories.len() + 1;
    let size = (chart.size * 100.0).round() as i64;
    let format = if chart.decimals == 0 {
        "#,##0".to_owned()
    } else {
        format!("#,##0.{}", "0".repeat(chart.decimals))
    };
    let categories: String = chart
        .categories
        .iter()
        .enumerate()
        .map(|(i, name)| format!("<c:pt idx=\"{i}\"><c:v>{}</c:v></c:pt>", xml(name)))
        .collect::<Vec<String>>()
        .concat();
    let categories = format!(
        "<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>{categories}</c:strCache></c:strRef></c:cat>",
        chart.categories.len()
    );
    let letters = |size: i64, colour: &str| {
        format!(
            "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"id-ID\"/></a:p></c:txPr>"
        )
    };
    let series: String = chart
        .series
        .iter()
        .enumerate()
        .map(|(i, s)| one(s, (chart.kind, i), last, &categories, &format, &letters(size, "15201E")))
        .collect::<Vec<String>>()
        .concat();
    let legend = if chart.series.len() > 1 {
        format!(
            "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{}</c:legend>",
            letters(size, "43504D")
        )
    } else {
        String::new()
    };
    // Nameless places only make the axis even: a line passes over them.
    let is_named = |i: usize| chart.categories.get(i).is_some_and(|name| !name.is_empty());
    let is_gap = |s: &Series| {
        let last = s.values.iter().rposition(Option::is_some).unwrap_or(0);
        (0..last).any(|i| s.values[i].is_none() && is_named(i))
    };
    let is_even = chart.categories.iter().any(String::is_empty);
    let blanks = if is_even && !chart.series.iter().any(is_gap) { "span" } else { "gap" };
    // Every name that is there is written.
    let skip = if is_even { "<c:tickLblSkip val=\"1\"/>" } else { "" };
    let plot = match chart.kind {
        Kind::Bars => bars(&series, &format, &letters(size, "15201E"), &reach(chart)),
        Kind::Lines => lines(&series, &format, &letters(size, "15201E"), skip),
    };
    format!(
        "{HEAD}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:roundedCorners val=\"0\"/>\
         <c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/>\
         <c:dispBlanksAs val=\"{blanks}\"/></c:chart>\
         <c:externalData r:id=\"{data}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

/// The end of the bars' axis, with room for the longest bar's figure; none for figures below nought.
fn reach(chart: &Chart) -> String {
    let all = || chart.series.iter().flat_map(|series| &series.values).flatten();
    let most = all().fold(0.0_f64, |a, b| a.max(*b));
    if most <= 0.0 || all().any(|value| *value < 0.0) {
        return String::new();
    }
    format!("<c:max val=\"{}\"/><c:min val=\"0\"/>", most * 1.22)
}

fn bars(series: &str, format: &str, letters: &str, reach: &str) -> String {
    format!(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/>\
         <c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"45\"/><c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:barChart>\
         <c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
         {AXIS}{letters}<c:crossAx val=\"222222222\"/></c:catAx>\
         <c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/>{reach}</c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/>\
         <c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:crossAx val=\"111111111\"/></c:valAx>"
    )
}

/// From nought, so that a fall looks as great as it is.
/// `skip`: what is said of the names along the axis.
fn lines(series: &str, format: &str, letters: &str, skip: &str) -> String {
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/>\
         <c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:lineChart>\
         <c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
         {AXIS}{letters}<c:crossAx val=\"222222222\"/>{skip}</c:catAx>\
         <c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>\
         <c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"DDE3E1\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>\
         <c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{letters}<c:crossAx val=\"111111111\"/></c:valAx>"
    )
}

const AXIS: &str = "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"8A9693\"/></a:solidFill></a:ln></c:spPr>";

fn one(
    series: &Series,
    (kind, i): (Kind, usize),
    last: usize,
    categories: &str,
    format: &str,
    letters: &str,
) -> String {
    let column = char::from(b'B' + (i % 25) as u8);
    let points: String = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, (*value)?)))
        .map(|(at, value)| format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>"))
        .collect::<Vec<String>>()
        .concat();
    let (look, end) = match kind {
        Kind::Bars => {
            (format!("<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>", fill(series.colour)), "")
        }
        Kind::Lines => (line_look(series.colour, i), "<c:smooth val=\"0\"/>"),
    };
    // Over a line a figure stands on a ground of its own.
    let (place, shown, ground) = match kind {
        Kind::Bars => ("outEnd", 1, "<a:noFill/>"),
        Kind::Lines => ("r", u8::from(i == 0), OVER_LINE),
    };
    format!(
        "<c:ser><c:idx val=\"{i}\"/><c:order val=\"{i}\"/><c:tx><c:strRef><c:f>Data!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>\
         <c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>{look}\
         <c:dLbls><c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr>{letters}\
         <c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"{shown}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>{categories}\
         <c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>\
         <c:ptCount val=\"{}\"/>{points}</c:numCache></c:numRef></c:val>{end}</c:ser>",
        xml(&series.name),
        series.values.len()
    )
}

const OVER_LINE: &str =
    "<a:solidFill><a:srgbClr val=\"FFFFFF\"><a:alpha val=\"80000\"/></a:srgbClr></a:solidFill>";

fn fill(colour: Rgb) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(colour))
}

/// The first line whole with points, the others dashed without.
fn line_look(colour: Rgb, i: usize) -> String {
    let fill = fill(colour);
    if i > 0 {
        return format!(
            "<c:spPr><a:ln w=\"25400\" cap=\"rnd\">{fill}<a:prstDash val=\"{}\"/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>",
            if i == 1 { "dash" } else { "sysDot" }
        );
    }
    format!(
        "<c:spPr><a:ln w=\"34925\" cap=\"rnd\">{fill}</a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"8\"/>\
         <c:spPr>{fill}</c:spPr></c:marker>"
    )
}
