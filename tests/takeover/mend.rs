//! What is wrong in the declarations of Alembic's files is changed there, and nothing else of them.

use std::fs;

use serde_json::Value;

use crate::support::{Output, TestEnv};

/// A revision as today's template of Alembic has it.
fn revision(id: &str, down: &str, message: &str, day: u32) -> String {
    let revises = if down == "None" { "" } else { down }.replace(['\'', '"', '(', ')'], "");
    format!(
        "\"\"\"{message}\n\nRevision ID: {id}\nRevises: {revises}\nCreate Date: 2024-12-{day:02} 15:00:00.123456\n\n\"\"\"\nfrom typing \
         import Sequence, Union\n\nfrom alembic import op\n\n\nrevision: str = '{id}'\ndown_revision: Union[str, Sequence[str], None] = \
         {down}\nbranch_labels: Union[str, Sequence[str], None] = None\ndepends_on: Union[str, Sequence[str], None] = \
         None\n\n\ndef upgrade() -> None:\n    op.execute(\"SELECT '{id}'\")\n"
    )
}

const PROJECT: [&str; 2] = ["--migrations", "versions"];

fn goc(env: &TestEnv, args: &[&str]) -> Output {
    env.run([&PROJECT[..], args].concat())
}

fn json(env: &TestEnv, args: &[&str]) -> Value {
    env.json([&PROJECT[..], args].concat())
}

fn heads(env: &TestEnv) -> Vec<String> {
    let answer = json(env, &["heads"]);
    let heads = answer["heads"].as_array().unwrap_or_else(|| panic!("{answer}"));
    heads.iter().map(|head| head.as_str().or(head["revision"].as_str()).unwrap().to_owned()).collect()
}

#[test]
fn a_down_revision_that_names_a_file_or_is_mistyped_is_mended() {
    let env = TestEnv::new();
    env.write("versions/0001_create_users.py", revision("a1b2c3d4e5f6", "None", "create users", 1));
    for (name, down, wanted) in [
        ("by_slug", "'create_users'", "'a1b2c3d4e5f6'"),
        ("by_stem", "\"0001_create_users\"", "\"a1b2c3d4e5f6\""),
        ("by_file", "'0001_create_users.py'", "'a1b2c3d4e5f6'"),
        ("mistyped", "'a1b2c3d4e5f7'", "'a1b2c3d4e5f6'"),
    ] {
        let text = revision(name, down, name, 2);
        env.write("versions/0002_second.py", &text);
        let dry = goc(&env, &["repair", "--mend", "--dry-run"]).success();
        assert!(dry.stdout.contains("0002_second.py:14"), "{dry}");
        assert!(dry.stdout.contains("0002_second.py:4"), "{dry}");
        assert_eq!(env.read("versions/0002_second.py"), text, "a dry run changes nothing");
        goc(&env, &["repair", "--mend"]).expect_code(1);
        let answer = json(&env, &["repair", "--mend", "--yes"]);
        assert_eq!(answer["mended"][0]["line"], 14, "{answer}");
        assert_eq!(answer["mended"][0]["also"][0]["after"], "Revises: a1b2c3d4e5f6", "{answer}");
        assert_eq!(env.read("versions/0002_second.py"), revision(name, wanted, name, 2), "{name}");
        assert_eq!(heads(&env), [name]);
    }
}

#[test]
fn only_the_wrong_parent_of_a_merge_is_replaced() {
    let env = TestEnv::new();
    env.write("versions/1.py", revision("aaaa", "None", "first", 1));
    env.write("versions/2.py", revision("bbbb", "'aaaa'", "second", 2));
    env.write("versions/3.py", revision("cccc", "'aaaa'", "third", 3));
    let text = revision("dddd", "('bbbb', \"third\")  # both", "merge", 4)
        .replace("Revises: bbbb, third  # both", "Revises: bbbb, third");
    env.write("versions/4.py", &text);
    goc(&env, &["repair", "--mend", "--yes"]).success();
    let wanted = text.replace("\"third\"", "\"cccc\"").replace("Revises: bbbb, third", "Revises: bbbb, cccc");
    assert_eq!(env.read("versions/4.py"), wanted);
    assert_eq!(heads(&env), ["dddd"]);
}

