//! Numbers as people type them: `1.234,5`, `1,234.5`, `Rp1.234.567,00`, `12 %`, `(3)`.
//!
//! A value that can be read in one way only is read so. `1.234` can be read in two; the column it
//! stands in decides ([`guess`]).

/// The decimal mark of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Indonesian: `1.234,5`.
    Comma,
    /// English: `1,234.5`.
    Point,
}

impl Mark {
    /// As a recipe writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Point => "point",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Comma, Self::Point].into_iter().find(|mark| mark.id() == id)
    }

    fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }
}

/// What a cell's text is. Values are always finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberText {
    Value(f64),
    /// Written with a percent sign: `12,5 %` is 12.5.
    Percent(f64),
    /// Nothing, or a word for nothing: `-`, `n/a`, `tad`, `…`.
    Blank,
    /// Something else, a number with a unit word among it.
    Text,
}

/// What the samples of a column say about its decimal mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub mark: Mark,
    /// Some value can be read in one way only, and none says the contrary.
    pub settled: bool,
    /// A value that could be read in two ways while nothing in the column settles it.
    pub ambiguous: Option<String>,
    /// Values that can be read in two ways stand in it with either mark.
    pub mixed: bool,
}

/// One value that can be read in one way only speaks for so many that can be read in two.
const STRAYS: usize = 50;

const BLANKS: [&str; 16] = [
    "-", "–", "—", "−", "--", "n/a", "na", "n.a.", "tad", "t.a.d", "...", "…", "null", "#n/a",
    "none", "nan",
];

/// Reads one cell with its column's decimal mark.
pub fn parse(text: &str, mark: Mark) -> NumberText {
    let Some(body) = Body::of(text) else {
        return if is_blank(text) { NumberText::Blank } else { NumberText::Text };
    };
    let read = if body.money { rupiah(&body.digits, mark) } else { magnitude(&body.digits, mark) };
    let Some(value) = read.filter(|x| x.is_finite()) else {
        return NumberText::Text;
    };
    let value = if body.negative && value != 0.0 { -value } else { value };
    if body.percent { NumberText::Percent(value) } else { NumberText::Value(value) }
}

/// The decimal mark of a column from its texts; blanks and words are passed over.
pub fn guess<'a>(samples: impl Iterator<Item = &'a str>) -> Guess {
    let (mut comma, mut point) = (0_usize, 0_usize);
    let (mut dots, mut commas) = (0_usize, 0_usize);
    let (mut dotted, mut comma_ed) = (None, None);
    for text in samples {
        let Some(body) = Body::of(text) else { continue };
        match evidence(&body) {
            Evidence::Decimal(Mark::Comma) => comma += 1,
            Evidence::Decimal(Mark::Point) => point += 1,
            Evidence::TwoWays('.') => {
                dots += 1;
                dotted = dotted.or_else(|| Some(text.trim().to_owned()));
            }
            Evidence::TwoWays(_) => {
                commas += 1;
                comma_ed = comma_ed.or_else(|| Some(text.trim().to_owned()));
            }
            Evidence::None => {}
        }
    }
    // A few strays do not say what hundreds of `12.000` are.
    let strays = (comma == 0 && point * STRAYS < dots) || (point == 0 && comma * STRAYS < commas);
    let settled = (comma > 0) != (point > 0) && !strays;
    let mark = match comma.cmp(&point) {
        std::cmp::Ordering::Less => Mark::Point,
        // Nothing but `1,234`: a comma between thousands.
        std::cmp::Ordering::Equal if dotted.is_none() && comma_ed.is_some() => Mark::Point,
        std::cmp::Ordering::Greater | std::cmp::Ordering::Equal => Mark::Comma,
    };
    let mixed = dots > 0 && commas > 0;
    Guess { mark, settled, ambiguous: dotted.or(comma_ed).filter(|_| !settled), mixed }
}

/// `8.191` and `8,191` where no value can have decimals.
pub fn grouped(text: &str) -> Option<f64> {
    let body = Body::of(text).filter(|body| !body.percent)?;
    let sign = body.digits.chars().find(|c| matches!(c, '.' | ','))?;
    let value: f64 = thousands(&body.digits, sign)?.parse().ok()?;
    Some(if body.negative { -value } else { value })
}

