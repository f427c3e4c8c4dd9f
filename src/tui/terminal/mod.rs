//! The terminal: everything that is turned on here is turned off here, on every way out: leaving, an error, a panic, a signal.

mod quiet;

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::ThreadId;

use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};

use quiet::QuietBackend;

/// What is turned on beside the picture itself.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Buttons and the wheel; a terminal then needs Shift to select text.
    pub mouse: bool,
}

/// Alternate screen, bracketed paste, no cursor (xterm, "Control Sequences": private modes 1049, 2004, 25).
const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";

/// The end of a frame that was cut off comes first, else the terminal would hold the rest back.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Buttons and the wheel with coordinates beyond 223 (modes 1000 and 1006). crossterm's own command also asks for every motion, which
/// sends bytes over the line while nobody does anything.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours right now; the panic hook has to know without a [`Screen`].
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// The thread that draws. A panic elsewhere is a job's, which the worker reports; the picture stays.
static DRAWS: Mutex<Option<ThreadId>> = Mutex::new(None);

/// The terminal while goc has it.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<QuietBackend<Stdout>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// It is none, or it has gone away.
    pub fn enter(options: Options) -> io::Result<Screen> {
        // goc's monochrome theme leaves colours out itself. crossterm would write a reset in the place of each colour when NO_COLOR
        // is set, and so lose bold and reverse, too.
        crossterm::style::force_color_output(true);
        restore_on_panic();
        let terminal = Terminal::new(QuietBackend::new(io::stdout()))?;
        let mut screen = Screen { terminal, mouse: options.mouse };
        screen.take()?;
        Ok(screen)
    }

    fn take(&mut self) -> io::Result<()> {
        crossterm::terminal::enable_raw_mode()?;
        IS_OURS.store(true, Ordering::SeqCst);
        *DRAWS.lock().unwrap_or_else(PoisonError::into_inner) = Some(std::thread::current().id());
        let mouse = if self.mouse { MOUSE_ON } else { "" };
        self.pass(format!("{ENTER}{mouse}").as_bytes())
    }

    /// Draws a frame. What did not change is not sent, and nothing is sent when nothing changed. A terminal without an area, which is
    /// what a closed one reports, shows nothing.
    ///
    /// # Errors
    /// The terminal has gone away.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let size = self.terminal.backend().size()?;
        if size.width == 0 || size.height == 0 {
            return Ok(());
        }
        self.terminal.draw(|frame| paint(frame)).map(drop)
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub fn repaint(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().forget();
        self.terminal.clear()
    }

    /// Turns the mouse on or off.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        self.pass(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())
    }

    /// Sends something to the terminal beside the picture.
    pub fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Gives the terminal back and stops the process until the shell continues it.
    ///
    /// The whole process group stops, as it does when a terminal sends the signal itself: a script that has started goc stops with
    /// it. Where nobody could continue the group, as in a terminal that runs nothing but goc, the kernel ignores the signal.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        self.resume()
    }

    /// Takes the terminal again, after whatever has happened to it.
    pub fn resume(&mut self) -> io::Result<()> {
        self.take()?;
        self.repaint()
    }

    /// Gives the terminal back as it was; may be called again.
    pub fn leave(&mut self) {
        restore();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal back, once. There is nobody to tell when that fails: then there is no terminal any more.
fn restore() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = out.write_all(LEAVE.as_bytes());
        let _ = out.flush();
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// A panic of the loop is said on a terminal that can be read again.
fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let draws = *DRAWS.lock().unwrap_or_else(PoisonError::into_inner);
            if !IS_OURS.load(Ordering::SeqCst) || draws == Some(std::thread::current().id()) {
                restore();
                previous(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The private modes that a sequence turns on or off.
    fn modes(sequence: &str, end: char) -> Vec<&str> {
        let parts = sequence.split("\x1b[?").skip(1);
        let mut modes: Vec<&str> = parts.filter_map(|part| part.split_once(end)).map(|(number, _)| number).collect();
        modes.retain(|number| number.chars().all(|c| c.is_ascii_digit()));
        modes.sort_unstable();
        modes
    }

    #[test]
    fn leaving_turns_off_all_that_was_turned_on() {
        let on = format!("{ENTER}{MOUSE_ON}");
        let off = modes(LEAVE, 'l');
        for mode in modes(&on, 'h') {
            assert!(off.contains(&mode), "{mode} stays on");
        }
        assert!(modes(LEAVE, 'h').contains(&"25"), "the cursor is shown again");
        assert!(LEAVE.starts_with("\x1b[?2026l"), "a frame that was cut off ends first");
        assert!(LEAVE.ends_with("\x1b[?1049l"), "the last thing is the normal screen");
    }
}