#[test]
fn the_original_is_mended_although_one_of_its_files_is_no_python() {
    let env = TestEnv::new();
    env.write("versions/001_temel_tablolar.py", revision("001", "None", "Temel tablolar", 15));
    env.write("versions/002_stok_tablolari.py", revision("002", "'001'", "Stok", 16));
    let broken = revision("003", "'02'", "CRM", 17) + "    op.drop_table('musteriler')$'\"\n";
    env.write("versions/003_crm_musteri_sadakat.py", &broken);
    env.write(
        "versions/004_eticaret.py",
        revision("004_eticaret_altyapi", "'003_crm_musteri_sadakat'", "E-ticaret", 17),
    );
    let output = goc(&env, &["repair", "--mend", "--yes"]).expect_code(3);
    assert!(
        output.stdout.contains("- down_revision: Union[str, Sequence[str], None] = '003_crm_musteri_sadakat'"),
        "{output}"
    );
    assert!(output.stdout.contains("+ down_revision: Union[str, Sequence[str], None] = '003'"), "{output}");
    // What is left is the line that is no Python.
    assert!(output.stdout.contains("003_crm_musteri_sadakat.py:21:32"), "{output}");
    assert_eq!(
        env.read("versions/003_crm_musteri_sadakat.py"),
        broken.replace("Revises: 02", "Revises: 002").replace("'02'", "'002'")
    );
    assert_eq!(heads(&env), ["004_eticaret_altyapi"]);
}

#[test]
fn what_is_put_together_by_python_is_left_and_said_so() {
    let env = TestEnv::new();
    env.write("versions/1.py", revision("aaaa", "None", "first", 1));
    let text = revision("bbbb", "'aa' + 'a'", "second", 2);
    env.write("versions/2.py", &text);
    let output = goc(&env, &["repair", "--mend", "--yes"]).expect_code(3);
    assert!(output.stderr.contains("2.py:14: `down_revision` is put together when Python runs the file"), "{output}");
    let turkish = goc(&env, &["--lang", "tr", "repair", "--mend", "--yes"]).expect_code(3);
    assert!(turkish.stderr.contains("goc yalnız orada açıkça yazılı bir kimliği değiştirir"), "{turkish}");
    let answer = json(&env, &["repair", "--mend", "--yes"]);
    assert_eq!(answer["refused"][0]["kind"], "computed_value", "{answer}");
    assert_eq!(env.read("versions/2.py"), text);
}

#[test]
fn a_copy_that_follows_its_original_gets_an_id_of_its_own_and_another_is_for_a_person() {
    let env = TestEnv::new();
    env.write("versions/1.py", revision("aaaa", "None", "first", 1));
    let copy = revision("aaaa", "'aaaa'", "the new one", 2);
    env.write("versions/0.py", &copy);
    goc(&env, &["repair", "--mend", "--yes"]).success();
    let wanted = copy
        .replace("Revision ID: aaaa", "Revision ID: aaaa_2")
        .replace("revision: str = 'aaaa'", "revision: str = 'aaaa_2'");
    assert_eq!(env.read("versions/0.py"), wanted);
    assert_eq!(heads(&env), ["aaaa_2"]);

    let other = revision("aaaa_2", "'aaaa'", "whose is it", 3);
    env.write("versions/3.py", &other);
    let output = goc(&env, &["repair", "--mend", "--yes"]).expect_code(3);
    assert!(output.stdout.contains("several files are revision `aaaa_2`: 0.py, 3.py"), "{output}");
    assert_eq!(env.read("versions/3.py"), other);
}

