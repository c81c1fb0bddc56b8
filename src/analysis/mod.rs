//! Pure, seeded, deterministic functions of arrays. No file, no clock, no global.

pub mod binomial;
pub mod bivariate;
pub mod bound;
pub mod composite;
mod conditional;
mod deviations;
pub mod dirichlet;
pub mod fdr;
pub mod funnel;
pub mod geary;
pub mod getis_ord;
pub mod join_count;
pub mod local;
pub mod lokus;
pub mod moran;
pub mod neighbours;
mod normal;
pub mod persistence;
pub mod pockets;
mod pool;
pub mod random;
pub mod ranks;
pub mod rates;
pub mod scan;
pub mod spearman;
pub mod trend;
