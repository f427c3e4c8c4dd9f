use crossterm::event::{KeyCode, KeyEvent};

use super::*;
use crate::i18n::Lang;
use crate::operations::seed::{BUILTIN, Seeds, questions};
use crate::revision::Source;
use crate::tui::testing::{key, shared, snapshots};

fn form() -> Form {
    let seeds = Seeds::load(Source::Builtin(BUILTIN));
    Form::new(&questions(&seeds), &Answers::default(), vec!["admin".to_owned()])
}

fn press(form: &mut Form, code: KeyCode) -> FormReply {
    form.on_key(&key(code), &shared())
}

fn type_text(form: &mut Form, text: &str) {
    for c in text.chars() {
        form.on_key(&KeyEvent::from(KeyCode::Char(c)), &shared());
    }
}

fn index_of(form: &Form, key: &str) -> usize {
    form.rows.iter().position(|row| row.question.key == key).expect("asked")
}

#[test]
fn enter_goes_on_and_the_last_field_ends_the_form_only_when_everything_fits() {
    let mut form = form();
    for _ in 0..form.rows.len() - 1 {
        assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Stay);
    }
    assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Stay, "there is no password yet");
    assert_eq!(form.focus, index_of(&form, "admin_password"));
    type_text(&mut form, "yağmurlu pazar sabahı çay");
    press(&mut form, KeyCode::Tab);
    type_text(&mut form, "yağmurlu pazar sabahı");
    assert_eq!(press(&mut form, KeyCode::F(2)), FormReply::Stay, "not the same");
    type_text(&mut form, " çay");
    assert_eq!(press(&mut form, KeyCode::F(2)), FormReply::Done);
    let answers = form.answers();
    assert!(answers.secret("admin_password").is_some());
    assert_eq!(answers.get("company_name"), None, "its default counts");
    assert!(!format!("{form:?}").contains("yağmurlu"), "a password never shows");
}

#[test]
fn every_field_is_checked_while_it_is_typed() {
    for (field, wrong, right) in [
        ("company_tax_number", "123", "1234567890"),
        ("admin_email", "ayşe", "ayse@magaza.com.tr"),
        ("store_code", "bir mağaza", "ANA001"),
    ] {
        let mut form = form();
        form.focus = index_of(&form, field);
        let index = form.focus;
        type_text(&mut form, wrong);
        assert!(form.problem(index, &shared()).is_some(), "{field}: {wrong}");
        for _ in 0..wrong.chars().count() {
            press(&mut form, KeyCode::Backspace);
        }
        type_text(&mut form, right);
        assert_eq!(form.problem(index, &shared()), None, "{field}: {right}");
    }
}

#[test]
fn a_password_may_not_be_another_answer() {
    let mut form = form();
    form.focus = index_of(&form, "company_name");
    type_text(&mut form, "İstanbul Kırtasiye Limited");
    form.focus = index_of(&form, "admin_password");
    let index = form.focus;
    type_text(&mut form, "istanbul kırtasiye limited");
    let problem = form.problem(index, &shared()).expect("refused");
    assert!(problem.contains("İstanbul"), "{problem}");
}

#[test]
fn answers_are_kept_when_a_form_is_opened_again_and_a_paste_leaves_no_field() {
    let seeds = Seeds::load(Source::Builtin(BUILTIN));
    let mut answers = Answers::default();
    answers.set("company_name", "Çınar Market".to_owned());
    let mut form = Form::new(&questions(&seeds), &answers, Vec::new());
    assert_eq!(form.answers().get("company_name"), Some("Çınar Market"));
    form.on_paste(" AŞ\n");
    assert_eq!((form.focus, form.answers().get("company_name")), (0, Some("Çınar Market AŞ")));
}

#[test]
fn screens_of_the_form() {
    let mut shared = shared();
    let draw = |form: &Form, frame: &mut Frame, area: Rect, shared: &Shared| form.draw(frame, area, shared);
    let hints = |_: &Form, shared: &Shared| Form::hints(shared);
    snapshots("form", &mut shared, |_| form(), hints, draw);
    let with_errors = |shared: &Shared| {
        let mut form = form();
        form.focus = index_of(&form, "admin_email");
        type_text(&mut form, "ayşe");
        press(&mut form, KeyCode::Tab);
        type_text(&mut form, if shared.lang == Lang::Tr { "parola" } else { "password" });
        form
    };
    snapshots("form_errors", &mut shared, with_errors, hints, draw);
}
