//! The loop: waits for keys, the worker and signals, hands them to the app, carries out what it orders, and draws when something
//! changed. An idle goc wakes up for nothing and sends nothing.

use std::future::pending;
use std::io;
use std::time::Duration;

use crossterm::event::{Event as TerminalEvent, EventStream, KeyEventKind, MouseButton, MouseEventKind};
use futures_util::StreamExt;
use ratatui::layout::Position;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, sleep_until};

use super::app::{App, Input, Order, Start};
use super::clipboard;
use super::memory::Memory;
use super::notice::{Notice, Tone};
use super::terminal::{Options as ScreenOptions, Screen};
use super::text::UiText;
use crate::database::{Stop, Urgency};
use crate::worker::{Command, Event, Settings, Worker};

/// Details follow the selection this long after the last key: a key that is held down repeats every 30 to 50 ms.
const REST: Duration = Duration::from_millis(150);

/// Frames that only show progress are at least this far apart: four a second at the most.
const FRAME: Duration = Duration::from_millis(250);

/// While a job runs its time is shown in seconds.
const TICK: Duration = Duration::from_secs(1);

/// How long a job that was cancelled is waited for at the end: the worker itself gives up before.
const FAREWELL: Duration = Duration::from_secs(6);

/// How the terminal UI is started.
#[derive(Debug)]
pub struct Options {
    pub settings: Settings,
    pub start: Start,
    /// Turns the mouse on at once: off over SSH, so that text can be selected.
    pub mouse: bool,
    /// Asked by signals: a lost line lets the running step finish, everything else cancels it.
    pub stop: Stop,
    /// Where to remember things; `None` remembers nothing.
    pub memory: Option<std::path::PathBuf>,
}

/// How the terminal UI ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A person quit.
    Quit,
    /// A signal, or a terminal that went away.
    Stopped(Urgency),
}

/// Runs the terminal UI until a person quits or the line is lost.
///
/// # Errors
/// The terminal cannot be set up. One that goes away later is an end like others.
pub async fn run(options: Options) -> io::Result<End> {
    let mut screen = Screen::enter(ScreenOptions { mouse: options.mouse })?;
    let (worker, events) = Worker::spawn(options.settings);
    let app = App::new(options.start, std::time::Instant::now());
    let mut session = Session { app, worker, screen_lost: false, rest: None, drawn: None, draw_at: None };
    let (end, events) = session.run(&mut screen, events, &options.stop).await;
    // The picture goes first, so that a person gets the shell back while the last step is rolled back.
    screen.leave();
    session.farewell(end, events).await;
    if let Some(file) = options.memory {
        // There is nobody left to tell that nothing will be remembered.
        let _ = session.app.memory().write(&file);
    }
    Ok(end)
}

struct Session {
    app: App,
    worker: Worker,
    screen_lost: bool,
    /// When keys will have rested.
    rest: Option<Instant>,
    /// When the last frame was drawn.
    drawn: Option<Instant>,
    /// When a frame is due that progress asked for.
    draw_at: Option<Instant>,
}

/// What the loop woke up for.
enum Wake {
    /// Somebody continued the process after it was stopped.
    Continued,
    Terminal(Option<io::Result<TerminalEvent>>),
    Worker(Option<Event>),
    Signal(Urgency),
    Rested,
    Frame,
    Tick,
}

