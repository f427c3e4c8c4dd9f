//! What the Seeding tab says.

use crate::i18n::sentences;

sentences! {
    /// Of the sets, their rows, and the questions before a load.
    pub enum SeedingText {
        KeyRows => { en: ("rows"), tr: ("satırlar") }
        KeyMark => { en: ("mark"), tr: ("işaretle") }
        KeyLoad => { en: ("load"), tr: ("yükle") }
        KeyLoadAll => { en: ("load all"), tr: ("hepsini yükle") }
        KeyPassword => { en: ("administrator's password"), tr: ("yönetici parolası") }
        KeyCheck => { en: ("check again"), tr: ("yeniden denetle") }

        ColumnSet => { en: ("Set"), tr: ("Küme") }
        ColumnTable => { en: ("Table"), tr: ("Tablo") }
        ColumnNew => { en: ("New"), tr: ("Yeni") }
        ColumnSame => { en: ("Same"), tr: ("Aynı") }
        ColumnDifferent => { en: ("Differ"), tr: ("Farklı") }
        ColumnLine => { en: ("Line"), tr: ("Satır") }
        ColumnKey => { en: ("Row"), tr: ("Kayıt") }
        ColumnChange => { en: ("Difference"), tr: ("Fark") }
        Asks => { en: ("asks"), tr: ("sorar") }
        RowNew => { en: ("new"), tr: ("yeni") }
        Null => { en: ("nothing"), tr: ("boş") }

        EverythingThere => { en: ("Every row is there: nothing to load."), tr: ("Bütün satırlar var: yüklenecek bir şey yok.") }
        ToLoad { rows: usize } => { en: ("Rows to load: {rows}"), tr: ("Yüklenecek satır: {rows}") }
        RowsSame { rows: usize } => { en: ("Rows that are there already as they should be: {rows}"), tr: ("Zaten olması gerektiği gibi duran satır: {rows}") }
        KeepsDifferent => { en: ("Rows that differ stay as they are: the shop's own edits win."), tr: ("Farklı satırlar olduğu gibi kalır: mağazanın değişikliği geçerlidir.") }
        UpdatesDifferent => { en: ("Rows that differ are changed to what the set says."), tr: ("Farklı satırlar kümedeki değerlere getirilir.") }
        Questions { keys: String } => { en: ("Asks before it loads: {keys}"), tr: ("Yüklemeden önce sorar: {keys}") }
        FirstUpgrade => { en: ("Run the pending revisions first: 3 Pending."), tr: ("Önce bekleyen migration'ları çalıştırın: 3 Bekleyenler.") }
        Consistent => { en: ("Consistency: in order"), tr: ("Tutarlılık: yerinde") }
        Inconsistent { count: usize } => { en: ("Consistency: findings: {count}, see 4 Conflicts"), tr: ("Tutarlılık: bulgu: {count}, 4 Çakışmalar'a bakın") }
        Unchecked => { en: ("Consistency: not looked at yet"), tr: ("Tutarlılık: henüz bakılmadı") }

        NothingToLoad => { en: ("there is nothing to load"), tr: ("yüklenecek bir şey yok") }
        NothingSelected => { en: ("no set is selected"), tr: ("seçili küme yok") }
        NotCompared => { en: ("the sets are not compared yet"), tr: ("kümeler henüz karşılaştırılmadı") }

        AskLoad { database: String } => { en: ("Load seeds into {database}?"), tr: ("{database} için temel veriler yüklensin mi?") }
        SetLine { set: String, table: String, new: usize, updated: usize } => { en: ("{set} ({table}): {new} new, {updated} changed"), tr: ("{set} ({table}): {new} yeni, {updated} değişen") }
        AllOrNothing => { en: ("All of it is one transaction: if anything fails, nothing stays."), tr: ("Hepsi tek bir işlemdir: bir şey ters giderse hiçbiri kalmaz.") }
        ButtonLoad => { en: ("Load"), tr: ("Yükle") }
        FormTitle => { en: ("Before loading"), tr: ("Yüklemeden önce") }
        Loading { set: String, done: usize, total: usize } => { en: ("Loading {set}: {done} of {total} rows"), tr: ("Yükleniyor: {set}, {done}/{total} satır") }
        ResultLine { set: String, new: usize, updated: usize, same: usize, kept: usize } => {
            en: ("{set}: {new} new, {updated} changed, {same} same, {kept} kept"),
            tr: ("{set}: {new} yeni, {updated} değişen, {same} aynı, {kept} korunan"),
        }
        Loaded => { en: ("Loaded"), tr: ("Yüklendi") }
    }
}
