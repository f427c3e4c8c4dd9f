//! `goc seed`.

use std::path::PathBuf;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::ask;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::questions::{self as cli_questions, ADMIN_PASSWORD};
use crate::cli::secret;
use crate::cli::text::Text;
use crate::error::Error;
use crate::i18n::{safe, suggestion};
use crate::operations::seed::{self, Answers, LoadReport, RowState, SeedProblem, Seeds, SetDifference, questions};
use crate::operations::{admin, password};

/// Answers that everybody in the shop knows, so that they are no password.
const KNOWN_NAMES: [&str; 3] = ["company_name", "store_name", "store_code"];

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
    let mut answers = given(output, &seeds, &choice)?;
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
fn given(output: Output, seeds: &Seeds, choice: &Choice) -> Result<Answers, Ending> {
    cli_questions::refuse_passwords(&choice.answers, seeds)?;
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
        question.check(value).map_err(Error::from)?;
        answers.set(key.as_str(), value.as_str());
    }
    if let Some(file) = &choice.password_file {
        answers.set(ADMIN_PASSWORD, secret::read_file(output, file)?);
    }
    Ok(answers)
}

/// Asks what rows that are not there yet need, defaults included.
async fn ask_open(
    invocation: &Invocation,
    seeds: &Seeds,
    sets: &[SetDifference],
    answers: &mut Answers,
) -> Result<(), Ending> {
    for question in questions(seeds) {
        let needed = sets.iter().any(|set| set.asks.contains(&question.key));
        if !needed || answers.get(&question.key).is_some() {
            continue;
        }
        let known: Vec<String> = KNOWN_NAMES.iter().filter_map(|key| answers.get(key)).map(str::to_owned).collect();
        let names: Vec<&str> = known.iter().map(String::as_str).chain([admin::DEFAULT_USER]).collect();
        let answer = cli_questions::answer(invocation, &question, |typed| password::check(typed, &names)).await?;
        answers.set(question.key.as_str(), answer);
    }
    Ok(())
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