#[test]
fn two_heads_are_joined_by_a_file_of_alembics_under_the_projects_template() {
    let env = TestEnv::new();
    env.write(
        "alembic.ini",
        "[alembic]\nscript_location = %(here)s/db\nversion_locations = %(here)s/one:%(here)s/two\npath_separator = os\n\
         file_template = %%(year)d_%%(month).2d_%%(day).2d-%%(rev)s_%%(slug)s\ntimezone = UTC\n",
    );
    env.write("one/1.py", revision("aaaa", "None", "first", 1));
    env.write("one/2.py", revision("bbbb", "'aaaa'", "second", 2));
    env.write("two/3.py", revision("cccc", "'aaaa'", "third", 3));
    let run = |args: &[&str]| env.run([&["--migrations", "alembic.ini", "-d", "sqlite:till.db"], args].concat());
    let doctor = run(&["doctor"]).expect_code(3);
    assert!(doctor.stdout.contains("goc merge heads -m") && !doctor.stdout.contains("goc upgrade"), "{doctor}");
    let merged = run(&["merge", "cccc", "bbbb", "-m", "Join both", "--rev-id", "dddd"]).success();
    let names: Vec<String> =
        fs::read_dir(env.path("two")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let name =
        names.iter().find(|name| name.ends_with("-dddd_join_both.py")).unwrap_or_else(|| panic!("{names:?}\n{merged}"));
    assert!(merged.stdout.contains(name.as_str()), "{merged}");
    let text = env.read(&format!("two/{name}"));
    for wanted in [
        "\"\"\"Join both\n",
        "Revision ID: dddd\n",
        "Revises: cccc, bbbb\n",
        "+00:00\n",
        "\nrevision = 'dddd'\n",
        "\ndown_revision = ('cccc', 'bbbb')\n",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let heads = env.run(["--migrations", "alembic.ini", "heads"]).success();
    assert!(heads.stdout.starts_with("dddd"), "{heads}");
    // Nothing is merged twice, and nothing overwritten.
    run(&["merge", "heads"]).expect_code(1);
    assert_eq!(env.read(&format!("two/{name}")), text);
    // A template that leads out of the project is refused.
    env.write("two/4.py", revision("eeee", "'aaaa'", "fourth", 4));
    let ini =
        env.read("alembic.ini").replace("file_template = ", "recursive_version_locations = true\nfile_template = ../");
    env.write("alembic.ini", ini);
    let refused = env.json(["--migrations", "alembic.ini", "merge", "heads"]);
    assert_eq!(refused["error"]["kind"], "bad_setting", "{refused}");
}

#[test]
fn two_files_of_one_name_are_not_taken_for_each_other() {
    let env = TestEnv::new();
    env.write("db/env.py", "");
    env.write("db/alembic.ini", "[alembic]\nscript_location = %(here)s\nrecursive_version_locations = true\n");
    env.write("db/versions/1.py", revision("aaaa", "None", "first", 1));
    env.write("db/versions/x/2.py", revision("bbbb", "'aaaa'", "second", 2));
    let text = revision("cccc", "'bbbx'", "third", 3);
    env.write("db/versions/y/2.py", &text);
    env.run(["--migrations", "db", "repair", "--mend", "--yes"]).success();
    assert_eq!(env.read("db/versions/y/2.py"), text.replace("bbbx", "bbbb"));
    // Both are wrong in the same way: nobody can say which one is meant by its name.
    env.write("db/versions/x/2.py", revision("bbbb", "'aaax'", "second", 2));
    env.write("db/versions/y/2.py", revision("cccc", "'aaax'", "third", 3));
    let answer = env.json(["--migrations", "db", "repair", "--mend", "--yes"]);
    assert_eq!(answer["refused"][0]["kind"], "same_file_name", "{answer}");
    assert_eq!(answer["mended"].as_array().map(Vec::len), Some(0), "{answer}");
}
