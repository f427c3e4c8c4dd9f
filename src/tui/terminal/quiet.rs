//! A backend that sends a frame as one write, and none when nothing changed.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Begins and ends a frame that the terminal shows at once (terminal-wg specification "Synchronized Output", mode 2026). A terminal that
/// does not know the mode ignores it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// crossterm's backend, which also writes attributes and cursor commands around a frame without any change.
#[derive(Debug)]
pub(super) struct QuietBackend<W: Write> {
    inner: CrosstermBackend<Collected<W>>,
    /// Whether the terminal shows its cursor, and where; `None` when that is not known.
    cursor_shown: Option<bool>,
    cursor: Option<Position>,
}

/// Collects a frame until it is complete.
#[derive(Debug)]
struct Collected<W> {
    out: W,
    frame: Vec<u8>,
}

impl<W: Write> Write for Collected<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Sends the frame, if there is anything in it.
    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(BEGIN.len() + self.frame.len() + END.len());
        whole.extend_from_slice(BEGIN);
        whole.append(&mut self.frame);
        whole.extend_from_slice(END);
        self.out.write_all(&whole)?;
        self.out.flush()
    }
}

impl<W: Write> QuietBackend<W> {
    pub(super) fn new(out: W) -> QuietBackend<W> {
        let inner = CrosstermBackend::new(Collected { out, frame: Vec::new() });
        QuietBackend { inner, cursor_shown: Some(false), cursor: None }
    }

    /// Somebody else may have changed the terminal.
    pub(super) fn forget(&mut self) {
        self.cursor_shown = None;
        self.cursor = None;
    }
}

impl<W: Write> Backend for QuietBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.cursor = None;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown == Some(false) {
            return Ok(());
        }
        self.cursor_shown = Some(false);
        self.inner.write_all(b"\x1b[?25l")
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown == Some(true) {
            return Ok(());
        }
        self.cursor_shown = Some(true);
        self.inner.write_all(b"\x1b[?25h")
    }

    /// Where the terminal says it is would cost a question and its answer over the line; nothing here needs to know.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor == Some(position) {
            return Ok(());
        }
        self.cursor = Some(position);
        write!(self.inner, "\x1b[{};{}H", position.y + 1, position.x + 1)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        // crossterm's own would send a half-finished frame.
        let sequence: &[u8] = match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[0J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[0K",
        };
        self.inner.write_all(sequence)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// What was sent.
    #[derive(Clone, Default)]
    struct Line(Rc<RefCell<Vec<u8>>>);

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Screen {
        terminal: Terminal<QuietBackend<Line>>,
        line: Line,
    }

    fn terminal() -> Screen {
        let viewport = Viewport::Fixed(Rect::new(0, 0, 40, 5));
        let line = Line::default();
        let backend = QuietBackend::new(line.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
        Screen { terminal, line }
    }

    /// What a frame that shows `text`, with the cursor at `cursor`, sends.
    fn sent(screen: &mut Screen, text: &str, cursor: Option<(u16, u16)>) -> String {
        let paint = |frame: &mut ratatui::Frame| {
            frame.render_widget(text, frame.area());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        };
        screen.terminal.draw(paint).expect("drawn");
        let bytes = std::mem::take(&mut *screen.line.0.borrow_mut());
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_frame_without_a_change_sends_nothing() {
        let mut terminal = terminal();
        let first = sent(&mut terminal, "Müşteri", None);
        assert!(first.starts_with("\x1b[?2026h") && first.ends_with("\x1b[?2026l"), "{first:?}");
        assert!(first.contains("Müşteri"));
        assert_eq!(sent(&mut terminal, "Müşteri", None), "");
    }

    #[test]
    fn only_what_changed_is_sent() {
        let mut terminal = terminal();
        sent(&mut terminal, "abcdef", None);
        let second = sent(&mut terminal, "abXdef", None);
        assert!(second.contains('X') && !second.contains('a'), "{second:?}");
    }

    #[test]
    fn a_cursor_that_stays_where_it_is_sends_nothing_and_comes_back_after_a_change() {
        let mut terminal = terminal();
        let first = sent(&mut terminal, "abc", Some((2, 0)));
        assert!(first.contains("\x1b[?25h") && first.contains("\x1b[1;3H"), "{first:?}");
        assert_eq!(sent(&mut terminal, "abc", Some((2, 0))), "");
        assert!(sent(&mut terminal, "abd", Some((2, 0))).contains("\x1b[1;3H"), "drawing has moved it");
        assert_eq!(sent(&mut terminal, "abd", None), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }
}
