//! The project file: one GeoPackage that holds everything, and its journal.
