//! The graph in lanes, computed once for a list of revisions.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::table::{Column, Row, Table};
use crate::revision::{Graph, Node, draw_lanes};
use crate::tui::theme::{Role, Theme};

/// Where the glyph of a node goes: a character that no lane holds.
const GLYPH: &str = "\u{1}";
const NO_NODE: u32 = u32::MAX;
/// No more of a line is kept: it is more than a third of any screen, and a thousand heads would take a thousand cells a line.
const WIDEST: usize = 100;

/// The lines of a drawn history. A line holds a node or only connects.
///
/// What stands at a node (applied, pending, current) is put in when a line is drawn, so that an upgrade does not compute lanes
/// again. Equal lane texts are kept once: a long straight history has two or three of them.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    lines: Vec<LaneLine>,
    texts: Vec<Box<str>>,
    /// By the place of a node in the list: its line.
    line_of: Vec<u32>,
    /// Sorted by node.
    places: Vec<(Node, u32)>,
    widest: usize,
}

#[derive(Debug, Clone, Copy)]
struct LaneLine {
    text: u32,
    place: u32,
}

impl Lanes {
    /// Lays out `nodes`, newest first. Those of the graph that are not among them are hinted at by dotted or ending lines.
    pub fn new(graph: &Graph, nodes: &[Node], ascii: bool) -> Lanes {
        let mut lanes = Lanes::default();
        let mut known: HashMap<Box<str>, u32> = HashMap::new();
        let entry = |_, _| (GLYPH.to_owned(), String::new());
        draw_lanes(graph, nodes, ascii, entry, |node, lines| {
            let place = number(lanes.line_of.len());
            for line in lines.lines() {
                let line = cut_lanes(line.trim_end(), WIDEST);
                let line = line.as_str();
                let text = match known.get(line) {
                    Some(&text) => text,
                    None => {
                        let text = number(lanes.texts.len());
                        lanes.widest = lanes.widest.max(line.graphemes(true).count());
                        lanes.texts.push(line.into());
                        known.insert(line.into(), text);
                        text
                    }
                };
                let has_node = line.contains(GLYPH);
                if has_node {
                    lanes.line_of.push(number(lanes.lines.len()));
                    lanes.places.push((node, place));
                }
                lanes.lines.push(LaneLine { text, place: if has_node { place } else { NO_NODE } });
            }
        });
        lanes.places.sort_unstable();
        lanes.lines.shrink_to_fit();
        lanes.texts.shrink_to_fit();
        lanes
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Which of the listed nodes stands on a line; none on a line that only connects.
    pub fn place_at(&self, line: usize) -> Option<usize> {
        self.lines.get(line).map(|line| line.place).filter(|&place| place != NO_NODE).map(|place| place as usize)
    }

    /// The line of the node at a place in the list.
    pub fn line_of(&self, place: usize) -> Option<usize> {
        self.line_of.get(place).map(|&line| line as usize)
    }

    /// The place of a node in the list.
    pub fn index_of(&self, node: Node) -> Option<usize> {
        let at = self.places.binary_search_by_key(&node, |&(node, _)| node).ok()?;
        Some(self.places[at].1 as usize)
    }

    /// The cells that the widest lanes take.
    pub fn width(&self) -> usize {
        self.widest
    }

    /// The cells for the lanes in a list that is `room` wide: at most a third, so that ten branches leave room for the messages.
    pub fn cells(&self, room: u16) -> usize {
        self.widest.min(usize::from(room / 3).max(3).min(room.into()))
    }

    /// The lanes of a line in at most `cells` cells, with `glyph` (one cell) where the node stands.
    ///
    /// Lanes that are too wide end in `…`; a node beyond that is drawn after it, so that no node is lost.
    pub fn text(&self, line: usize, glyph: &str, cells: usize) -> String {
        let Some(text) = self.lines.get(line).and_then(|line| self.texts.get(line.text as usize)) else {
            return String::new();
        };
        cut_lanes(text, cells).replace(GLYPH, glyph)
    }

    /// The column of a table for the lanes, in a table that is `room` wide.
    pub fn column(&self, header: impl Into<String>, room: u16) -> Column {
        Column::fixed(header, u16::try_from(self.cells(room)).unwrap_or(room))
    }

    /// Draws a table of the listed nodes with the lanes as its first column, which [`Lanes::column`] makes.
    ///
    /// The cursor of the table counts nodes: lines that only connect are never selected. `glyph` and `row` are asked for the places
    /// in sight; `row` gives the cells of the other columns.
    pub fn draw<'r>(
        &self,
        table: &Table<'_>,
        area: Rect,
        buffer: &mut Buffer,
        glyph: impl Fn(usize) -> Span<'r>,
        row: impl Fn(usize) -> Row<'r>,
    ) {
        let cells = table.columns.first().map_or(0, |column| column.ideal.into());
        let selected = table.cursor.selected(self.line_of.len()).and_then(|place| self.line_of(place));
        let lines = Table { rows: self.len(), ..*table };
        let window = lines.draw_selecting(selected, area, buffer, |line| match self.place_at(line) {
            Some(place) => {
                let mut row = row(place);
                row.cells.insert(0, self.styled(table.theme, line, glyph(place), cells));
                row
            }
            None => Row::new([self.styled(table.theme, line, Span::raw(""), cells)]),
        });
        table.cursor.holds(window.filter(|&line| self.place_at(line).is_some()).count());
    }

