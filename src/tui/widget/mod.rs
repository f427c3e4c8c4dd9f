//! What is drawn in more than one place.
//!
//! A widget takes what it shows, a [`Theme`](super::theme::Theme) and a `Rect`, and paints into a `Buffer` with `&self`. It
//! decides nothing, holds no database and works at every size, 0×0 too. What changes with the keys (a selection, an offset, a
//! text) is a value of its own (`Cursor`, `Scroll`, `Field`, `Editor`) that its owner keeps.
//!
//! Every text passes through `i18n::safe` on its way into the buffer.

pub mod ascii;
pub mod code_line;
pub mod cursor;
pub mod dialog;
pub mod editor;
pub mod field;
pub mod highlight;
pub mod keys;
pub mod lanes;
pub mod pane;
pub mod progress;
pub mod put;
pub mod scroll_bar;
pub mod sql;
pub mod table;
pub mod text;

#[cfg(test)]
pub(crate) mod testing;