fn is_blank(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    text.is_empty() || BLANKS.contains(&text.to_lowercase().as_str())
}

/// A number freed of sign, money and percent.
struct Body {
    /// Digits and marks, maybe an exponent.
    digits: String,
    negative: bool,
    percent: bool,
    /// It says itself that it is rupiah.
    money: bool,
}

impl Body {
    fn of(text: &str) -> Option<Self> {
        if text.len() > 64 || is_blank(text) {
            return None;
        }
        let mut rest = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        rest = rest.trim_start_matches(['\'', '\u{feff}']);
        let mut negative = false;
        if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
            (rest, negative) = (inner.trim(), true);
        }
        rest = without_mark(rest);
        let percent = rest.strip_suffix('%');
        if let Some(before) = percent {
            rest = before.trim_end();
        }
        rest = unsigned(rest, &mut negative)?;
        let money = ["rp.", "rp", "idr"].iter().find_map(|prefix| {
            rest.get(..prefix.len())
                .filter(|head| head.eq_ignore_ascii_case(prefix))
                .map(|_| rest[prefix.len()..].trim_start())
        });
        if let Some(after) = money {
            rest = unsigned(after, &mut negative)?;
        }
        let amount = without_sen(rest);
        let digits: String = amount
            .unwrap_or(rest)
            .chars()
            .map(|c| if matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}') { ' ' } else { c })
            .collect();
        let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
        let whole = exponent(&digits).map_or(digits.as_str(), |(before, _)| before);
        let fits = whole.chars().all(allowed) && whole.contains(|c: char| c.is_ascii_digit());
        let (percent, money) = (percent.is_some(), money.is_some() || amount.is_some());
        fits.then_some(Self { digits, negative, percent, money })
    }
}

/// `19*)`, `19 **`: the mark that points to a note below the table.
fn without_mark(text: &str) -> &str {
    let bare = text.trim_end_matches(['*', ')', ' ']);
    if text[bare.len()..].contains('*') { bare } else { text }
}

/// "5.000,-", "5.000,=", "5.000,00-": the dash says that there is no sen, and so that it is money.
fn without_sen(text: &str) -> Option<&str> {
    let before = text.strip_suffix(['-', '–', '—', '='])?.trim_end_matches(['-', ' ']);
    let whole = before.strip_suffix([',', '.']).map(str::trim_end);
    let has_sen = before.ends_with(",00") || before.ends_with(".00");
    let amount = whole.or_else(|| has_sen.then_some(before))?;
    amount.ends_with(|c: char| c.is_ascii_digit()).then_some(amount)
}

/// Takes one sign off; two signs, or one within brackets, are no number.
fn unsigned<'t>(text: &'t str, negative: &mut bool) -> Option<&'t str> {
    let mut chars = text.chars();
    let sign = chars.next()?;
    if !matches!(sign, '+' | '-' | '−' | '–') {
        return Some(text);
    }
    if *negative {
        return None;
    }
    *negative = sign != '+';
    Some(chars.as_str().trim_start())
}

/// `1e-3` → (`1`, -3).
fn exponent(digits: &str) -> Option<(&str, i32)> {
    let (before, after) = digits.split_once(['e', 'E'])?;
    let plain = after.strip_prefix(['+', '-']).unwrap_or(after);
    let fits = !plain.is_empty() && plain.len() <= 4 && plain.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| after.parse().ok().map(|power| (before, power))).flatten()
}

/// An amount of rupiah: three digits behind a mark are hundreds, since nobody writes thousandths of
/// a rupiah, and more than three are no amount.
fn rupiah(digits: &str, mark: Mark) -> Option<f64> {
    let Some(at) = digits.find(['.', ',']).filter(|&at| digits.rfind(['.', ',']) == Some(at))
    else {
        return magnitude(digits, mark);
    };
    let sign = if digits[at..].starts_with(',') { ',' } else { '.' };
    match thousands(digits, sign) {
        Some(joined) => joined.parse().ok(),
        None => magnitude(digits, mark).filter(|_| digits.len() - at <= 3),
    }
}

/// What one value says about the decimal mark.
enum Evidence {
    None,
    Decimal(Mark),
    /// `12.000`: thousands with this sign, or three decimals.
    TwoWays(char),
}

