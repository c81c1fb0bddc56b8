//! The R-tree over the villages' boxes: picking, culling and neighbour search ask it.

use geo::{BoundingRect as _, Contains as _, MultiPolygon, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

type Entry = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Boxes of shapes, in the coordinates of the shapes.
#[derive(Clone, Debug)]
pub struct VillageIndex {
    tree: RTree<Entry>,
}

impl VillageIndex {
    /// One box per shape that has a position; empty shapes are never found.
    pub fn of<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        Self::of_boxes(shapes.into_iter().map(|shape| {
            let (min, max) = shape.bounding_rect().map(|rect| (rect.min(), rect.max()))?;
            Some([min.x, min.y, max.x, max.y])
        }))
    }

    /// Of boxes `[west, south, east, north]` that are known already.
    pub fn of_boxes(boxes: impl IntoIterator<Item = Option<[f64; 4]>>) -> Self {
        let entry = |(i, bounds): (usize, Option<[f64; 4]>)| {
            let [west, south, east, north] = bounds?;
            Some(Entry::new(Rectangle::from_corners([west, south], [east, north]), i))
        };
        let entries = boxes.into_iter().enumerate().filter_map(entry).collect();
        Self { tree: RTree::bulk_load(entries) }
    }

    /// Villages whose box meets `[west, south, east, north]`, in rising order.
    pub fn within(&self, bounds: [f64; 4]) -> Vec<usize> {
        let window = AABB::from_corners([bounds[0], bounds[1]], [bounds[2], bounds[3]]);
        let mut found: Vec<usize> =
            self.tree.locate_in_envelope_intersecting(window).map(|entry| entry.data).collect();
        found.sort_unstable();
        found
    }

    /// The first village that contains the point. `shapes` are those the index was made of.
    pub fn at(&self, point: [f64; 2], shapes: &[MultiPolygon<f64>]) -> Option<usize> {
        self.within([point[0], point[1], point[0], point[1]])
            .into_iter()
            .find(|&i| shapes[i].contains(&Point::new(point[0], point[1])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, polygon};

    #[test]
    fn a_point_finds_the_village_around_it_and_no_other() {
        let square = |x: f64| {
            MultiPolygon::new(vec![polygon![
                (x: x, y: 0.0), (x: x + 1.0, y: 0.0), (x: x + 1.0, y: 1.0), (x: x, y: 1.0),
            ]])
        };
        let shapes = [square(0.0), MultiPolygon::new(vec![]), square(2.0)];
        let index = VillageIndex::of(&shapes);
        assert_eq!(index.at([2.5, 0.5], &shapes), Some(2));
        assert_eq!(index.at([1.5, 0.5], &shapes), None);
        assert_eq!(index.within([-1.0, -1.0, 5.0, 5.0]), [0, 2]);
    }
}
