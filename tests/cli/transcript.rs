//! A conversation with the program, as a snapshot shows it, and the graphs that it is about.

use std::fmt;

use crate::support::{Migrations, Output, TestEnv, scrub};

/// A shop of its own, and what was typed and printed there.
pub struct Transcript {
    pub env: TestEnv,
    text: String,
}

impl Transcript {
    /// Without revisions and without a database.
    pub fn new() -> Transcript {
        let mut env = TestEnv::new();
        env.set("COLUMNS", "80");
        Transcript { env, text: String::new() }
    }

    /// Three revisions in a row.
    pub fn linear() -> Transcript {
        let transcript = Transcript::new();
        let table = |id, revises, message, table: &str| {
            let body = format!(
                "-- goc:upgrade\nCREATE TABLE {table} (id INTEGER PRIMARY KEY, ad TEXT);\n\n-- goc:downgrade\nDROP TABLE {table};\n"
            );
            transcript.revision(id, revises, "", message, &body);
        };
        table("001", "", "Firma ve mağaza tabloları", "magazalar");
        table("002", "001", "Ürün tabloları", "urunler");
        table("003", "002", "Müşteri ve sadakat puanı tabloları", "musteriler");
        transcript
    }

    /// Two branches above `001`: `002`, and `crm1` with the label `crm` and `crm2` above it.
    pub fn branched() -> Transcript {
        let transcript = Transcript::new();
        let nothing = "-- goc:upgrade\nSELECT 1;\n\n-- goc:downgrade\nSELECT 1;\n";
        transcript.revision("001", "", "", "Firma ve mağaza tabloları", nothing);
        transcript.revision("002", "001", "", "Ürün tabloları", nothing);
        transcript.revision("crm1", "001", "-- branch_labels: crm\n", "Müşteriler", nothing);
        transcript.revision("crm2", "crm1", "-- depends_on: 002\n", "Sadakat puanları", nothing);
        transcript
    }

    /// The branches joined by `m1`.
    pub fn merged() -> Transcript {
        let transcript = Transcript::branched();
        let nothing = "-- goc:upgrade\nSELECT 1;\n\n-- goc:downgrade\nSELECT 1;\n";
        transcript.revision("m1", "002, crm2", "", "İki dalı birleştir", nothing);
        transcript
    }

    pub fn revision(&self, id: &str, revises: &str, header: &str, message: &str, body: &str) {
        let content = format!(
            "-- revision: {id}\n-- revises: {revises}\n{header}-- message: {message}\n\
             -- created: 2024-12-17T15:00:00+03:00\n\n{body}"
        );
        Migrations::new(&self.env).file(&format!("{id}_test.sql"), content);
    }

    /// Runs `goc` and notes what was printed.
    pub fn goc(&mut self, args: &[&str]) -> Output {
        let output = self.env.run(args);
        self.text += &format!("$ goc {}\n{}\n\n", words(args), scrub(&output.to_string()));
        output
    }

    /// The same in Turkish.
    pub fn turkish(&mut self, args: &[&str]) -> Output {
        self.goc(&[args, &["--lang", "tr"]].concat())
    }

    /// As text in both languages, and as JSON: for commands that only look.
    pub fn every_way(&mut self, args: &[&str]) {
        self.goc(args);
        self.turkish(args);
        self.json(args);
    }

    /// As JSON, which has to be exactly one document, alone on standard output.
    pub fn json(&mut self, args: &[&str]) {
        let output = self.goc(&[args, &["--json"]].concat());
        serde_json::from_str::<serde_json::Value>(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"));
    }

    /// A note between commands: what was done by other means.
    pub fn note(&mut self, text: &str) {
        self.text += &format!("# {}\n\n", scrub(text.trim_end()));
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

/// As it would be typed.
fn words(args: &[&str]) -> String {
    let word = |arg: &&str| if arg.is_empty() || arg.contains(' ') { format!("{arg:?}") } else { (*arg).to_owned() };
    args.iter().map(word).collect::<Vec<_>>().join(" ")
}
