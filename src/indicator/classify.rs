//! Classes of a column: where one colour ends and the next begins.

/// How class breaks are found.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    NaturalBreaks,
    Quantile,
    Equal,
    /// Upper bounds of every class but the last, rising.
    Manual(Vec<f64>),
}
