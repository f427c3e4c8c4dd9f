//! What turns one schema into another: for a person to read, and for a database to run. Both engines make it, each in its own way.

use serde::Serialize;

use super::Rename;
use crate::i18n::{Lang, Say, sentences};

/// How to write the difference.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The shop goes on meanwhile: indexes are built beside its work, constraints checked after they were added, nothing rewritten
    /// where a cheaper way exists.
    pub online: bool,
    /// Owners and privileges count, too.
    pub privileges: bool,
}

/// What turns one schema into another, in one direction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// What differs, object by object.
    pub changes: Vec<Change>,
    /// What to run, in order.
    pub blocks: Vec<Block>,
}

impl Difference {
    /// Whether both schemas are the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.blocks.is_empty()
    }

    /// Changes that lose data.
    pub fn losses(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.loss.is_some())
    }
}

/// Statements that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// What a reader of the file should know, above the statements.
    pub notes: Vec<Note>,
    /// Each without its semicolon.
    pub statements: Vec<String>,
    /// When it may run.
    pub stage: Stage,
}

/// What a block needs around it. Blocks of another stage go into a revision of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    /// In a transaction that has to be over before the rest: a new value of an enum may only be used after its COMMIT.
    Before,
    /// In the one transaction of the step.
    #[default]
    Together,
    /// Without a transaction, after it: `CREATE INDEX CONCURRENTLY`.
    Beside,
}

/// One object that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What has to happen to it.
    pub action: Action,
    /// What it is.
    pub object: ObjectKind,
    /// Its name as a person would write it: `urunler`, `urunler.fiyat`, `crm.musteriler`.
    pub name: String,
    /// What of it differs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// What is lost with it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "in_english")]
    pub loss: Option<Loss>,
}

impl Change {
    /// A rename that a person asked for.
    pub(super) fn renamed(rename: &Rename, is_table: bool) -> Change {
        let object = if is_table { ObjectKind::Table } else { ObjectKind::Column };
        let name = rename.table.as_ref().map_or_else(|| rename.to.clone(), |table| format!("{table}.{}", rename.to));
        let detail = Detail { property: "RENAME", before: Some(rename.from.clone()), after: Some(rename.to.clone()) };
        Change { action: Action::Rename, object, name, details: vec![detail], loss: None }
    }
}

fn in_english<S: serde::Serializer>(loss: &Option<Loss>, serializer: S) -> Result<S::Ok, S::Error> {
    loss.as_ref().map(|loss| loss.say(Lang::En)).serialize(serializer)
}

/// One property of an object, before and after; SQL's own words need no translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// `TYPE`, `DEFAULT`, `NOT NULL` …
    pub property: &'static str,
    /// As SQL; `None` when it was not set.
    pub before: Option<String>,
    /// As SQL; `None` when it is not set any more.
    pub after: Option<String>,
}

/// What happens to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is missing.
    Create,
    /// It is there and should not be.
    Drop,
    /// It is there and differs.
    Alter,
    /// It has another name.
    Rename,
}

impl Action {
    /// The sign in front of it in a list.
    pub fn sign(self) -> char {
        match self {
            Action::Create => '+',
            Action::Drop => '-',
            Action::Alter => '~',
            Action::Rename => '>',
        }
    }
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    Schema,
    Extension,
    Collation,
    Type,
    Domain,
    Sequence,
    Table,
    Column,
    Constraint,
    Index,
    Statistics,
    View,
    MaterializedView,
    Function,
    Aggregate,
    Trigger,
    Rule,
    Policy,
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    Conversion,
    Dictionary,
    SearchConfiguration,
    Wrapper,
    Server,
    ForeignTable,
    Publication,
    EventTrigger,
}

