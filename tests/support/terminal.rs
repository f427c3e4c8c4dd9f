//! A pseudo-terminal: what only a terminal can show.
//!
//! A test types keys and waits for what appears; it never sleeps. What was sent can be counted, and the modes that are left on
//! afterwards can be read from it.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::termios::LocalModes;

/// Longer than anything takes on a busy machine; only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(30);

const ROWS: u16 = 24;
const COLUMNS: u16 = 80;

/// A program on a terminal of 80×24.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, since the last one to close a terminal takes its modes with it.
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Box<dyn Write + Send>,
    screen: Arc<(Mutex<Screen>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// How much of what was sent the calls of `wait_for_next` are behind.
    seen: usize,
}

struct Screen {
    parser: vt100::Parser,
    raw: Vec<u8>,
}

/// What was on the terminal when the program ended, and how it ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; portable-pty knows no other way to end.
    pub code: u32,
    /// The lines of the screen.
    pub screen: String,
    /// Every byte that the program sent.
    pub raw: String,
    /// Whether what is typed is shown, as it was before.
    pub echoes: bool,
}

impl Terminal {
    /// Starts a command as [`super::TestEnv::goc`] makes it. It sees `TERM=xterm-256color` unless it says otherwise.
    pub fn start(command: &Command) -> Terminal {
        Terminal::start_sized(command, COLUMNS, ROWS)
    }

    /// The same on a terminal of another size.
    pub fn start_sized(command: &Command, columns: u16, rows: u16) -> Terminal {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        builder.cwd(command.get_current_dir().unwrap());
        builder.env_clear();
        builder.env("TERM", "xterm-256color");
        for (name, value) in command.get_envs() {
            match name.to_str() {
                Some("COLUMNS" | "LINES") => {}
                _ => builder.env(name, value.unwrap_or_default()),
            }
        }
        let child = pair.slave.spawn_command(builder).unwrap();
        let parser = vt100::Parser::new(rows, columns, 1000);
        let screen = Arc::new((Mutex::new(Screen { parser, raw: Vec::new() }), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = screen.clone();
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                let mut screen = shared.0.lock().unwrap();
                screen.parser.process(&bytes[..count]);
                screen.raw.extend(&bytes[..count]);
                shared.1.notify_all();
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Terminal {
            child,
            master: pair.master,
            slave: Some(pair.slave),
            keyboard,
            screen,
            reader: Some(reader),
            seen: 0,
        }
    }

    /// Waits until `text` stands on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        let (lock, changed) = &*self.screen;
        let screen = lock.lock().unwrap();
        let is_missing = |screen: &mut Screen| !screen.parser.screen().contents().contains(text);
        let (screen, wait) = changed.wait_timeout_while(screen, PATIENCE, is_missing).unwrap();
        assert!(!wait.timed_out(), "`{text}` does not appear:\n{}", screen.parser.screen().contents());
    }

    /// Waits until `text` stands on the screen no more.
    #[track_caller]
    pub fn wait_until_gone(&self, text: &str) {
        self.wait_until(&format!("no `{text}`"), |screen| !screen.contains(text));
    }

    /// Waits until the screen is as `is_it` wants it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, is_it: impl Fn(&str) -> bool) {
        let (lock, changed) = &*self.screen;
        let screen = lock.lock().unwrap();
        let is_not = |screen: &mut Screen| !is_it(&screen.parser.screen().contents());
        let (screen, wait) = changed.wait_timeout_while(screen, PATIENCE, is_not).unwrap();
        assert!(!wait.timed_out(), "{what} does not come:\n{}", screen.parser.screen().contents());
    }

    /// The lines of the screen as they are.
    pub fn contents(&self) -> String {
        self.screen.0.lock().unwrap().parser.screen().contents()
    }

