//! Why a difference cannot be told, or not be written down.

use crate::i18n::{list, problems};

problems! {
    /// Why a difference cannot be told, or not be written down.
    pub enum SchemaProblem {
        /// There is no model.
        NoModel { file: String, reason: String } = "no_model" {
            en: ("{file}: the model cannot be read: {reason}"),
            tr: ("{file}: model okunamadı: {reason}"),
            hint_en: ("name the wanted schema: --model FILE.sql, a folder of them, or the address of a database that has it"),
            hint_tr: ("istenen şemayı söyleyin: --model DOSYA.sql, bir klasör ya da o şemaya sahip bir veritabanının adresi"),
        }
        /// A statement of the model does not run.
        ModelStatement { file: String, line: u32, statement: String, error: String } = "model_statement" {
            en: ("{file}:{line}: the model cannot be loaded: {error}\n  {statement}"),
            tr: ("{file}:{line}: model yüklenemedi: {error}\n  {statement}"),
            hint_en: ("mend the statement; the database was not touched"),
            hint_tr: ("deyimi düzeltin; veritabanına dokunulmadı"),
        }
        /// A rename of something that is not there.
        UnknownRename { rename: String } = "unknown_rename" {
            en: ("--rename {rename}: the database has no such table or column"),
            tr: ("--rename {rename}: veritabanında böyle bir tablo ya da kolon yok"),
            hint_en: ("write old=new for a table, table.old=new for a column"),
            hint_tr: ("tablo için eski=yeni, kolon için tablo.eski=yeni yazın"),
        }
        /// No branch has this name.
        UnknownBranch { branch: String, known: Vec<String> } = "unknown_branch" {
            en: ("--branch {branch}: no revision carries this label{}", if known.is_empty() { String::new() } else { format!("; there are: {}", list(known)) }),
            tr: ("--branch {branch}: bu etiketi taşıyan versiyon yok{}", if known.is_empty() { String::new() } else { format!("; olanlar: {}", list(known)) }),
            hint_en: ("see the labels: goc branches; a branch gets its label with its first revision: --branch-label"),
            hint_tr: ("etiketleri görün: goc branches; dal etiketini ilk versiyonuyla alır: --branch-label"),
        }
        /// Something would be lost, and nobody has said that it may.
        Destructive { losses: Vec<String> } = "destructive" {
            en: ("the revision would lose data: {}", list(losses)),
            tr: ("bu versiyon veri kaybettirir: {}", list(losses)),
            hint_en: ("if it is a rename, say so: --rename old=new; if it may be lost: --allow-destructive"),
            hint_tr: ("bu bir ad değişikliğiyse söyleyin: --rename eski=yeni; kaybolabilirse: --allow-destructive"),
        }
        /// The database does not stand where the new revision begins.
        NotThere { current: String, head: String } = "not_at_head" {
            en: ("the database stands at {current}, the new revision would follow {head}"),
            tr: ("veritabanı {current} versiyonunda, yeni versiyon ise {head} üzerine gelecek"),
            hint_en: ("upgrade it first: goc upgrade"),
            hint_tr: ("önce güncelleyin: goc upgrade"),
        }
        /// The database's names mean something else than those of a scratch database.
        OtherSearchPath { path: String } = "other_search_path" {
            en: ("the database has a search path of its own ({path}), which a scratch database does not have"),
            tr: ("veritabanının kendine ait bir arama yolu var ({path}), geçici veritabanında bu yok"),
            hint_en: ("give the search path to the role instead: ALTER ROLE … SET search_path"),
            hint_tr: ("arama yolunu role verin: ALTER ROLE … SET search_path"),
        }
        /// A statement of the database's own schema does not run in the scratch database.
        CopyStatement { statement: String, error: String } = "schema_copy" {
            en: ("the database's own schema cannot be copied for a rename: {error}\n  {statement}"),
            tr: ("ad değişikliği için veritabanının şeması kopyalanamadı: {error}\n  {statement}"),
            hint_en: ("write the rename into a revision of its own, then compare again"),
            hint_tr: ("ad değişikliğini ayrı bir versiyona yazın, sonra yeniden karşılaştırın"),
        }
    }
}
