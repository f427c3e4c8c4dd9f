//! The terminal: everything that is turned on here is turned off here, on every way out.
