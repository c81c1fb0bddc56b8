//! What a village is good at: up to three products with their source, and aid held against them.

use std::collections::BTreeMap;

use super::register::Ledger;
use super::words::plain;
use crate::indicator::column::Column;
use crate::plan::programme::{Fact, FactKind, Fund, Good, LabelKind, MOST_PRODUCTS};
use crate::workflow::report::catalogue::{Program, says};
use crate::workflow::snapshot::Snapshot;

/// As many kinds of products have a colour of their own.
pub const MOST_KINDS: usize = 8;

/// The products that a cell names: "Kakao, kopi dan lada" are three.
pub fn products(kind: LabelKind, text: &str) -> Vec<String> {
    let own = |part: &str| {
        let part = unnumbered(part.trim()).trim_matches(['.', '-', '–']).trim();
        // That a village has no BUMDes is known of it.
        let nothing: &[&str] = match kind {
            LabelKind::Bumdes => &["", "0", "n a"],
            LabelKind::Product => &["", "tidak ada", "belum ada", "nihil", "0", "n a"],
        };
        (!nothing.contains(&plain(part).as_str())).then(|| part.to_owned())
    };
    match kind {
        LabelKind::Bumdes => own(text).into_iter().collect(),
        LabelKind::Product => text
            .split([',', ';', '/', '\n', '&'])
            .flat_map(|part| part.split(" dan "))
            .filter_map(own)
            .collect(),
    }
}

/// "1. Karet", "2) Padi": the number of a list is no part of a name.
fn unnumbered(part: &str) -> &str {
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < part.len() && part.len() - rest.len() <= 2;
    match rest.strip_prefix(['.', ')']) {
        Some(name) if is_number => name.trim_start(),
        _ => part,
    }
}

/// Why aid does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// None of its products needs it.
    Products(Vec<String>),
    /// The village has nothing of what it is for: the indicator's name.
    Ground(String),
}

/// A row of the register that does not fit its village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Position in the ledger's lines.
    pub line: usize,
    pub village: usize,
    pub why: Misfit,
}

/// Where the products of a village stand, or who wrote them by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Cell { import: i64, sheet: Option<String>, cell: String },
    Hand(String),
}

/// Products and BUMDes of the villages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Potential {
    /// Of each village, the first first.
    pub products: Vec<Vec<String>>,
    /// Of each village, who says so.
    pub sources: Vec<Option<Origin>>,
    pub bumdes: Vec<Option<String>>,
    /// Products by how many villages name them first, plain names as first written; the last stands
    /// for all others where there are more.
    pub kinds: Vec<(String, usize)>,
    /// Of each village, its kind.
    pub kind_of: Vec<Option<usize>>,
    /// States of BUMDes by how many villages have them.
    pub bumdes_kinds: Vec<(String, usize)>,
    pub mismatches: Vec<Mismatch>,
    /// Rows of the APBDes in villages with known products: of each village how many fit, of how many.
    pub fits: Vec<Option<(u32, u32)>>,
}

impl Potential {
    /// Whether anything is known of products at all.
    pub fn is_known(&self) -> bool {
        self.products.iter().any(|own| !own.is_empty())
    }

    /// (rows that fit, rows) of all villages.
    pub fn fitting(&self) -> (u32, u32) {
        self.fits.iter().flatten().fold((0, 0), |(a, b), (own, of)| (a + own, b + of))
    }
}

/// Reads products from labels and decisions, and holds a year's rows against them.
pub fn potential(snapshot: &Snapshot, ledger: &Ledger, year: Option<u16>) -> Potential {
    let register = &snapshot.register;
    let position: BTreeMap<&str, usize> =
        register.villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i)).collect();
    let n = register.len();
    let mut own = Potential {
        products: vec![Vec::new(); n],
        sources: vec![None; n],
        bumdes: vec![None; n],
        fits: vec![None; n],
        ..Potential::default()
    };
    for label in &ledger.stored.labels {
        let Some(&village) = position.get(label.village.as_str()) else { continue };
        match label.kind {
            LabelKind::Product => {
                own.products[village].push(label.text.clone());
                own.sources[village].get_or_insert_with(|| Origin::Cell {
                    import: label.import,
                    sheet: label.sheet.clone(),
                    cell: format!("{}{}", label.letter, label.row),
                });
            }
            LabelKind::Bumdes => own.bumdes[village] = Some(label.text.clone()),
        }
    }
    for ((kind, key), fact) in &ledger.stored.facts {
        let (FactKind::Products, Some(&village)) = (kind, position.get(key.as_str())) else {
            continue;
        };
        match fact {
            Fact::Good(good) => by_hand(&mut own, village, good),
            Fact::Words(words) => {
                let products = words.clone();
                by_hand(&mut own, village, &Good { products, ..Good::default() });
            }
            Fact::Meaning(_) | Fact::Task(_) | Fact::Rule(_) | Fact::Text(_) => {}
        }
    }
    (own.kinds, own.kind_of) = kinds(&own.products);
    own.bumdes_kinds = bumdes_kinds(&own.bumdes);
    against(snapshot, ledger, year, &mut own);
    own
}

/// What a person wrote goes before what the files say.
fn by_hand(own: &mut Potential, village: usize, good: &Good) {
    if !good.products.is_empty() {
        own.products[village] = good.products.iter().take(MOST_PRODUCTS).cloned().collect();
        own.sources[village] = Some(Origin::Hand(good.source.clone()));
    }
    if !good.bumdes.is_empty() {
        own.bumdes[village] = Some(good.bumdes.clone());
    }
}

