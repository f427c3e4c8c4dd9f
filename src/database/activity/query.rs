//! The questions to a PostgreSQL server, all in one message, and what its answers mean.

use super::progress::{self, Progress};
use super::{OpenRun, RunningStatement, ServerActivity, ServerSession};
use crate::database::connect::application_name_of;
use crate::database::lock::{LOCK_CLASS, LOCK_OBJECT};
use crate::database::postgres::without_prefix;
use crate::database::session::Row;
use crate::database::split::{Statement, one_line};
use crate::i18n::safe;
use crate::revision::Engine;

/// Sessions that wait for a lock and are looked at: each costs the server a look at all locks.
const WAITING_SESSIONS: u32 = 100;

/// How much of a statement is shown: more than a terminal's line.
const SQL_CELLS: usize = 200;

/// Everything but the journal. The first column of each row says what it is.
pub(super) fn server(version: u32) -> String {
    let writer = format!(
        "SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {LOCK_CLASS} \
         AND l.objid = {LOCK_OBJECT} AND l.objsubid = 2 \
         AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())"
    );
    let sessions = format!(
        "WITH writer AS MATERIALIZED ({writer}), \
         ahead AS MATERIALIZED (SELECT DISTINCT unnest(pg_blocking_pids(w.pid)) AS pid FROM writer w), \
         waiting AS MATERIALIZED (SELECT DISTINCT l.pid FROM pg_locks l WHERE NOT l.granted AND l.pid IS NOT NULL \
         AND EXISTS (SELECT FROM writer) LIMIT {WAITING_SESSIONS}), \
         behind AS MATERIALIZED (SELECT DISTINCT s.pid FROM waiting s, writer w WHERE w.pid = ANY (pg_blocking_pids(s.pid))), \
         shown AS (SELECT 'writer' AS role, pid FROM writer UNION ALL SELECT 'blocker', pid FROM ahead \
         UNION ALL SELECT 'blocked', pid FROM behind) \
         SELECT s.role, a.pid, a.usename, a.application_name, host(a.client_addr), \
         extract(epoch FROM now() - a.xact_start)::bigint, coalesce(a.state, 'active'), left(a.query, 4000), \
         extract(epoch FROM a.backend_start)::text, extract(epoch FROM now() - a.query_start)::bigint, \
         a.wait_event_type, a.wait_event, coalesce(nullif(a.backend_type, 'client backend'), '') \
         FROM shown s JOIN pg_stat_activity a ON a.pid = s.pid \
         UNION ALL SELECT 'blocker', 0, p.owner, '', NULL, extract(epoch FROM now() - p.prepared)::bigint, 'prepared', p.gid, \
         NULL, NULL, NULL, NULL, '' FROM pg_prepared_xacts p, ahead b WHERE b.pid = 0 AND p.database = current_database() \
         ORDER BY 6 DESC NULLS LAST;"
    );
    let lock = format!(
        "SELECT 'lock', l.mode, coalesce((SELECT c.oid::regclass::text FROM pg_class c WHERE c.oid = l.relation), l.locktype) \
         FROM pg_locks l WHERE NOT l.granted AND l.pid IN ({writer}) LIMIT 1;"
    );
    format!("{sessions}{lock}{}", progress::query(version, &writer))
}

/// What the answers to [`server`] say.
pub(super) fn activity(rows: &[Row], run: Option<OpenRun>) -> ServerActivity {
    let with_role = |role: &'static str| rows.iter().filter(move |row| row.text(0) == role);
    let sessions = |role| with_role(role).map(session).collect();
    let Some(row) = with_role("writer").next() else { return ServerActivity::default() };
    let writer = session(row);
    let lock = with_role("lock").next().map(|row| safe(&format!("{} {}", row.text(1), row.text(2))).into_owned());
    ServerActivity {
        // Between two runs the row of one that crashed may still be without an end.
        run: run.filter(|run| is_run_of(run, row.text(3))),
        statement: (!writer.is_idle).then(|| RunningStatement {
            sql: writer.query.clone(),
            seconds: u64::try_from(row.number(9)).unwrap_or_default(),
            waits_for: row.optional(10).map(|kind| safe(&format!("{kind}: {}", row.text(11))).into_owned()),
            lock,
        }),
        progress: with_role("progress").next().map(Progress::of),
        blockers: sessions("blocker"),
        blocked: sessions("blocked"),
        writer: Some(writer),
    }
}

