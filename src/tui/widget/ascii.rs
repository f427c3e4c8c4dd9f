//! The last pass over a frame for terminals that show only ASCII.

use ratatui::buffer::Buffer;

use crate::i18n::width;

/// Makes every cell of a finished frame ASCII; what took two columns still takes two.
pub fn asciify(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width);
    for index in 0..buffer.content.len() {
        let symbol = buffer.content[index].symbol();
        if symbol.is_ascii() {
            continue;
        }
        let ascii = symbol.chars().next().map_or(' ', fold);
        let wide = width(symbol) > 1;
        buffer.content[index].set_char(ascii);
        // The second column of a wide character is a cell that the terminal never got.
        if wide && columns > 0 && index % columns + 1 < columns {
            let style = buffer.content[index].style();
            buffer.content[index + 1].set_char(ascii).set_style(style);
        }
    }
}

/// The ASCII character that comes closest; `?` where none does.
pub fn fold(c: char) -> char {
    match c {
        c if c.is_ascii() => c,
        'ş' | 'ș' | 'š' => 's',
        'Ş' | 'Ș' | 'Š' => 'S',
        'ğ' => 'g',
        'Ğ' => 'G',
        'ı' | 'í' | 'ì' | 'î' | 'ï' => 'i',
        'İ' | 'Í' | 'Ì' | 'Î' | 'Ï' => 'I',
        'ç' | 'ć' | 'č' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' => 'o',
        'Ö' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ø' => 'O',
        'ü' | 'ú' | 'ù' | 'û' => 'u',
        'Ü' | 'Ú' | 'Ù' | 'Û' => 'U',
        'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' => 'a',
        'Ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Å' => 'A',
        'é' | 'è' | 'ê' | 'ë' | 'ə' => 'e',
        'É' | 'È' | 'Ê' | 'Ë' | 'Ə' => 'E',
        'ñ' => 'n',
        'Ñ' => 'N',
        'ß' => 's',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => ' ',
        '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉' | '╴' | '╶' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '·' => {
            '-'
        }
        '│' | '║' | '╎' | '╏' | '┆' | '┇' | '┊' | '┋' | '╷' | '╵' => '|',
        '█' => '=',
        '┃' | '◆' | '▓' => '#',
        '░' | '▒' => '.',
        '\u{2500}'..='\u{257f}' => '+',
        '●' | '•' | '∗' | '×' => '*',
        '○' => 'o',
        '◉' => '@',
        '✓' | '✔' => '+',
        '✗' | '✘' => 'x',
        '▲' | '⚠' => '!',
        'ℹ' => 'i',
        '…' => '~',
        '↑' | '▴' => '^',
        '↓' | '▾' | '▼' => 'v',
        '←' | '‹' | '«' | '◂' => '<',
        '→' | '›' | '»' | '▸' => '>',
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '″' => '"',
        '⏎' => '<',
        '◐' => '|',
        '◓' => '/',
        '◑' => '-',
        '◒' => '\\',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::tui::theme::{Look, Theme};
    use crate::tui::widget::testing::screen;

    #[test]
    fn letters_are_folded_lines_are_drawn_and_columns_stay() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 3));
        buffer.set_string(0, 0, "╭─ Şişe ığİ ─╮", Style::new());
        buffer.set_string(0, 1, "│漢字 e\u{301} ✓…│", Style::new());
        buffer.set_string(0, 2, "╰┬┼─║═█░", Style::new());
        asciify(&mut buffer);
        assert_eq!(screen(&buffer), "+- Sise igI -+\n|???? e +~|\n+++-|-=.");
    }

    #[test]
    fn nothing_but_ascii_is_left_even_where_a_wide_character_is_cut_off() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer.set_string(0, 0, "a漢", Style::new());
        buffer[(2, 0)].set_symbol("字");
        asciify(&mut buffer);
        assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()));
        asciify(&mut Buffer::empty(Rect::ZERO));
    }

    #[test]
    fn the_symbols_of_the_theme_fold_to_its_ascii_symbols() {
        let symbols = |ascii| Theme::new(Look { colour: true, ascii }).symbols().all();
        for (unicode, ascii) in symbols(false).into_iter().zip(symbols(true)) {
            let folded: String = unicode.chars().map(fold).collect();
            assert_eq!(folded, ascii, "{unicode}");
        }
    }
}
