//! Arrows between the layers point down only: every `crate::…` and `super::…` path of the sources is looked at.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

use std::fs;
use std::path::{Path, PathBuf};

/// Top to bottom. A module may use itself and the rows below its own; `lib.rs`, which declares them all, stands above everything.
const LAYERS: [&[&str]; 10] = [
    &["main"],
    &["cli"],
    &["tui"],
    &["worker"],
    // The library's face.
    &["goc"],
    // The one error of the library holds those of the layers below.
    &["error"],
    &["operations"],
    &["database"],
    // The graph is pure: not even the configuration is its business.
    &["revision", "config", "operator"],
    &["i18n", "atomic_file", "log_file"],
];

#[test]
fn no_layer_uses_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut offenders = Vec::new();
    let mut uses = 0;
    for file in rust_files(&root) {
        let path = file.strip_prefix(&root).unwrap();
        let module = module_of(path);
        if module.is_empty() {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        uses += used_modules(&module, &source).len();
        offenders.extend(offences(&module, &source).into_iter().map(|what| format!("src/{}: {what}", path.display())));
    }
    assert!(offenders.is_empty(), "layers are used from below:\n{}", offenders.join("\n"));
    assert!(uses > 100, "only {uses} uses were found, so the search does not work");
}

#[test]
fn every_way_to_write_an_upward_use_is_found() {
    let offends = |module: &[&str], source: &str| {
        let module: Vec<String> = module.iter().map(|&name| name.to_owned()).collect();
        !offences(&module, source).is_empty()
    };
    for source in [
        "use crate::cli::Ending;",
        "use crate::{i18n::Lang, cli::{self, Ending}};",
        "use crate::{\n    database::Stop,\n    worker,\n};",
        "fn f() { crate::operations::status(); }",
        "use crate::Error;",
        "use super::super::operations::Events;",
        "use super::super::{config::Config, tui::App};",
        "use crate::brand_new::Thing;",
    ] {
        assert!(offends(&["database", "journal"], source), "{source}");
    }
    for source in [
        "use crate::revision::{Graph, operations};",
        "use crate::{config::{Config, cli}, i18n};",
        "// use crate::cli::Ending;",
        "/// See [`crate::operations`].",
        "use super::{Stop, operations};",
        "let text = \"crate::cli\";",
    ] {
        assert!(!offends(&["database", "journal"], source), "{source}");
    }
    assert!(offends(&["revision"], "use crate::config::Config;"), "beside is not below");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// `database/split/mod.rs` is the module `database::split`; `lib.rs` is the root.
fn module_of(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = path.with_extension("").iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    if matches!(names.last().unwrap().as_str(), "mod" | "lib") {
        names.pop();
    }
    names
}

/// What the source of a module uses from above or beside its layer, or from a module that no layer has.
fn offences(module: &[String], source: &str) -> Vec<String> {
    let own = &module[0];
    let rank = |name: &str| LAYERS.iter().position(|row| row.contains(&name));
    let Some(own_rank) = rank(own) else { return vec![format!("give `{own}` a place in LAYERS of tests/layers.rs")] };
    let is_offence = |used: &String| used != own && rank(used).is_none_or(|rank| rank <= own_rank);
    used_modules(module, source).into_iter().filter(is_offence).map(|used| format!("`{own}` uses `{used}`")).collect()
}

/// The modules at the top of the crate that a source names.
fn used_modules(module: &[String], source: &str) -> Vec<String> {
    let code = without_comments_and_strings(source);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").filter(|&(at, _)| is_start_of_a_word(&code, at)) {
        found.extend(first_names(&code[at + "crate::".len()..]));
    }
    for (at, _) in code.match_indices("super::").filter(|&(at, _)| is_start_of_a_word(&code, at)) {
        let (mut rest, mut ups) = (&code[at..], 0);
        while let Some(after) = rest.strip_prefix("super::") {
            (rest, ups) = (after, ups + 1);
        }
        // Only what climbs out of the layer matters. In a module inside the file one `super` is the file itself, so there this
        // looks a step too high, where no name of a layer is met.
        if ups == module.len() && !code[..at].ends_with("super::") {
            found.extend(first_names(rest).into_iter().filter(|name| LAYERS.iter().any(|row| row.contains(&&**name))));
        }
    }
    // `crate::Error` is what `lib.rs` hands on; other names there are macros and constants of no layer.
    found.into_iter().map(|name| if name == "Error" { "error".to_owned() } else { name }).collect()
}

fn is_start_of_a_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// `a::b` names `a`; `{a, b::{c, d}}` names `a` and `b`.
fn first_names(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut names, mut depth, mut at_start) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if at_start && !c.is_whitespace() => {
                names.push(word(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

/// Good enough for this: line comments and plain strings go; a `//` inside a string ends that line early.
fn without_comments_and_strings(source: &str) -> String {
    let code = |line: &str| {
        let line = line.split("//").next().unwrap_or_default();
        line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
    };
    source.lines().map(code).collect::<Vec<_>>().join("\n")
}
