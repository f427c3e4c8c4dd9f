//! What the tab says.

use crate::i18n::sentences;

sentences! {
    /// Keys, columns, and the states that are no list.
    pub enum ConflictsText {
        KeyFix => { en: ("fix it"), tr: ("çöz") }
        KeyNextFix => { en: ("other way"), tr: ("başka yol") }
        KeyPreviousFix => { en: ("way before"), tr: ("önceki yol") }
        KeyDrift => { en: ("look for drift"), tr: ("sapma ara") }
        Comparing => { en: ("the revisions are run in a scratch database, to compare …"), tr: ("karşılaştırmak için versiyonlar geçici bir veritabanında çalıştırılıyor …") }
        KeyDetails => { en: ("read on"), tr: ("devamı") }
        KeyDetailsBack => { en: ("read back"), tr: ("metinde geri") }
        KeyClearFilter => { en: ("clear the filter"), tr: ("süzgeci kaldır") }

        What => { en: ("what"), tr: ("ne") }
        About => { en: ("about"), tr: ("hangisi") }
        Error => { en: ("error"), tr: ("hata") }
        Warning => { en: ("warning"), tr: ("uyarı") }
        Info => { en: ("note"), tr: ("bilgi") }
        Check { name: String } => { en: ("connection: {name}"), tr: ("bağlantı: {name}") }

        DoneOf { done: usize, total: usize } => { en: ("{done} of {total} done"), tr: ("{total} deyimden {done} tanesi bitmiş") }
        Fixes => { en: ("what can be done"), tr: ("yapılabilecekler") }
        NoFix => {
            en: ("goc cannot set this right by itself. What is known stands above; show it (y copies it) to whoever looks after the revisions or the server."),
            tr: ("goc bunu kendisi düzeltemez. Bilinenler yukarıda; versiyonlara ya da sunucuya bakan kişiye gösterin (y kopyalar)."),
        }
        Unexplained => {
            en: ("This version of goc has no explanation for this kind of finding."),
            tr: ("goc'un bu sürümünde bu tür bir bulgunun açıklaması yok."),
        }

        Reading => { en: ("looking at everything …"), tr: ("her şeye bakılıyor …") }
        InOrder => { en: ("everything is in order"), tr: ("her şey yolunda") }
        InOrderMore { database: String } => {
            en: ("The connection, the revision files, the journal and the seeds of {database} were looked at, and nothing is wrong."),
            tr: ("{database} için bağlantıya, versiyon dosyalarına, günlüğe ve temel verilere bakıldı; bir sorun yok."),
        }
        LookedAt { time: String } => { en: ("looked at: {time}  ·  r looks again"), tr: ("bakıldı: {time}  ·  r yeniden bakar") }
        NothingLeft { filter: String } => { en: ("nothing here has {filter}"), tr: ("burada {filter} geçen bir şey yok") }

        NothingSelected => { en: ("nothing is wrong that could be set right"), tr: ("düzeltilecek bir sorun yok") }
        NothingToDo => {
            en: ("goc can do nothing about this by itself; the text says whom to ask"),
            tr: ("goc bunun için kendisi bir şey yapamaz; kime sorulacağı metinde yazıyor"),
        }
        OneWay => { en: ("there is only one way here"), tr: ("burada tek bir yol var") }
    }
}

sentences! {
    /// What the facts of findings are called; others keep the name that `--json` has.
    #[derive(Eq, Copy)]
    pub enum FactName {
        Revision => { en: ("revision"), tr: ("versiyon") }
        Revisions => { en: ("revisions"), tr: ("versiyonlar") }
        File => { en: ("file"), tr: ("dosya") }
        Files => { en: ("files"), tr: ("dosyalar") }
        Line => { en: ("line"), tr: ("satır") }
        Parent => { en: ("parent"), tr: ("üst versiyon") }
        Dependency => { en: ("dependency"), tr: ("bağımlılık") }
        Similar => { en: ("nearest"), tr: ("en yakını") }
        Applied => { en: ("applied"), tr: ("uygulandı") }
        Started => { en: ("started"), tr: ("başladı") }
        Done => { en: ("done"), tr: ("biten") }
        Total => { en: ("of"), tr: ("toplam") }
        Heads => { en: ("heads"), tr: ("uçlar") }
        Command => { en: ("command"), tr: ("komut") }
        Target => { en: ("target"), tr: ("hedef") }
        Direction => { en: ("direction"), tr: ("yön") }
        Table => { en: ("table"), tr: ("tablo") }
        Index => { en: ("index"), tr: ("dizin") }
        User => { en: ("user"), tr: ("kullanıcı") }
        Roles => { en: ("roles"), tr: ("roller") }
        Permissions => { en: ("permissions"), tr: ("yetkiler") }
        Count => { en: ("count"), tr: ("sayı") }
        Rows => { en: ("rows"), tr: ("satırlar") }
        Missing => { en: ("missing"), tr: ("eksik") }
        Label => { en: ("label"), tr: ("etiket") }
        Error => { en: ("why"), tr: ("neden") }
        Next => { en: ("next"), tr: ("sıradaki") }
        Statements => { en: ("statements"), tr: ("deyimler") }
        Reason => { en: ("reason"), tr: ("neden") }
        Id => { en: ("id"), tr: ("kimlik") }
    }
}

impl FactName {
    /// The name of a fact, if people have one for it.
    pub fn of(name: &str) -> Option<FactName> {
        use FactName as F;
        Some(match name {
            "revision" => F::Revision,
            "revisions" => F::Revisions,
            "file" => F::File,
            "files" => F::Files,
            "line" => F::Line,
            "parent" => F::Parent,
            "dependency" => F::Dependency,
            "similar" => F::Similar,
            "applied" => F::Applied,
            "started" => F::Started,
            "done" => F::Done,
            "total" => F::Total,
            "heads" => F::Heads,
            "command" => F::Command,
            "target" => F::Target,
            "direction" => F::Direction,
            "table" => F::Table,
            "index" => F::Index,
            "user" => F::User,
            "roles" => F::Roles,
            "permissions" => F::Permissions,
            "count" => F::Count,
            "rows" => F::Rows,
            "missing" => F::Missing,
            "label" => F::Label,
            "error" => F::Error,
            "reason" => F::Reason,
            "id" => F::Id,
            _ => return None,
        })
    }
}
