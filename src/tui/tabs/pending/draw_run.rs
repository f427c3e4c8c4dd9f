//! Painting a run: its steps, the statement at work, who is in the way; and its result.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::PendingText;
use super::{PendingTab, elsewhere, server};
use crate::database::Urgency;
use crate::i18n::{duration, elapsed, local_time, number, safe, size};
use crate::operations::BackupPhase;
use crate::operations::rehearse::Rehearsal;
use crate::revision::Direction;
use crate::tui::job::{Ended, JobView, StepState, StepView};
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::progress::Progress;
use crate::tui::widget::text::wrap_line;
use crate::worker::Work;

pub(super) fn draw(tab: &PendingTab, job: &JobView, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let what = what(job, shared);
    let title = shared.say(match &job.ended {
        None => PendingText::Running { what },
        Some((_, Ended::Well)) => PendingText::Ended { what },
        Some((_, Ended::Badly(_))) => PendingText::EndedBadly { what },
    });
    let time = match job.is_running() {
        true => shared.say(PendingText::Elapsed { time: elapsed(job.elapsed(shared.now)) }),
        false => duration(job.elapsed(shared.now), shared.lang),
    };
    let inner = Pane::new(theme, &title).right(&time).focused(true).draw(area, frame.buffer_mut());
    if inner.height == 0 {
        return;
    }
    let (done, total) = (job.steps_done(), job.steps.len());
    let mut inner = inner;
    if total > 0 {
        let count = shared.say(UiText::StepsDone { done, total });
        let progress = Progress { theme, done: done as u64, total: total as u64, count: &count, text: "" };
        progress.draw(inner, frame.buffer_mut());
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    // What happens now, or what came of it, keeps its place below the steps.
    let cells = usize::from(inner.width);
    let mut below: Vec<Line<'static>> = Vec::new();
    for line in now(tab, job, shared) {
        below.extend(wrap_line(&line, cells));
    }
    let steps_height = if total == 0 { 0 } else { (total + 1).min(usize::from(inner.height) / 2) };
    let steps_height = u16::try_from(steps_height).unwrap_or(inner.height);
    draw_steps(job, frame, Rect { height: steps_height, ..inner }, shared);
    let rest = Rect { y: inner.y + steps_height, height: inner.height - steps_height, ..inner };
    tab.run_scroll.draw(theme, rest, frame.buffer_mut(), below.len(), |index| below[index].clone());
}

/// `upgrade to head`.
fn what(job: &JobView, shared: &Shared) -> String {
    let safe = |text: &str| safe(text).into_owned();
    shared.say(match &job.work {
        Work::Run { target, options, .. } if options.dry_run => PendingText::WhatDryRun { target: safe(target) },
        Work::Run { direction: Direction::Upgrade, target, .. } => PendingText::WhatUpgrade { target: safe(target) },
        Work::Run { direction: Direction::Downgrade, target, .. } => {
            PendingText::WhatDowngrade { target: safe(target) }
        }
        Work::Stamp { targets, .. } => PendingText::WhatStamp { target: safe(&targets.join(" ")) },
        Work::Repair { .. } => PendingText::WhatRepair,
        Work::CureIndex { index, .. } => PendingText::WhatIndex { index: safe(index) },
        Work::Backup { .. } => PendingText::WhatBackup,
        Work::Rehearse { target, .. } => PendingText::WhatRehearsal { target: safe(target) },
        Work::Restore { .. } => PendingText::WhatRestore,
        Work::LoadSeeds { .. } => PendingText::WhatSeeds,
        _ => PendingText::WhatElse,
    })
}

/// The steps around the one at work.
fn draw_steps(job: &JobView, frame: &mut Frame, area: Rect, shared: &Shared) {
    let at = job.steps.iter().position(|step| matches!(step.state, StepState::Running(_) | StepState::Failed));
    let at = at.unwrap_or(job.steps_done().min(job.steps.len()));
    let height = usize::from(area.height.saturating_sub(1));
    // A page at a time, so that not every step moves every line.
    let top = at.checked_div(height).unwrap_or_default() * height;
    let top = top.min(job.steps.len().saturating_sub(height));
    for (step, y) in job.steps.iter().skip(top).zip(area.top()..area.bottom().saturating_sub(1)) {
        let line = step_line(step, shared);
        crate::tui::widget::put::put(frame.buffer_mut(), area.x, y, area.width, &line, Style::new());
    }
}

fn step_line(step: &StepView, shared: &Shared) -> Line<'static> {
    let theme = &shared.theme;
    let symbols = theme.symbols();
    let (symbol, role, tail) = match step.state {
        StepState::Waiting => (symbols.pending, Role::Dim, String::new()),
        StepState::Running(since) => {
            let time = elapsed(shared.now.saturating_duration_since(since));
            (symbols.selected, Role::Accent, format!("{}/{}  {time}", step.statements.0, step.statements.1))
        }
        StepState::Done(time, rows) => {
            let rows = if rows == 0 { String::new() } else { format!(", {}", shared.say(UiText::Rows { rows })) };
            (symbols.check, Role::Good, format!("{}{rows}", duration(time, shared.lang)))
        }
        StepState::Failed => (symbols.cross, Role::Danger, String::new()),
    };
    Line::from(vec![
        Span::styled(format!("{symbol} "), theme.style(role)),
        Span::styled(format!("{}  ", safe(&step.revision)), theme.style(Role::Strong)),
        Span::raw(format!("{}  ", safe(&step.message))),
        Span::styled(tail, theme.style(Role::Dim)),
    ])
}

