//! Why something in a revision was not translated.

use crate::i18n::sentences;

sentences! {
    /// What goc did not understand, or what an engine cannot do.
    pub enum Reason {
        UnknownCall { what: String } => { en: ("goc does not know what `{what}` does"), tr: ("goc `{what}` çağrısının ne yaptığını bilmiyor") }
        UnknownName { name: String } => { en: ("goc does not know what `{name}` is"), tr: ("goc `{name}` değerini bilmiyor") }
        UnknownType { what: String } => { en: ("goc does not know the type `{what}`"), tr: ("goc `{what}` tipini tanımıyor") }
        UnknownArgument { what: String, argument: String } => { en: ("goc does not know the argument `{argument}` of `{what}`"), tr: ("goc `{what}` çağrısının `{argument}` bağımsız değişkenini tanımıyor") }
        BadArgument { what: String, argument: String } => { en: ("the argument `{argument}` of `{what}` is not what goc expects there"), tr: ("`{what}` çağrısının `{argument}` bağımsız değişkeni goc'un beklediği gibi değil") }
        ReadsDatabase => { en: ("it depends on what is in the database when it runs"), tr: ("çalıştığı sırada veritabanında ne olduğuna bağlı") }
        Statement { what: String } => { en: ("goc does not follow `{what}`"), tr: ("goc `{what}` yapısını izlemiyor") }
        Expression => { en: ("goc does not follow this expression"), tr: ("goc bu ifadeyi izlemiyor") }
        TooMuch => { en: ("it takes more steps than goc follows"), tr: ("goc'un izleyeceğinden çok adım alıyor") }
        TooDeep => { en: ("it nests deeper than goc follows"), tr: ("goc'un izleyeceğinden derin iç içe") }
        NotPython => { en: ("this is no Python"), tr: ("bu Python değil") }
        NoFunction { name: String } => { en: ("the file has no function `{name}()`"), tr: ("dosyada `{name}()` işlevi yok") }
        Raises => { en: ("it raises an error when it runs"), tr: ("çalışınca hata veriyor") }
        GocLine => { en: ("its SQL has a line that begins with `-- goc:`, which is goc's own"), tr: ("SQL'inde goc'a ait `-- goc:` ile başlayan bir satır var") }
        CopyData => { en: ("rows behind COPY … FROM stdin cannot be taken over"), tr: ("COPY … FROM stdin arkasındaki satırlar alınamıyor") }
        Refused { engine: String, error: String } => { en: ("{engine} refuses it: {error}"), tr: ("{engine} kabul etmiyor: {error}") }
        NoTable { table: String } => { en: ("what the table `{table}` looks like here is not known"), tr: ("`{table}` tablosunun burada neye benzediği bilinmiyor") }
        NoColumn { table: String, column: String } => { en: ("the table `{table}` has no column `{column}` here"), tr: ("`{table}` tablosunda burada `{column}` sütunu yok") }
        NoConstraint { table: String, name: String } => { en: ("the table `{table}` has no constraint `{name}` here"), tr: ("`{table}` tablosunda burada `{name}` kısıtı yok") }
        NoName => { en: ("it has no name, and only the database would know which one is meant"), tr: ("adı yok; hangisinin kastedildiğini yalnızca veritabanı bilir") }
        EngineHasNone { engine: String, what: String } => { en: ("{engine} has no {what}"), tr: ("{engine} {what} tanımıyor") }
    }
}

/// A place that was not understood, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct NotUnderstood {
    /// In bytes of the file's text; where the expression begins.
    pub at: usize,
    /// Why.
    pub reason: Reason,
}
