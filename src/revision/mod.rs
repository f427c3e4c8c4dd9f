//! Revision files, the graph they make, targets and plans.