    /// Looks at the screen with its colours and attributes.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.screen.0.lock().unwrap().parser.screen())
    }

    /// Whether the cell at a place is reversed, as a selection is.
    pub fn is_reversed(&self, column: u16, row: u16) -> bool {
        self.screen.0.lock().unwrap().parser.screen().cell(row, column).is_some_and(vt100::Cell::inverse)
    }

    /// The number of bytes that were sent so far.
    pub fn bytes_sent(&self) -> usize {
        self.screen.0.lock().unwrap().raw.len()
    }

    /// Waits until nothing has been sent for `pause`, and returns how many bytes were sent until then. This measures silence; it is
    /// no way to wait for something to appear.
    pub fn quiet_for(&self, pause: Duration) -> usize {
        let (lock, changed) = &*self.screen;
        let mut screen = lock.lock().unwrap();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let before = screen.raw.len();
            let (next, wait) = changed.wait_timeout(screen, pause).unwrap();
            screen = next;
            if wait.timed_out() && screen.raw.len() == before {
                return before;
            }
            assert!(Instant::now() < deadline, "it is never quiet:\n{}", screen.parser.screen().contents());
        }
    }

    /// Gives the terminal another size, as a window does.
    pub fn resize(&self, columns: u16, rows: u16) {
        // A parser of no size cannot be; what is sent then is of no interest.
        if columns > 0 && rows > 0 {
            self.screen.0.lock().unwrap().parser.screen_mut().set_size(rows, columns);
        }
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// The private modes (alternate screen, mouse, paste, …) that are on after everything that was sent.
    pub fn modes(&self) -> Vec<u16> {
        modes(&self.screen.0.lock().unwrap().raw)
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until the process is stopped, as Ctrl-Z does it.
    #[track_caller]
    pub fn wait_until_stopped(&self) {
        super::until(PATIENCE, "it is stopped", || process_state(self.pid()) == Some('T'));
    }

    /// Types keys: `<Enter>`, `<Esc>`, `<Tab>`, `<Up>` … `<C-c>`, everything else as it is.
    pub fn keys(&mut self, keys: &str) {
        let mut rest = keys;
        let mut bytes = String::new();
        while let Some(start) = rest.find('<') {
            bytes.push_str(&rest[..start]);
            let end = rest[start..].find('>').map(|end| start + end).unwrap();
            bytes.push_str(&key_sequence(&rest[start + 1..end]));
            rest = &rest[end + 1..];
        }
        bytes.push_str(rest);
        self.type_text(&bytes);
    }

    /// Pastes a text, bracketed as terminals do it.
    pub fn paste(&mut self, text: &str) {
        self.type_text(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Waits until `text` was sent behind what the last such call waited for: the next question, though it was asked before.
    #[track_caller]
    pub fn wait_for_next(&mut self, text: &str) {
        let (lock, changed) = &*self.screen;
        let screen = lock.lock().unwrap();
        let (seen, bytes) = (self.seen, text.as_bytes());
        let find = |screen: &Screen| screen.raw[seen..].windows(bytes.len()).position(|window| window == bytes);
        let (screen, wait) = changed.wait_timeout_while(screen, PATIENCE, |screen| find(screen).is_none()).unwrap();
        assert!(!wait.timed_out(), "`{text}` does not appear again:\n{}", screen.parser.screen().contents());
        self.seen += find(&screen).unwrap() + bytes.len();
    }

    /// Types as on a keyboard: Return is `\r`, Ctrl-C is `\x03`.
    pub fn type_text(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Whether what is typed is shown.
    pub fn echoes(&self) -> bool {
        let terminal = rustix::fs::open(
            self.master.tty_name().unwrap(),
            OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC,
            Mode::empty(),
        );
        rustix::termios::tcgetattr(terminal.unwrap()).unwrap().local_modes.contains(LocalModes::ECHO)
    }

    /// Waits until the program ends.
    #[track_caller]
    pub fn end(mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(5));
        };
        let echoes = self.echoes();
        // With the last end closed the reader comes to the end of what was sent.
        self.slave = None;
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        let screen = self.contents();
        let raw = String::from_utf8_lossy(&self.screen.0.lock().unwrap().raw).into_owned();
        Ended { code: status.exit_code(), screen, raw, echoes }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The bytes that a terminal sends for a key.
fn key_sequence(name: &str) -> String {
    let plain = match name {
        "Enter" => "\r",
        "Esc" => "\u{1b}",
        "Tab" => "\t",
        "BackTab" => "\u{1b}[Z",
        "Backspace" => "\u{7f}",
        "Delete" => "\u{1b}[3~",
        "Up" => "\u{1b}[A",
        "Down" => "\u{1b}[B",
        "Right" => "\u{1b}[C",
        "Left" => "\u{1b}[D",
        "Home" => "\u{1b}[H",
        "End" => "\u{1b}[F",
        "PageUp" => "\u{1b}[5~",
        "PageDown" => "\u{1b}[6~",
        "F1" => "\u{1b}OP",
        "F2" => "\u{1b}OQ",
        "F5" => "\u{1b}[15~",
        "Space" => " ",
        _ => "",
    };
    match (plain, name.strip_prefix("C-").and_then(|letter| letter.bytes().next())) {
        ("", Some(letter)) => char::from(letter & 0x1f).to_string(),
        ("", None) => panic!("no key is called <{name}>"),
        (plain, _) => plain.to_owned(),
    }
}

/// The private modes that are on when a program has ended.
pub fn modes_after(ended: &Ended) -> Vec<u16> {
    modes(ended.raw.as_bytes())
}

/// The private modes that are on after these bytes.
fn modes(raw: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(raw);
    let mut on = std::collections::BTreeSet::new();
    for part in text.split("\u{1b}[?").skip(1) {
        let Some(end) = part.find(|c: char| !c.is_ascii_digit() && c != ';') else { continue };
        for number in part[..end].split(';').filter_map(|number| number.parse().ok()) {
            match part.as_bytes()[end] {
                b'h' => drop(on.insert(number)),
                b'l' => drop(on.remove(&number)),
                _ => {}
            }
        }
    }
    on.into_iter().collect()
}

/// The state letter of proc(5).
pub fn process_state(pid: u32) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.trim_start().chars().next()
}

/// A failing test leaves no program behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
