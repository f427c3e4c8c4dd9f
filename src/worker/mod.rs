//! The async core behind channels: commands in, events out.
