//! A recipe as TOML text that reads back as the same recipe.

use std::fmt::Write;

use super::definition::{Direction, Quantity, SourceKind};
use super::recipe::{ColumnRule, Dash, From, Recipe, Rows, Series, ShareForm, Wanted};
use crate::base::code::CodeSystem;
use crate::source::number::Mark;

impl Recipe {
    /// The recipe as a file; what is not said is not written.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let row = |row: Option<u32>| row.map(|row| row.to_string());
        let says = [
            ("sheet", quoted(self.sheet.as_deref())),
            ("profile", quoted(self.profile.as_deref())),
            ("header_row", row(self.header_row)),
            ("data_row", row(self.data_row)),
            ("code_column", quoted(self.code_column.as_deref())),
            ("code_system", quoted(self.code_system.map(CodeSystem::id))),
            ("village_column", quoted(self.village_column.as_deref())),
            ("kecamatan_column", quoted(self.kecamatan_column.as_deref())),
            ("period", quoted(self.period.as_deref())),
            ("decimal", quoted(self.decimal.map(Mark::id))),
            ("dash", quoted(self.dash.map(Dash::id))),
            ("rows", quoted(self.rows.map(Rows::id))),
            ("series", quoted(self.series.map(Series::id))),
            ("source_kind", quoted(self.source_kind.map(SourceKind::id))),
            ("not_applicable", several(self.not_applicable.iter().map(|kind| kind.id()))),
            ("others", yes(self.others)),
        ];
        lines(&mut text, says);
        for rule in &self.columns {
            column(&mut text, rule);
        }
        for wanted in &self.indicators {
            indicator(&mut text, wanted);
        }
        text
    }
}

fn column(text: &mut String, rule: &ColumnRule) {
    heading(text, "column");
    let says = [
        ("name", quoted(Some(&rule.name))),
        ("decimal", quoted(rule.decimal.map(Mark::id))),
        ("share", quoted(rule.share.map(ShareForm::id))),
        ("unit", quoted(rule.unit.as_deref())),
        ("quantity", quoted(rule.quantity.map(Quantity::id))),
        ("period", quoted(rule.period.as_deref())),
        ("direction", quoted(rule.direction.map(Direction::id))),
        ("skip", yes(rule.skip)),
    ];
    lines(text, says);
}

fn indicator(text: &mut String, wanted: &Wanted) {
    heading(text, "indicator");
    lines(text, [("id", quoted(Some(&wanted.id))), ("name", quoted(wanted.name.as_deref()))]);
    match &wanted.from {
        From::Column(column) => lines(text, [("column", quoted(Some(column)))]),
        From::Rate { numerators, denominator } => lines(
            text,
            [
                ("numerator", several(numerators.iter().map(String::as_str))),
                ("denominator", quoted(Some(denominator))),
            ],
        ),
        From::Gap { need, covered } => {
            lines(text, [("need", quoted(Some(need))), ("covered", quoted(Some(covered)))]);
        }
    }
    let says = [
        ("unit", quoted(wanted.unit.as_deref())),
        ("quantity", quoted(wanted.quantity.map(Quantity::id))),
        ("direction", quoted(wanted.direction.map(Direction::id))),
    ];
    lines(text, says);
}

fn heading(text: &mut String, name: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str("[[");
    text.push_str(name);
    text.push_str("]]\n");
}

fn lines<const N: usize>(text: &mut String, says: [(&str, Option<String>); N]) {
    for (key, value) in says {
        if let Some(value) = value {
            text.push_str(key);
            text.push_str(" = ");
            text.push_str(&value);
            text.push('\n');
        }
    }
}

fn quoted(text: Option<&str>) -> Option<String> {
    let text = text?;
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                // Writing into a String never fails.
                write!(quoted, "\\u{:04X}", u32::from(c)).ok();
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Some(quoted)
}

fn several<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let texts: Vec<String> = texts.filter_map(|text| quoted(Some(text))).collect();
    (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
}

