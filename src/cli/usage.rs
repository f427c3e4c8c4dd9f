//! Usage errors and help in the language at hand: clap itself speaks English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::args::Cli;
use super::help::{Help, help};
use super::output::Output;
use super::{DONE, USAGE};
use crate::i18n::{Lang, safe};

/// The command line with headings in the language of help.
pub fn command() -> Command {
    localize(Cli::command())
}

fn localize(mut command: Command) -> Command {
    let template = |command: &Command| {
        let mut template = format!("{{about-with-newline}}\n{}: {{usage}}\n", help(Help::Usage));
        if command.has_subcommands() {
            template.push_str(&format!("\n{}:\n{{subcommands}}\n", help(Help::Commands)));
        }
        if command.get_positionals().next().is_some() {
            template.push_str(&format!("\n{}:\n{{positionals}}\n", help(Help::Arguments)));
        }
        template.push_str(&format!("\n{}:\n{{options}}", help(Help::Options)));
        template
    };
    let text = template(&command);
    command = command.help_template(text);
    command.mut_subcommands(localize)
}

/// Prints what clap found wrong, or the help that was asked for. Returns the exit code.
pub fn explain(error: &clap::Error, lang: Lang) -> u8 {
    let output = Output::new(lang, false, false);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output.text(&error.render().to_string());
            return DONE;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output.note(harmless(error));
            return USAGE;
        }
        _ => {}
    }
    if lang == Lang::En {
        output.note(harmless(error));
        return USAGE;
    }
    output.note(format!("Hata: {}", turkish(error)));
    if let Some(near) = text(error, ContextKind::SuggestedArg)
        .or_else(|| text(error, ContextKind::SuggestedSubcommand))
        .or_else(|| text(error, ContextKind::SuggestedValue))
    {
        output.note(format!("Öneri: şunu mu demek istediniz: {near}"));
    }
    output.note("Öneri: yardım için: goc --help");
    USAGE
}

/// What clap says; it quotes arguments, and leaves in them what is no escape sequence of the usual form.
fn harmless(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines: Vec<_> = text.trim_end().lines().map(safe).collect();
    lines.join("\n")
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        other => other.to_string(),
    };
    (!text.is_empty()).then(|| safe(&text).into_owned())
}

fn turkish(error: &clap::Error) -> String {
    let get = |kind| text(error, kind).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("böyle bir komut yok: {}", get(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("beklenmeyen seçenek ya da değer: {argument}"),
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => format!("değeri eksik: {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(|source| format!(" ({source})")).unwrap_or_default();
            let valid = text(error, ContextKind::ValidValue)
                .map(|values| format!("; olabilecekler: {values}"))
                .unwrap_or_default();
            format!("geçersiz değer `{}`: {argument}{reason}{valid}", get(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("eksik: {argument}"),
        ErrorKind::MissingSubcommand => "komut eksik".to_owned(),
        ErrorKind::ArgumentConflict => format!("birlikte kullanılamaz: {argument}, {}", get(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("değer sayısı yanlış: {argument}"),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("değeri eksik: {argument}"),
        ErrorKind::InvalidUtf8 => "değerlerden biri UTF-8 değil".to_owned(),
        _ => safe(error.render().to_string().trim()).into_owned(),
    }
}
