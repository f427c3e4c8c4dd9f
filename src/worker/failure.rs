//! Why a job did not do what it was asked for.

use std::sync::Arc;

use serde_json::Value;

use crate::i18n::{Lang, problems};
use crate::operations::{FindingProblem, Trouble};

/// A problem that can travel and be kept: any error of the layers below.
#[derive(Debug, Clone)]
pub struct Failure(Arc<dyn FindingProblem>);

impl<P: FindingProblem + 'static> From<P> for Failure {
    fn from(problem: P) -> Failure {
        Failure(Arc::new(problem))
    }
}

impl Failure {
    /// Its stable kind.
    pub fn kind(&self) -> &'static str {
        self.0.kind()
    }

    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.0.say(lang)
    }

    /// What to do next, one line a way out.
    pub fn hint(&self, lang: Lang) -> String {
        self.0.hint(lang)
    }

    /// The parameters of the sentence.
    pub fn facts(&self) -> Value {
        self.0.facts()
    }

    /// The same as a part of a result.
    pub fn trouble(&self) -> Trouble {
        Trouble::shared(self.0.clone())
    }

    /// Whether a person or a signal ended the job.
    pub fn is_stop(&self) -> bool {
        matches!(self.kind(), "cancelled" | "stopped")
    }
}

problems! {
    /// What can go wrong around a job, whatever it does.
    pub enum JobProblem {
        /// Another job is writing.
        Busy = "busy" {
            en: ("something else is being written right now"),
            tr: ("şu anda başka bir iş yazıyor"),
            hint_en: ("wait until it has ended, or cancel it"),
            hint_tr: ("bitmesini bekleyin ya da onu iptal edin"),
        }
        /// Somebody cancelled a look.
        Cancelled = "cancelled" {
            en: ("cancelled"),
            tr: ("iptal edildi"),
            hint_en: ("ask again"),
            hint_tr: ("yeniden isteyin"),
        }
        /// The database did not answer a request to cancel.
        Unanswered { seconds: u64 } = "cancel_unanswered" {
            en: ("the database did not answer for {seconds} s after the work was cancelled, and the connection was given up"),
            tr: ("iptalden sonra veritabanı {seconds} saniye yanıt vermedi, bağlantı bırakıldı"),
            hint_en: ("the server rolls the open step back once it notices; look where the database stands before going on: goc status"),
            hint_tr: ("sunucu fark edince yarım kalan adımı geri alır; sürdürmeden önce veritabanının durumuna bakın: goc status"),
        }
        /// A connection that is not in the list any more.
        UnknownConnection { name: String } = "unknown_connection" {
            en: ("there is no connection `{name}` any more"),
            tr: ("`{name}` bağlantısı artık yok"),
            hint_en: ("choose another one in the tab Connections"),
            hint_tr: ("Bağlantılar sekmesinde başka birini seçin"),
        }
        /// A revision that no file has.
        UnknownRevision { revision: String } = "not_found" {
            en: ("no file has the revision `{revision}`"),
            tr: ("`{revision}` versiyonunun dosyası yok"),
            hint_en: ("bring back the missing file, or refresh the list"),
            hint_tr: ("eksik dosyayı geri getirin ya da listeyi yenileyin"),
        }
        /// A file that could not be written.
        CannotWrite { file: String, reason: String } = "cannot_write" {
            en: ("cannot write {file}: {reason}"),
            tr: ("{file} yazılamıyor: {reason}"),
            hint_en: ("choose another place where you may write, and a name that is free"),
            hint_tr: ("yazma izninizin olduğu başka bir yer ve boş bir ad seçin"),
        }
        /// There is no `goc.toml`.
        NoConfigFile = "no_config_file" {
            en: ("goc works without a configuration file here"),
            tr: ("goc burada yapılandırma dosyası olmadan çalışıyor"),
            hint_en: ("look again: it may have been taken away"),
            hint_tr: ("yeniden bakın: dosya kaldırılmış olabilir"),
        }
        /// A fault of goc itself.
        Internal { reason: String } = "internal" {
            en: ("goc itself failed: {reason}"),
            tr: ("goc içinde bir hata oldu: {reason}"),
            hint_en: ("this is a fault of goc; please report it together with what you did. What was written so far is in: goc log"),
            hint_tr: ("bu goc'un kendi hatasıdır; ne yaptığınızla birlikte bildirin. O ana kadar yazılanlar: goc log"),
        }
    }
}
