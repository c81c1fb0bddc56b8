//! Tests of `outlier`.
