//! Painting the installation: the rail of steps, and the step at hand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{InstallText, LANGUAGES, Plan, Step, Wizard, place, told};
use crate::i18n::{Say, elapsed, safe};
use crate::operations::install::{Stage, StageState};
use crate::tui::diagnosis::check_lines;
use crate::tui::dialog::draw_field;
use crate::tui::job::JobView;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::put::put;
use crate::tui::widget::table::{Column, Row, Table};
use crate::tui::widget::text::{wrap, wrap_line};
use crate::worker::Failure;

pub(super) fn draw(wizard: &Wizard, frame: &mut Frame, area: Rect, shared: &Shared) {
    let title = shared.say(InstallText::Title);
    let inner = Pane::new(&shared.theme, &title).focused(true).draw(area, frame.buffer_mut());
    let inner = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
    if inner.height < 4 {
        return;
    }
    let line = rail(wizard, shared, usize::from(inner.width));
    put(frame.buffer_mut(), inner.x, inner.y, inner.width, &line, Style::new());
    let body = Rect { y: inner.y + 2, height: inner.height - 2, ..inner };
    match wizard.step {
        Step::Language => language(wizard, frame, body, shared),
        Step::Database => database(wizard, frame, body, shared),
        Step::Questions => {
            if let Some(form) = &wizard.form {
                form.draw(frame, body, shared);
            }
        }
        Step::Plan => page(wizard, frame, body, shared, plan(wizard, shared)),
        Step::Summary => page(wizard, frame, body, shared, summary(wizard, shared)),
        Step::Run => page(wizard, frame, body, shared, run(wizard, shared)),
        Step::Report => page(wizard, frame, body, shared, report(wizard, shared)),
    }
}

/// The steps: done, here, to come. On a narrow screen only the number of the others is left.
fn rail(wizard: &Wizard, shared: &Shared, room: usize) -> Line<'static> {
    let theme = &shared.theme;
    let symbols = theme.symbols();
    let make = |short: bool| {
        let mut spans = Vec::new();
        for (index, step) in Step::ALL.into_iter().enumerate() {
            let is_here = step == wizard.step;
            let (mark, role) = match (step.cmp(&wizard.step), step) {
                (std::cmp::Ordering::Less, _) => (symbols.check, Role::Good),
                (std::cmp::Ordering::Equal, _) => (symbols.selected, Role::TabActive),
                (std::cmp::Ordering::Greater, _) => (" ", Role::Dim),
            };
            let name = if short && !is_here { (index + 1).to_string() } else { shared.say(step.title()) };
            spans.push(Span::styled(format!("{mark} {name}"), theme.style(role)));
            spans.push(Span::raw("  "));
        }
        Line::from(spans)
    };
    let whole = make(false);
    if whole.width() <= room { whole } else { make(true) }
}

/// Wraps lines and draws them with a scroll bar where they are too many.
fn page(wizard: &Wizard, frame: &mut Frame, area: Rect, shared: &Shared, lines: Vec<Line<'static>>) {
    let cells = usize::from(area.width.saturating_sub(2));
    let lines: Vec<Line<'static>> = lines.iter().flat_map(|line| wrap_line(line, cells)).collect();
    wizard.scroll.draw(&shared.theme, area, frame.buffer_mut(), lines.len(), |index| lines[index].clone());
}

fn paragraph(frame: &mut Frame, mut area: Rect, text: &str, style: Style) -> Rect {
    for line in wrap(text, usize::from(area.width)) {
        if area.height == 0 {
            break;
        }
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::styled(line, style), Style::new());
        area = Rect { y: area.y + 1, height: area.height - 1, ..area };
    }
    area
}

/// An empty line.
fn gap(area: Rect) -> Rect {
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area }
}

fn language(wizard: &Wizard, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let area = gap(paragraph(frame, area, &shared.say(InstallText::Welcome), theme.style(Role::Text)));
    let columns = [Column::rest("", 10)];
    let table = Table {
        theme,
        columns: &columns,
        rows: LANGUAGES.len(),
        cursor: &wizard.languages,
        focused: true,
        header: false,
        empty: "",
    };
    table.draw(area, frame.buffer_mut(), |index| Row::new([Line::raw(LANGUAGES[index].1)]));
}