/// What happens now, or what came of it.
fn now(tab: &PendingTab, job: &JobView, shared: &Shared) -> Vec<Line<'static>> {
    match &job.ended {
        None => at_work(job, shared),
        Some((_, Ended::Well)) => well(tab, job, shared),
        Some((_, Ended::Badly(failure))) => {
            let theme = &shared.theme;
            let role = if failure.is_stop() { Role::Warning } else { Role::Danger };
            let mut lines = vec![Line::styled(failure.say(shared.lang), theme.style(role))];
            for hint in failure.hint(shared.lang).lines() {
                lines.push(Line::raw(format!("{} {hint}", theme.symbols().right)));
            }
            if !job.steps.is_empty() {
                let stays = PendingText::Stays { done: job.steps_done(), total: job.steps.len() };
                lines.push(Line::styled(shared.say(stays), theme.style(Role::Dim)));
            }
            lines
        }
    }
}

fn well(tab: &PendingTab, job: &JobView, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let mut lines = Vec::new();
    if let (Work::Run { options, .. }, Some(report)) = (&job.work, &tab.report) {
        if report.steps.is_empty() {
            lines.push(Line::styled(shared.say(UiText::NothingToRun), theme.style(Role::Good)));
        }
        if options.dry_run {
            lines.push(Line::styled(shared.say(PendingText::NothingKept), theme.style(Role::Good)));
        }
        for left in &report.not_tried {
            let (place, command) = (safe(&left.place).into_owned(), safe(&left.command).into_owned());
            lines.push(Line::styled(shared.say(PendingText::NotTried { place, command }), theme.style(Role::Warning)));
        }
    }
    if let (Work::Rehearse { .. }, Some(found)) = (&job.work, &tab.rehearsal) {
        lines.extend(rehearsed(found, shared));
    }
    lines
}

/// What a rehearsal showed: the time of each step, and where the way back led.
fn rehearsed(found: &Rehearsal, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let time = |milliseconds| duration(std::time::Duration::from_millis(milliseconds), shared.lang);
    let mut lines = Vec::new();
    let (text, role) = match found.same_schema {
        Some(true) => (UiText::RehearsedWell, Role::Good),
        Some(false) => (UiText::RehearsedBadly, Role::Danger),
        None => (UiText::RehearsedOneWay, Role::Warning),
    };
    lines.push(Line::styled(shared.say(text), theme.style(role)));
    lines.extend(found.difference.iter().map(|line| Line::raw(format!("  {line}"))));
    for step in &found.steps {
        let back = step.downgrade_ms.map_or_else(|| "–".to_owned(), time);
        let text = PendingText::RehearsedStep {
            revision: safe(&step.revision).into_owned(),
            out: time(step.upgrade_ms),
            back,
        };
        lines.push(Line::styled(shared.say(text), theme.style(Role::Dim)));
    }
    lines
}

