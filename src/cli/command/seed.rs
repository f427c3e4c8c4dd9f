//! `goc seed`.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::ask;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::{CliProblem, Text};
use crate::error::Error;
use crate::i18n::{safe, suggestion};
use crate::operations::password;
use crate::operations::seed::{
    self, Answers, LoadReport, Question, RowState, SeedProblem, Seeds, SetDifference, questions,
};

/// The question that `--admin-password-file` answers.
const ADMIN_PASSWORD: &str = "admin_password";

/// A password file is a line.
const LONGEST_FILE: u64 = 64 * 1024;

/// Rows of a set that are shown.
const SHOWN_ROWS: usize = 50;

/// What the arguments say.
pub struct Choice {
    pub sets: Vec<String>,
    pub list: bool,
    pub dry_run: bool,
    pub answers: Vec<(String, String)>,
    pub password_file: Option<PathBuf>,
}

/// `seed [SET…] [--list] [--dry-run]`.
pub async fn run(invocation: &Invocation, choice: Choice) -> Result<(), Ending> {
    let output = invocation.output;
    let seeds = invocation.seeds();
    let mut answers = given(&seeds, &choice)?;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let difference = || seed::difference(&context, &seeds, &choice.sets, &answers);
    if choice.list || choice.dry_run {
        let sets = difference().await.map_err(Error::from)?;
        print_difference(output, &sets, choice.dry_run);
        return Ok(());
    }
    if ask::can_ask() {
        let sets = difference().await.map_err(Error::from)?;
        ask_open(invocation, &seeds, &sets, &mut answers).await?;
    }
    let report = seed::load(&context, &seeds, &choice.sets, &answers, false).await.map_err(Error::from)?;
    print_report(output, &context.database.name, &report);
    Ok(())
}

/// The answers of the command line.
fn given(seeds: &Seeds, choice: &Choice) -> Result<Answers, Ending> {
    let asked = questions(seeds);
    let mut answers = Answers::default();
    for (key, value) in &choice.answers {
        let Some(question) = asked.iter().find(|question| question.key == *key) else {
            // Bad files explain why a question is not there.
            seeds.checked().map_err(Error::from)?;
            let known: Vec<String> = asked.iter().map(|question| question.key.clone()).collect();
            let nearest = suggestion(key, known.iter().map(String::as_str)).map(str::to_owned);
            let problem = SeedProblem::UnknownAnswer { key: safe(key).into_owned(), nearest, known };
            return Err(Error::from(seed::SeedError::from(problem)).into());
        };
        if question.secret {
            return Err(CliProblem::SecretArgument { key: safe(key).into_owned() }.into());
        }
        question.check(value).map_err(Error::from)?;
        answers.set(key.as_str(), value.as_str());
    }
    if let Some(file) = &choice.password_file {
        answers.set(ADMIN_PASSWORD, password_from(file)?);
    }
    Ok(answers)
}

/// The first line of a file, or of standard input.
fn password_from(file: &Path) -> Result<SecretString, CliProblem> {
    let failed = |reason: String| CliProblem::PasswordFile {
        file: safe(&file.to_string_lossy()).into_owned(),
        reason: safe(&reason).into_owned(),
    };
    let mut line = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(LONGEST_FILE).read_line(&mut line)
    } else {
        let open = std::fs::File::open(file).map_err(|error| failed(error.to_string()))?;
        std::io::BufReader::new(open.take(LONGEST_FILE)).read_line(&mut line)
    };
    read.map_err(|error| failed(error.to_string()))?;
    let password = SecretString::from(line);
    let text = secrecy::ExposeSecret::expose_secret(&password).trim_end_matches(['\n', '\r']);
    if text.is_empty() { Err(failed("0".to_owned())) } else { Ok(SecretString::from(text.to_owned())) }
}

