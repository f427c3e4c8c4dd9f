//! Help and usage errors in the language at hand: clap itself speaks English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::args::{Cli, is_option};
use super::early;
use super::help::{Help, help};
use super::output::Output;
use super::topics::topic;
use super::{DONE, USAGE};
use crate::i18n::{Lang, list, problems, safe, suggestion};

/// The command line as people read it. Parsing does without all this, which takes time on every start.
pub fn command() -> Command {
    // Only a built command knows its whole usage, and nothing can be added to one.
    let mut built = Cli::command();
    built.build();
    localize(Cli::command(), &built)
}

fn localize(command: Command, built: &Command) -> Command {
    let mut place = 0;
    let heading = |arg: clap::Arg| {
        if arg.is_positional() {
            // Below a heading of one's own they would be sorted by name.
            place += 1;
            return arg.help_heading(help(Help::Arguments)).display_order(place);
        }
        let heading = if arg.is_global_set() { Help::GlobalOptions } else { Help::Options };
        arg.help_heading(help(heading))
    };
    let mut command = command
        .override_usage(usage(built))
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            help(Help::Usage)
        ))
        .subcommand_help_heading(help(Help::Commands))
        .mut_args(heading);
    if let Some((text, examples)) = topic(command.get_name()) {
        let (text, examples) = (help(text), help(examples).replace('\n', "\n  "));
        command =
            command.after_help(format!("{}\n\n{}:\n  {examples}", text.replace('\n', "\n\n"), help(Help::Examples)));
    }
    command.mut_subcommands(|subcommand| match built.find_subcommand(subcommand.get_name()) {
        Some(built) => localize(subcommand, built),
        None => subcommand,
    })
}

/// `goc upgrade [OPTIONS] [TARGET]`, without clap's English.
fn usage(built: &Command) -> String {
    let usage = built.clone().render_usage().to_string();
    usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &format!("[{}]", help(Help::NameOptions)))
        .replace("[COMMAND]", &format!("[{}]", help(Help::NameCommand)))
        .replace("<COMMAND>", &format!("<{}>", help(Help::NameCommand)))
}

/// `help [COMMAND…]`. Returns the exit code.
pub fn print_help(output: Output, names: &[String]) -> u8 {
    let mut root = command();
    root.build();
    let mut command = &mut root;
    for name in names {
        if command.find_subcommand(name).is_none() {
            let nearest = suggestion(name, command.get_subcommands().map(Command::get_name)).map(str::to_owned);
            output.error(&UsageProblem::UnknownCommand { given: safe(name).into_owned(), nearest });
            return USAGE;
        }
        command = command.find_subcommand_mut(name).expect("it was there a line above");
    }
    output.text(&command.render_help().to_string());
    DONE
}

/// Prints what clap found wrong, or the help that was asked for. Returns the exit code.
pub fn explain(error: &clap::Error, output: Output) -> u8 {
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayVersion = error.kind() {
        output.text(&error.render().to_string());
        return DONE;
    }
    output.error(&problem(error));
    USAGE
}

problems! {
    /// What is wrong with the arguments.
    pub enum UsageProblem {
        UnknownCommand { given: String, nearest: Option<String> } = "unknown_command" {
            en: ("there is no command `{given}`"),
            tr: ("`{given}` diye bir komut yok"),
            hint_en: ("{}all commands: goc --help", near(Lang::En, "goc ", nearest)),
            hint_tr: ("{}bütün komutlar: goc --help", near(Lang::Tr, "goc ", nearest)),
        }
        UnknownOption { given: String, nearest: Option<String>, command: String } = "unknown_option" {
            en: ("there is no option `{given}` here"),
            tr: ("burada `{given}` diye bir seçenek yok"),
            hint_en: ("{}the options: {command}", near(Lang::En, "", nearest)),
            hint_tr: ("{}seçenekler: {command}", near(Lang::Tr, "", nearest)),
        }
        UnexpectedValue { given: String, command: String } = "unexpected_value" {
            en: ("`{given}` is one value too many"),
            tr: ("`{given}` değeri fazla"),
            hint_en: ("how it is used: {command}"),
            hint_tr: ("kullanımı: {command}"),
        }
        InvalidValue { given: String, argument: String, reason: String, known: Vec<String>, command: String } = "invalid_value" {
            en: ("`{given}` is no value for {argument}{}", because(reason)),
            tr: ("{argument} için geçersiz değer `{given}`{}", because(reason)),
            hint_en: ("{}", if known.is_empty() { format!("how it is used: {command}") } else { format!("one of: {}", list(known)) }),
            hint_tr: ("{}", if known.is_empty() { format!("kullanımı: {command}") } else { format!("şunlardan biri: {}", list(known)) }),
        }
        MissingValue { argument: String, command: String } = "missing_value" {
            en: ("{argument} has no value"),
            tr: ("{argument} için değer verilmemiş"),
            hint_en: ("how it is used: {command}"),
            hint_tr: ("kullanımı: {command}"),
        }
        MissingArgument { arguments: Vec<String>, command: String } = "missing_argument" {
            en: ("missing: {}", list(arguments)),
            tr: ("eksik: {}", list(arguments)),
            hint_en: ("how it is used: {command}"),
            hint_tr: ("kullanımı: {command}"),
        }
        Conflict { argument: String, other: String, command: String } = "conflicting_options" {
            en: ("{argument} and {other} cannot be used together"),
            tr: ("{argument} ve {other} birlikte kullanılamaz"),
            hint_en: ("leave one of them out: {command}"),
            hint_tr: ("birini çıkarın: {command}"),
        }
        Twice { argument: String, command: String } = "conflicting_options" {
            en: ("{argument} is given more than once"),
            tr: ("{argument} birden çok kez verilmiş"),
            hint_en: ("leave one of them out: {command}"),
            hint_tr: ("birini çıkarın: {command}"),
        }
        NotUtf8 = "not_utf8" {
            en: ("an argument is not UTF-8"),
            tr: ("değerlerden biri UTF-8 değil"),
            hint_en: ("type it again, with the terminal set to UTF-8"),
            hint_tr: ("terminal UTF-8 iken yeniden yazın"),
        }
        Other { reason: String, command: String } = "usage" {
            en: ("{reason}"),
            tr: ("komut anlaşılamadı: {reason}"),
            hint_en: ("how it is used: {command}"),
            hint_tr: ("kullanımı: {command}"),
        }
    }
}