impl Session {
    async fn run(&mut self, screen: &mut Screen, mut events: Receiver<Event>, stop: &Stop) -> (End, Receiver<Event>) {
        let mut keys = EventStream::new();
        let mut continued = signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw())).ok();
        let orders = self.app.begin();
        if let Some(end) = self.carry_out(screen, orders) {
            return (end, events);
        }
        self.draw(screen);
        loop {
            let wake = tokio::select! {
                biased;
                () = stop.asked() => Wake::Signal(stop.urgency()),
                key = keys.next() => Wake::Terminal(key),
                event = events.recv() => Wake::Worker(event),
                () = next(&mut continued) => Wake::Continued,
                () = at(self.draw_at) => Wake::Frame,
                () = at(self.rest) => Wake::Rested,
                () = at(self.next_tick()) => Wake::Tick,
            };
            let mut is_urgent = true;
            let end = match wake {
                Wake::Signal(urgency) => Some(End::Stopped(urgency)),
                // The terminal is closed: what runs may finish its step.
                Wake::Terminal(None | Some(Err(_))) => Some(End::Stopped(Urgency::AfterStep)),
                Wake::Terminal(Some(Ok(event))) => self.on_terminal(screen, event),
                Wake::Worker(None) => Some(End::Quit),
                Wake::Worker(Some(event)) => {
                    // What the job's end brings is shown at once, its progress a few times a second.
                    is_urgent = matches!(event, Event::Finished { .. });
                    let mut end = self.feed(screen, Input::Worker(event));
                    while let (None, Ok(event)) = (end, events.try_recv()) {
                        is_urgent |= matches!(event, Event::Finished { .. });
                        end = self.feed(screen, Input::Worker(event));
                    }
                    end
                }
                Wake::Rested => {
                    self.rest = None;
                    self.feed(screen, Input::Rested)
                }
                Wake::Continued => {
                    self.screen_lost |= screen.resume().is_err();
                    self.feed(screen, Input::Resize)
                }
                Wake::Tick => self.feed(screen, Input::Tick),
                Wake::Frame => None,
            };
            if let Some(end) = end {
                return (end, events);
            }
            self.draw_when_due(screen, is_urgent);
            if self.screen_lost {
                return (End::Stopped(Urgency::AfterStep), events);
            }
        }
    }

    fn next_tick(&self) -> Option<Instant> {
        self.app.is_ticking().then(|| self.drawn.map_or_else(Instant::now, |drawn| drawn + TICK))
    }

    fn on_terminal(&mut self, screen: &mut Screen, event: TerminalEvent) -> Option<End> {
        let input = match event {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => Input::Key(key),
            TerminalEvent::Paste(text) => Input::Paste(text),
            TerminalEvent::Resize(..) => Input::Resize,
            TerminalEvent::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Input::Click(Position::new(mouse.column, mouse.row)),
                MouseEventKind::ScrollDown => Input::Wheel { down: true },
                MouseEventKind::ScrollUp => Input::Wheel { down: false },
                _ => return None,
            },
            _ => return None,
        };
        self.rest = Some(Instant::now() + REST);
        self.feed(screen, input)
    }

    fn feed(&mut self, screen: &mut Screen, input: Input) -> Option<End> {
        let orders = self.app.handle(input, std::time::Instant::now(), clock);
        self.carry_out(screen, orders)
    }

    fn carry_out(&mut self, screen: &mut Screen, orders: Vec<Order>) -> Option<End> {
        for order in orders {
            let done = match order {
                Order::Start { job, request } => {
                    self.worker.send(Command::Start { job, request: *request });
                    Ok(())
                }
                Order::Stop { job, urgency } => {
                    self.worker.send(Command::Stop { job, urgency });
                    Ok(())
                }
                Order::Copy(text) => self.copy(screen, &text),
                Order::Mouse(on) => screen.set_mouse(on),
                Order::Suspend => screen.suspend(),
                Order::Repaint => screen.repaint(),
                Order::Quit => return Some(End::Quit),
            };
            self.screen_lost |= done.is_err();
        }
        None
    }

    fn copy(&mut self, screen: &mut Screen, text: &str) -> io::Result<()> {
        match clipboard::sequence(text, |name| std::env::var(name).ok()) {
            Some(sequence) => {
                screen.pass(sequence.as_bytes())?;
                let what = crate::i18n::cut(&crate::i18n::safe(text), 40).into_owned();
                self.app.tell(Notice::new(Tone::Info, self.app.say(UiText::Copied { what })));
            }
            None => self.app.tell(Notice::new(Tone::Warning, self.app.say(UiText::TooLargeToCopy))),
        }
        Ok(())
    }

    /// Draws at once what a person waits for, and progress when the last frame is old enough.
    fn draw_when_due(&mut self, screen: &mut Screen, is_urgent: bool) {
        if !self.app.is_dirty() {
            self.draw_at = None;
            return;
        }
        let due = self.drawn.map_or_else(Instant::now, |drawn| drawn + FRAME);
        if is_urgent || due <= Instant::now() {
            self.draw(screen);
        } else {
            self.draw_at = Some(due);
        }
    }

    fn draw(&mut self, screen: &mut Screen) {
        self.draw_at = None;
        self.drawn = Some(Instant::now());
        self.app.drawn();
        self.screen_lost |= screen.draw(|frame| self.app.draw(frame)).is_err();
    }

    /// Lets jobs that write end: after a lost line the running step may take its time, everything else is cancelled.
    async fn farewell(&mut self, end: End, mut events: Receiver<Event>) {
        let urgency = match end {
            End::Quit => Urgency::Now,
            End::Stopped(urgency) => urgency,
        };
        self.worker.send(Command::Shutdown { urgency });
        let wait = async {
            while self.app.is_writing() {
                let Some(event) = events.recv().await else { return };
                self.app.handle(Input::Worker(event), std::time::Instant::now(), String::new);
            }
        };
        match urgency {
            Urgency::AfterStep => wait.await,
            _ => drop(tokio::time::timeout(FAREWELL, wait).await),
        }
    }
}

async fn next(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => pending().await,
    }
}

async fn at(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => pending().await,
    }
}

/// The local time, as the log shows it.
fn clock() -> String {
    jiff::fmt::strtime::format("%H:%M:%S", &jiff::Zoned::now()).unwrap_or_default()
}

/// What is remembered, and where.
pub fn remembered() -> (Memory, Option<std::path::PathBuf>) {
    let place = Memory::place(|name| std::env::var(name).ok());
    (place.as_deref().map(Memory::read).unwrap_or_default(), place)
}
