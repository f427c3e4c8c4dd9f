//! The selected row of a list, and the rows that several were chosen from.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

/// A way through a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Next,
    Previous,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    First,
    Last,
}

/// The selected row and the window around it.
///
/// How long the list is comes from its owner with each call, so the two can never disagree. How high the window is comes from the
/// last drawing.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    selected: usize,
    top: Cell<usize>,
    height: Cell<usize>,
    /// The rows of a page; fewer than the window is high when some of its lines hold no row.
    page: Cell<usize>,
}

impl Cursor {
    pub fn new() -> Cursor {
        Cursor::default()
    }

    /// The selected row of a list of `length` rows; none if it is empty.
    pub fn selected(&self, length: usize) -> Option<usize> {
        length.checked_sub(1).map(|last| self.selected.min(last))
    }

    /// Selects a row. A list that is shorter then selects its last one.
    pub fn select(&mut self, index: usize) {
        self.selected = index;
    }

    /// Moves within a list of `length` rows and says whether another row is selected now.
    pub fn go(&mut self, motion: Motion, length: usize) -> bool {
        let Some(before) = self.selected(length) else {
            self.selected = 0;
            return false;
        };
        let page = self.page.get().max(1);
        let half = (page / 2).max(1);
        let after = match motion {
            Motion::Next => before.saturating_add(1),
            Motion::Previous => before.saturating_sub(1),
            Motion::PageDown => before.saturating_add(page),
            Motion::PageUp => before.saturating_sub(page),
            Motion::HalfPageDown => before.saturating_add(half),
            Motion::HalfPageUp => before.saturating_sub(half),
            Motion::First => 0,
            Motion::Last => length - 1,
        };
        self.selected = after.min(length - 1);
        self.selected != before
    }

    /// Selects the first row that `is_it` accepts, so that a reload or a filter keeps the selected thing; without one the row of the
    /// same number stays selected.
    pub fn select_by(&mut self, length: usize, is_it: impl FnMut(usize) -> bool) -> bool {
        let found = (0..length).find({
            let mut is_it = is_it;
            move |&index| is_it(index)
        });
        self.selected = found.or(self.selected(length)).unwrap_or_default();
        found.is_some()
    }

    /// The rows that a window of `height` rows shows. Called by what draws; remembers the window.
    ///
    /// The window follows by a third of itself: over a slow line every scrolled row is sent again, so going through a long list
    /// should not scroll with each key.
    pub fn window(&self, length: usize, height: usize) -> Range<usize> {
        self.window_of(length, height, self.selected(length))
    }

    /// [`Cursor::window`] for a list whose lines are not its rows: `line` is where the selected row is drawn.
    pub fn window_of(&self, length: usize, height: usize, line: Option<usize>) -> Range<usize> {
        self.height.set(height);
        self.page.set(height);
        let mut top = self.top.get();
        if let Some(line) = line {
            let jump = height / 3;
            if line < top {
                top = line.saturating_sub(jump);
            } else if line >= top.saturating_add(height) {
                top = (line + 1 + jump).saturating_sub(height).min(line);
            }
        }
        let top = top.min(length.saturating_sub(height));
        self.top.set(top);
        top..length.min(top.saturating_add(height))
    }

    /// Says how many rows the window holds, where that is not how many lines it has. Called by what draws, after the window.
    pub fn holds(&self, rows: usize) {
        self.page.set(rows);
    }

    /// The row that a click on line `line` of the window means.
    pub fn row_at(&self, line: usize, length: usize) -> Option<usize> {
        Some(self.top.get() + line).filter(|&row| row < length && line < self.height.get())
    }
}

/// Things chosen from a list by what they are, not by where they stand: a reload keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks<K: Ord>(BTreeSet<K>);

impl<K: Ord> Default for Marks<K> {
    fn default() -> Self {
        Marks(BTreeSet::new())
    }
}

impl<K: Ord> Marks<K> {
    /// Chooses a thing, or no longer.
    pub fn toggle(&mut self, key: K) {
        if !self.0.remove(&key) {
            self.0.insert(key);
        }
    }

