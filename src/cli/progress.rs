//! Events as lines on standard error, or as one moving bar on a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

use super::output::{Output, Style};
use super::text::Text;
pub use crate::i18n::{duration as time, size};
use crate::i18n::{local_time, safe};
use crate::operations::{BackupPhase, Event, Events};
use crate::revision::Direction;

/// Prints events as they come.
pub fn events(output: Output, verbose: bool) -> Events {
    let bar = Mutex::new(None::<ProgressBar>);
    Events::new(move |event| {
        if let Ok(mut bar) = bar.lock() {
            print(output, verbose, &mut bar, event);
        }
    })
}

fn print(output: Output, verbose: bool, bar: &mut Option<ProgressBar>, event: Event) {
    match &event {
        Event::Planned { steps, .. } if std::io::stderr().is_terminal() && !output.json => {
            *bar = Some(new_bar(steps.len()));
        }
        Event::BackupProgress { phase, bytes, total } if std::io::stderr().is_terminal() && !output.json => {
            let done = match total {
                Some(total) => format!("{} / {}", size(*bytes, output.lang), size(*total, output.lang)),
                None => size(*bytes, output.lang),
            };
            bar.get_or_insert_with(new_byte_line).set_message(output.say(match phase {
                BackupPhase::Copying => Text::Copying { done },
                BackupPhase::Verifying => Text::Verifying { done },
                BackupPhase::Restoring => Text::Restoring { done },
            }));
        }
        Event::BackupDone { .. } => {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        }
        Event::StepStarted { number, revision, message, .. } => {
            if let Some(bar) = bar {
                bar.set_position(*number as u64 - 1);
                bar.set_message(format!("{} {}", safe(revision), safe(message)));
            }
        }
        Event::StepDone { number, total, .. } => {
            if let Some(bar) = bar {
                bar.set_position(*number as u64);
                if number == total {
                    bar.finish_and_clear();
                }
            }
        }
        Event::BatchProgress { rows, permille, left, .. } => {
            if let Some(bar) = bar {
                bar.set_message(output.say(Text::Batch {
                    rows: *rows,
                    percent: permille / 10,
                    left: left.map(|left| time(left, output.lang)).unwrap_or_default(),
                }));
            }
        }
        Event::SeedProgress { set, done, total } if std::io::stderr().is_terminal() && !output.json => {
            let bar = bar.get_or_insert_with(|| new_bar(*total));
            bar.set_length(*total as u64);
            bar.set_position(*done as u64);
            bar.set_message(safe(set).into_owned());
            if done == total {
                bar.finish_and_clear();
            }
        }
        _ => {}
    }
    let Some(line) = line(output, verbose, &event) else { return };
    match bar {
        Some(bar) if !bar.is_finished() => bar.suspend(|| output.note(line)),
        _ => output.note(line),
    }
}

/// Drawn when something happens and not by a clock: a bad line carries as little as possible.
fn new_bar(steps: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(4));
    if let Ok(style) = ProgressStyle::with_template("[{bar:20}] {pos}/{len} {wide_msg}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

/// Bytes only: how many there will be is mostly not known. Gone with the last event, however the work ends.
fn new_byte_line() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
    if let Ok(style) = ProgressStyle::with_template("{wide_msg}") {
        bar.set_style(style);
    }
    bar.with_finish(ProgressFinish::AndClear)
}

/// What an event looks like; none for what only moves the bar.
fn line(output: Output, verbose: bool, event: &Event) -> Option<String> {
    let arrow = |direction: &Direction| match direction {
        Direction::Upgrade => "+",
        Direction::Downgrade => "-",
    };
    Some(match event {
        Event::RunStarted { .. }
        | Event::RunEnded { .. }
        | Event::Planned { .. }
        | Event::StepStarted { .. }
        | Event::StatementStarted { .. }
        | Event::SeedProgress { .. }
        | Event::BatchProgress { .. }
        | Event::BackupProgress { .. } => return None,
        Event::BackupDone { file, bytes } => {
            output.say(Text::BackupMade { file: file.clone(), size: size(*bytes, output.lang) })
        }
        Event::NoManifest { file } => {
            output.styled_note(Style::Warning, output.say(Text::NoManifest { file: file.clone() }))
        }
        Event::DamagedFileKept { file } => {
            output.styled_note(Style::Warning, output.say(Text::DamagedFileKept { file: file.clone() }))
        }
        Event::StatementDone { number, total, line, elapsed, rows, .. } => {
            if !verbose {
                return None;
            }
            let (number, total, rows) = (*number, *total, *rows);
            format!(
                "    {}",
                output.say(Text::Statement { number, total, line: *line, time: time(*elapsed, output.lang), rows })
            )
        }
        Event::StepDone { number, total, revision, direction, elapsed, rows } => {
            let text = output.styled_note(Style::Dim, time_and_rows(output, *elapsed, *rows));
            format!("{} {number}/{total} {}  {text}", arrow(direction), safe(revision))
        }
        Event::Waiting { holder } => {
            output.say(Text::Waiting { holder: holder.who.clone(), since: local_time(&holder.since, output.lang) })
        }
        Event::WaitingUntil { time } => {
            output.say(Text::WaitingUntil { time: local_time(&time.to_string(), output.lang) })
        }
        Event::Resuming { revision, done, total } => {
            output.say(Text::Resuming { revision: safe(revision).into_owned(), done: *done, total: *total })
        }
        Event::Blocked { by } => {
            let names: Vec<String> = by.iter().map(ToString::to_string).collect();
            output.styled_note(Style::Warning, output.say(Text::Blocked { by: names.join("; ") }))
        }
        Event::Retrying { attempt, pause, blockers } => {
            let pause = time(*pause, output.lang);
            let text = Text::Retrying { attempt: *attempt, pause, blockers: blockers.clone() };
            output.styled_note(Style::Warning, output.say(text))
        }
        Event::InvalidIndexDropped { index } => output.say(Text::InvalidIndexDropped { index: index.clone() }),
        Event::CommitConfirmed { revision } => {
            output.say(Text::CommitConfirmed { revision: safe(revision).into_owned() })
        }
        Event::CommitLost { revision } => {
            output.styled_note(Style::Warning, output.say(Text::CommitLost { revision: safe(revision).into_owned() }))
        }
        Event::NotTried { revision, place, command } => {
            let (revision, place, command) = (safe(revision).into_owned(), place.clone(), command.clone());
            output.styled_note(Style::Warning, output.say(Text::NotTried { revision, place, command }))
        }
    })
}

/// How long a step took, and how many rows it changed if it is one that changes rows.
pub fn time_and_rows(output: Output, elapsed: Duration, rows: u64) -> String {
    let time = time(elapsed, output.lang);
    if rows == 0 { time } else { format!("{time}, {}", output.say(Text::Rows { rows })) }
}
