//! PostgreSQL: `pg_dump` out, `pg_restore` and `psql` back.
//!
//! A restore has to replace everything in one transaction, and has to work for the owner of the database, who is no superuser.
//! `pg_restore` alone cannot do that: `--clean` drops only what the backup holds too, and a database next to this one, renamed
//! at the end, needs a right to create databases and nobody connected. So `pg_restore` writes the backup as SQL, goc puts
//! `BEGIN` and the drops of all that is there in front, and one `psql` runs it. `COMMIT` is only sent when `pg_restore` has
//! ended well; until then whatever breaks leaves the database as it was.
//!
//! What belongs to extensions stays, and so do `public` and schemas that hold an extension: an owner mostly may not make those
//! again. Privileges are restored, owners are not: everything belongs to whoever restores.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use super::{BackupError, BackupProblem, Contents, Progress, Table};
use crate::config::PostgresTarget;
use crate::database::postgres_tools::PostgresTools;
use crate::database::probe::shown;
use crate::database::{Access, Catalog, Connection, DatabaseError, literal};
use crate::i18n::safe;
use crate::operations::{BackupPhase, Context};
use crate::revision::RevisionId;

/// How much of what a program says is kept.
const WORDS_BYTES: u64 = 64 * 1024;
const WORDS_LINES: usize = 6;

const BUFFER: usize = 256 * 1024;

/// Tables that nobody may sell from for this long are no reason to wait longer.
const LOCK_WAIT: &str = "--lock-wait-timeout=60000";

/// The settings at the top of a script end within this many bytes.
const PREAMBLE_BYTES: usize = 4096;

/// A database to be copied.
pub(super) struct Source {
    target: PostgresTarget,
    /// `PostgreSQL 15.18`.
    pub(super) server: String,
    pub(super) tools: PostgresTools,
    /// The schema of the version table.
    schema: String,
    /// Of all tables, without their indexes.
    bytes: u64,
}

impl Source {
    pub(super) async fn open(context: &Context) -> Result<Source, BackupError> {
        let mut connection = context.connect(Access::Read).await?;
        let tools = find_tools(&mut connection).await?;
        let server = connection.version().await?;
        let catalog = Catalog::read(&mut connection).await?;
        let rows = connection
            .query("SELECT coalesce(sum(pg_table_size(oid)), 0)::bigint FROM pg_class WHERE relkind IN ('r', 'm') AND oid >= 16384")
            .await?;
        let bytes = rows.first().map_or(0, |row| u64::try_from(row.number(0)).unwrap_or_default());
        connection.close().await;
        let target = target_of(context)?;
        Ok(Source { target, server, tools, schema: catalog.schema().to_owned(), bytes })
    }

    /// A compressed dump is mostly much smaller than its tables, but how much nobody knows beforehand: the last one tells, with some
    /// growth; before the first, half of the tables.
    pub(super) fn space(&self, last: Option<u64>) -> u64 {
        last.map_or(self.bytes / 2, |last| last + last / 4)
    }

    pub(super) async fn copy(&self, context: &Context, file: &Path) -> Result<Contents, BackupError> {
        let mut command = self.tools.command("pg_dump", Some(&self.target));
        command.args(["--format=custom", "--no-password", "--no-sync", LOCK_WAIT]).arg("--file").arg(file);
        let mut child = start("pg_dump", &mut command)?;
        let words = words(&mut child);
        let mut progress = Progress::new(context, BackupPhase::Copying);
        let mut clock = tokio::time::interval(Progress::PAUSE);
        let status = loop {
            tokio::select! {
                biased;
                () = context.stop.now() => {
                    let _ = child.kill().await;
                    return Err(DatabaseError::Cancelled.into());
                }
                status = child.wait() => break status.is_ok_and(|status| status.success()),
                _ = clock.tick() => {
                    progress.report(std::fs::metadata(file).map_or(0, |metadata| metadata.len()), None);
                }
            }
        };
        if !status {
            return Err(failed("pg_dump", words).await.into());
        }
        let dump = Dump::read(context, &self.tools, file).await?;
        Ok(dump.contents(&self.schema))
    }
}

