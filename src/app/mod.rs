//! The window: paints and asks; it never computes.
