//! Things that are drawn in more than one place.
