//! The terminal UI beside a bare ratatui program: processor time to the first frame and per key, bytes per key and while nobody
//! does anything, memory with 10,000 revisions. Both run on a pseudo-terminal of 120×40.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::child::{goc, run as run_program};
use super::project::{Kind, Project};
use super::table::{Rounds, Table, rounds};

/// Makes this program the floor: a bare list of 1,000 rows.
pub const ARGUMENT: &str = "floor-of-screen";

/// DESIGN, section 11.
const FIRST_FRAME: f64 = 2.0;
const KEY_BYTES: f64 = 400.0;
const KEY_MILLISECONDS: f64 = 5.0;
const MEMORY: f64 = 25.0;

/// Keys that are pressed one after the other, each when the answer to the one before is there.
const KEYS: usize = 60;

/// Longer than the pause after which details follow the selection.
const SETTLED: Duration = Duration::from_millis(500);

pub fn run(table: &mut Table) {
    let this = std::env::current_exe().unwrap();
    for revisions in [1_000, 10_000] {
        let project = Project::new(revisions, Kind::NothingOnSqlite);
        let database = project.path().join("sontechsp.db");
        let url = format!("sqlite:{}", database.display());
        run_program(goc(project.path()).args(["-d", &url, "upgrade", "heads", "--single-transaction"]));
        let start = |program: &str, argument: &str| OnTerminal::start(program, argument, project.path());
        let goc_program = env!("CARGO_BIN_EXE_goc");
        let floor_program = this.to_str().unwrap();
        let first = Rounds::measure(
            rounds(15),
            || start(goc_program, "").first_frame(),
            || start(floor_program, ARGUMENT).first_frame(),
        );
        table.rounds(&format!("terminal UI, first frame, {revisions} revisions, CPU"), &first, Some(FIRST_FRAME));
        keys_and_rest(table, revisions, start(goc_program, ""), start(floor_program, ARGUMENT));
    }
}

fn keys_and_rest(table: &mut Table, revisions: usize, mut goc: OnTerminal, mut floor: OnTerminal) {
    goc.settle();
    floor.settle();
    let goc_keys = goc.press_down(KEYS);
    let (before, details) = (goc.bytes(), goc.settle());
    let floor_keys = floor.press_down(KEYS);
    let what = |what: &str| format!("terminal UI, {what}, {revisions} revisions");
    table.counts(&what("bytes a key, one after the other"), goc_keys.bytes, floor_keys.bytes, Some(KEY_BYTES));
    table.counts(&what("CPU a key, ms"), goc_keys.milliseconds, floor_keys.milliseconds, Some(KEY_MILLISECONDS));
    table.counts(&what("bytes of the details, once keys rest"), (details - before) as f64, 0.0, None);
    let idle = Duration::from_secs(super::table::rounds(60) as u64);
    let (bytes, cpu) = (goc.bytes(), goc.cpu());
    std::thread::sleep(idle);
    let minutes = idle.as_secs_f64() / 60.0;
    table.counts(&what("bytes an idle minute"), (goc.bytes() - bytes) as f64 / minutes, 0.0, Some(0.0));
    table.counts(&what("CPU an idle minute, ms"), (goc.cpu() - cpu).as_secs_f64() * 1_000.0 / minutes, 0.0, Some(0.0));
    table.counts(&what("memory, MB"), goc.memory(), floor.memory(), Some(MEMORY));
}

/// What a key costs on the average.
struct KeyCost {
    bytes: f64,
    milliseconds: f64,
}

/// A program on a pseudo-terminal.
struct OnTerminal {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    sent: Arc<(Mutex<Vec<u8>>, Condvar)>,
    /// Processor time by thread.
    threads: RefCell<HashMap<OsString, u64>>,
    _master: Box<dyn MasterPty + Send>,
}

