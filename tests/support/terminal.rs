//! A pseudo-terminal: what only a terminal can show.

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
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
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
        let parser = vt100::Parser::new(ROWS, COLUMNS, 1000);
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

    fn contents(&self) -> String {
        self.screen.0.lock().unwrap().parser.screen().contents()
    }
}

/// A failing test leaves no program behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