/// Whether the session that calls itself so belongs to a run; see `application_name` in `connect.rs`. A long name has lost its end.
fn is_run_of(run: &OpenRun, application: &str) -> bool {
    let name = application_name_of(&run.operator, &run.host, run.pid);
    // Who sets `application_name` in PGOPTIONS calls it something else.
    name == application || !application.starts_with("goc ")
}

fn session(row: &Row) -> ServerSession {
    let background = row.text(12);
    let application = if background.is_empty() { row.text(3) } else { background };
    ServerSession {
        pid: i32::try_from(row.number(1)).unwrap_or_default(),
        user: safe(row.text(2)).into_owned(),
        application: safe(application).into_owned(),
        client: row.optional(4).map(|client| safe(client).into_owned()),
        seconds: row.optional(5).map(|_| u64::try_from(row.number(5)).unwrap_or_default()),
        is_idle: row.text(6) != "active" && row.text(6) != "fastpath function call",
        query: folded(without_prefix(row.text(7))),
        began: row.optional(8).map(str::to_owned),
    }
}

/// On one line, without comments, and harmless.
fn folded(sql: &str) -> String {
    let whole = Statement { range: 0..sql.len(), line: 1, copy_data: None };
    one_line(sql, &whole, Engine::Postgres, SQL_CELLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        Row(cells.iter().map(|&cell| (cell != "-").then(|| cell.to_owned())).collect())
    }

    fn writer(application: &str, state: &str, query: &str) -> Row {
        row(&["writer", "900", "shop", application, "-", "12", state, query, "1.5", "7", "Lock", "relation", ""])
    }

    #[test]
    fn what_goc_sends_along_is_left_out_of_a_statement_and_it_is_harmless() {
        let prefix = "SET LOCAL search_path = \"a; b\", public; SET LOCAL lock_timeout = 2000; ";
        for (query, expected) in [
            (format!("{prefix}ALTER TABLE stok\n  ADD c integer -- why"), "ALTER TABLE stok ADD c integer"),
            ("SELECT 1".to_owned(), "SELECT 1"),
            ("SELECT '\u{1b}]0;x\u{7}'".to_owned(), "SELECT '\\x1b]0;x\\x07'"),
            ("SET LOCAL search_path = very_lo".to_owned(), "SET LOCAL search_path = very_lo"),
        ] {
            let found = activity(&[writer("goc a@b pid 1", "active", &query)], None);
            assert_eq!(found.statement.map(|statement| statement.sql).as_deref(), Some(expected), "{query:?}");
        }
    }

    #[test]
    fn a_run_belongs_to_the_session_that_calls_itself_like_it() {
        let run = OpenRun::sample(&["a", "b"], 1);
        let long = OpenRun { host: "h".repeat(80), ..run.clone() };
        let cut = application_name_of("ayse", &long.host, 812);
        for (run, application, belongs) in [
            (&run, "goc ayse@kasa-1 pid 812", true),
            (&run, "goc ayse@kasa-1 pid 813", false),
            (&long, cut.as_str(), true),
            (&run, "named by PGOPTIONS", true),
        ] {
            let found = activity(&[writer(application, "active", "SELECT 1")], Some(run.clone()));
            assert_eq!(found.run.is_some(), belongs, "{application}");
        }
        assert_eq!(activity(&[], Some(run)), ServerActivity::default(), "without a writer the run has crashed");
    }

    #[test]
    fn what_a_login_may_not_see_stays_unknown_and_an_idle_session_runs_nothing() {
        let rows = [
            writer("goc a@b pid 1", "idle in transaction", "COMMIT"),
            row(&["lock", "ShareLock", "public.stok"]),
            row(&[
                "blocker",
                "7",
                "kasa",
                "pos",
                "-",
                "-",
                "active",
                "<insufficient privilege>",
                "-",
                "-",
                "-",
                "-",
                "",
            ]),
            row(&[
                "blocker",
                "8",
                "-",
                "",
                "-",
                "3",
                "active",
                "VACUUM stok",
                "2.5",
                "1",
                "-",
                "-",
                "autovacuum worker",
            ]),
        ];
        let found = activity(&rows, None);
        assert_eq!((found.statement, found.writer.map(|writer| writer.is_idle)), (None, Some(true)));
        let [hidden, background] = &found.blockers[..] else { panic!("{:?}", found.blockers) };
        assert_eq!((hidden.seconds, &hidden.began, &hidden.client), (None, &None, &None));
        assert_eq!((background.application.as_str(), background.seconds), ("autovacuum worker", Some(3)));
    }
}
