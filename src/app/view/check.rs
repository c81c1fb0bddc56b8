//! *Periksa data*: what was found in the data, gravest first, by file.

use std::collections::BTreeMap;

use crate::app::data::{Filter, Severity};

/// One finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    pub severity: Severity,
    pub what: String,
    pub fix: String,
    pub file: String,
    /// Id of the source in the project.
    pub source: i64,
    /// "lembar Rekap · baris 9 · kolom H".
    pub place: String,
    /// What stands in the cell.
    pub value: String,
    /// Position of the village in the register.
    pub village: Option<usize>,
    pub village_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CheckView {
    pub lines: Vec<CheckLine>,
    /// How many of each severity.
    pub counts: BTreeMap<Severity, usize>,
    /// Files with their findings' count, by name.
    pub files: Vec<(String, usize)>,
}

impl CheckView {
    /// Sorts and counts.
    pub fn of(mut lines: Vec<CheckLine>) -> Self {
        lines.sort_by(|a, b| (a.severity, &a.file).cmp(&(b.severity, &b.file)));
        let mut counts = BTreeMap::new();
        let mut files: BTreeMap<String, usize> = BTreeMap::new();
        for line in &lines {
            *counts.entry(line.severity).or_default() += 1;
            if !line.file.is_empty() {
                *files.entry(line.file.clone()).or_default() += 1;
            }
        }
        Self { lines, counts, files: files.into_iter().collect() }
    }

    /// Positions of the lines that the filter lets through.
    pub fn shown(&self, filter: &Filter) -> Vec<usize> {
        let wanted = filter.text.trim().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&wanted);
        (0..self.lines.len())
            .filter(|&i| {
                let line = &self.lines[i];
                filter.severity.is_none_or(|severity| severity == line.severity)
                    && filter.file.as_ref().is_none_or(|file| *file == line.file)
                    && (wanted.is_empty()
                        || [&line.what, &line.village_name, &line.value, &line.place]
                            .into_iter()
                            .any(|text| has(text)))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(severity: Severity, file: &str, village: &str) -> CheckLine {
        CheckLine {
            severity,
            what: "Lebih dari 100 %".to_owned(),
            fix: String::new(),
            file: file.to_owned(),
            source: 2,
            place: "baris 9".to_owned(),
            value: "104".to_owned(),
            village: None,
            village_name: village.to_owned(),
        }
    }

    #[test]
    fn the_gravest_come_first_and_the_filter_finds_a_village() {
        let view = CheckView::of(vec![
            line(Severity::Note, "b.csv", "Konda"),
            line(Severity::Heavy, "b.csv", "Laonti"),
            line(Severity::Heavy, "a.csv", "Angata"),
        ]);
        let names: Vec<&str> = view.lines.iter().map(|l| l.village_name.as_str()).collect();
        assert_eq!(names, ["Angata", "Laonti", "Konda"]);
        assert_eq!(view.counts[&Severity::Heavy], 2);
        assert_eq!(view.files, [("a.csv".to_owned(), 1), ("b.csv".to_owned(), 2)]);
        let find = |text: &str| view.shown(&Filter { text: text.to_owned(), ..Filter::default() });
        assert_eq!(find("laont"), [1]);
        let grave = Filter { severity: Some(Severity::Note), ..Filter::default() };
        assert_eq!(view.shown(&grave), [2]);
        let file = Filter { file: Some("b.csv".to_owned()), ..Filter::default() };
        assert_eq!(view.shown(&file), [1, 2]);
    }
}
