//! What a form says.

use crate::i18n::sentences;

sentences! {
    /// Keys, hints below fields, and what is wrong.
    pub enum FormText {
        KeyNext => { en: ("next"), tr: ("sonraki") }
        KeyField => { en: ("field"), tr: ("alan") }
        KeyDone => { en: ("done"), tr: ("tamam") }
        Again { label: String } => { en: ("{label}, again"), tr: ("{label}, yeniden") }
        NotTheSame => { en: ("the two are not the same"), tr: ("ikisi aynı değil") }
        MayBeEmpty => { en: ("may be left empty"), tr: ("boş bırakılabilir") }
        Needed => { en: ("needed"), tr: ("gerekli") }
        Weak => { en: ("weak"), tr: ("zayıf") }
        Fair => { en: ("fair"), tr: ("orta") }
        Good => { en: ("good"), tr: ("iyi") }
        Strong => { en: ("strong"), tr: ("güçlü") }
        Strength { word: String } => { en: ("strength: {word}"), tr: ("güç: {word}") }
        PasswordHint { shortest: usize } => {
            en: ("at least {shortest} characters; several words are easy to remember and hard to guess"),
            tr: ("en az {shortest} karakter; birkaç sözcük kolay hatırlanır, zor tahmin edilir"),
        }
    }
}