/// First products by frequency; beyond the colours there are, the rest is one kind with no name.
fn kinds(products: &[Vec<String>]) -> (Vec<(String, usize)>, Vec<Option<usize>>) {
    let mut counted: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for first in products.iter().filter_map(|own| own.first()) {
        counted.entry(plain(first)).or_insert((first.clone(), 0)).1 += 1;
    }
    let mut all: Vec<(String, String, usize)> =
        counted.into_iter().map(|(key, (name, n))| (key, name, n)).collect();
    all.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    let own = if all.len() > MOST_KINDS { MOST_KINDS - 1 } else { all.len() };
    let rest: usize = all[own..].iter().map(|(_, _, n)| n).sum();
    let of = |own_products: &Vec<String>| {
        let key = plain(own_products.first()?);
        Some(all.iter().take(own).position(|(other, _, _)| *other == key).unwrap_or(own))
    };
    let kind_of = products.iter().map(of).collect();
    let mut kinds: Vec<(String, usize)> =
        all.iter().take(own).map(|(_, name, n)| (name.clone(), *n)).collect();
    if rest > 0 {
        kinds.push((String::new(), rest));
    }
    (kinds, kind_of)
}

fn bumdes_kinds(bumdes: &[Option<String>]) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for state in bumdes.iter().flatten() {
        counted.entry(plain(state)).or_insert((state.clone(), 0)).1 += 1;
    }
    let mut all: Vec<(String, usize)> = counted.into_values().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

fn against(snapshot: &Snapshot, ledger: &Ledger, year: Option<u16>, own: &mut Potential) {
    let columns = crate::workflow::report::latest(snapshot);
    let grounds: Vec<Option<usize>> = (0..ledger.programs.len())
        .map(|at| {
            let words = &ledger.program(at).1.ground;
            let fits = |c: &std::sync::Arc<Column>| says(&c.indicator, words);
            if words.is_empty() { None } else { columns.iter().position(fits) }
        })
        .collect();
    for (at, line) in ledger.lines.iter().enumerate() {
        let in_year = year.is_none() || line.year == year;
        let dropped = line.status == Some(crate::plan::programme::Status::Dropped);
        let Some(village) = line.village.filter(|_| in_year && !dropped) else { continue };
        let products = &own.products[village];
        if line.fund == Some(Fund::Village) && !products.is_empty() {
            let fits = u32::from(fits(ledger, line, products));
            let (a, b) = own.fits[village].unwrap_or((0, 0));
            own.fits[village] = Some((a + fits, b + 1));
        }
        let Some(programme) = line.programme else { continue };
        let program = ledger.program(programme).1;
        let ground = grounds[programme].map(|c| &columns[c]);
        let lacks = ground.filter(|c| c.values[village].value() == Some(0.0));
        let why = if let Some(column) = lacks {
            Misfit::Ground(column.indicator.name.clone())
        } else if !program.fits.is_empty()
            && !products.is_empty()
            && !products.iter().any(|product| suits(program, product))
        {
            Misfit::Products(products.clone())
        } else {
            continue;
        };
        own.mismatches.push(Mismatch { line: at, village, why });
    }
}

/// Whether a product is one of those the programme is for.
fn suits(program: &Program, product: &str) -> bool {
    let product = format!(" {} ", plain(product));
    program.fits.iter().any(|word| product.contains(&format!(" {} ", plain(word))))
}

/// A line of the village's own budget fits where it names one of its products, or its programme is
/// for one of them.
fn fits(ledger: &Ledger, line: &super::register::Line, products: &[String]) -> bool {
    let entry = ledger.entry(line);
    let said = format!(" {} {} ", plain(&entry.programme), plain(&entry.activity));
    let names = |product: &String| {
        let product = plain(product);
        !product.is_empty() && said.contains(&format!(" {product} "))
    };
    let program = line.programme.map(|at| ledger.program(at).1);
    products.iter().any(names)
        || program.is_some_and(|program| products.iter().any(|p| suits(program, p)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_name_several_products_or_none() {
        let of = |text: &str| products(LabelKind::Product, text);
        assert_eq!(of("Kakao, kopi dan lada"), ["Kakao", "kopi", "lada"]);
        assert_eq!(of("Padi sawah; jagung"), ["Padi sawah", "jagung"]);
        assert_eq!(of("1. Karet\n2) Padi\n3. Lada"), ["Karet", "Padi", "Lada"]);
        assert!(of(" - ").is_empty() && of("Tidak ada").is_empty());
        assert_eq!(products(LabelKind::Bumdes, "Aktif, sehat"), ["Aktif, sehat"]);
    }

    #[test]
    fn kinds_follow_how_often_a_product_stands_first() {
        let of = |text: &str| vec![text.to_owned()];
        let mut all = vec![of("Kakao"), of("padi"), of("KAKAO"), Vec::new()];
        let (named, kind_of) = kinds(&all);
        assert_eq!(named, [("Kakao".to_owned(), 2), ("padi".to_owned(), 1)]);
        assert_eq!(kind_of, [Some(0), Some(1), Some(0), None]);
        all.extend((0..9).map(|i| of(&format!("lain {i}"))));
        let (named, kind_of) = kinds(&all);
        assert_eq!((named.len(), named[7].clone()), (8, (String::new(), 4)));
        assert_eq!(kind_of[12], Some(7));
    }
}