fn at_work(job: &JobView, shared: &Shared) -> Vec<Line<'static>> {
    let theme = &shared.theme;
    let mut lines = Vec::new();
    if job.asked > Urgency::None {
        let text = if job.asked == Urgency::Now { UiText::Cancelling } else { UiText::CancellingCalm };
        lines.push(Line::styled(shared.say(text), theme.style(Role::Warning)));
    }
    if let Some(holder) = &job.waits_for {
        let (who, since) = (safe(&holder.who).into_owned(), local_time(&holder.since, shared.lang));
        lines.push(Line::styled(shared.say(PendingText::WaitsFor { who, since }), theme.style(Role::Warning)));
    }
    if let Some(time) = &job.waits_until {
        let time = local_time(&time.to_string(), shared.lang);
        lines.push(Line::styled(shared.say(PendingText::WaitsUntil { time }), theme.style(Role::Accent)));
    }
    if let Some((phase, bytes, total)) = job.bytes {
        let done = match total {
            Some(total) => format!("{} / {}", size(bytes, shared.lang), size(total, shared.lang)),
            None => size(bytes, shared.lang),
        };
        lines.push(Line::raw(shared.say(match phase {
            BackupPhase::Copying => PendingText::Copying { done },
            BackupPhase::Verifying => PendingText::Verifying { done },
            BackupPhase::Restoring => PendingText::RestoringBytes { done },
        })));
    }
    if let Some((set, done, total)) = &job.seeds {
        let (set, done, total) = (safe(set).into_owned(), *done, *total);
        lines.push(Line::raw(shared.say(PendingText::Loading { set, done, total })));
    }
    if let (Some(statement), Some(step)) = (&job.statement, job.current_step()) {
        let time = elapsed(shared.now.saturating_duration_since(statement.started));
        let (number, last, total, line) = (statement.number, statement.last, step.statements.1, statement.line);
        lines.push(Line::styled(
            shared.say(match last > number {
                true => PendingText::Statements { number, last, total, line, time },
                false => PendingText::Statement { number, total, line, time },
            }),
            theme.style(Role::Dim),
        ));
        lines.push(Line::styled(statement.sql.to_string(), theme.style(Role::SqlName)));
    } else if let Some(statement) = &job.statement {
        lines.push(Line::styled(statement.sql.to_string(), theme.style(Role::SqlName)));
    }
    if let Some((rows, permille, left)) = job.batch {
        let left = left.map(|left| duration(left, shared.lang)).unwrap_or_default();
        let (rows, percent) = (number(rows, shared.lang), permille / 10);
        lines.push(Line::raw(shared.say(PendingText::Batch { rows, percent, left })));
    }
    let activity = shared.activity.as_deref();
    if let Some(activity) = activity.filter(|activity| job.waits_for.is_some() && !activity.is_own()) {
        lines.extend(elsewhere::now(activity, shared));
    }
    let activity = activity.filter(|activity| activity.is_own());
    if let Some(activity) = activity {
        lines.extend(server::progress(activity, shared));
        lines.extend(server::blockers(activity, shared));
        lines.extend(server::blocked(activity, shared));
    }
    // The job itself sees who is in the way a little earlier, and knows less of them.
    if !job.blockers.is_empty() && activity.is_none_or(|activity| activity.server.blockers.is_empty()) {
        lines.push(Line::styled(shared.say(PendingText::BlockedBy), theme.style(Role::Warning)));
        for blocker in &job.blockers {
            let time = elapsed(std::time::Duration::from_secs(u64::try_from(blocker.seconds).unwrap_or_default()));
            let (user, application) = (safe(&blocker.user).into_owned(), safe(&blocker.application).into_owned());
            let text = PendingText::Blocker { pid: blocker.pid, user, application, time };
            lines.push(Line::styled(format!("  {}", shared.say(text)), theme.style(Role::Strong)));
            lines.push(Line::styled(format!("  {}", safe(&blocker.query)), theme.style(Role::Dim)));
        }
    }
    if let Some((attempt, since, pause)) = job.retry {
        let left = pause.saturating_sub(shared.now.saturating_duration_since(since));
        let text = PendingText::Retrying { attempt, pause: elapsed(left) };
        lines.push(Line::styled(shared.say(text), theme.style(Role::Warning)));
    }
    lines
}
