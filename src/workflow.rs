//! The straight path as a few functions that the command line, the tests and the window call.
