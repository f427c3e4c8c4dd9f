//! Colours and symbols by meaning.
