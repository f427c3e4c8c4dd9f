//! What the History tab says.

use crate::i18n::sentences;

sentences! {
    /// Of the list, its details, and what its keys do.
    pub enum HistoryText {
        KeyDetails => { en: ("details"), tr: ("ayrıntı") }
        KeyUpgrade => { en: ("upgrade to"), tr: ("buraya güncelle") }
        KeyDowngrade => { en: ("downgrade to"), tr: ("buraya geri al") }
        KeyStamp => { en: ("stamp"), tr: ("damgala") }
        KeyNew => { en: ("new"), tr: ("yeni") }
        KeyDifference => { en: ("new from the difference"), tr: ("farktan yeni versiyon") }
        NoConnection => { en: ("no connection is chosen"), tr: ("bağlantı seçilmedi") }
        AskDifference => { en: ("New revision from the difference"), tr: ("Farktan yeni versiyon") }
        DifferenceMeaning => {
            en: ("What does it do, in a few words? The database is compared with its model, schema.sql beside the revisions; the text opens in the editor, and nothing is written before you save it."),
            tr: ("Ne yapıyor, birkaç sözcükle? Veritabanı, versiyonların yanındaki schema.sql modeliyle karşılaştırılır; metin düzenleyicide açılır, siz kaydetmeden hiçbir şey yazılmaz."),
        }
        Comparing => { en: ("comparing the database with its model …"), tr: ("veritabanı modeliyle karşılaştırılıyor …") }
        NothingDiffers => { en: ("the database is as its model wants it"), tr: ("veritabanı modeliyle aynı") }
        AskRenames => { en: ("Only another name?"), tr: ("Yalnızca adı mı değişti?") }
        RenamesMeaning => {
            en: ("These may be renames, old=new. Leave those standing that are; what you delete here is dropped and made anew, without its values."),
            tr: ("Bunlar ad değişikliği olabilir, eski=yeni. Öyle olanları bırakın; buradan sildiğiniz, değerleri olmadan silinip yeniden kurulur."),
        }
        NotARename { word: String } => { en: ("{word} is no rename: old=new, or table.old=new"), tr: ("{word} bir ad değişikliği değil: eski=yeni ya da tablo.eski=yeni") }
        SeveralRevisions { count: usize } => {
            en: ("it takes {count} revisions: save this one, upgrade, and press D again"),
            tr: ("bunun için {count} versiyon gerekiyor: bunu kaydedin, güncelleyin, sonra yeniden D'ye basın"),
        }
        KeyMerge => { en: ("merge"), tr: ("birleştir") }
        KeyEdit => { en: ("edit"), tr: ("düzenle") }
        KeyMark => { en: ("mark"), tr: ("işaretle") }

        ColumnRevision => { en: ("Revision"), tr: ("Versiyon") }
        ColumnMessage => { en: ("Message"), tr: ("Açıklama") }
        ColumnApplied => { en: ("Applied"), tr: ("Uygulanma") }
        ColumnTook => { en: ("Took"), tr: ("Süre") }
        Head => { en: ("head"), tr: ("uç") }

        NoRevisions => {
            en: ("There are no revisions yet. Write the first one with n, or start goc in the folder that holds `migrations`."),
            tr: ("Henüz versiyon yok. İlkini n ile yazın ya da goc'u `migrations` klasörünün bulunduğu yerde başlatın."),
        }
        NothingMatches { filter: String } => { en: ("No revision matches `{filter}`. Esc shows all."), tr: ("`{filter}` ile eşleşen versiyon yok. Esc hepsini gösterir.") }
        Filtered { filter: String } => { en: ("filter: {filter}"), tr: ("süzgeç: {filter}") }
        BrokenGraph => {
            en: ("These revisions do not fit together: see 4 Conflicts."),
            tr: ("Bu versiyonlar birbirine uymuyor: 4 Çakışmalar'a bakın."),
        }

        Revises => { en: ("revises"), tr: ("önceki") }
        DependsOn => { en: ("depends on"), tr: ("bağlı olduğu") }
        Labels => { en: ("labels"), tr: ("etiketler") }
        Created => { en: ("created"), tr: ("yazılma") }
        File => { en: ("file"), tr: ("dosya") }
        Applied => { en: ("applied"), tr: ("uygulanma") }
        AppliedBy { time: String, by: String } => { en: ("{time} by {by}"), tr: ("{time}, {by}") }
        AdoptedBy { time: String, by: String } => { en: ("taken over {time} by {by}"), tr: ("devralındı: {time}, {by}") }
        AppliedElsewhere => { en: ("yes, but not by goc: the journal does not know when"), tr: ("evet, ama goc ile değil: günlükte zamanı yok") }
        NotApplied => { en: ("not yet"), tr: ("henüz değil") }
        NotKnown => { en: ("not known: the database does not answer"), tr: ("bilinmiyor: veritabanı yanıt vermiyor") }
        Took => { en: ("took"), tr: ("süre") }
        Checksum => { en: ("checksum"), tr: ("sağlama") }
        ChecksumOk => { en: ("ok, the file is what was applied"), tr: ("tamam, dosya uygulandığı gibi") }
        ChecksumChanged => { en: ("the file was changed after it was applied"), tr: ("dosya uygulandıktan sonra değiştirilmiş") }

        AlreadyApplied => { en: ("it is applied already"), tr: ("zaten uygulanmış") }
        IsNotApplied => { en: ("it is not applied"), tr: ("uygulanmamış") }
        IsCurrent => { en: ("the database is there already"), tr: ("veritabanı zaten burada") }
        NothingSelected => { en: ("no revision is selected"), tr: ("seçili versiyon yok") }
        OneHead => { en: ("there is only one head, nothing to merge"), tr: ("tek uç var, birleştirecek bir şey yok") }
        Builtin => {
            en: ("these migrations are built into goc; to write your own, start goc where a folder `migrations` is"),
            tr: ("bu migration'lar goc'un içinde; kendiniz yazmak için goc'u `migrations` klasörünün bulunduğu yerde başlatın"),
        }
        FaultyGraph => { en: ("the revisions do not fit together: see Conflicts"), tr: ("versiyonlar birbirine uymuyor: Çakışmalar'a bakın") }

        StampTitle { target: String } => { en: ("Stamp: {target}"), tr: ("Damgala: {target}") }
        StampMeaning => {
            en: ("Nothing runs. The database only counts as being at this revision from then on."),
            tr: ("Hiçbir şey çalıştırılmaz. Veritabanı yalnızca bundan sonra bu versiyonda sayılır."),
        }
        StampMoves { from: String, to: String } => { en: ("{from} → {to}"), tr: ("{from} → {to}") }
        StampApplies { revisions: String } => {
            en: ("Will count as applied, although nothing of them runs: {revisions}"),
            tr: ("Hiçbiri çalışmadan uygulanmış sayılacak: {revisions}"),
        }
        StampForgets { revisions: String } => {
            en: ("Will count as not applied, although their tables stay: {revisions}"),
            tr: ("Tabloları dursa da uygulanmamış sayılacak: {revisions}"),
        }
        StampChangesNothing => { en: ("The database is there already."), tr: ("Veritabanı zaten bu versiyonda.") }
        StampButton => { en: ("Stamp"), tr: ("Damgala") }
        AskMerge { heads: String } => { en: ("Merge {heads}"), tr: ("Birleştir: {heads}") }
        MergeMeaning => {
            en: ("Writes one revision that follows all of them, so that there is one head again. What does it join?"),
            tr: ("Hepsinin ardından gelen tek bir versiyon yazar, böylece yine tek uç kalır. Neyi birleştiriyor?"),
        }
        AskNew { parent: String } => { en: ("New revision after {parent}"), tr: ("Yeni versiyon, önceki: {parent}") }
        NewMeaning => {
            en: ("What does it do, in a few words? It becomes the name of the file. An editor opens next; nothing is written before you save."),
            tr: ("Birkaç sözcükle ne yapıyor? Dosyanın adı olur. Ardından bir düzenleyici açılır; siz kaydetmeden hiçbir şey yazılmaz."),
        }
        NewNeedsMessage => { en: ("a few words are needed"), tr: ("birkaç sözcük gerekli") }
        MergeDefault => { en: ("merge"), tr: ("birleştir") }
        Base => { en: ("base"), tr: ("başlangıç") }
    }
}