/// What `pg_dump --schema-only` writes of a database, without goc's and Alembic's own tables, owners and rights.
///
/// # Errors
/// There is no `pg_dump` that fits the server, or it fails.
pub async fn schema_dump(context: &Context) -> Result<String, BackupError> {
    let mut connection = context.connect(Access::Read).await?;
    let tools = find_tools(&mut connection).await?;
    connection.close().await;
    let target = target_of(context)?;
    let mut command = tools.command("pg_dump", Some(&target));
    command.args(["--schema-only", "--no-owner", "--no-privileges", "--no-password", LOCK_WAIT]);
    command.args(["--exclude-table=goc_*", "--exclude-table=alembic_version"]).stdout(std::process::Stdio::piped());
    let output = tokio::select! {
        biased;
        () = context.stop.now() => return Err(DatabaseError::Cancelled.into()),
        output = command.output() => output.map_err(|error| not_started("pg_dump", &error))?,
    };
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let reason = first_lines(&String::from_utf8_lossy(&output.stderr));
    Err(BackupProblem::Tool { program: "pg_dump".to_owned(), reason }.into())
}

/// The programs that fit the server behind a connection.
pub(super) async fn find_tools(connection: &mut Connection) -> Result<PostgresTools, BackupError> {
    let server = server_major(connection).await?;
    PostgresTools::find(server).await.map_err(|found| BackupProblem::NoTools { server, found }.into())
}

async fn server_major(connection: &mut Connection) -> Result<u32, DatabaseError> {
    let rows = connection.query("SELECT current_setting('server_version_num')").await?;
    Ok(rows.first().map_or(0, |row| u32::try_from(row.number(0) / 10_000).unwrap_or_default()))
}

fn target_of(context: &Context) -> Result<PostgresTarget, DatabaseError> {
    let missing = || DatabaseError::Unsupported { found: "SQLite".to_owned() };
    context.database.postgres().cloned().ok_or_else(missing)
}

/// A dump that was read from its first byte to its last.
pub(super) struct Dump {
    /// Its table of contents as `pg_restore --list` has it.
    list: String,
    tables: Vec<Table>,
    /// The version tables, by schema.
    versions: Vec<(String, Vec<RevisionId>)>,
}

impl Dump {
    /// Reads a dump as a restore would, without a database: every block is decompressed, so one that was cut short or damaged is
    /// found out.
    pub(super) async fn read(context: &Context, tools: &PostgresTools, file: &Path) -> Result<Dump, BackupError> {
        let damaged = |reason: String| BackupProblem::Damaged { file: shown(file), reason };
        let mut command = tools.command("pg_restore", None);
        command.arg("--list").arg(file).stdout(Stdio::piped());
        let output = command.output().await.map_err(|error| not_started("pg_restore", &error))?;
        if !output.status.success() {
            return Err(damaged(first_lines(&String::from_utf8_lossy(&output.stderr))).into());
        }
        let list = String::from_utf8_lossy(&output.stdout).into_owned();

        let mut command = tools.command("pg_restore", None);
        command.args(["--data-only", "--exit-on-error", "--file=-"]).arg(file).stdout(Stdio::piped());
        let mut child = start("pg_restore", &mut command)?;
        let words = words(&mut child);
        let mut reader = DataReader::default();
        let mut progress = Progress::new(context, BackupPhase::Verifying);
        let mut read = 0;
        if let Some(out) = child.stdout.take() {
            let mut out = BufReader::with_capacity(BUFFER, out);
            let mut line = Vec::new();
            loop {
                line.clear();
                tokio::select! {
                    biased;
                    () = context.stop.now() => {
                        let _ = child.kill().await;
                        return Err(DatabaseError::Cancelled.into());
                    }
                    bytes = out.read_until(b'\n', &mut line) => match bytes {
                        Ok(0) | Err(_) => break,
                        Ok(bytes) => read += bytes as u64,
                    }
                }
                reader.line(&line);
                progress.report(read, None);
            }
        }
        let ended_well = child.wait().await.is_ok_and(|status| status.success());
        if !ended_well || reader.table.is_some() {
            return Err(damaged(words.await.unwrap_or_default()).into());
        }
        Ok(Dump { list, tables: reader.tables, versions: reader.versions })
    }

