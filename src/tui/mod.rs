//! The terminal UI: draws and reads keys; knows no SQL and holds no database.

pub mod clipboard;
pub mod terminal;
pub mod theme;
pub mod widget;