/// Asks what rows that are not there yet need, defaults included.
async fn ask_open(
    invocation: &Invocation,
    seeds: &Seeds,
    sets: &[SetDifference],
    answers: &mut Answers,
) -> Result<(), Ending> {
    let output = invocation.output;
    for question in questions(seeds) {
        let needed = sets.iter().any(|set| set.asks.contains(&question.key));
        if !needed || answers.get(&question.key).is_some() {
            continue;
        }
        if question.secret {
            let answer = ask_password(invocation, &question, answers).await?;
            answers.set(question.key.as_str(), answer);
            continue;
        }
        let label = safe(question.label(output.lang)).into_owned();
        loop {
            let text = match question.default.as_deref() {
                None | Some("") => Text::AskPlain { label: label.clone() },
                Some(default) => Text::AskAnswer { label: label.clone(), default: safe(default).into_owned() },
            };
            let typed = ask::line(output, &invocation.stop, output.say(text)).await?;
            let answer = if typed.is_empty() { question.default.clone().unwrap_or_default() } else { typed };
            match question.check(&answer) {
                Ok(()) => {
                    answers.set(question.key.as_str(), answer);
                    break;
                }
                Err(problem) => output.error(&problem),
            }
        }
    }
    Ok(())
}

/// Asks twice, and again until the password is accepted.
async fn ask_password(invocation: &Invocation, question: &Question, answers: &Answers) -> Result<SecretString, Ending> {
    let output = invocation.output;
    let label = safe(question.label(output.lang)).into_owned();
    let known: Vec<&str> = ["company_name", "store_name", "store_code"]
        .iter()
        .filter_map(|key| answers.get(key))
        .chain(["admin"])
        .collect();
    loop {
        let first = output.say(Text::AskPlain { label: label.clone() });
        let Some(first) = ask::password(output, &invocation.stop, first).await? else {
            let problem = SeedProblem::Unanswered { keys: vec![question.key.clone()] };
            return Err(Error::from(seed::SeedError::from(problem)).into());
        };
        if let Err(problem) = password::check(&first, &known) {
            output.error(&problem);
            continue;
        }
        let again = output.say(Text::AskAgain { label: label.clone() });
        let second = ask::password(output, &invocation.stop, again).await?;
        let same = |second: &SecretString| {
            secrecy::ExposeSecret::expose_secret(second) == secrecy::ExposeSecret::expose_secret(&first)
        };
        if second.as_ref().is_some_and(same) {
            return Ok(first);
        }
        output.note(output.say(Text::PasswordsDiffer));
    }
}

fn print_difference(output: Output, sets: &[SetDifference], rows: bool) {
    if output.json {
        return output.json(&serde_json::json!({ "sets": sets }));
    }
    for set in sets {
        output.line(output.say(Text::SeedLine {
            set: set.set.clone(),
            table: safe(&set.table).into_owned(),
            new: set.new,
            same: set.same,
            different: set.different,
        }));
        let shown = if rows { set.rows.len().min(SHOWN_ROWS) } else { 0 };
        for row in &set.rows[..shown] {
            let (sign, style) = match row.state {
                RowState::New => ("+", Style::Good),
                _ => ("~", Style::Warning),
            };
            output.line(format!("  {} {}", output.styled(style, sign), row.key));
            for column in &row.columns {
                let text = |value: &Option<String>| safe(value.as_deref().unwrap_or("NULL")).into_owned();
                let (found, wanted) = (text(&column.found), text(&column.wanted));
                output.line(format!("      {}: {found} -> {wanted}", safe(&column.column)));
            }
        }
        if rows && set.rows.len() > shown {
            output.line(format!("  {}", output.say(Text::SeedMoreRows { count: set.rows.len() - shown })));
        }
        if !set.unanswered.is_empty() {
            let questions = safe(&set.unanswered.join(", ")).into_owned();
            output.line(format!("  {}", output.say(Text::SeedAsks { questions })));
        }
    }
}

fn print_report(output: Output, database: &str, report: &LoadReport) {
    if output.json {
        return output.json(report);
    }
    if report.run_id.is_none() {
        output.line(output.say(Text::SeedNothing { database: safe(database).into_owned() }));
    }
    for set in &report.loaded_data {
        output.line(output.say(Text::SeedLoaded {
            set: set.set.clone(),
            table: safe(&set.table).into_owned(),
            new: set.new,
            updated: set.updated,
            same: set.same,
            kept: set.kept,
        }));
    }
}
