//! Why a new revision file is not written.

use crate::i18n::{problems, shell};

problems! {
    /// Why `revision` and `merge` wrote nothing.
    pub enum NewError {
        /// The new revision would start a branch, and nobody said so.
        NotAHead { revision: String } = "not_a_head" {
            en: ("`{revision}` is not a head: the new revision would start a branch"),
            tr: ("`{revision}` bir uç değil: yeni versiyon bir dal başlatırdı"),
            hint_en: ("if a branch is meant, say --splice; else name one of: goc heads"),
            hint_tr: ("dal isteniyorsa --splice ekleyin; değilse şunlardan birini yazın: goc heads"),
        }
        /// One revision named twice.
        DuplicateHead { revision: String } = "duplicate_head" {
            en: ("`{revision}` is named twice"),
            tr: ("`{revision}` iki kez yazılmış"),
            hint_en: ("name each head once: goc merge heads"),
            hint_tr: ("her ucu bir kez yazın: goc merge heads"),
        }
        /// Fewer than two revisions are left to merge.
        NothingToMerge = "nothing_to_merge" {
            en: ("there is nothing to merge: that is not more than one head"),
            tr: ("birleştirilecek bir şey yok: birden çok uç bulunmuyor"),
            hint_en: ("see the heads: goc heads"),
            hint_tr: ("uçlara bakın: goc heads"),
        }
        /// A file with that id exists.
        DuplicateId { id: String, file: String } = "duplicate_id" {
            en: ("revision `{id}` exists already: {file}"),
            tr: ("`{id}` versiyonu zaten var: {file}"),
            hint_en: ("choose another --rev-id, or leave it out: goc makes one"),
            hint_tr: ("başka bir --rev-id seçin ya da yazmayın: goc kendisi üretir"),
        }
        /// The label belongs to another revision, or is an id.
        DuplicateLabel { label: String, revision: String } = "duplicate_label" {
            en: ("the label `{label}` is taken by `{revision}`"),
            tr: ("`{label}` etiketi `{revision}` tarafından kullanılıyor"),
            hint_en: ("choose another --branch-label"),
            hint_tr: ("başka bir --branch-label seçin"),
        }
        /// `base` is nothing that one can depend on.
        NoDependency { given: String } = "not_found" {
            en: ("`{given}` is no single revision that others can depend on"),
            tr: ("`{given}` bağımlılık olarak verilebilecek tek bir versiyon değil"),
            hint_en: ("name a revision or a label: --depends-on ID"),
            hint_tr: ("bir versiyon ya da etiket yazın: --depends-on ID"),
        }
        /// The migrations built into the binary cannot grow.
        Builtin = "builtin_migrations" {
            en: ("the migrations in use are built into goc: there is no directory to write to"),
            tr: ("kullanılan migration dosyaları goc içinde gömülü: yazılacak bir klasör yok"),
            hint_en: ("make a directory and name it: mkdir migrations && goc --migrations migrations …"),
            hint_tr: ("bir klasör açıp belirtin: mkdir migrations && goc --migrations migrations …"),
        }
        /// The file could not be written.
        Unwritable { file: String, reason: String } = "unwritable_file" {
            en: ("{file} cannot be written: {reason}"),
            tr: ("{file} yazılamıyor: {reason}"),
            hint_en: ("look at the rights of the directory and the space on the disk: ls -ld {0}; df {0}", directory(file)),
            hint_tr: ("klasörün izinlerine ve diskteki yere bakın: ls -ld {0}; df {0}", directory(file)),
        }
        /// A file of that name exists; nothing is overwritten.
        FileExists { file: String } = "file_exists" {
            en: ("{file} exists already and is not overwritten"),
            tr: ("{file} zaten var, üzerine yazılmadı"),
            hint_en: ("choose another message or --rev-id"),
            hint_tr: ("başka bir mesaj ya da --rev-id seçin"),
        }
    }
}

fn directory(file: &str) -> String {
    shell(file.rsplit_once('/').map_or(".", |(directory, _)| directory))
}
