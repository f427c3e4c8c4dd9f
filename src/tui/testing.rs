//! What the tests of screens share: a database that stands at `003` of SONTECHSP's revisions, and screens as text.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::binding::Hint;
use super::footer::draw_hints;
use super::shared::Shared;
use super::theme::{Look, Theme};
use crate::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Environment, Origin};
use crate::database::activity::{Amount, Progress, RunningStatement, ServerActivity, ServerSession, Unit};
use crate::database::{OpenRun, Outcome, RunRecord, StepOutcome, StepRecord};
use crate::i18n::Lang;
use crate::operations::activity::{Activity, StepAtWork};
use crate::operations::migration::{AppliedRevisions, AppliedStep, Status, Survey};
use crate::operations::{BUILTIN, Revisions};
use crate::revision::{Direction, RevisionId, Source, Target};
use crate::worker::Opened;

/// Every size that a terminal may have, mostly sizes at which something could go wrong.
pub const SIZES: [(u16, u16); 16] = [
    (0, 0),
    (0, 5),
    (5, 0),
    (1, 1),
    (2, 2),
    (10, 3),
    (20, 5),
    (59, 14),
    (60, 15),
    (61, 16),
    (80, 24),
    (81, 25),
    (100, 30),
    (120, 40),
    (160, 50),
    (200, 60),
];

/// No colours, so that a screen as text holds everything that tells things apart.
pub const THEME: Theme = Theme::new(Look { colour: false, ascii: false });

/// The ids of the revisions in a list.
pub fn ids(ids: &[&str]) -> Vec<RevisionId> {
    ids.iter().map(|id| RevisionId::unchecked(id)).collect()
}

/// A connection of `goc.toml`.
pub fn connection(name: &str, environment: Environment) -> ConnectionSettings {
    ConnectionSettings {
        name: name.to_owned(),
        url: DatabaseUrl::Sqlite(PathBuf::from(format!("{name}.db"))),
        options: ConnectionConfig { environment, ..ConnectionConfig::default() },
        origin: Origin::File(PathBuf::from("goc.toml")),
    }
}

/// Where a database stands that holds the revisions `current` of `revisions`.
pub fn status(revisions: &Revisions, current: &[&str]) -> Status {
    let current = ids(current);
    let graph = &revisions.graph;
    let plan = crate::revision::upgrade(graph, &current, &Target::heads()).expect("rows of the graph");
    let pending: Vec<RevisionId> = plan.steps.into_iter().map(|step| step.revision).collect();
    let joined = |ids: &[RevisionId]| ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", ");
    let heads = graph.ids(graph.heads());
    Status {
        current_revision: (!current.is_empty()).then(|| joined(&current)),
        head_revision: Some(joined(&heads)),
        is_up_to_date: pending.is_empty(),
        pending_count: pending.len(),
        database: "store".to_owned(),
        server: "SQLite 3.51.3".to_owned(),
        heads,
        current,
        pending,
        unknown: Vec::new(),
        changed: Vec::new(),
        unrecorded: Vec::new(),
        has_journal: true,
        interrupted: Vec::new(),
        mark: None,
        writer: None,
        last_failed_run: None,
    }
}

/// A database at `current`, whose revisions were applied one after the other in the night of 2025-01-04.
pub fn survey(revisions: &Revisions, current: &[&str]) -> Survey {
    let rows = ids(current);
    let applied = AppliedRevisions::of_rows(rows.clone());
    let mut steps = HashMap::new();
    let mut nodes: Vec<_> = applied.nodes(&revisions.graph).into_iter().collect();
    nodes.sort();
    for (index, node) in nodes.into_iter().enumerate() {
        let step = AppliedStep {
            applied: format!("2025-01-04T02:{:02}:00.000Z", index % 60),
            duration_ms: 41 + 36 * index as u64,
            checksum: Some(revisions.graph.file(node).checksum),
            run_id: "r1".into(),
            is_adopted: false,
        };
        steps.insert(revisions.graph.id(node).clone(), step);
    }
    let operators = HashMap::from([("r1".to_owned(), "ayse".to_owned())]);
    Survey { status: status(revisions, current), applied: AppliedRevisions::of(rows, steps), operators }
}

/// SONTECHSP's own revisions.
pub fn builtin() -> Arc<Revisions> {
    Arc::new(Revisions::load(Source::Builtin(BUILTIN)))
}

/// Everything known: the connection `store` at `003`, three revisions pending, nothing wrong; two more connections.
pub fn shared() -> Shared {
    let mut shared = Shared::new(Lang::En, THEME);
    let revisions = builtin();
    shared.survey = Some(Ok(Arc::new(survey(&revisions, &["003"]))));
    shared.revisions = Some(revisions);
    shared.findings = Some(Vec::new());
    shared.opened = Some(Opened {
        connections: vec![
            connection("store", Environment::Production),
            connection("till-1", Environment::Development),
            connection("till-2", Environment::Staging),
        ],
        chosen: Some("store".to_owned()),
        config_file: Some(PathBuf::from("goc.toml")),
        is_unconfigured: false,
    });
    shared.connection = Some("store".to_owned());
    shared
}