    /// Its tables, and the version rows of `schema`, or of whatever schema has them.
    pub(super) fn contents(&self, schema: &str) -> Contents {
        let version = self.versions.iter().find(|(name, _)| name == schema).or(self.versions.first());
        Contents { revisions: version.map(|(_, rows)| rows.clone()).unwrap_or_default(), tables: self.tables.clone() }
    }
}

/// Takes the script of `pg_restore --data-only` line by line.
#[derive(Default)]
struct DataReader {
    tables: Vec<Table>,
    versions: Vec<(String, Vec<RevisionId>)>,
    /// The table whose rows are coming, and whether it is a version table.
    table: Option<bool>,
}

impl DataReader {
    fn line(&mut self, line: &[u8]) {
        match self.table {
            None => {
                let text = line.strip_prefix(b"COPY ").filter(|rest| rest.ends_with(b" FROM stdin;\n"));
                let Some(text) = text else { return };
                let text = String::from_utf8_lossy(text);
                let name = qualified_name(&text);
                let schema = name.strip_suffix(".alembic_version");
                if let Some(schema) = schema {
                    self.versions.push((schema.trim_matches('"').replace("\"\"", "\""), Vec::new()));
                }
                self.table = Some(schema.is_some());
                self.tables.push(Table { name: safe(name).into_owned(), rows: 0 });
            }
            Some(_) if line == b"\\.\n" => self.table = None,
            Some(is_version) => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                }
                if let (true, Some((_, rows))) = (is_version, self.versions.last_mut()) {
                    let text = String::from_utf8_lossy(line.strip_suffix(b"\n").unwrap_or(line)).replace("\\\\", "\\");
                    rows.push(RevisionId::unchecked(&text));
                    rows.sort();
                }
            }
        }
    }
}

/// The name at the start of `public."a table" (columns) FROM stdin;`.
fn qualified_name(text: &str) -> &str {
    let mut quoted = false;
    let end = text.find(|c: char| {
        if c == '"' {
            quoted = !quoted;
        }
        c == ' ' && !quoted
    });
    &text[..end.unwrap_or(text.len())]
}

/// What is in the database.
pub(super) async fn contents(connection: &mut Connection) -> Result<Contents, DatabaseError> {
    let rows = connection
        .query(format!(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind = 'r' AND {USER_SCHEMA} AND c.relpersistence <> 't' AND {} ORDER BY 1",
            not_of_an_extension("pg_class", "c.oid")
        ))
        .await?;
    let mut tables = Vec::with_capacity(rows.len());
    for row in &rows {
        let count = connection.query(format!("SELECT count(*) FROM {}", row.text(0))).await?;
        let rows = count.first().map_or(0, |row| row.number(0));
        tables.push(Table { name: safe(row.text(0)).into_owned(), rows: u64::try_from(rows).unwrap_or_default() });
    }
    let catalog = Catalog::read(connection).await?;
    let revisions = catalog.read_version(connection).await?.unwrap_or_default();
    Ok(Contents { revisions, tables })
}

const USER_SCHEMA: &str = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

/// Schemas that stay while what is in them goes.
const KEPT_SCHEMA: &str =
    "(n.nspname = 'public' OR EXISTS (SELECT 1 FROM pg_extension e WHERE e.extnamespace = n.oid))";

fn not_of_an_extension(class: &str, object: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = {}::regclass AND d.objid = {object} \
         AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))",
        literal(&format!("pg_catalog.{class}"))
    )
}

/// Catalogs of what can lie in a schema, with their column for it, and which of their rows are objects of their own.
const OBJECTS: [(&str, &str, &str); 13] = [
    ("pg_class", "relnamespace", "o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"),
    ("pg_proc", "pronamespace", "true"),
    (
        "pg_type",
        "typnamespace",
        "o.typtype IN ('b', 'c', 'd', 'e', 'r') AND o.typcategory <> 'A' \
         AND (o.typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = o.typrelid) = 'c')",
    ),
    ("pg_operator", "oprnamespace", "true"),
    ("pg_opclass", "opcnamespace", "true"),
    ("pg_opfamily", "opfnamespace", "true"),
    ("pg_collation", "collnamespace", "true"),
    ("pg_conversion", "connamespace", "true"),
    ("pg_ts_config", "cfgnamespace", "true"),
    ("pg_ts_dict", "dictnamespace", "true"),
    ("pg_ts_parser", "prsnamespace", "true"),
    ("pg_ts_template", "tmplnamespace", "true"),
    ("pg_statistic_ext", "stxnamespace", "true"),
];

