//! Tests of `repeat`.