impl Say for ObjectKind {
    fn say(&self, lang: Lang) -> String {
        let (en, tr) = match self {
            ObjectKind::Schema => ("schema", "şema"),
            ObjectKind::Extension => ("extension", "eklenti"),
            ObjectKind::Collation => ("collation", "harmanlama"),
            ObjectKind::Type => ("type", "tip"),
            ObjectKind::Domain => ("domain", "domain tipi"),
            ObjectKind::Sequence => ("sequence", "sayaç"),
            ObjectKind::Table => ("table", "tablo"),
            ObjectKind::Column => ("column", "kolon"),
            ObjectKind::Constraint => ("constraint", "kısıt"),
            ObjectKind::Index => ("index", "indeks"),
            ObjectKind::Statistics => ("statistics", "istatistik"),
            ObjectKind::View => ("view", "görünüm"),
            ObjectKind::MaterializedView => ("materialized view", "saklanan görünüm"),
            ObjectKind::Function => ("function", "fonksiyon"),
            ObjectKind::Aggregate => ("aggregate", "toplam fonksiyonu"),
            ObjectKind::Trigger => ("trigger", "tetikleyici"),
            ObjectKind::Rule => ("rule", "kural"),
            ObjectKind::Policy => ("policy", "satır politikası"),
            ObjectKind::Operator => ("operator", "işleç"),
            ObjectKind::OperatorFamily => ("operator family", "işleç ailesi"),
            ObjectKind::OperatorClass => ("operator class", "işleç sınıfı"),
            ObjectKind::Cast => ("cast", "tip dönüşümü"),
            ObjectKind::Conversion => ("conversion", "karakter kümesi dönüşümü"),
            ObjectKind::Dictionary => ("text search dictionary", "metin arama sözlüğü"),
            ObjectKind::SearchConfiguration => ("text search configuration", "metin arama ayarı"),
            ObjectKind::Wrapper => ("foreign data wrapper", "yabancı veri sarmalayıcısı"),
            ObjectKind::Server => ("foreign server", "yabancı sunucu"),
            ObjectKind::ForeignTable => ("foreign table", "yabancı tablo"),
            ObjectKind::Publication => ("publication", "yayın"),
            ObjectKind::EventTrigger => ("event trigger", "olay tetikleyicisi"),
        };
        match lang {
            Lang::En => en,
            Lang::Tr => tr,
        }
        .to_owned()
    }
}

sentences! {
    /// Data that a change takes away.
    pub enum Loss {
        Rows => {
            en: ("all its rows are lost"),
            tr: ("içindeki bütün satırlar kaybolur"),
        }
        Values => {
            en: ("all its values are lost"),
            tr: ("içindeki bütün değerler kaybolur"),
        }
        Narrower { from: String, to: String } => {
            en: ("values that do not fit from {from} into {to} are cut or refused"),
            tr: ("{from} tipinden {to} tipine sığmayan değerler kesilir ya da reddedilir"),
        }
        EnumValues { values: String } => {
            en: ("rows that hold {values} are refused"),
            tr: ("{values} değerini taşıyan satırlar reddedilir"),
        }
    }
}

sentences! {
    /// What is written above statements in a revision.
    pub enum Note {
        Loses { name: String, loss: Loss } => {
            en: ("loses data: {name}: {}", loss.say(Lang::En)),
            tr: ("veri kaybettirir: {name}: {}", loss.say(Lang::Tr)),
        }
        Fill { column: String } => {
            en: ("rows that have nothing in {column} get this value; change it if they should have another"),
            tr: ("{column} kolonu boş olan satırlar bu değeri alır; başka bir değer gerekiyorsa değiştirin"),
        }
        Rebuild { table: String } => {
            en: ("ALTER TABLE cannot do this in SQLite: {table} is made anew, filled, and put in the old one's place"),
            tr: ("SQLite'ta ALTER TABLE bunu yapamaz: {table} yeniden kurulur, doldurulur ve eskisinin yerine konur"),
        }
        Copied { table: String } => {
            en: ("{table} has to be made anew: its rows are copied aside and back, which takes time and room on the disk"),
            tr: ("{table} yeniden kurulmalı: satırları önce bir kenara, sonra geri kopyalanır; bu zaman ve diskte yer ister"),
        }
        Parents { table: String, child: String } => {
            en: ("rows of {child} point to these keys of the new table {table}: complete its rows"),
            tr: ("{child} satırları yeni {table} tablosunun bu anahtarlarını gösteriyor: satırlarını tamamlayın"),
        }
        Around { name: String } => {
            en: ("{name} depends on what changes here: it is dropped, and made again below"),
            tr: ("{name} burada değişene bağlı: önce silinir, aşağıda yeniden kurulur"),
        }
        Position { column: String } => {
            en: ("{column} comes last: PostgreSQL adds columns at the end"),
            tr: ("{column} en sona gelir: PostgreSQL yeni kolonu sona ekler"),
        }
    }
}
