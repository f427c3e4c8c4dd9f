//! Every question of `tests/vectors` put to the program, one process a question, as a script would ask.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;
mod vectors;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use goc::revision::RevisionFile;
use serde_json::{Value, json};
use support::{Migrations, TestEnv};
use vectors::{Answer, Refusal, Vector, Verdict, text, texts};

#[test]
fn every_vector_is_answered() {
    let vectors = vectors::all();
    let surroundings: Vec<TestEnv> = vectors.iter().map(surroundings).collect();
    let questions: Vec<(&Vector, &TestEnv, &Value)> = vectors
        .iter()
        .zip(&surroundings)
        .flat_map(|(vector, env)| vector.cases.iter().map(move |case| (vector, env, case)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = || questions.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(mine).map(|(vector, env, case)| judge(vector, env, case)).collect::<Vec<Verdict>>()
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let verdicts: Vec<Verdict> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    vectors::report(&verdicts);
}

/// A working directory with the vector's graph in `migrations`.
fn surroundings(vector: &Vector) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for revision in &vector.revisions {
        migrations.file(&format!("{}.sql", text(revision, "file")), vectors::file_text(revision));
    }
    env
}

fn judge(vector: &Vector, env: &TestEnv, case: &Value) -> Verdict {
    let verdict = if matches!(text(case, "op"), "revision" | "merge") {
        let own = surroundings(vector);
        ask(&own, case).and_then(|answer| check_files(vector, &own, &answer).map(|()| answer))
    } else {
        ask(env, case)
    };
    match verdict {
        Ok(answer) => vector.judge(case, &answer),
        Err(wrong) => Err(format!("{} {case}\n   {wrong}", vector.name)),
    }
}

/// The answer, if it is one: a document of JSON and the exit code that belongs to it.
fn ask(env: &TestEnv, case: &Value) -> Result<Answer, String> {
    let output = env.run(arguments(case));
    let answer: Value =
        serde_json::from_str(&output.stdout).map_err(|error| format!("not one JSON document: {error}\n{output}"))?;
    let error = answer.get("error").cloned();
    if output.code != i32::from(error.is_some()) {
        return Err(format!("wrong exit code\n{output}"));
    }
    Ok(match error {
        None => Ok(answer),
        Some(error) => {
            Err(Refusal { kind: text(&error, "kind").to_owned(), message: text(&error, "message").to_owned() })
        }
    })
}

fn arguments(case: &Value) -> Vec<String> {
    let op = text(case, "op");
    let mut arguments = vec!["--json".to_owned()];
    let mut add = |words: &[&str]| arguments.extend(words.iter().map(|&word| word.to_owned()));
    let rows = texts(&case["from"]).join(",");
    let from = ["--from", if rows.is_empty() { "base" } else { &rows }];
    match op {
        "upgrade" | "downgrade" => {
            add(&["plan", op]);
            if case["range"] != true {
                add(&from);
            }
            add(&[text(case, "target")]);
        }
        "stamp" => {
            add(&["plan", op]);
            add(&from);
            if case["purge"] == true {
                add(&["--purge"]);
            }
            add(&texts(&case["targets"]));
        }
        "show" => add(&[op, text(case, "target")]),
        "history" => {
            add(&[op]);
            if let Some(range) = case["range"].as_str() {
                if range.contains("current") {
                    add(&from);
                }
                add(&[&format!("-r{range}")]);
            }
        }
        "current" => {
            add(&[op]);
            add(&from);
        }
        "revision" => {
            add(&[op, "-m", "new", "--rev-id", text(case, "rev_id")]);
            if let Some(head) = case["head"].as_str() {
                add(&["--head", head]);
            }
            if case["splice"] == true {
                add(&["--splice"]);
            }
            if let Some(label) = case["label"].as_str() {
                add(&["--branch-label", label]);
            }
            for id in texts(&case["depends_on"]) {
                add(&["--depends-on", id]);
            }
        }
        "merge" => {
            add(&[op, "-m", "merge", "--rev-id", text(case, "rev_id")]);
            add(&texts(&case["targets"]));
        }
        _ => add(&[op]),
    }
    arguments
}

/// A command that succeeds writes one file, with the header that it told; one that fails writes nothing.
fn check_files(vector: &Vector, env: &TestEnv, answer: &Answer) -> Result<(), String> {
    let mut files: HashMap<String, String> = fs::read_dir(env.path("migrations"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    for revision in &vector.revisions {
        let name = format!("{}.sql", text(revision, "file"));
        if files.remove(&name).as_ref() != Some(&vectors::file_text(revision)) {
            return Err(format!("{name} was changed"));
        }
    }
    match (answer, files.iter().next()) {
        (Err(_), None) => Ok(()),
        (Ok(answer), Some((name, content))) if files.len() == 1 => {
            let header = RevisionFile::parse(Path::new(name), content.as_bytes()).unwrap().header;
            let told = ["revision", "down", "depends_on", "labels"].map(|key| answer[key].clone());
            let written = [json!(header.id), json!(header.down), json!(header.depends_on), json!(header.labels)];
            let is_named_after_it = name.starts_with(&format!("{}_", &*header.id));
            if told == written && is_named_after_it { Ok(()) } else { Err(format!("{name} says {header:?}")) }
        }
        _ => Err(format!("wrong files were written: {:?}", files.keys())),
    }
}
