//! The terminal UI: draws and reads keys; knows no SQL and holds no database.
//!
//! A key becomes an [`Action`](action::Action) through the [`Binding`](binding::Binding)s of what is in front, a tab or a dialog turns it into
//! [`Effect`](effect::Effect)s, the [`App`](app::App) carries them out or makes [`Order`](app::Order)s of them, and the loop in [`run`] is the only one
//! that talks to the terminal and to the worker. Everything above the loop is plain data in, plain data out, and is tested without a terminal.

pub mod action;
pub mod app;
pub mod binding;
pub mod clipboard;
pub mod diagnosis;
pub mod dialog;
pub mod editor;
pub mod effect;
pub mod footer;
pub mod form;
pub mod install;
pub mod job;
pub mod key;
pub mod memory;
pub mod notice;
pub mod run;
pub mod shared;
pub mod tab;
pub mod tabs;
pub mod terminal;
#[cfg(test)]
mod testing;
pub mod text;
pub mod theme;
pub mod widget;
