use std::path::Path;

use crate::support::Output;
use crate::transcript::Transcript;

/// What bash would offer for a line, its words split as bash splits them.
fn complete(t: &Transcript, line: &str) -> Vec<String> {
    let script = t.env.write(
        "complete.bash",
        r#"
        source <("$1" completions bash)
        COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=() word=
        for ((i = 0; i < ${#COMP_LINE}; i++)); do
            c=${COMP_LINE:i:1}
            case $c in
                ' ') if [[ $word ]]; then COMP_WORDS+=("$word"); fi; word= ;;
                [@:=]) if [[ $word ]]; then COMP_WORDS+=("$word"); fi; COMP_WORDS+=("$c"); word= ;;
                *) word+=$c ;;
            esac
        done
        current=$word
        case $COMP_LINE in *[@:=]) ;; *) COMP_WORDS+=("$word") ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _goc_complete goc "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
        "#,
    );
    let mut command = t.env.command("bash");
    command.arg(script).arg(env!("CARGO_BIN_EXE_goc")).arg(line);
    let output: Output = t.env.output(&mut command).success();
    assert_eq!(output.stderr, "", "{line}");
    output.stdout.lines().filter(|line| !line.is_empty() && !line.starts_with("--")).map(str::to_owned).collect()
}

#[test]
fn bash_completes_what_this_shop_has() {
    let t = Transcript::branched();
    let url = "postgres://ayse:gizli@localhost/magaza";
    t.env.write(
        "goc.toml",
        format!("[connections.store]\nurl = \"{url}\"\n[connections.till-1]\nurl = \"sqlite:t.db\"\n"),
    );
    t.env.write("other/009_x.sql", t.env.read("migrations/001_test.sql").replace("001", "009"));
    for (line, expected) in [
        ("goc upg", &["upgrade"][..]),
        ("goc upgrade 00", &["002", "001"]),
        ("goc upgrade crm", &["crm2", "crm1", "crm@head"]),
        ("goc upgrade crm@h", &["head"]),
        ("goc upgrade crm@", &["head"]),
        ("goc plan stamp 002 cr", &["crm2", "crm1", "crm@head"]),
        ("goc plan upgrade head --from 002,cr", &["002,crm2", "002,crm1", "002,crm@head"]),
        ("goc -d ", &["store", "till-1"]),
        ("goc --database=ti", &["till-1"]),
        ("goc --migrations other upgrade 00", &["009"]),
        ("goc help dow", &["downgrade"]),
        ("goc plan d", &["downgrade"]),
        ("goc completions z", &["zsh"]),
        ("goc --lang ", &["tr", "en"]),
    ] {
        assert_eq!(complete(&t, line), expected, "{line}");
    }
}

#[test]
fn completion_is_silent_whatever_is_wrong() {
    let t = Transcript::linear();
    t.env.write("goc.toml", "bozuk");
    t.env.write("migrations/004_bozuk.sql", "bozuk");
    assert_eq!(complete(&t, "goc -d "), [""; 0]);
    assert_eq!(complete(&t, "goc --config yok upgrade 00"), ["003", "002", "001"]);
    assert_eq!(complete(&t, "goc --config yok.toml -d "), [""; 0]);
    assert!(!t.env.path("sontechsp.db").exists());
}

#[test]
fn a_script_calls_the_program_as_it_was_called() {
    let t = Transcript::linear();
    let program = Path::new(env!("CARGO_BIN_EXE_goc"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = t.env.run(["completions", shell]).success().stdout;
        assert!(script.contains(program.to_str().unwrap()), "{shell}\n{script}");
        let mut by_name = t.env.command("goc");
        by_name.env("PATH", program.parent().unwrap()).args(["completions", shell]);
        let script = t.env.output(&mut by_name).success().stdout;
        assert!(!script.contains(program.to_str().unwrap()), "{shell}\n{script}");
        assert!(script.contains("GOC_COMPLETE"), "{shell}\n{script}");
    }
}

#[test]
fn the_scripts_are_good_shell() {
    let t = Transcript::linear();
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let script = t.env.write(shell, t.env.run(["completions", shell]).success().stdout);
        match t.env.command(shell).arg(check).arg(script).output() {
            Ok(output) => assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}"),
            Err(_) => eprintln!("skipped: no {shell}"),
        }
    }
}