/// A statement for everything that a restore has to make room for, one a row.
fn drops_query() -> String {
    let objects: Vec<String> = OBJECTS
        .iter()
        .map(|(class, schema, own)| {
            format!(
                "SELECT '{class}'::regclass AS class, o.oid AS object FROM {class} o JOIN pg_namespace n ON n.oid = o.{schema} \
                 WHERE {USER_SCHEMA} AND {KEPT_SCHEMA} AND {own} AND {}",
                not_of_an_extension(class, "o.oid")
            )
        })
        .collect();
    format!(
        "SELECT format('DROP %s IF EXISTS %s CASCADE;', CASE i.type WHEN 'statistics object' THEN 'statistics' ELSE i.type END, i.identity) \
         FROM ({}) AS found, LATERAL pg_identify_object(found.class, found.object, 0) AS i; \
         SELECT format('DROP SCHEMA %I CASCADE;', n.nspname) FROM pg_namespace n \
         WHERE {USER_SCHEMA} AND NOT {KEPT_SCHEMA} AND {}; \
         SELECT format('SELECT pg_catalog.lo_unlink(%s);', oid) FROM pg_largeobject_metadata; \
         SELECT format('DROP PUBLICATION %I;', pubname) FROM pg_publication WHERE pg_has_role(pubowner, 'USAGE'); \
         SELECT format('DROP SERVER %I CASCADE;', s.srvname) FROM pg_foreign_server s WHERE pg_has_role(s.srvowner, 'USAGE') AND {};",
        objects.join(" UNION ALL "),
        not_of_an_extension("pg_namespace", "n.oid"),
        not_of_an_extension("pg_foreign_server", "s.oid"),
    )
}

/// Puts a dump into the place of everything that the database holds, in one transaction.
///
/// `connection` holds the writer lock and no transaction.
pub(super) async fn restore(
    context: &Context,
    connection: &mut Connection,
    tools: &PostgresTools,
    file: &Path,
    dump: &Dump,
) -> Result<(), BackupError> {
    let server = server_major(connection).await?;
    let drops = connection.query(drops_query()).await?;
    let mut prelude = "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL client_min_messages = warning;\n".to_owned();
    for drop in &drops {
        prelude.push_str(drop.text(0));
        prelude.push('\n');
    }
    let there = connection
        .query(format!(
            "SELECT 'SCHEMA', n.nspname FROM pg_namespace n WHERE {KEPT_SCHEMA} UNION ALL SELECT 'EXTENSION', extname FROM pg_extension"
        ))
        .await?;
    let there: Vec<(&str, &str)> = there.iter().map(|row| (row.text(0), row.text(1))).collect();
    let list: String =
        dump.list.lines().filter(|line| is_missing(line, &there)).map(|line| format!("{line}\n")).collect();

    let mut command = tools.command("pg_restore", None);
    command.args(["--no-owner", "--exit-on-error", "--use-list=/dev/stdin", "--file=-"]).arg(file);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut reader = start("pg_restore", &mut command)?;
    let reader_words = words(&mut reader);
    let mut command = tools.command("psql", Some(&target_of(context)?));
    command.args(["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"]);
    command.stdin(Stdio::piped());
    let mut writer = start("psql", &mut command)?;
    let writer_words = words(&mut writer);

    let pumping = pump(context, &mut reader, &mut writer, &list, &prelude, server);
    let pumped = tokio::select! {
        biased;
        () = context.stop.now() => None,
        pumped = pumping => Some(pumped),
    };
    let Some(pumped) = pumped else {
        let _ = writer.kill().await;
        let _ = reader.kill().await;
        return Err(DatabaseError::Cancelled.into());
    };
    let not_restored = |program: &str, reason: String| {
        BackupError::from(BackupProblem::NotRestored { program: program.into(), reason })
    };
    if pumped.is_err() {
        // psql ended before its input did; closing that without COMMIT is what rolls back.
        drop(writer.stdin.take());
        let _ = writer.wait().await;
        let _ = reader.kill().await;
        return Err(not_restored("psql", writer_words.await.unwrap_or_default()));
    }
    if !reader.wait().await.is_ok_and(|status| status.success()) {
        let _ = writer.kill().await;
        return Err(not_restored("pg_restore", reader_words.await.unwrap_or_default()));
    }
    if let Some(mut input) = writer.stdin.take() {
        // A psql that has gone away meanwhile says why below.
        let _ = input.write_all(b"\nCOMMIT;\n").await;
        let _ = input.shutdown().await;
    }
    match writer.wait().await.ok().and_then(|status| status.code()) {
        Some(0) => Ok(()),
        // "The connection to the server went bad" (psql, exit status); a script that failed is 3.
        Some(2) | None => Err(BackupProblem::InDoubt { reason: writer_words.await.unwrap_or_default() }.into()),
        Some(_) => Err(not_restored("psql", writer_words.await.unwrap_or_default())),
    }
}

