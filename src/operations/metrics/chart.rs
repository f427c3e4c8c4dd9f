//! Charts of one line, of block characters or of plain ones.

/// One block a value, as high as it is beside the highest.
pub(super) fn sparks(values: &[u64], ascii: bool) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const PLAIN: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
    let blocks = if ascii { PLAIN } else { BLOCKS };
    let highest = values.iter().copied().max().unwrap_or_default().max(1);
    let block = |&value: &u64| blocks[usize::try_from(u128::from(value) * 7 / u128::from(highest)).unwrap_or(7).min(7)];
    values.iter().map(block).collect()
}

/// Eight cells for the largest.
pub(super) fn bar(value: u64, largest: u64, ascii: bool) -> String {
    let cells = (u128::from(value) * 8).checked_div(largest.into()).unwrap_or_default();
    let cells = usize::try_from(cells).unwrap_or(8).min(8);
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    format!("{}{}", full.repeat(cells), empty.repeat(8 - cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_show_what_is_large_beside_the_largest() {
        assert_eq!(sparks(&[0, 50, 100], false), "▁▄█");
        assert_eq!(sparks(&[0, 50, 100], true), "_-#");
        assert_eq!(sparks(&[0, 0], false), "▁▁");
        assert_eq!(sparks(&[u64::MAX], true), "#");
        assert_eq!((bar(4, 8, false), bar(0, 0, true)), ("████░░░░".to_owned(), "........".to_owned()));
        assert_eq!(bar(u64::MAX, u64::MAX, true), "########");
    }
}