fn database(wizard: &Wizard, frame: &mut Frame, area: Rect, shared: &Shared) {
    let theme = &shared.theme;
    let area = gap(paragraph(frame, area, &shared.say(InstallText::WhichDatabase), theme.style(Role::Strong)));
    let candidates = place::candidates(shared);
    let columns = [Column::upto("", 8, 18), Column::rest("", 12).shrink(2), Column::upto("", 10, 48)];
    let table = Table {
        theme,
        columns: &columns,
        rows: candidates.len() + 1,
        cursor: &wizard.places,
        focused: true,
        header: false,
        empty: "",
    };
    let height = u16::try_from(candidates.len() + 1).unwrap_or(u16::MAX).min(area.height.saturating_sub(5).max(1));
    let rows = Rect { height: height.min(area.height), ..area };
    table.draw(rows, frame.buffer_mut(), |index| match candidates.get(index) {
        Some(candidate) => Row::new([
            Line::styled(safe(&candidate.name).into_owned(), theme.style(Role::Strong)),
            Line::raw(candidate.address.clone()),
            Line::styled(candidate.origin.clone(), theme.style(Role::Dim)),
        ]),
        None => Row::new([Line::raw(shared.say(InstallText::OtherAddress)), Line::default(), Line::default()]),
    });
    let below = gap(Rect { y: area.y + rows.height, height: area.height - rows.height, ..area });
    if wizard.types_address(shared) {
        let field = Rect { height: below.height.min(2), width: below.width.min(70), ..below };
        draw_field(frame, field, &wizard.address, theme);
        let help = Rect { y: below.y + 3.min(below.height), height: below.height.saturating_sub(3), ..below };
        paragraph(frame, help, &shared.say(InstallText::AddressHelp), theme.style(Role::Dim));
    }
}

fn styled(text: String, role: Role, shared: &Shared) -> Line<'static> {
    Line::styled(text, shared.theme.style(role))
}

fn failure_lines(failure: &Failure, shared: &Shared) -> Vec<Line<'static>> {
    let mut lines = vec![styled(failure.say(shared.lang), Role::Danger, shared)];
    let arrow = shared.theme.symbols().right;
    lines.extend(failure.hint(shared.lang).lines().map(|hint| Line::raw(format!("{arrow} {hint}"))));
    lines
}

/// The connection check by check, then what would be done or what is in the way.
fn plan(wizard: &Wizard, shared: &Shared) -> Vec<Line<'static>> {
    let is_refused = matches!(wizard.plan, Plan::Refused(_));
    // A database that is missing will be made; only what stops the installation is worth its way out here.
    let mut lines = check_lines(&wizard.checks, is_refused, shared);
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    match &wizard.plan {
        Plan::Asked => lines.push(styled(shared.say(InstallText::Testing), Role::Dim, shared)),
        Plan::Refused(failure) => {
            lines.extend(failure_lines(failure, shared));
            lines.push(Line::default());
            lines.push(styled(shared.say(InstallText::CannotYet), Role::Warning, shared));
        }
        Plan::Ready { stages, .. } => {
            let is_there = told(stages).all(|stage| {
                !matches!(stage.state, StageState::Waiting)
                    || stage.name == crate::operations::install::StageName::Consistency
            });
            lines.push(match is_there {
                true => styled(shared.say(InstallText::NothingToDo), Role::Good, shared),
                false => styled(shared.say(InstallText::CanInstall), Role::Strong, shared),
            });
            lines.extend(told(stages).map(|stage| stage_line(stage, shared)));
        }
    }
    lines
}

fn stage_line(stage: &Stage, shared: &Shared) -> Line<'static> {
    let theme = &shared.theme;
    let symbols = theme.symbols();
    let (symbol, role) = match stage.state {
        StageState::Waiting => (symbols.pending, Role::Dim),
        StageState::Running => (symbols.selected, Role::Accent),
        StageState::Done => (symbols.check, Role::Good),
        StageState::AlreadyDone => (symbols.check, Role::Dim),
        StageState::Skipped => (symbols.separator, Role::Dim),
        StageState::Failed => (symbols.cross, Role::Danger),
    };
    Line::from(vec![
        Span::styled(format!("{symbol} "), theme.style(role)),
        Span::styled(format!("{}  ", stage.name.say(shared.lang)), theme.style(Role::Strong)),
        Span::raw(safe(&stage.detail(shared.lang)).into_owned()),
    ])
}