/// Sends the list to `pg_restore`, and the prelude and all that `pg_restore` writes to psql.
async fn pump(
    context: &Context,
    reader: &mut Child,
    writer: &mut Child,
    list: &str,
    prelude: &str,
    server: u32,
) -> std::io::Result<()> {
    if let Some(mut input) = reader.stdin.take() {
        input.write_all(list.as_bytes()).await?;
    }
    let (Some(out), Some(input)) = (reader.stdout.as_mut(), writer.stdin.as_mut()) else { return Ok(()) };
    input.write_all(prelude.as_bytes()).await?;
    let mut progress = Progress::new(context, BackupPhase::Restoring);
    let mut preamble = Vec::new();
    (&mut *out).take(PREAMBLE_BYTES as u64).read_to_end(&mut preamble).await?;
    input.write_all(&without_newer_settings(preamble, server)).await?;
    let mut buffer = vec![0; BUFFER];
    let mut written = 0;
    loop {
        let read = out.read(&mut buffer).await?;
        if read == 0 {
            return input.flush().await;
        }
        input.write_all(&buffer[..read]).await?;
        written += read as u64;
        progress.report(written, None);
    }
}

/// `pg_restore` 17 sets what older servers do not know, whatever server it writes for.
fn without_newer_settings(preamble: Vec<u8>, server: u32) -> Vec<u8> {
    const SETTING: &[u8] = b"SET transaction_timeout = 0;\n";
    match preamble.windows(SETTING.len()).position(|window| window == SETTING) {
        Some(place) if server < 17 => [&preamble[..place], &preamble[place + SETTING.len()..]].concat(),
        _ => preamble,
    }
}

/// Whether an entry of the table of contents is to be restored: not what is there already and stays, nor its comment, which only
/// its owner may set. `3; 3079 16384 EXTENSION - pg_trgm `, `4563; 0 0 COMMENT - SCHEMA public postgres`.
fn is_missing(line: &str, there: &[(&str, &str)]) -> bool {
    let Some((_, rest)) = line.split_once("; ") else { return true };
    let mut words = rest.splitn(3, ' ');
    let Some(entry) = words.nth(2) else { return true };
    !there.iter().any(|(kind, name)| {
        let is =
            |prefix: String| entry.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        is(format!("{kind} - {name}")) || is(format!("COMMENT - {kind} {name}"))
    })
}

fn start(program: &str, command: &mut Command) -> Result<Child, BackupProblem> {
    command.spawn().map_err(|error| not_started(program, &error))
}

fn not_started(program: &str, error: &std::io::Error) -> BackupProblem {
    BackupProblem::Tool { program: program.to_owned(), reason: safe(&error.to_string()).into_owned() }
}

