//! Why nothing was imported.

use crate::i18n::problems;

problems! {
    /// Why an import ended before anything was written.
    pub enum ImportProblem {
        /// What was named is no Alembic project.
        NotAlembic { directory: String } = "not_alembic" {
            en: ("{directory} is no Alembic project: there is neither an `alembic.ini`, nor an `env.py`, nor a revision in Python"),
            tr: ("{directory} bir Alembic projesi değil: ne `alembic.ini`, ne `env.py`, ne de Python versiyon dosyası var"),
            hint_en: ("name the folder with the revisions, the one with env.py, or the alembic.ini"),
            hint_tr: ("versiyonların klasörünü, env.py klasörünü ya da alembic.ini dosyasını verin"),
        }
        /// Nothing in the project could be read.
        NothingToImport { directory: String } = "nothing_to_import" {
            en: ("there is no revision in {directory} that could be imported"),
            tr: ("{directory} içinde içe aktarılabilecek bir versiyon yok"),
            hint_en: ("see what is wrong with it: goc --migrations {directory} doctor"),
            hint_tr: ("sorunun ne olduğuna bakın: goc --migrations {directory} doctor"),
        }
        /// There are files, or revisions, in the way.
        Exists { file: String, revision: String } = "file_exists" {
            en: ("{file} is there already, and revision `{revision}` would be written again; nothing was written"),
            tr: ("{file} zaten var ve `{revision}` versiyonu yeniden yazılacaktı; hiçbir şey yazılmadı"),
            hint_en: ("name an empty folder with --to, or move the file away"),
            hint_tr: ("--to ile boş bir klasör verin ya da dosyayı başka yere taşıyın"),
        }
        /// The folder cannot be written to.
        Unwritable { file: String, reason: String } = "unwritable" {
            en: ("{file} cannot be written: {reason}; nothing was written"),
            tr: ("{file} yazılamıyor: {reason}; hiçbir şey yazılmadı"),
            hint_en: ("name a folder with --to that you may write to"),
            hint_tr: ("--to ile yazabileceğiniz bir klasör verin"),
        }
        /// The revisions would be written among those that they come from.
        SameFolder { directory: String } = "same_folder" {
            en: ("{directory} holds the revisions that are to be imported: goc's files would hide them"),
            tr: ("{directory} içe aktarılacak versiyonların klasörü: goc dosyaları onları gizlerdi"),
            hint_en: ("name another folder with --to, such as migrations/"),
            hint_tr: ("--to ile başka bir klasör verin, örneğin migrations/"),
        }
    }
}
