//! Pure, seeded, deterministic functions of arrays. No file, no clock, no global.

pub mod fdr;
pub mod moran;
pub mod neighbours;
mod normal;
pub mod pockets;
mod pool;
pub mod random;
pub mod spearman;
