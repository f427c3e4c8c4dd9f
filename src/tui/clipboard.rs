//! Copying to the clipboard of the terminal that the person sits at.