impl OnTerminal {
    fn start(program: &str, argument: &str, folder: &Path) -> OnTerminal {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        if !argument.is_empty() {
            command.arg(argument);
        }
        command.cwd(folder);
        command.env_clear();
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("HOME", folder.to_str().unwrap()), ("SSH_TTY", "x")]
        {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let sent = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = sent.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 16];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shared.0.lock().unwrap().extend_from_slice(&bytes[..count]);
                shared.1.notify_all();
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        OnTerminal { child, keyboard, sent, threads: RefCell::default(), _master: pair.master }
    }

    /// Waits for the first whole frame and returns the processor time until then.
    fn first_frame(self) -> Duration {
        self.wait_for(|sent| sent.windows(8).any(|bytes| bytes == b"\x1b[?2026l"));
        self.cpu()
    }

    fn wait_for(&self, is_there: impl Fn(&[u8]) -> bool) {
        let (sent, changed) = &*self.sent;
        let waiting = |sent: &mut Vec<u8>| !is_there(sent);
        let waited = changed.wait_timeout_while(sent.lock().unwrap(), Duration::from_secs(60), waiting).unwrap();
        assert!(!waited.1.timed_out(), "the program draws nothing");
    }

    /// Waits until nothing is sent any more, and returns how much was.
    fn settle(&self) -> usize {
        let (sent, changed) = &*self.sent;
        let mut sent = sent.lock().unwrap();
        loop {
            let before = sent.len();
            let (next, wait) = changed.wait_timeout(sent, SETTLED).unwrap();
            sent = next;
            if wait.timed_out() && before > 0 && sent.len() == before {
                return before;
            }
        }
    }

    fn press_down(&mut self, keys: usize) -> KeyCost {
        let (bytes, cpu) = (self.bytes(), self.cpu());
        for _ in 0..keys {
            let before = self.bytes();
            let pressed = Instant::now();
            self.keyboard.write_all(b"\x1b[B").unwrap();
            self.wait_for(|sent| sent.len() > before);
            assert!(pressed.elapsed() < Duration::from_secs(5), "a key is not answered");
        }
        KeyCost {
            bytes: (self.bytes() - bytes) as f64 / keys as f64,
            milliseconds: (self.cpu() - cpu).as_secs_f64() * 1_000.0 / keys as f64,
        }
    }

    fn bytes(&self) -> usize {
        self.sent.0.lock().unwrap().len()
    }

    fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The processor time of all threads (proc(5), `schedstat`: nanoseconds); of those that have ended, what was seen last.
    fn cpu(&self) -> Duration {
        let mut threads = self.threads.borrow_mut();
        for task in std::fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap().flatten() {
            let text = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
            if let Some(nanoseconds) = text.split_whitespace().next().and_then(|number| number.parse().ok()) {
                threads.insert(task.file_name(), nanoseconds);
            }
        }
        Duration::from_nanos(threads.values().sum())
    }

    /// Resident memory in megabytes.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().unwrap();
        kilobytes / 1_000.0
    }
}

impl Drop for OnTerminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bare program: 1,000 rows, the selected one reversed, `q` quits. It marks the end of a frame as goc does, so that both are
/// measured alike.
pub fn bare() {
    use crossterm::event::{Event, KeyCode, read};
    use ratatui::style::{Modifier, Style};
    use ratatui::widgets::{List, ListState};

    let mut terminal = ratatui::init();
    let mut state = ListState::default().with_selected(Some(0));
    let rows: Vec<String> = (0..1_000).map(|number| format!("{number:012x}  Sipariş tablosu, adım {number}")).collect();
    loop {
        terminal
            .draw(|frame| {
                let list = List::new(rows.iter().map(String::as_str));
                let list = list.highlight_style(Style::new().add_modifier(Modifier::REVERSED)).highlight_symbol("> ");
                frame.render_stateful_widget(list, frame.area(), &mut state);
            })
            .unwrap();
        let mut out = std::io::stdout();
        out.write_all(b"\x1b[?2026l").unwrap();
        out.flush().unwrap();
        match read().unwrap() {
            Event::Key(key) if key.code == KeyCode::Down => state.select_next(),
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            _ => {}
        }
    }
    ratatui::restore();
}
