//! Pure, seeded, deterministic functions of arrays. No file, no clock, no global.
