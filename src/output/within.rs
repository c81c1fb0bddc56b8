//! Lines and areas cut to a box: what lies beyond it is not written into a file.

use super::canvas::{Area, Line};

/// The ring inside the box (Sutherland and Hodgman). Parts that the box tears apart stay joined
/// along its edge, so the box must be larger than what is seen.
pub fn ring(ring: Line, [left, top, right, bottom]: Area) -> Line {
    let inside = |[x, y]: &[f64; 2]| *x >= left && *x <= right && *y >= top && *y <= bottom;
    if ring.iter().all(inside) {
        return ring;
    }
    let ring = side(&ring, |p| p[0] - left);
    let ring = side(&ring, |p| right - p[0]);
    let ring = side(&ring, |p| p[1] - top);
    side(&ring, |p| bottom - p[1])
}

/// What lies on the side where `depth` is not negative.
fn side(ring: &[[f64; 2]], depth: impl Fn(&[f64; 2]) -> f64) -> Line {
    let mut kept = Line::with_capacity(ring.len());
    let Some(mut before) = ring.last().copied() else { return kept };
    for &point in ring {
        let (from, to) = (depth(&before), depth(&point));
        if (from < 0.0) != (to < 0.0) {
            let share = from / (from - to);
            kept.push([0, 1].map(|i| before[i] + share * (point[i] - before[i])));
        }
        if to >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

/// The runs of a line that come near the box: pieces none of which passes it by on one side.
pub fn runs(line: Line, [left, top, right, bottom]: Area) -> Vec<Line> {
    let past = |a: &[f64; 2], b: &[f64; 2]| {
        a[0].max(b[0]) < left
            || a[0].min(b[0]) > right
            || a[1].max(b[1]) < top
            || a[1].min(b[1]) > bottom
    };
    if !line.windows(2).any(|piece| past(&piece[0], &piece[1])) {
        return vec![line];
    }
    let mut found: Vec<Line> = Vec::new();
    let mut run: Line = Vec::new();
    for piece in line.windows(2) {
        if past(&piece[0], &piece[1]) {
            if run.len() > 1 {
                found.push(std::mem::take(&mut run));
            }
            run.clear();
        } else {
            if run.is_empty() {
                run.push(piece[0]);
            }
            run.push(piece[1]);
        }
    }
    found.extend((run.len() > 1).then_some(run));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Area = [0.0, 0.0, 10.0, 10.0];

    fn area(ring: &[[f64; 2]]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
    }

    #[test]
    fn an_area_keeps_what_lies_in_the_box() {
        let square = vec![[-5.0, -5.0], [5.0, -5.0], [5.0, 5.0], [-5.0, 5.0]];
        assert!((area(&ring(square.clone(), BOX)) - 25.0).abs() < 1e-9);
        let round = vec![[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        assert!((area(&ring(round, BOX)) - 100.0).abs() < 1e-9);
        let away: Line = square.iter().map(|p| [p[0] + 40.0, p[1]]).collect();
        assert!(ring(away, BOX).is_empty());
        // A U whose two arms reach in: 2 × (2 × 5).
        let u = vec![
            [1.0, 5.0],
            [3.0, 5.0],
            [3.0, 20.0],
            [6.0, 20.0],
            [6.0, 5.0],
            [8.0, 5.0],
            [8.0, 30.0],
            [1.0, 30.0],
        ];
        assert!((area(&ring(u, BOX)).abs() - 20.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_keeps_the_pieces_that_come_near() {
        let line =
            vec![[-9.0, 5.0], [-2.0, 5.0], [5.0, 5.0], [20.0, 5.0], [30.0, 5.0], [30.0, 9.0]];
        assert_eq!(runs(line, BOX), [vec![[-2.0, 5.0], [5.0, 5.0], [20.0, 5.0]]]);
        let inside = vec![[1.0, 1.0], [2.0, 2.0]];
        assert_eq!(runs(inside.clone(), BOX), [inside]);
        assert!(runs(vec![[20.0, 0.0], [20.0, 9.0]], BOX).is_empty());
    }
}