fn yes(said: bool) -> Option<String> {
    said.then(|| "true".to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::definition::{Direction, Quantity, SourceKind};
    use super::super::meaning::slug;
    use super::super::recipe::{Dash, ShareForm, example_recipe};
    use super::*;
    use crate::base::code::CodeSystem;
    use crate::base::fault::At;
    use crate::dataset::village::Kind;

    fn maybe<T: std::fmt::Debug + Clone + 'static>(
        values: &'static [T],
    ) -> impl Strategy<Value = Option<T>> {
        prop::option::of(prop::sample::select(values))
    }

    fn text() -> impl Strategy<Value = Option<String>> {
        prop::option::of(any::<String>())
    }

    fn mark() -> impl Strategy<Value = Option<Mark>> {
        maybe(&[Mark::Comma, Mark::Point])
    }

    fn quantity() -> impl Strategy<Value = Option<Quantity>> {
        maybe(&[Quantity::Count, Quantity::Percent, Quantity::Index])
    }

    fn direction() -> impl Strategy<Value = Option<Direction>> {
        maybe(&[Direction::WorseHigh, Direction::WorseLow, Direction::None])
    }

    fn rule() -> impl Strategy<Value = ColumnRule> {
        let form = maybe(&[ShareForm::Fraction, ShareForm::Percent]);
        ("\\PC*[a-z]", mark(), form, text(), quantity(), text(), direction(), any::<bool>())
            .prop_map(|(name, decimal, share, unit, quantity, period, direction, skip)| {
                ColumnRule { name, decimal, share, unit, quantity, period, direction, skip }
            })
    }

    fn from() -> impl Strategy<Value = From> {
        let any_text = any::<String>;
        prop_oneof![
            any_text().prop_map(From::Column),
            (prop::collection::vec(any_text(), 1..4), any_text())
                .prop_map(|(numerators, denominator)| From::Rate { numerators, denominator }),
            (any_text(), any_text()).prop_map(|(need, covered)| From::Gap { need, covered }),
        ]
    }

    fn wanted() -> impl Strategy<Value = Wanted> {
        let id = "[a-z][a-z0-9_]{0,9}[a-z]".prop_map(|id| slug(&id));
        (id, text(), from(), text(), quantity(), direction()).prop_map(
            |(id, name, from, unit, quantity, direction)| Wanted {
                id,
                name,
                from,
                unit,
                quantity,
                direction,
            },
        )
    }

    fn recipe() -> impl Strategy<Value = Recipe> {
        let row = || prop::option::of(1_u32..=1_048_576);
        let kinds = [Kind::Desa, Kind::Kelurahan, Kind::DesaAdat];
        let head = (text(), text(), row(), row(), text(), text(), text(), text());
        let words = (
            maybe(&[CodeSystem::Kemendagri, CodeSystem::Bps]),
            mark(),
            (maybe(&[Dash::Missing, Dash::Zero]), maybe(&Rows::ALL), maybe(&Series::ALL)),
            maybe(&[SourceKind::Register, SourceKind::Survey, SourceKind::Other]),
            prop::sample::subsequence(kinds.to_vec(), 0..=3),
            any::<bool>(),
        );
        let lists = (prop::collection::vec(rule(), 0..4), prop::collection::vec(wanted(), 0..4));
        (head, words, lists).prop_map(|(head, words, (mut columns, mut indicators))| {
            columns.sort_by(|a, b| a.name.cmp(&b.name));
            columns.dedup_by(|a, b| a.name == b.name);
            indicators.sort_by(|a, b| a.id.cmp(&b.id));
            indicators.dedup_by(|a, b| a.id == b.id);
            let (sheet, profile, header_row, data_row, code, village, kecamatan, period) = head;
            let (code_system, decimal, (dash, rows, series), source_kind, not_applicable, others) =
                words;
            Recipe {
                sheet,
                profile,
                header_row,
                data_row,
                code_column: code,
                code_system,
                village_column: village,
                kecamatan_column: kecamatan,
                period,
                decimal,
                dash,
                rows,
                series,
                source_kind,
                not_applicable,
                others,
                columns,
                indicators,
            }
        })
    }

    proptest! {
        /// Whatever a recipe says, its file says the same.
        #[test]
        fn what_is_written_reads_back(recipe in recipe()) {
            let written = recipe.to_toml();
            let read = Recipe::parse(&written, &At::default());
            prop_assert_eq!(read.ok(), Some(recipe), "{}", written);
        }
    }

    #[test]
    fn the_example_survives_being_written() {
        let recipe = Recipe::parse(example_recipe(), &At::default()).unwrap();
        assert_eq!(Recipe::parse(&recipe.to_toml(), &At::default()), Ok(recipe));
        assert_eq!(Recipe::default().to_toml(), "");
    }
}