fn evidence(body: &Body) -> Evidence {
    let digits = body.digits.as_str();
    let decimal = |sign| Evidence::Decimal(if sign == ',' { Mark::Comma } else { Mark::Point });
    let other = |sign| if sign == ',' { '.' } else { ',' };
    if let Some((before, _)) = exponent(digits) {
        return before.find(['.', ',']).map_or(Evidence::None, |at| {
            decimal(if before[at..].starts_with(',') { ',' } else { '.' })
        });
    }
    let marks: Vec<char> = digits.chars().filter(|c| matches!(c, '.' | ',')).collect();
    match marks[..] {
        [] => Evidence::None,
        [sign] => match thousands(digits, sign) {
            Some(_) if body.money => decimal(other(sign)),
            // A blank between thousands leaves the mark for the decimals.
            Some(_) if !digits.contains(' ') => Evidence::TwoWays(sign),
            _ => decimal(sign),
        },
        [first, .., last] if first != last => decimal(last),
        [sign, ..] => thousands(digits, sign).map_or(Evidence::None, |_| decimal(other(sign))),
    }
}

/// The digits when `sign` parts them in groups of three: `1.234.567`, not `0.123` or `12.34`.
fn thousands(digits: &str, sign: char) -> Option<String> {
    let mut groups = digits.split(sign);
    let first = groups.next()?;
    let number = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    let starts = (1..=3).contains(&first.len()) && number(first) && !first.starts_with('0');
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 || !number(group) {
            return None;
        }
        joined.push_str(group);
    }
    starts.then_some(joined)
}

fn magnitude(digits: &str, mark: Mark) -> Option<f64> {
    if let Some((before, power)) = exponent(digits) {
        let plain = before.replace(',', ".");
        return format!("{plain}e{power}").parse().ok().filter(|_| !before.contains(' '));
    }
    let marks: Vec<char> = digits.chars().filter(|c| matches!(c, '.' | ',')).collect();
    match marks[..] {
        [] => whole(digits)?.parse().ok(),
        [sign] => {
            let grouped = thousands(digits, sign).filter(|_| sign != mark.sign());
            match grouped {
                Some(joined) => joined.parse().ok(),
                None => decimal(digits, sign),
            }
        }
        [first, .., last] if first != last => {
            let once = marks.iter().filter(|&&m| m == last).count() == 1;
            let (before, after) = digits.rsplit_once(last).filter(|_| once)?;
            format!("{}.{after}", thousands(before, first)?).parse().ok()
        }
        [sign, ..] => thousands(digits, sign)?.parse().ok(),
    }
}

/// Digits, maybe with blanks between thousands.
fn whole(digits: &str) -> Option<String> {
    if digits.contains(' ') { thousands(digits, ' ') } else { Some(digits.to_owned()) }
}