/// A run of three steps, of which the first is done, by somebody over SSH.
pub fn run_record(command: &str, target: &str, outcome: Outcome) -> RunRecord {
    let plan = ["004_eticaret_altyapi", "005_ebelge_outbox", "006"];
    let mut run = RunRecord::sample(command, target, &plan, Some(outcome));
    run.steps = vec![StepRecord {
        run_id: run.id.clone(),
        number: 1,
        revision: RevisionId::unchecked(plan[0]),
        direction: Direction::Upgrade,
        checksum: String::new(),
        started: run.started.clone(),
        duration_ms: 41,
        rows: 0,
        outcome: StepOutcome::Done,
        statements_done: 1,
        done_checksum: String::new(),
        error: None,
    }];
    run
}

/// Another session on the server.
pub fn session(pid: i32, application: &str, query: &str) -> ServerSession {
    ServerSession {
        pid,
        user: "kasa".to_owned(),
        application: application.to_owned(),
        client: Some("10.0.0.5".to_owned()),
        seconds: Some(95),
        is_idle: false,
        query: query.to_owned(),
        began: Some(format!("1735956600.{pid}")),
    }
}

/// A goc of another machine builds an index in the second of three steps, behind a till and before another one.
pub fn activity() -> Activity {
    let run = OpenRun::sample(&["004_eticaret_altyapi", "005_ebelge_outbox", "006"], 1);
    let sql = "CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum)";
    let idle = ServerSession { is_idle: true, ..session(4_711, "pos", "SELECT * FROM ebelge_cikis_kuyrugu") };
    let server = ServerActivity {
        run: Some(run),
        writer: Some(ServerSession { user: "sontechsp".to_owned(), ..session(900, "goc ayse@kasa-1 pid 812", sql) }),
        statement: Some(RunningStatement {
            sql: sql.to_owned(),
            seconds: 42,
            waits_for: Some("Lock: relation".to_owned()),
            lock: Some("ShareLock public.ebelge_cikis_kuyrugu".to_owned()),
        }),
        progress: Some(Progress {
            command: "CREATE INDEX".to_owned(),
            phase: "building index: scanning table".to_owned(),
            table: Some("public.ebelge_cikis_kuyrugu".to_owned()),
            amount: Some(Amount { done: 4_500, total: Some(10_000), unit: Unit::Blocks }),
        }),
        blockers: vec![idle],
        blocked: vec![session(4_800, "pos", "UPDATE ebelge_cikis_kuyrugu SET durum = 'hazir' WHERE id = 7")],
    };
    let step = StepAtWork {
        number: 2,
        total: 3,
        revision: "005_ebelge_outbox".to_owned(),
        message: "E-belge kuyruğu".to_owned(),
    };
    Activity { server, step: Some(step) }
}

/// The same when it is this process that works.
pub fn own_activity() -> Activity {
    let mut activity = activity();
    if let Some(run) = &mut activity.server.run {
        run.is_here = true;
    }
    activity
}

/// A key without anything beside it.
pub fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// What `draw` paints on a screen of this size, with the keys in its last line.
pub fn screen(
    shared: &Shared,
    (width, height): (u16, u16),
    hints: &[Hint],
    draw: impl Fn(&mut Frame, Rect, &Shared),
) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal
        .draw(|frame| {
            let area = frame.area();
            let footer = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
            draw(frame, Rect { height: area.height.saturating_sub(1), ..area }, shared);
            draw_hints(frame.buffer_mut(), footer, hints, &shared.theme);
        })
        .expect("drawn");
    // An empty screen cannot be printed.
    if width == 0 || height == 0 { String::new() } else { terminal.backend().to_string() }
}

/// Snapshots at 80×24 and 120×40 in both languages, and a sweep over sizes that must not panic. `make` builds the screen's state for
/// a language: hints and what paints it.
pub fn snapshots<S>(
    name: &str,
    shared: &mut Shared,
    make: impl Fn(&Shared) -> S,
    hints: impl Fn(&S, &Shared) -> Vec<Hint>,
    draw: impl Fn(&S, &mut Frame, Rect, &Shared),
) {
    for lang in [Lang::En, Lang::Tr] {
        shared.lang = lang;
        let state = make(shared);
        let hints = hints(&state, shared);
        for size in SIZES {
            let text = screen(shared, size, &hints, |frame, area, shared| draw(&state, frame, area, shared));
            if matches!(size, (80, 24) | (120, 40)) {
                insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(format!("{name}_{}x{}_{lang}", size.0, size.1), text);
                });
            }
        }
    }
    shared.lang = Lang::En;
}