/// Reads what a program says while it runs, so that it never waits for a reader.
fn words(child: &mut Child) -> JoinHandle<String> {
    let stderr = child.stderr.take();
    tokio::spawn(async move {
        let mut bytes = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = (&mut stderr).take(WORDS_BYTES).read_to_end(&mut bytes).await;
            let _ = tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await;
        }
        first_lines(&String::from_utf8_lossy(&bytes))
    })
}

async fn failed(program: &str, words: JoinHandle<String>) -> BackupProblem {
    BackupProblem::Tool { program: program.to_owned(), reason: words.await.unwrap_or_default() }
}

/// The first lines of what a program said, as one harmless line without the program's own name.
fn first_lines(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(WORDS_LINES)
        .map(|line| {
            let line =
                ["pg_dump: ", "pg_restore: ", "psql: "].iter().find_map(|name| line.strip_prefix(name)).unwrap_or(line);
            safe(line.strip_prefix("error: ").unwrap_or(line)).into_owned()
        })
        .collect();
    if lines.is_empty() { "?".to_owned() } else { lines.join(" | ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_a_dump_tells_its_tables_and_its_version() {
        let script = "--\n-- Data\n--\nCOPY public.alembic_version (version_num) FROM stdin;\nb\na\n\\.\n\n\
                      COPY public.\"a (b) FROM stdin;\" (id, \"x y\") FROM stdin;\n1\t2\n\\N\tCOPY z (a) FROM stdin;\n\\.\n\
                      COPY \"Şube 1\".alembic_version (version_num) FROM stdin;\nc\n\\.\nCOPY public.bos (id) FROM stdin;\n\\.\n";
        let mut reader = DataReader::default();
        script.split_inclusive('\n').for_each(|line| reader.line(line.as_bytes()));
        assert_eq!(reader.table, None);
        let tables: Vec<(&str, u64)> = reader.tables.iter().map(|table| (table.name.as_str(), table.rows)).collect();
        assert_eq!(
            tables,
            [
                ("public.alembic_version", 2),
                ("public.\"a (b) FROM stdin;\"", 2),
                ("\"Şube 1\".alembic_version", 1),
                ("public.bos", 0)
            ]
        );
        let dump = Dump { list: String::new(), tables: reader.tables, versions: reader.versions };
        let revisions = |schema| dump.contents(schema).revisions.iter().map(|id| id.to_string()).collect::<Vec<_>>();
        assert_eq!(revisions("Şube 1"), ["c"]);
        assert_eq!(revisions("public"), ["a", "b"]);
        assert_eq!(revisions("elsewhere"), ["a", "b"]);
    }

    #[test]
    fn what_is_there_and_stays_is_left_out_of_a_restore() {
        let there = [("SCHEMA", "public"), ("EXTENSION", "pg_trgm")];
        for (line, expected) in [
            (";     Archive created at 2026-11-22", true),
            ("5; 2615 2200 SCHEMA - public pg_database_owner", false),
            ("6; 2615 2201 SCHEMA - public2 ayse", true),
            ("3; 3079 16384 EXTENSION - pg_trgm ", false),
            ("3; 3079 16384 EXTENSION - hstore ", true),
            ("4563; 0 0 COMMENT - EXTENSION pg_trgm ", false),
            ("4562; 0 0 COMMENT - SCHEMA public pg_database_owner", false),
            ("4564; 0 0 ACL - SCHEMA public pg_database_owner", true),
            ("214; 1259 16388 TABLE public urunler ayse", true),
            ("", true),
        ] {
            assert_eq!(is_missing(line, &there), expected, "{line}");
        }
    }

    #[test]
    fn a_setting_of_a_newer_pg_restore_is_left_out_for_an_older_server() {
        let script = b"SET lock_timeout = 0;\nSET transaction_timeout = 0;\nSET x = 1;\n".to_vec();
        assert_eq!(without_newer_settings(script.clone(), 16), b"SET lock_timeout = 0;\nSET x = 1;\n");
        assert_eq!(without_newer_settings(script.clone(), 17), script);
    }

    #[test]
    fn what_a_program_says_becomes_one_harmless_line() {
        assert_eq!(first_lines("pg_dump: error: a\x1b[2J\n\npg_dump: detail: b\n"), "a\\x1b[2J | detail: b");
        assert_eq!(first_lines(""), "?");
    }
}
