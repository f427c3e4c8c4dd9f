//! `goc man`.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::cli::help::{Help, help};
use crate::cli::output::Output;
use crate::cli::text::{CliProblem, Text};
use crate::cli::topics::topic;
use crate::cli::usage;
use crate::i18n::{Lang, safe};

/// `man [--to DIR]`: one page on standard output, or all of them as files.
pub fn run(output: Output, folder: Option<&Path>) -> Result<(), CliProblem> {
    let mut command = usage::command();
    command.build();
    let Some(folder) = folder else {
        output.text(&page(&command, output.lang));
        return Ok(());
    };
    let cannot_write = |path: &Path, error: std::io::Error| CliProblem::CannotWrite {
        file: safe(&path.to_string_lossy()).into_owned(),
        reason: error.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, error))?;
    let pages = with_subcommands(&command);
    for command in &pages {
        let file = folder.join(format!("{}.1", name(command)));
        std::fs::write(&file, page(command, output.lang)).map_err(|error| cannot_write(&file, error))?;
    }
    let folder = safe(&folder.to_string_lossy()).into_owned();
    output.line(output.say(Text::PagesWritten { count: pages.len(), folder }));
    Ok(())
}

/// The command, then those below it.
fn with_subcommands(command: &Command) -> Vec<&Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(with_subcommands)).collect()
}

/// `goc`, `goc-upgrade`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// A page as roff.
fn page(command: &Command, lang: Lang) -> String {
    let version = concat!("goc ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title(name(command)).source(version).manual("goc");
    let mut page = Vec::new();
    // A Vec takes everything.
    let _ = man.render_title(&mut page);
    let _ = man.render_name_section(&mut page);
    let _ = man.render_synopsis_section(&mut page);
    let topic = || topic(command.get_name());
    if let Some((text, _)) = topic() {
        page.extend(format!(".SH DESCRIPTION\n{}", escaped(&help(text), ".PP\n")).bytes());
    }
    let _ = man.render_options_section(&mut page);
    if command.has_subcommands() {
        let _ = man.render_subcommands_section(&mut page);
    }
    if let Some((_, examples)) = topic() {
        page.extend(format!(".SH EXAMPLES\n.nf\n{}.fi\n", escaped(&help(examples), "")).bytes());
    }
    String::from_utf8_lossy(&page).lines().map(|line| heading(line, lang) + "\n").collect()
}

/// Text that roff prints as it is; each line begins with `before`.
fn escaped(text: &str, before: &str) -> String {
    // A dot or a quote at the beginning would be a request, and a bare minus becomes a hyphen that cannot be pasted.
    let line = |line: &str| format!("{before}\\&{}\n", line.replace('\\', "\\e").replace('-', "\\-"));
    text.lines().map(line).collect()
}

/// The headings of clap_mangen are English, and its upper case is not Turkish.
fn heading(line: &str, lang: Lang) -> String {
    let Some(title) = line.strip_prefix(".SH ") else { return line.to_owned() };
    let title = title.trim_matches('"');
    let turkish = lang == Lang::Tr;
    let translated = match title {
        "NAME" if turkish => "AD",
        "SYNOPSIS" if turkish => "KULLANIM",
        "DESCRIPTION" if turkish => "AÇIKLAMA",
        "EXAMPLES" if turkish => "ÖRNEKLER",
        other => other,
    };
    let own = [Help::Commands, Help::Arguments, Help::Options, Help::GlobalOptions].map(help);
    let upper = match own.iter().find(|own| **own == translated || own.to_uppercase() == translated) {
        Some(own) if turkish => own.replace('i', "İ").to_uppercase(),
        Some(own) => own.to_uppercase(),
        None => translated.to_owned(),
    };
    format!(".SH \"{upper}\"")
}
