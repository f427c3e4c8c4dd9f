use std::process::{Command, Stdio};

use crate::transcript::Transcript;

/// What groff has to say about a page; `None` without groff.
fn complaints(page: &str) -> Option<String> {
    let mut groff = Command::new("groff")
        .args(["-k", "-man", "-Tutf8", "-ww", "-z"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    std::io::Write::write_all(&mut groff.stdin.take().unwrap(), page.as_bytes()).unwrap();
    let output = groff.wait_with_output().unwrap();
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn man_writes_a_page_for_every_command_in_both_languages() {
    let t = Transcript::new();
    for (lang, sections) in [
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"]),
        ("tr", ["AD", "KULLANIM", "AÇIKLAMA", "SEÇENEKLER", "ÖRNEKLER"]),
    ] {
        t.env.run(["man", "--to", lang, "--lang", lang]).success();
        let page = t.env.read(&format!("{lang}/goc-upgrade.1"));
        for section in sections {
            assert!(page.contains(&format!(".SH \"{section}\"\n")), "{section}\n{page}");
        }
        assert!(t.env.read(&format!("{lang}/goc-downgrade.1")).contains("goc downgrade \\-1"));
        let mut pages = 0;
        for entry in std::fs::read_dir(t.env.path(lang)).unwrap() {
            let page = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            pages += 1;
            match complaints(&page) {
                Some(complaints) => assert_eq!(complaints, "", "{page}"),
                None => eprintln!("skipped: no groff"),
            }
        }
        assert!(pages > 20, "only {pages} pages");
        assert_eq!(t.env.run(["man", "--lang", lang]).success().stdout, t.env.read(&format!("{lang}/goc.1")));
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let t = Transcript::new();
    t.env.write("dosya", "");
    let output = t.env.run(["man", "--to", "dosya/klasör"]).expect_code(1);
    assert!(output.stderr.starts_with("Error: cannot write dosya/klasör: "), "{output}");
}
