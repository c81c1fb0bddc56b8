//! Tests of `relation`.