/// The nearest one as a line of its own before the rest of the hint.
fn near(lang: Lang, prefix: &str, nearest: &Option<String>) -> String {
    match (nearest, lang) {
        (None, _) => String::new(),
        (Some(nearest), Lang::En) => format!("did you mean: {prefix}{nearest}\n"),
        (Some(nearest), Lang::Tr) => format!("bunu mu demek istediniz: {prefix}{nearest}\n"),
    }
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

fn problem(error: &clap::Error) -> UsageProblem {
    let get = |kind| texts(error, kind).into_iter().next();
    let argument = get(ContextKind::InvalidArg).unwrap_or_default();
    let given = get(ContextKind::InvalidValue).unwrap_or_default();
    let command = help_command();
    match error.kind() {
        ErrorKind::InvalidSubcommand => UsageProblem::UnknownCommand {
            given: get(ContextKind::InvalidSubcommand).unwrap_or_default(),
            nearest: get(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            UsageProblem::UnknownOption { given: argument, nearest: get(ContextKind::SuggestedArg), command }
        }
        ErrorKind::UnknownArgument => UsageProblem::UnexpectedValue { given: argument, command },
        ErrorKind::TooManyValues => UsageProblem::UnexpectedValue { given, command },
        ErrorKind::InvalidValue if given.is_empty() => UsageProblem::MissingValue { argument, command },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            UsageProblem::MissingValue { argument, command }
        }
        ErrorKind::ValueValidation if is_option(&given) => {
            let nearest = nearest_option(&given);
            UsageProblem::UnknownOption { given, nearest, command }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(|source| safe(&source.to_string()).into_owned());
            let known = texts(error, ContextKind::ValidValue);
            UsageProblem::InvalidValue { given, argument, reason: reason.unwrap_or_default(), known, command }
        }
        ErrorKind::MissingRequiredArgument => {
            UsageProblem::MissingArgument { arguments: texts(error, ContextKind::InvalidArg), command }
        }
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            Some(other) if other != argument => UsageProblem::Conflict { argument, other, command },
            _ => UsageProblem::Twice { argument, command },
        },
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            UsageProblem::MissingArgument { arguments: vec![format!("<{}>", help(Help::NameCommand))], command }
        }
        ErrorKind::InvalidUtf8 => UsageProblem::NotUtf8,
        _ => UsageProblem::Other { reason: safe(error.render().to_string().trim()).into_owned(), command },
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    let texts = match error.get(kind) {
        None => Vec::new(),
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(other) => vec![other.to_string()],
    };
    texts.iter().filter(|text| !text.is_empty()).map(|text| safe(text).into_owned()).collect()
}

/// Where the command that was meant is explained.
fn help_command() -> String {
    match meant(&Cli::command()) {
        Some(command) => format!("goc help {}", command.get_name()),
        None => "goc --help".to_owned(),
    }
}

/// The command that was typed.
fn meant(root: &Command) -> Option<&Command> {
    early::arguments().find_map(|word| root.find_subcommand(word))
}

/// Clap finds it itself, but for an option that stands where a target may.
fn nearest_option(given: &str) -> Option<String> {
    let mut root = Cli::command();
    root.build();
    let options = meant(&root).into_iter().flat_map(Command::get_arguments).filter_map(clap::Arg::get_long);
    let nearest = suggestion(given.trim_start_matches('-'), options)?;
    given.starts_with("--").then(|| format!("--{nearest}"))
}