    /// Unmarks something, marked or not.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.remove(key);
    }

    pub fn insert(&mut self, key: K) {
        self.0.insert(key);
    }

    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.contains(key)
    }

    /// Forgets what is no longer there.
    pub fn retain(&mut self, is_there: impl FnMut(&K) -> bool) {
        self.0.retain(is_there);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(motions: &[Motion], length: usize, height: usize) -> Option<usize> {
        let mut cursor = Cursor::new();
        cursor.window(length, height);
        for motion in motions {
            cursor.go(*motion, length);
        }
        cursor.selected(length)
    }

    #[test]
    fn motions_stay_in_the_list_and_know_the_page() {
        use Motion::*;
        assert_eq!(after(&[Next, Next, Previous], 10, 4), Some(1));
        assert_eq!(after(&[PageDown], 10, 4), Some(4));
        assert_eq!(after(&[PageDown, PageDown, PageDown], 10, 4), Some(9));
        assert_eq!(after(&[Last, HalfPageUp], 10, 4), Some(7));
        assert_eq!(after(&[Last, PageUp, First, Previous], 10, 4), Some(0));
        assert_eq!(after(&[Next, Last], 0, 4), None);
        assert_eq!(after(&[PageDown, HalfPageDown], 3, 0), Some(2), "a page is never nothing");
    }

    #[test]
    fn a_motion_says_whether_something_changed() {
        let mut cursor = Cursor::new();
        assert!(!cursor.go(Motion::Previous, 2));
        assert!(cursor.go(Motion::Next, 2));
        assert!(!cursor.go(Motion::Next, 2));
        assert!(!cursor.go(Motion::Next, 0));
    }

    #[test]
    fn a_list_that_shrinks_selects_its_last_row() {
        let mut cursor = Cursor::new();
        cursor.select(90);
        cursor.window(100, 10);
        assert_eq!(cursor.selected(5), Some(4));
        assert_eq!(cursor.window(5, 10), 0..5);
        assert_eq!(cursor.window(0, 10), 0..0);
    }

    #[test]
    fn the_selected_row_is_always_in_the_window() {
        for height in 1..12 {
            let mut cursor = Cursor::new();
            for motion in
                [Motion::Next, Motion::PageDown, Motion::HalfPageUp, Motion::Last, Motion::Previous, Motion::First]
            {
                for _ in 0..25 {
                    cursor.go(motion, 40);
                    let window = cursor.window(40, height);
                    assert!(window.contains(&cursor.selected(40).unwrap()), "{motion:?} {height} {window:?}");
                    assert_eq!(window.len(), height.min(40));
                }
            }
        }
    }

    #[test]
    fn the_window_does_not_move_with_every_row() {
        let mut cursor = Cursor::new();
        let mut windows = BTreeSet::new();
        for _ in 0..60 {
            windows.insert(cursor.window(100, 30).start);
            cursor.go(Motion::Next, 100);
        }
        assert!(windows.len() <= 5, "{windows:?}");
    }

    #[test]
    fn the_same_thing_stays_selected_after_a_reload() {
        let mut cursor = Cursor::new();
        cursor.select(2);
        let reloaded = ["x", "a", "b", "c"];
        assert!(cursor.select_by(reloaded.len(), |index| reloaded[index] == "c"));
        assert_eq!(cursor.selected(4), Some(3));
        assert!(!cursor.select_by(2, |_| false));
        assert_eq!(cursor.selected(2), Some(1));
    }

    #[test]
    fn marks_belong_to_things() {
        let mut marks = Marks::default();
        marks.toggle("b".to_owned());
        marks.toggle("a".to_owned());
        marks.toggle("b".to_owned());
        assert!(marks.contains("a") && !marks.contains("b"));
        marks.retain(|key| key == "z");
        assert!(marks.is_empty());
    }

    #[test]
    fn a_click_means_the_row_under_it() {
        let mut cursor = Cursor::new();
        cursor.select(99);
        cursor.window(100, 10);
        assert_eq!(cursor.row_at(0, 100), Some(90));
        assert_eq!(cursor.row_at(10, 100), None);
    }
}
