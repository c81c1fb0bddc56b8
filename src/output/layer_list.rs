//! Which layers of points and lines are drawn, and which lies over which.

use std::collections::BTreeSet;

use super::signs::Sign;
use crate::dataset::feature::PlaceLayer;
use crate::project::StoredLayer;

/// Order and visibility, by the layers' ids. Layers that it has never heard of lie on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerList {
    /// The lowest first.
    order: Vec<i64>,
    hidden: BTreeSet<i64>,
}

/// Towards the reader, or away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
}

/// One layer in its place.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    pub id: i64,
    pub layer: &'a PlaceLayer,
    pub sign: Sign,
    pub shown: bool,
}

impl LayerList {
    /// All layers, the lowest first. A layer keeps its sign wherever it lies.
    pub fn listed<'a>(&self, layers: impl Iterator<Item = &'a StoredLayer>) -> Vec<Listed<'a>> {
        let mut listed: Vec<Listed<'a>> = layers
            .enumerate()
            .map(|(index, stored)| Listed {
                id: stored.id,
                layer: &stored.layer,
                sign: Sign::of(&stored.layer, index),
                shown: !self.hidden.contains(&stored.id),
            })
            .collect();
        let place = |id: i64| self.order.iter().position(|&o| o == id).unwrap_or(usize::MAX);
        listed.sort_by_key(|layer| place(layer.id));
        listed
    }

    pub fn toggle(&mut self, id: i64) {
        if !self.hidden.remove(&id) {
            self.hidden.insert(id);
        }
    }

    /// Of all layers these are seen, and no other.
    pub fn only(&mut self, all: &[i64], shown: &[i64]) {
        self.hidden = all.iter().copied().filter(|id| !shown.contains(id)).collect();
    }

    /// Moves a layer one place; `ids` = all layers as they are listed, the lowest first.
    pub fn shift(&mut self, ids: &[i64], id: i64, way: Move) {
        self.order = ids.to_vec();
        let Some(at) = ids.iter().position(|&other| other == id) else { return };
        let to = match way {
            Move::Up => at + 1,
            Move::Down => at.wrapping_sub(1),
        };
        if to < ids.len() {
            self.order.swap(at, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::feature::PlaceKind;

    fn layers() -> Vec<StoredLayer> {
        let layer = |id: i64, name: &str| StoredLayer {
            id,
            source: 1,
            layer: PlaceLayer {
                name: name.to_owned(),
                kind: PlaceKind::Points,
                columns: Vec::new(),
                places: Vec::new(),
            },
        };
        vec![layer(4, "a"), layer(7, "b"), layer(9, "c")]
    }

    #[test]
    fn a_layer_moves_one_place_and_keeps_its_sign() {
        let layers = layers();
        let mut list = LayerList::default();
        let ids = |list: &LayerList| -> Vec<i64> {
            list.listed(layers.iter()).iter().map(|l| l.id).collect()
        };
        let sign = |list: &LayerList, id: i64| {
            list.listed(layers.iter()).into_iter().find(|l| l.id == id).map(|l| l.sign)
        };
        let before = sign(&list, 4);
        assert_eq!(ids(&list), [4, 7, 9]);
        list.shift(&ids(&list), 4, Move::Up);
        assert_eq!(ids(&list), [7, 4, 9]);
        list.shift(&ids(&list), 7, Move::Down);
        list.shift(&ids(&list), 9, Move::Up);
        assert_eq!(ids(&list), [7, 4, 9], "there is nothing beyond the ends");
        assert_eq!(sign(&list, 4), before);
        list.toggle(4);
        assert_eq!(list.listed(layers.iter()).iter().filter(|l| l.shown).count(), 2);
        list.toggle(4);
        assert!(list.listed(layers.iter()).iter().all(|l| l.shown));
        list.only(&[4, 7, 9], &[9]);
        let seen = list.listed(layers.iter()).into_iter().filter(|l| l.shown).map(|l| l.id);
        assert_eq!(seen.collect::<Vec<_>>(), [9]);
    }
}
