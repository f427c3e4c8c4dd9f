//! What the Connections tab says.

use crate::i18n::{count, sentences};

sentences! {
    /// Of the list, its details, and the questions of its keys.
    pub enum ConnectionsText {
        KeyUse => { en: ("work on it"), tr: ("bununla çalış") }
        KeyTest => { en: ("test"), tr: ("dene") }
        KeyAdd => { en: ("add"), tr: ("ekle") }
        KeyEdit => { en: ("edit"), tr: ("düzenle") }
        KeyRemove => { en: ("remove"), tr: ("çıkar") }
        KeyDefault => { en: ("make it the default"), tr: ("varsayılan yap") }
        KeyMark => { en: ("mark"), tr: ("işaretle") }
        KeyBackup => { en: ("back up"), tr: ("yedekle") }
        KeyBackups => { en: ("backups, restore"), tr: ("yedekler, geri yükle") }
        KeyMetrics => { en: ("numbers"), tr: ("ölçümler") }
        Metrics { name: String } => { en: ("Numbers of {name}"), tr: ("Ölçümler: {name}") }
        KeyProtect => { en: ("protect, or no longer"), tr: ("koru ya da korumayı kaldır") }
        KeyRestoreFile => { en: ("restore a file"), tr: ("dosyadan geri yükle") }

        ColumnName => { en: ("Name"), tr: ("Ad") }
        ColumnEngine => { en: ("Kind"), tr: ("Tür") }
        ColumnEnvironment => { en: ("Use"), tr: ("Ortam") }
        ColumnState => { en: ("State"), tr: ("Durum") }
        ColumnRevision => { en: ("Revision"), tr: ("Versiyon") }
        ColumnPending => { en: ("Pending"), tr: ("Bekleyen") }
        ColumnSize => { en: ("Size"), tr: ("Boyut") }

        Probing => { en: ("asking …"), tr: ("soruluyor …") }
        Ready => { en: ("ready"), tr: ("hazır") }
        NoDatabase => { en: ("not there yet"), tr: ("henüz yok") }
        Unreachable => { en: ("no answer"), tr: ("yanıt yok") }
        NeedsPassword => { en: ("password?"), tr: ("parola?") }
        UnknownRevision => { en: ("unknown rev."), tr: ("bilinmeyen") }
        Interrupted => { en: ("interrupted"), tr: ("yarıda kalmış") }
        LoginRefused => { en: ("refused"), tr: ("reddedildi") }
        RevisionsBroken => { en: ("conflict"), tr: ("çakışma") }
        TimedOut => { en: ("timed out"), tr: ("zaman aşımı") }
        Faulty => { en: ("error"), tr: ("hata") }
        UpToDate => { en: ("up to date"), tr: ("güncel") }

        NoConnections => {
            en: ("No database is configured. a adds one; I installs a shop step by step."),
            tr: ("Yapılandırılmış veritabanı yok. a ile eklenir; I bir mağazayı adım adım kurar."),
        }
        Address => { en: ("address"), tr: ("adres") }
        Server => { en: ("server"), tr: ("sunucu") }
        From => { en: ("from"), tr: ("kaynak") }
        FromArgument => { en: ("the command line"), tr: ("komut satırı") }
        FromVariable { name: String } => { en: ("the variable {name}"), tr: ("{name} değişkeni") }
        FromDefault => { en: ("goc's own default"), tr: ("goc'un kendi varsayılanı") }
        Environment => { en: ("use"), tr: ("ortam") }
        Group => { en: ("group"), tr: ("grup") }
        QuietHours => { en: ("quiet hours"), tr: ("sakin saatler") }
        BackupPolicy => { en: ("backups"), tr: ("yedekler") }
        BackupBefore => { en: ("before each upgrade"), tr: ("her güncellemeden önce") }
        BackupOff => { en: ("only when asked for"), tr: ("yalnız istenince") }
        Revision => { en: ("revision"), tr: ("versiyon") }
        Size => { en: ("size"), tr: ("boyut") }
        Protected => { en: ("protected"), tr: ("korumalı") }
        Writer => { en: ("writing now"), tr: ("şu an yazan") }
        LastRun => { en: ("last run"), tr: ("son çalıştırma") }
        LastRunBroke { command: String, time: String } => { en: ("{command} of {time} did not end well"), tr: ("{time} tarihli çalıştırma ({command}) iyi bitmedi") }
        Diagnosis => { en: ("Test"), tr: ("Deneme") }
        Testing => { en: ("testing …"), tr: ("deneniyor …") }

        NothingSelected => { en: ("no connection is selected"), tr: ("seçili bağlantı yok") }
        NotInFile => {
            en: ("it does not come from goc.toml, but from the environment or the command line"),
            tr: ("goc.toml içinden değil, ortamdan ya da komut satırından geliyor"),
        }
        NotAnswered => { en: ("the database has not answered yet"), tr: ("veritabanı henüz yanıt vermedi") }
        AskProtect { name: String } => { en: ("Protect {name} under which name?"), tr: ("{name} hangi adla korunsun?") }
        AskProtectMore => {
            en: ("The name is kept in the database itself. A downgrade, a restore over it and a stamp that purges will want it typed, from any machine and whatever goc.toml says there."),
            tr: ("Ad, veritabanının kendisinde saklanır. Geri alma, üzerine geri yükleme ve temizleyen damgalama, hangi makineden olursa olsun ve oradaki goc.toml ne derse desin bu adın yazılmasını ister."),
        }
        NeedsName => { en: ("a name is needed"), tr: ("bir ad gerekli") }
        AskRelease { name: String } => { en: ("Protect {name} no longer?"), tr: ("{name} artık korunmasın mı?") }
        ReleaseMore { since: String } => {
            en: ("Protected as {since}. Without the protection a wrong address is enough to take this database back."),
            tr: ("Koruma: {since}. Koruma kalkınca bu veritabanını geri almak için yanlış bir adres yeter."),
        }
        ButtonRelease => { en: ("Take it away"), tr: ("Korumayı kaldır") }
        AskRemove { name: String } => { en: ("Remove {name} from goc.toml?"), tr: ("{name} goc.toml dosyasından çıkarılsın mı?") }
        RemoveMore => { en: ("Only the entry goes. The database itself stays as it is."), tr: ("Yalnızca kayıt silinir. Veritabanının kendisi olduğu gibi kalır.") }
        ButtonRemove => { en: ("Remove"), tr: ("Çıkar") }
        Backups { name: String } => { en: ("Backups of {name}"), tr: ("Yedekler: {name}") }
        NoBackups => { en: ("There is no backup yet. b makes one."), tr: ("Henüz yedek yok. b ile alınır.") }
        ColumnMade => { en: ("Made"), tr: ("Alındığı an") }
        ColumnWhy => { en: ("Why"), tr: ("Neden") }
        ColumnFile => { en: ("File"), tr: ("Dosya") }
        WhyAsked => { en: ("asked for"), tr: ("istendi") }
        WhyBeforeRun => { en: ("before a run"), tr: ("çalıştırmadan önce") }
        WhyBeforeRestore => { en: ("before a restore"), tr: ("geri yüklemeden önce") }
        Broken => { en: ("not whole"), tr: ("eksik") }
        KeyRestore => { en: ("restore"), tr: ("geri yükle") }
        BackupBroken => { en: ("this file is not whole"), tr: ("bu dosya eksik") }
        AskRestoreFile => { en: ("Restore which file?"), tr: ("Hangi dosya geri yüklensin?") }
        AskRestoreFileMore => {
            en: ("The file is checked first, and what it would replace is shown before anything changes."),
            tr: ("Önce dosya denetlenir; bir şey değişmeden neyin yerine geçeceği gösterilir."),
        }
        NeedsFile => { en: ("a file is needed"), tr: ("bir dosya gerekli") }
        AskRestore { name: String } => { en: ("Restore {name}?"), tr: ("{name} geri yüklensin mi?") }
        RestoreFrom { file: String, made: String, to: String } => { en: ("From {file}, made {made}, at {to}."), tr: ("Dosya: {file}, alındığı an: {made}, versiyonu: {to}.") }
        RestoreEmpty => { en: ("The database is empty: nothing is lost."), tr: ("Veritabanı boş: bir şey kaybolmaz.") }
        RestoreLoses { tables: usize, rows: u64, from: String } => {
            en: ("Replaces what is there now: {} with {}, at {from}.", count(*tables, "table"), count(usize::try_from(*rows).unwrap_or(usize::MAX), "row")),
            tr: ("Şu anda olanın yerine geçer: {tables} tablo, {rows} satır, versiyonu {from}."),
        }
        RestoreLargest { tables: String } => { en: ("The largest: {tables}"), tr: ("En büyükleri: {tables}") }
        RestoreDamaged { reason: String } => { en: ("What is there cannot be read ({reason}); the file itself is kept beside it."), tr: ("Şu anki veritabanı okunamıyor ({reason}); dosyanın kendisi yanında saklanır.") }
        RestoreSafety => { en: ("A backup of it is made first."), tr: ("Önce onun yedeği alınır.") }
        UnknownTime => { en: ("at an unknown time"), tr: ("bilinmiyor") }
        ButtonRestore => { en: ("Restore"), tr: ("Geri yükle") }

        FormAdd => { en: ("New connection"), tr: ("Yeni bağlantı") }
        FormEdit { name: String } => { en: ("Connection {name}"), tr: ("Bağlantı: {name}") }
        FieldName => { en: ("Name"), tr: ("Ad") }
        FieldUrl => { en: ("Address: postgres://user@host/database or sqlite:file"), tr: ("Adres: postgres://kullanıcı@sunucu/veritabanı ya da sqlite:dosya") }
        FieldEnvironment => { en: ("Use: development, staging or production"), tr: ("Ortam: development, staging ya da production (canlı)") }
        FieldGroup => { en: ("Group, such as a city"), tr: ("Grup, örneğin şehir") }
        FieldQuietHours => { en: ("Quiet hours, such as 23:00-06:00"), tr: ("Sakin saatler, örneğin 23:00-06:00") }
        FieldBackup => { en: ("Backup: off or before-upgrade"), tr: ("Yedek: off ya da before-upgrade (güncellemeden önce)") }
        FieldBackupFolder => { en: ("Folder of the backups"), tr: ("Yedeklerin klasörü") }
        FieldLockTimeout => { en: ("How long a statement waits for a lock, such as 2s"), tr: ("Bir deyimin kilit bekleme süresi, örneğin 2s") }
        FieldPasswordCommand => { en: ("Command that prints the password"), tr: ("Parolayı yazan komut") }
        KeySave => { en: ("save"), tr: ("kaydet") }
        KeyTestDraft => { en: ("test"), tr: ("dene") }
        KeyValues => { en: ("change"), tr: ("değiştir") }
    }
}
