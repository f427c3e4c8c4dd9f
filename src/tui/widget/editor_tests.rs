use ratatui::style::{Color, Modifier};

use super::*;
use crate::tui::widget::testing::{COLOURED, PLAIN, SIZES, paint, places_with, screen};

fn press(editor: &mut Editor, code: KeyCode, modifiers: KeyModifiers) -> bool {
    editor.on_key(KeyEvent::new(code, modifiers))
}

fn draw(editor: &Editor, size: (u16, u16)) -> (Buffer, Option<Position>) {
    let mut cursor = None;
    let buffer = paint(size.0, size.1, |area, buffer| cursor = editor.draw(&COLOURED, area, buffer, true));
    (buffer, cursor)
}

#[test]
fn a_text_comes_back_as_it_was() {
    for text in ["", "a", "a\n", "a\n\nb", "a\r\nb\r\n", "\tş\n"] {
        assert_eq!(Editor::new(text).text(), text, "{text:?}");
    }
}

#[test]
fn typing_changes_colours_and_can_be_undone() {
    let mut editor = Editor::new("");
    for c in "select 'ş'".chars() {
        assert!(press(&mut editor, KeyCode::Char(c), KeyModifiers::NONE));
    }
    let (buffer, cursor) = draw(&editor, (30, 2));
    assert_eq!(screen(&buffer), " 1 select 'ş'\n");
    assert_eq!(buffer[(3, 0)].fg, Color::Cyan);
    assert_eq!(buffer[(11, 0)].fg, Color::Green);
    assert_eq!(cursor, Some(Position::new(13, 0)));
    assert!(editor.undo());
    assert_ne!(editor.text(), "select 'ş'");
    assert!(editor.redo());
    assert_eq!(editor.text(), "select 'ş'");
    assert!(press(&mut editor, KeyCode::Char('u'), KeyModifiers::CONTROL));
}

#[test]
fn what_is_typed_with_alt_gr_is_typed() {
    let mut editor = Editor::new("");
    assert!(press(&mut editor, KeyCode::Char('{'), KeyModifiers::CONTROL | KeyModifiers::ALT));
    assert!(press(&mut editor, KeyCode::Char('€'), KeyModifiers::CONTROL | KeyModifiers::ALT));
    assert_eq!(editor.text(), "{€");
}

#[test]
fn a_paste_replaces_the_selection_and_its_line_ends_are_lines() {
    let mut editor = Editor::new("bir iki");
    for _ in 0..3 {
        press(&mut editor, KeyCode::Right, KeyModifiers::SHIFT);
    }
    assert_eq!(editor.selected().as_deref(), Some("bir"));
    assert!(editor.paste("x\r\ny\rz"));
    assert_eq!(editor.text(), "x\ny\nz iki");
    assert_eq!(editor.cursor(), (2, 1));
}

#[test]
fn a_selection_over_lines_shows_with_its_line_ends() {
    let mut editor = Editor::new("ab\n\ncd");
    press(&mut editor, KeyCode::Right, KeyModifiers::NONE);
    press(&mut editor, KeyCode::Down, KeyModifiers::SHIFT);
    press(&mut editor, KeyCode::Down, KeyModifiers::SHIFT);
    let (buffer, _) = draw(&editor, (30, 3));
    let marked = places_with(&buffer, Modifier::REVERSED);
    assert!(marked.contains(&(4, 0)) && marked.contains(&(5, 0)) && marked.contains(&(3, 1)), "{marked:?}");
    assert!(!marked.contains(&(3, 0)));
    assert!(editor.selected().is_some_and(|text| text.starts_with("b\n\n")));
}

#[test]
fn a_wrong_line_is_marked_until_it_is_edited() {
    let mut editor = Editor::new("select 1;\nselct 2;\nselect 3;");
    editor.mark_error(2, "sözdizimi hatası");
    editor.goto(2);
    assert_eq!((editor.cursor(), editor.error_here()), ((1, 0), Some("sözdizimi hatası")));
    let (buffer, _) = draw(&editor, (40, 3));
    insta::assert_snapshot!(screen(&buffer), @r"
     1 select 1;
     2✗selct 2;  sözdizimi hatası
     3 select 3;
    ");
    editor.goto(3);
    press(&mut editor, KeyCode::Char('x'), KeyModifiers::NONE);
    editor.goto(2);
    assert!(editor.error_here().is_some(), "an edit below does not matter");
    press(&mut editor, KeyCode::Char('x'), KeyModifiers::NONE);
    assert_eq!(editor.error_here(), None);
}

#[test]
fn the_cursor_is_in_sight_wherever_it_goes() {
    let mut editor = Editor::new(&format!("{}\n", "漢字ab\t".repeat(30)).repeat(200));
    draw(&editor, (30, 8));
    for code in [KeyCode::End, KeyCode::PageDown, KeyCode::Left, KeyCode::PageDown, KeyCode::Home, KeyCode::PageUp] {
        for _ in 0..40 {
            press(&mut editor, code, KeyModifiers::NONE);
            let (_, cursor) = draw(&editor, (30, 8));
            assert!(cursor.is_some_and(|cursor| cursor.x < 28 && cursor.y < 8), "{code:?} {cursor:?}");
        }
    }
    editor.goto(150);
    assert_eq!(editor.cursor(), (149, 0));
    editor.goto(9_999);
    assert_eq!(editor.cursor().0, 200);
    editor.goto(0);
    assert_eq!(editor.cursor(), (0, 0));
}

#[test]
fn the_cursor_stands_on_the_cell_of_its_character() {
    let mut editor = Editor::new("\t漢e\u{301}x");
    draw(&editor, (30, 1));
    let mut places = Vec::new();
    for _ in 0..5 {
        places.push(draw(&editor, (30, 1)).1.map(|cursor| cursor.x));
        press(&mut editor, KeyCode::Right, KeyModifiers::NONE);
    }
    // The combining mark is a step of its own for the textarea.
    assert_eq!(places, [Some(3), Some(7), Some(9), Some(10), Some(10)]);
}

#[test]
fn a_line_far_down_can_be_reached() {
    let mut editor = Editor::new(&"x\n".repeat(70_000));
    editor.goto(69_000);
    assert_eq!(editor.cursor(), (68_999, 0));
}

#[test]
fn every_size_is_drawn_with_the_cursor_inside() {
    let mut editor = Editor::new(&"select 'ş漢字' from müşteri;\n".repeat(20));
    editor.mark_error(1, "漢字");
    press(&mut editor, KeyCode::End, KeyModifiers::SHIFT);
    for (width, height) in SIZES {
        paint(width, height, |area, buffer| {
            let cursor = editor.draw(&PLAIN, area, buffer, true);
            assert!(cursor.is_none_or(|cursor| area.contains(cursor)));
        });
    }
}