fn decimal(digits: &str, sign: char) -> Option<f64> {
    let (before, after) = digits.split_once(sign)?;
    if after.contains(' ') {
        return None;
    }
    let before = if before.is_empty() { "0".to_owned() } else { whole(before)? };
    format!("{before}.{after}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberText::{Blank, Percent, Text, Value};

    #[test]
    fn a_dash_for_no_sen_is_money() {
        for text in
            ["1.000.000,-", "1.000.000,=", "1.000.000,00-", "Rp. 1.000.000,00-", "Rp1.000.000,-"]
        {
            assert_eq!(parse(text, Mark::Comma), NumberText::Value(1e6), "{text}");
        }
        for text in ["1.000-", "12-13", ",-"] {
            assert_eq!(parse(text, Mark::Comma), NumberText::Text, "{text}");
        }
    }

    #[test]
    fn every_way_of_writing_a_number_is_read() {
        for (text, value) in [
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1 234,5", 1234.5),
            ("1\u{a0}234\u{a0}567", 1_234_567.0),
            ("Rp1.234.567,00", 1_234_567.0),
            ("Rp. 5.000,-", 5000.0),
            ("-Rp 12", -12.0),
            ("(1.250)", -1250.0),
            ("−3,5", -3.5),
            ("+7", 7.0),
            ("1e-3", 0.001),
            ("3.10293932331e-004", 3.102_939_323_31e-4),
            ("0,5", 0.5),
            (",5", 0.5),
            ("0.123", 0.123),
            ("12.34", 12.34),
            ("7.405.012.001", 7_405_012_001.0),
            ("007", 7.0),
            (" 12 ", 12.0),
            ("-0", 0.0),
            ("19*)", 19.0),
            ("1.234,5 **)", 1234.5),
            ("7*", 7.0),
        ] {
            assert_eq!(parse(text, Mark::Comma), Value(value), "{text}");
        }
        assert_eq!(parse("12,5 %", Mark::Comma), Percent(12.5));
        assert_eq!(parse("12.000", Mark::Comma), Value(12000.0));
        assert_eq!(parse("12.000", Mark::Point), Value(12.0));
        assert_eq!(parse("12,000", Mark::Point), Value(12000.0));
        assert_eq!(parse("12,000", Mark::Comma), Value(12.0));
    }

    #[test]
    fn words_for_nothing_are_blank_and_other_words_are_text() {
        for text in ["", "  ", "-", "–", "—", "n/a", "NA", "tad", "...", "…", "NULL", "#N/A"]
        {
            assert_eq!(parse(text, Mark::Comma), Blank, "{text:?}");
        }
        for text in [
            "12 KK",
            "Kolono",
            "74.05.01.2001",
            "12-03-2024",
            "1.23.456",
            "1,234,5.6.7",
            "1e400",
            "NaN1",
            "inf",
            "--5",
            "(-5)",
            "1 2",
            "Rp",
            "%",
            "12,5,6",
            ".",
            "e5",
            "19)",
            "*)",
        ] {
            assert_eq!(parse(text, Mark::Comma), Text, "{text:?}");
        }
    }

    #[test]
    fn the_column_decides_what_one_value_cannot() {
        let mark = |texts: &[&str]| guess(texts.iter().copied());
        assert_eq!(
            mark(&["12.000", "3,5"]),
            Guess { mark: Mark::Comma, settled: true, ambiguous: None, mixed: false }
        );
        assert_eq!(
            mark(&["12.345", "0.5"]),
            Guess { mark: Mark::Point, settled: true, ambiguous: None, mixed: false }
        );
        assert_eq!(mark(&["1,234.5"]).mark, Mark::Point);
        assert_eq!(mark(&["1.234.567"]).mark, Mark::Comma);
        assert_eq!(mark(&["1,234,567"]).mark, Mark::Point);
        let unsure = |mark, ambiguous: Option<&str>| Guess {
            mark,
            settled: false,
            ambiguous: ambiguous.map(str::to_owned),
            mixed: false,
        };
        assert_eq!(mark(&["-", "12.000", "7"]), unsure(Mark::Comma, Some("12.000")));
        assert_eq!(mark(&["33,046"]), unsure(Mark::Point, Some("33,046")));
        let silent = unsure(Mark::Comma, None);
        assert_eq!(mark(&["5", "Kolono"]), silent);
        assert_eq!(mark(&["3,5", "0.25", "1.000"]).ambiguous, Some("1.000".to_owned()));
        assert!(mark(&["8,191", "7.881", "706"]).mixed);
        let read = ["8,191", "7.881", "1.234.567", "0,123", "12,5", "706"].map(grouped);
        assert_eq!(read, [Some(8191.0), Some(7881.0), Some(1_234_567.0), None, None, None]);
        // Two strays do not turn a column of thousands, and rupiah has no thousandths.
        let mut many = vec!["12.016"; 120];
        many.extend(["9808.48", "77.5"]);
        assert_eq!(mark(&many).ambiguous, Some("12.016".to_owned()));
        assert!(!mark(&many).settled);
        assert_eq!(mark(&["Rp11.016", "9808.48"]).ambiguous, None);
        assert_eq!(mark(&["Rp11.016", "12,000"]).mark, Mark::Comma);
    }

    #[test]
    fn rupiah_has_no_thousandths() {
        for mark in [Mark::Comma, Mark::Point] {
            assert_eq!(parse("Rp11.016", mark), Value(11016.0));
            assert_eq!(parse("Rp 11,016", mark), Value(11016.0));
            assert_eq!(parse("Rp369.1000", mark), Text);
            assert_eq!(parse("Rp1,5", mark), Value(1.5));
            assert_eq!(parse("Rp1.234.567", mark), Value(1_234_567.0));
        }
    }
}
