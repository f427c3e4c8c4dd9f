//! Why a target could not be turned into revisions.

use super::{few, nearest};
use crate::i18n::problems;

problems! {
    /// What is wrong with a target, seen from the graph and the database's rows.
    pub enum TargetError {
        /// The text is no target at all.
        BadTarget { given: String } = "bad_target" {
            en: ("`{given}` is no target"),
            tr: ("`{given}` bir hedef değil"),
            hint_en: ("targets are head, heads, base, ID, +N, -N, ID+N, ID-N, LABEL@head, LABEL@ID"),
            hint_tr: ("hedefler: head, heads, base, ID, +N, -N, ID+N, ID-N, ETIKET@head, ETIKET@ID"),
        }
        /// A history range without a colon.
        BadRange { given: String } = "bad_range" {
            en: ("`{given}` is no range"),
            tr: ("`{given}` bir aralık değil"),
            hint_en: ("write it with a colon: goc history -r {given}:"),
            hint_tr: ("iki nokta ile yazın: goc history -r {given}:"),
        }
        /// No revision, prefix or label.
        NotFound { given: String, similar: Option<String> } = "not_found" {
            en: ("there is no revision or label `{given}`{}", nearest(similar, "; did you mean ", "?")),
            tr: ("`{given}` diye bir versiyon ya da etiket yok{}", nearest(similar, "; şunu mu demek istediniz: ", "")),
            hint_en: ("see what there is: goc history; ids of three characters or fewer are given in full"),
            hint_tr: ("neler olduğuna bakın: goc history; üç karakter ve daha kısa kimlikler tam yazılır"),
        }
        /// The database says that it is at a revision that no file has.
        UnknownRow { row: String, similar: Option<String> } = "not_found" {
            en: ("the database is at revision `{row}`, which no file has{}", nearest(similar, "; nearest is ", "")),
            tr: ("veritabanının mevcut versiyonu `{row}`, ama hiçbir dosyada yok{}", nearest(similar, "; en yakını ", "")),
            hint_en: ("bring back its file (git pull, a newer goc), or set what is true: goc stamp --purge TARGET"),
            hint_tr: ("dosyasını geri getirin (git pull, daha yeni bir goc) ya da doğru olanı damgalayın: goc stamp --purge HEDEF"),
        }
        /// `X` of `X@…` is neither a label nor a revision.
        NoSuchBranch { branch: String, similar: Option<String> } = "no_such_branch" {
            en: ("there is no branch `{branch}`{}", nearest(similar, "; did you mean ", "?")),
            tr: ("`{branch}` diye bir dal yok{}", nearest(similar, "; şunu mu demek istediniz: ", "")),
            hint_en: ("see the branches: goc branches"),
            hint_tr: ("dallara bakın: goc branches"),
        }
        /// The revision exists, but on another line.
        NotInBranch { revision: String, branch: String } = "not_in_branch" {
            en: ("`{revision}` is not on branch `{branch}`"),
            tr: ("`{revision}`, `{branch}` dalında değil"),
            hint_en: ("without the branch: {revision}; the branch's end: {branch}@head"),
            hint_tr: ("dal olmadan: {revision}; dalın ucu: {branch}@head"),
        }
        /// A prefix that several ids or labels have.
        AmbiguousId { given: String, matches: Vec<String> } = "ambiguous_id" {
            en: ("`{given}` is the start of several: {}", few(matches)),
            tr: ("`{given}` birden çok adın başı: {}", few(matches)),
            hint_en: ("give more of it"),
            hint_tr: ("daha uzununu yazın"),
        }
        /// One revision is needed and there are several heads.
        MultipleHeads { given: String, heads: Vec<String> } = "multiple_heads" {
            en: ("`{given}` is not one revision: there are {} heads: {}", heads.len(), few(heads)),
            tr: ("`{given}` tek bir versiyon değil: {} uç var: {}", heads.len(), few(heads)),
            hint_en: ("take them all (heads) or merge them: goc merge heads -m \"merge heads\""),
            hint_tr: ("hepsini alın (heads) ya da birleştirin: goc merge heads -m \"uçları birleştir\""),
        }
        /// The target does not lie in that direction.
        NotAncestor { target: String, from: Vec<String> } = "not_ancestor" {
            en: ("`{target}` cannot be reached from {} in this direction", place(from, "base")),
            tr: ("`{target}` bu yönde ulaşılabilir değil; bulunulan yer: {}", place(from, "base")),
            hint_en: ("see the steps before running any: goc plan upgrade {target}"),
            hint_tr: ("çalıştırmadan önce adımlara bakın: goc plan upgrade {target}"),
        }
        /// `+N` or `-N` leaves the graph, or points the wrong way for the command.
        RelativeOutOfRange { given: String } = "relative_out_of_range" {
            en: ("`{given}` leads off the graph"),
            tr: ("`{given}` grafiğin dışına çıkıyor"),
            hint_en: ("see how far it goes: goc history; upgrade takes +N, downgrade -N"),
            hint_tr: ("nereye kadar gittiğine bakın: goc history; güncelleme +N, geri alma -N ister"),
        }
        /// A relative walk has several ways.
        AmbiguousRelative { given: String, at: Vec<String> } = "ambiguous_relative" {
            en: ("`{given}` has several ways to go: {}", few(at)),
            tr: ("`{given}` için birden çok yol var: {}", few(at)),
            hint_en: ("name the revision, or the branch: LABEL@{given}"),
            hint_tr: ("versiyonu ya da dalı yazın: ETIKET@{given}"),
        }
        /// A row of the version table is an ancestor of another row.
        OverlappingHeads { rows: Vec<String>, keep: Vec<String> } = "overlapping_heads" {
            en: ("the version table has rows that its other rows imply: {}", few(rows)),
            tr: ("versiyon tablosunda diğer satırların zaten kapsadığı satırlar var: {}", few(rows)),
            hint_en: ("keep the upper ones: goc stamp --purge {}", keep.join(" ")),
            hint_tr: ("üsttekileri bırakın: goc stamp --purge {}", keep.join(" ")),
        }
        /// A target names several revisions, and one of them is needed by another.
        OverlappingTargets { given: String, revisions: Vec<String>, keep: Vec<String> } = "overlapping_heads" {
            en: ("`{given}` names revisions that its others imply: {}", few(revisions)),
            tr: ("`{given}` hedefinde, diğerlerinin zaten kapsadığı versiyonlar var: {}", few(revisions)),
            hint_en: ("name the upper ones: {}", few(keep)),
            hint_tr: ("üsttekileri yazın: {}", few(keep)),
        }
    }
}

fn place(rows: &[String], nothing: &str) -> String {
    if rows.is_empty() { nothing.to_owned() } else { few(rows) }
}