fn summary(wizard: &Wizard, shared: &Shared) -> Vec<Line<'static>> {
    let Plan::Ready { stages, questions } = &wizard.plan else { return Vec::new() };
    let theme = &shared.theme;
    let database = safe(&place::shown(wizard.place.as_ref())).into_owned();
    let button = shared.say(InstallText::ButtonInstall { database });
    let button = format!("[{}{button} ]", theme.symbols().selected);
    // The button first: on a small screen everything else can be scrolled.
    let mut lines = vec![
        styled(shared.say(InstallText::SummaryIntro), Role::Strong, shared),
        Line::default(),
        styled(button, Role::ButtonFocused, shared),
        Line::default(),
    ];
    lines.extend(told(stages).map(|stage| stage_line(stage, shared)));
    if !questions.is_empty() {
        lines.push(Line::default());
        lines.push(styled(shared.say(InstallText::Answers), Role::Strong, shared));
    }
    for question in questions {
        let answer = match (question.secret, wizard.answers.get(&question.key).or(question.default.as_deref())) {
            (true, _) => Span::styled(shared.say(InstallText::Given), theme.style(Role::Dim)),
            (false, None | Some("")) => Span::styled(shared.say(InstallText::Empty), theme.style(Role::Dim)),
            (false, Some(answer)) => Span::raw(safe(answer).into_owned()),
        };
        let label = format!("  {}: ", safe(question.label(shared.lang)));
        lines.push(Line::from(vec![Span::styled(label, theme.style(Role::Dim)), answer]));
    }
    lines
}

fn run(wizard: &Wizard, shared: &Shared) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    match &wizard.failure {
        None => {
            let since = wizard.started.map(|started| shared.now.saturating_duration_since(started)).unwrap_or_default();
            let time = shared.say(InstallText::Elapsed { time: elapsed(since) });
            lines.push(styled(format!("{}  {time}", shared.say(InstallText::Installing)), Role::Strong, shared));
        }
        Some(_) => lines.push(styled(shared.say(InstallText::Failed), Role::Warning, shared)),
    }
    lines.push(Line::default());
    lines.extend(told(&wizard.stages).map(|stage| stage_line(stage, shared)));
    if let Some(job) = shared.job.as_ref().filter(|job| job.is_running()) {
        lines.extend(job_line(job, shared));
    }
    if let Some(failure) = &wizard.failure {
        lines.push(Line::default());
        lines.extend(failure_lines(failure, shared));
    }
    lines
}

/// `3/6  003 Müşteri …`, or how many rows of a set are there.
fn job_line(job: &JobView, shared: &Shared) -> Option<Line<'static>> {
    let text = match (&job.seeds, job.current_step()) {
        (Some((set, done, total)), _) => format!("{}  {done}/{total}", safe(set)),
        (None, Some(step)) => {
            let count = shared.say(UiText::StepsDone { done: job.steps_done(), total: job.steps.len() });
            format!("{count}  {}  {}", safe(&step.revision), safe(&step.message))
        }
        (None, None) => return None,
    };
    Some(styled(format!("    {text}"), Role::Accent, shared))
}

fn report(wizard: &Wizard, shared: &Shared) -> Vec<Line<'static>> {
    let Some(report) = &wizard.report else { return Vec::new() };
    let title = match report.changed {
        true => shared.say(InstallText::Installed { database: safe(&report.database).into_owned() }),
        false => shared.say(InstallText::NothingToDo),
    };
    let mut lines = vec![styled(title, Role::Good, shared), Line::default()];
    lines.extend(told(&wizard.stages).map(|stage| stage_line(stage, shared)));
    lines.push(Line::default());
    lines.push(styled(shared.say(InstallText::Next), Role::Strong, shared));
    for (index, step) in report.next.iter().enumerate() {
        lines.push(Line::raw(format!("  {}. {}", index + 1, step.say(shared.lang))));
    }
    lines
}
