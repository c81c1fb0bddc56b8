//! The project's columns as they are chosen from: by the file they came with, found by a few words.

use crate::app::state::Content;
use crate::indicator::definition::Quantity;
use crate::lang::Lang;
use crate::lang::number::count;

/// One column in a list.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ColumnItem {
    pub name: String,
    /// Of its file; empty for what was computed.
    pub file: String,
    /// How many villages it measures.
    pub measured: String,
    pub tells: Tells,
}

/// Rates and indices tell of a village; counts mostly of its size, so they stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tells {
    #[default]
    Rate,
    Count,
}

/// The columns of one file, by position.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ColumnGroup {
    pub file: String,
    pub rates: Vec<usize>,
    pub counts: Vec<usize>,
}

/// All columns, and the files they are of, newest file first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ColumnList {
    pub items: Vec<ColumnItem>,
    pub groups: Vec<ColumnGroup>,
}

impl ColumnList {
    pub fn of(lang: Lang, content: &Content) -> Self {
        let items = (0..content.columns.len()).map(|i| {
            let column = &content.columns[i];
            let source = content.source_of(column);
            ColumnItem {
                name: content.column_name(i),
                file: source.map(|source| source.file.clone()).unwrap_or_default(),
                measured: count(lang, column.tally().measured),
                tells: match column.indicator.quantity {
                    Quantity::Count => Tells::Count,
                    Quantity::Percent | Quantity::Index => Tells::Rate,
                },
            }
        });
        Self::grouped(items.collect())
    }

    fn grouped(items: Vec<ColumnItem>) -> Self {
        let mut groups: Vec<ColumnGroup> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let at = groups.iter().position(|group| group.file == item.file);
            let at = at.unwrap_or_else(|| {
                groups.push(ColumnGroup { file: item.file.clone(), ..ColumnGroup::default() });
                groups.len() - 1
            });
            match item.tells {
                Tells::Rate => groups[at].rates.push(i),
                Tells::Count => groups[at].counts.push(i),
            }
        }
        Self { items, groups }
    }

    /// Those whose name or file has every word of the text, rates before counts.
    pub fn found(&self, text: &str) -> Vec<usize> {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let has = |item: &ColumnItem| {
            let all = format!("{} {}", item.name, item.file).to_lowercase();
            words.iter().all(|word| all.contains(word))
        };
        let mut found: Vec<usize> =
            (0..self.items.len()).filter(|&i| has(&self.items[i])).collect();
        found.sort_by_key(|&i| self.items[i].tells == Tells::Count);
        found
    }

    /// The name, with its file where another column has the same name.
    pub fn full_name(&self, at: usize) -> String {
        let Some(item) = self.items.get(at) else { return String::new() };
        let name = item.name.to_lowercase();
        let same = self.items.iter().filter(|other| other.name.to_lowercase() == name).count();
        if same > 1 && !item.file.is_empty() {
            format!("{} · {}", item.name, item.file)
        } else {
            item.name.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, file: &str, tells: Tells) -> ColumnItem {
        ColumnItem { name: name.into(), file: file.into(), measured: String::new(), tells }
    }

    #[test]
    fn columns_stand_under_their_file_and_are_found_by_words() {
        let list = ColumnList::grouped(vec![
            item("KK miskin", "p3ke.xlsx", Tells::Count),
            item("Tanpa jamban", "stbm.xlsx", Tells::Rate),
            item("KK miskin", "dtsen.xlsx", Tells::Count),
            item("Tanpa air layak", "stbm.xlsx", Tells::Rate),
        ]);
        assert_eq!(list.groups.len(), 3);
        assert_eq!(list.groups[1].rates, [1, 3]);
        assert_eq!(list.found("tanpa AIR"), [3]);
        assert_eq!(list.found("miskin dtsen"), [2]);
        assert_eq!(list.found(""), [1, 3, 0, 2], "rates come first");
        assert_eq!(list.full_name(2), "KK miskin · dtsen.xlsx");
        assert_eq!(list.full_name(3), "Tanpa air layak");
    }
}