    fn styled<'r>(&self, theme: &Theme, line: usize, glyph: Span<'r>, cells: usize) -> Line<'r> {
        let text = self.text(line, GLYPH, cells);
        let lane = |text: &str| Span::styled(text.to_owned(), theme.style(Role::Border));
        match text.split_once(GLYPH) {
            Some((before, after)) => Line::from(vec![lane(before), glyph, lane(after)]),
            None => Line::from(lane(&text)),
        }
    }

    /// The bytes that this takes, for the benchmark.
    pub fn bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(|text| text.len() + size_of::<Box<str>>()).sum();
        texts
            + self.lines.capacity() * size_of::<LaneLine>()
            + self.line_of.capacity() * size_of::<u32>()
            + self.places.capacity() * size_of::<(Node, u32)>()
    }
}

/// Every grapheme of a lane is one cell, the one for the glyph too.
fn cut_lanes(text: &str, cells: usize) -> String {
    let start = |count| text.graphemes(true).take(count);
    if start(cells + 1).count() <= cells {
        return text.to_owned();
    }
    match text.graphemes(true).position(|cell| cell == GLYPH) {
        _ if cells == 0 => String::new(),
        Some(at) if at + 1 >= cells => {
            start(cells.saturating_sub(2)).chain((cells > 1).then_some("…")).chain([GLYPH]).collect()
        }
        _ => start(cells - 1).chain(["…"]).collect(),
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NO_NODE - 1)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::i18n::width;
    use crate::revision::graph::tests::graph;
    use crate::tui::widget::cursor::{Cursor, Motion};
    use crate::tui::widget::testing::{PLAIN, paint, screen};

    fn all_of(graph: &Graph) -> Vec<Node> {
        graph.topological_order().iter().rev().copied().collect()
    }

    fn drawing(lanes: &Lanes, cells: usize) -> String {
        let line = |line| lanes.text(line, if lanes.place_at(line).is_some() { "●" } else { "?" }, cells);
        (0..lanes.len()).map(line).collect::<Vec<_>>().join("\n")
    }

    /// `lanes` branches from one base, each `length` long, their revisions mixed.
    fn branches(lanes: usize, length: usize) -> Graph {
        let mut revisions = vec![("base".to_owned(), String::new())];
        for step in 0..length {
            for lane in 0..lanes {
                let parent = if step == 0 { "base".to_owned() } else { format!("r{:06}_{lane}", step - 1) };
                revisions.push((format!("r{step:06}_{lane}"), parent));
            }
        }
        let borrowed: Vec<(&str, &str)> = revisions.iter().map(|(id, down)| (id.as_str(), down.as_str())).collect();
        graph(&borrowed)
    }

    #[test]
    fn lines_and_places_lead_to_each_other() {
        let graph = graph(&[("a", ""), ("b", "a"), ("c", "a"), ("d", "b c")]);
        let nodes = all_of(&graph);
        let lanes = Lanes::new(&graph, &nodes, false);
        insta::assert_snapshot!(drawing(&lanes, 9), @r"
        ●
        ├─╮
        │ ●
        ● │
        ├─╯
        ●
        ");
        for (place, &node) in nodes.iter().enumerate() {
            assert_eq!(lanes.index_of(node), Some(place));
            let line = lanes.line_of(place).unwrap();
            assert_eq!(lanes.place_at(line), Some(place));
        }
        assert_eq!((lanes.place_at(1), lanes.place_at(99), lanes.line_of(99)), (None, None, None));
        assert_eq!(lanes.text(99, "o", 5), "");
    }

    #[test]
    fn ascii_lanes_are_ascii() {
        let graph = graph(&[("a", ""), ("b", "a"), ("c", "a"), ("d", "b c")]);
        let lanes = Lanes::new(&graph, &all_of(&graph), true);
        assert!((0..lanes.len()).all(|line| lanes.text(line, "o", 9).is_ascii()));
    }

    #[test]
    fn ten_branches_take_a_third_and_no_node_is_lost() {
        let graph = branches(10, 3);
        let nodes = all_of(&graph);
        let lanes = Lanes::new(&graph, &nodes, false);
        for room in [0, 1, 2, 3, 6, 30, 60, 80, 200] {
            let cells = lanes.cells(room);
            assert!(cells <= usize::from(room).max(1));
            assert!(cells <= usize::from(room / 3).max(3));
            for line in 0..lanes.len() {
                let text = lanes.text(line, "●", cells);
                assert!(width(&text) <= cells, "{text:?} {cells}");
                assert_eq!(text.contains('●'), lanes.place_at(line).is_some() && cells > 0);
            }
        }
        insta::assert_snapshot!(drawing(&lanes, 8).lines().skip(8).take(5).collect::<Vec<_>>().join("\n"), @r"
        │ │ │ …●
        │ │ │ …●
        ● │ │ │…
        │ ● │ │…
        │ │ ● │…
        ");
    }

    #[test]
    fn a_hidden_parent_is_not_a_neighbour() {
        let graph = graph(&[("a", ""), ("b", "a"), ("c", "b")]);
        let nodes: Vec<Node> = ["c", "a"].iter().map(|id| graph.by_id(id).unwrap()).collect();
        let lanes = Lanes::new(&graph, &nodes, false);
        assert!(drawing(&lanes, 9).contains('╷'));
    }

    #[test]
    fn many_revisions_and_many_heads_take_little_memory() {
        let measure = |heads: usize, length: usize| {
            let graph = branches(heads, length);
            let nodes = all_of(&graph);
            let start = Instant::now();
            let lanes = Lanes::new(&graph, &nodes, false);
            (lanes.bytes() as f64 / lanes.len() as f64, start.elapsed(), lanes.len())
        };
        let (bytes, time, lines) = measure(10, 1_000);
        println!("{lines} lines: {bytes:.1} bytes a line, {time:?}");
        assert!(bytes <= 64.0, "{bytes}");
        let (bytes, ..) = measure(300, 2);
        assert!(bytes <= 400.0, "{bytes} with three hundred heads");
    }

    #[test]
    fn a_table_moves_by_nodes_and_keeps_the_lanes_beside_them() {
        let graph = graph(&[("a", ""), ("b", "a"), ("c", "a"), ("d", "b c")]);
        let nodes = all_of(&graph);
        let lanes = Lanes::new(&graph, &nodes, false);
        let columns = [lanes.column("", 30), Column::upto("Versiyon", 3, 8), Column::rest("Mesaj", 5)];
        let mut cursor = Cursor::new();
        cursor.go(Motion::Next, nodes.len());
        let draw = |cursor: &Cursor, rows| {
            let table = Table {
                theme: &PLAIN,
                columns: &columns,
                rows: nodes.len(),
                cursor,
                focused: true,
                header: true,
                empty: "",
            };
            screen(&paint(30, rows, |area, buffer| {
                let row = |place: usize| Row::new([graph.id(nodes[place]).to_string(), "şube".to_owned()]);
                lanes.draw(&table, area, buffer, |_| Span::raw("●"), row);
            }))
        };
        insta::assert_snapshot!(draw(&cursor, 7), @r"
               Versiyon  Mesaj
          ●    d         şube
          ├─╮
        › │ ●  c         şube
          ● │  b         şube
          ├─╯
          ●    a         şube
        ");
        draw(&cursor, 4);
        cursor.go(Motion::PageDown, nodes.len());
        assert_eq!(cursor.selected(nodes.len()), Some(3), "a page is the nodes in sight");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let graph = graph(&[]);
        let lanes = Lanes::new(&graph, &[], false);
        assert!(lanes.is_empty());
        assert_eq!((lanes.cells(80), lanes.width()), (0, 0));
    }
}
