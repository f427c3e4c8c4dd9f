use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn revision_writes_a_file_to_fill_in() {
    let mut t = Transcript::linear();
    t.goc(&["revision", "-m", "Şube İğne Çay ürünleri", "--rev-id", "004"]);
    let written = t.env.read("migrations/004_sube_igne_cay_urunleri.sql");
    t.note(&written);
    t.turkish(&["revision", "-m", "Kampanya", "--rev-id", "005"]);
    t.json(&["revision", "-m", "Kargo", "--rev-id", "006"]);
    t.goc(&["revision", "-m", "Rastgele kimlik"]);
    assert_snapshot!(t);
}

#[test]
fn revision_with_every_option() {
    let mut t = Transcript::linear();
    t.goc(&["revision", "-m", "Dal", "--rev-id", "d1", "--head", "002", "--splice", "--branch-label", "dal"]);
    t.goc(&["revision", "-m", "Dal devam", "--rev-id", "d2", "--head", "dal@head", "--depends-on", "003"]);
    let written = t.env.read("migrations/d2_dal_devam.sql");
    t.note(&written);
    t.goc(&["revision", "-m", "Yeni kök", "--rev-id", "k1", "--head", "base", "--branch-label", "kok"]);
    t.goc(&["heads"]);
    assert_snapshot!(t);
}

#[test]
fn a_revision_that_would_not_fit_is_not_written() {
    let mut t = Transcript::branched();
    t.every_way(&["revision", "-m", "x"]);
    t.every_way(&["revision", "-m", "x", "--head", "001"]);
    t.every_way(&["revision", "-m", "x", "--head", "002", "--rev-id", "001"]);
    t.every_way(&["revision", "-m", "x", "--head", "002", "--rev-id", "a@b"]);
    t.every_way(&["revision", "-m", "x", "--head", "002", "--branch-label", "crm"]);
    t.every_way(&["revision", "-m", "x", "--head", "002", "--depends-on", "yok"]);
    assert_eq!(std::fs::read_dir(t.env.path("migrations")).unwrap().count(), 4);
    let mut builtin = Transcript::new();
    builtin.every_way(&["revision", "-m", "x"]);
    assert_snapshot!(format!("{t}\n\n{builtin}"));
}
