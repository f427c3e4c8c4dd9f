use std::cell::RefCell;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::style::{Modifier, Stylize};
use ratatui::text::Span;

use super::*;
use crate::tui::widget::cursor::Motion;
use crate::tui::widget::testing::{COLOURED, PLAIN, SIZES, paint, places_with, screen};

fn columns() -> Vec<Column> {
    vec![Column::upto("Versiyon", 6, 10), Column::rest("Mesaj", 8), Column::upto("Süre", 6, 6).right().shrink(5)]
}

fn row(index: usize) -> Row<'static> {
    let names = ["İstanbul şubesi", "漢字 tablosu", "Satış"];
    Row::new([format!("{index:03}"), names[index % 3].to_owned(), format!("{index} ms")])
}

fn draw(columns: &[Column], rows: usize, cursor: &Cursor, size: (u16, u16)) -> Buffer {
    let table = Table { theme: &PLAIN, columns, rows, cursor, focused: true, header: true, empty: "Hiç versiyon yok" };
    paint(size.0, size.1, |area, buffer| table.draw(area, buffer, |index| row(index).marked(index == 2)))
}

#[test]
fn columns_stand_under_each_other_whatever_the_letters_are() {
    let mut cursor = Cursor::new();
    cursor.select(1);
    insta::assert_snapshot!(screen(&draw(&columns(), 3, &cursor, (44, 5))), @r"
      Versiyon    Mesaj                     Süre
      000         İstanbul şubesi           0 ms
    › 001         漢字 tablosu              1 ms
     ◆002         Satış                     2 ms
    ");
}

#[test]
fn a_column_shrinks_and_is_left_out_in_the_order_that_it_was_given() {
    let cursor = Cursor::new();
    insta::assert_snapshot!(screen(&draw(&columns(), 3, &cursor, (26, 4))), @r"
      Versi…  Mesaj       Süre
    › 000     İstanbu…    0 ms
      001     漢字 ta…    1 ms
     ◆002     Satış       2 ms
    ");
    insta::assert_snapshot!(screen(&draw(&columns(), 3, &cursor, (20, 4))), @r"
      Versiyon  Mesaj
    › 000       İstanbu…
      001       漢字 ta…
     ◆002       Satış
    ");
}

#[test]
fn only_the_rows_on_the_screen_are_made() {
    let asked = RefCell::new(Vec::new());
    let (cursor, columns) = (Cursor::new(), columns());
    let table = Table {
        theme: &PLAIN,
        columns: &columns,
        rows: 100_000,
        cursor: &cursor,
        focused: true,
        header: true,
        empty: "",
    };
    let buffer = paint(44, 5, |area, buffer| {
        table.draw(area, buffer, |index| {
            asked.borrow_mut().push(index);
            row(index)
        })
    });
    assert_eq!(asked.into_inner(), [0, 1, 2, 3]);
    assert!(screen(&buffer).contains('┃'), "a long list has a scroll bar");
}

#[test]
fn the_selected_row_is_reversed_and_has_a_symbol() {
    let buffer = draw(&columns(), 3, &Cursor::new(), (20, 4));
    let reversed = places_with(&buffer, Modifier::REVERSED);
    assert_eq!(reversed.len(), 20);
    assert!(reversed.iter().all(|&(_, y)| y == 1));
    assert_eq!(buffer[(0, 1)].symbol(), "›");
}

#[test]
fn one_row_further_changes_two_rows() {
    let (mut cursor, columns) = (Cursor::new(), columns());
    let before = draw(&columns, 100, &cursor, (60, 20));
    cursor.go(Motion::Next, 100);
    let after = draw(&columns, 100, &cursor, (60, 20));
    let mut rows: Vec<u16> = before.diff(&after).into_iter().map(|(_, y, _)| y).collect();
    rows.dedup();
    assert_eq!(rows, [1, 2]);
}

#[test]
fn one_key_sends_few_bytes() {
    let (mut cursor, columns) = (Cursor::new(), columns());
    let before = draw(&columns, 10_000, &cursor, (72, 36));
    cursor.go(Motion::Next, 10_000);
    let after = draw(&columns, 10_000, &cursor, (72, 36));
    let mut sent = Vec::new();
    CrosstermBackend::new(&mut sent).draw(before.diff(&after).into_iter()).unwrap();
    let bytes = sent.len();
    assert!(bytes <= 280, "{bytes} bytes for the wide part of a screen of 120×40");
}

#[test]
fn colours_of_a_cell_give_way_to_the_selection() {
    let (cursor, columns) = (Cursor::new(), [Column::rest("", 1)]);
    let table = Table {
        theme: &COLOURED,
        columns: &columns,
        rows: 2,
        cursor: &cursor,
        focused: true,
        header: false,
        empty: "",
    };
    let buffer = paint(9, 2, |area, buffer| {
        table.draw(area, buffer, |_| Row::new([Line::from(vec!["a".green(), Span::raw("b")])]));
    });
    assert_eq!(buffer[(2, 0)].fg, ratatui::style::Color::Reset);
    assert_eq!(buffer[(2, 1)].fg, ratatui::style::Color::Green);
}

#[test]
fn an_empty_list_says_so() {
    assert_eq!(screen(&draw(&columns(), 0, &Cursor::new(), (12, 3))), "Hiç versiyon\nyok\n");
}

#[test]
fn every_size_is_drawn() {
    let mut cursor = Cursor::new();
    cursor.select(500);
    for size in SIZES {
        for rows in [0, 1, 1000] {
            draw(&columns(), rows, &cursor, size);
            draw(&[], rows, &cursor, size);
        }
    }
}

#[test]
fn columns_never_stand_beyond_the_room() {
    let columns = columns();
    for room in 0..60 {
        let places = layout(&columns, room);
        assert!(places.iter().all(|place| place.is_empty() || place.end <= room), "{room}: {places:?}");
    }
}
