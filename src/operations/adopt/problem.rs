//! Why a database is not taken over.

use crate::i18n::{count, list, problems};

problems! {
    /// Why a database is not taken over.
    pub enum AdoptProblem {
        /// Nobody has run anything in it.
        NothingThere { database: String } = "nothing_to_adopt" {
            en: ("{database} has no revision to take over: its table alembic_version is empty or not there"),
            tr: ("{database} veritabanında devralınacak versiyon yok: alembic_version tablosu boş ya da hiç yok"),
            hint_en: ("a new database: goc upgrade\ntables without a version: say which it is with goc stamp TARGET, then goc adopt"),
            hint_tr: ("yeni bir veritabanıysa: goc upgrade\ntablolar var, versiyon yoksa: hangisi olduğunu goc stamp HEDEF ile söyleyin, sonra goc adopt"),
        }
        /// It stands at something that no file has.
        UnknownVersion { revision: String, similar: Option<String> } = "unknown_revision" {
            en: ("the database is at `{revision}`, which no revision file has{}", nearest(similar, "; nearest is ")),
            tr: ("veritabanının versiyonu `{revision}`, ama bu versiyonun dosyası yok{}", nearest(similar, "; en yakını ")),
            hint_en: ("bring back the file, or import the project as it is where this database was upgraded: goc import alembic DIR --to migrations/{}", stamp(similar, "\nif it is really the nearest: goc stamp --purge ")),
            hint_tr: ("dosyayı geri getirin ya da projenin bu veritabanını güncelleyen halini içe aktarın: goc import alembic KLASÖR --to migrations/{}", stamp(similar, "\ngerçekten en yakın olansa: goc stamp --purge ")),
        }
        /// This login may not make a scratch database.
        NoScratch { database: String, error: String } = "no_scratch" {
            en: ("{database} cannot be compared with what its revisions make: the scratch database that this takes cannot be made here ({error})"),
            tr: ("{database}, versiyonlarının kurduğuyla karşılaştırılamadı: bunun için gereken geçici veritabanı burada kurulamıyor ({error})"),
            hint_en: ("use a login with CREATEDB, or name a server where it may be made: goc adopt --scratch URL"),
            hint_tr: ("CREATEDB yetkisi olan bir kullanıcıyla çalışın ya da kurulabileceği bir sunucu gösterin: goc adopt --scratch URL"),
        }
        /// Its tables are others than its revisions make.
        Differs { database: String, changes: Vec<String> } = "schema_differs" {
            en: ("{database} is not what its revisions make ({}): {}", count(changes.len(), "object"), list(changes)),
            tr: ("{database}, versiyonlarının kurduğundan farklı ({} nesne): {}", changes.len(), list(changes)),
            hint_en: ("mend the revisions or the database first; if all of it may stay as it is: goc adopt --accept-differences"),
            hint_tr: ("önce versiyonları ya da veritabanını düzeltin; hepsi böyle kalabilirse: goc adopt --accept-differences"),
        }
    }
}

fn nearest(similar: &Option<String>, words: &str) -> String {
    similar.as_deref().map(|id| format!("{words}`{id}`")).unwrap_or_default()
}

fn stamp(similar: &Option<String>, words: &str) -> String {
    similar.as_deref().map(|id| format!("{words}{}", crate::i18n::shell(id))).unwrap_or_default()
}
