//! Every help text, in both languages.

use std::sync::OnceLock;

use crate::i18n::{Lang, Say, sentences};

static LANGUAGE: OnceLock<Lang> = OnceLock::new();

/// Decides the language of help and of usage errors; only the first call counts. Clap builds its help before the arguments are
/// read, so this cannot be a parameter.
pub fn set_language(lang: Lang) {
    let _ = LANGUAGE.set(lang);
}

/// The language of help.
pub fn language() -> Lang {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// The text in that language.
pub fn help(text: impl Say) -> String {
    text.say(language())
}

sentences! {
    /// What `--help` says.
    pub enum Help {
        About => { en: ("Looks after the database schemas of SONTECHSP stores"), tr: ("SONTECHSP mağazalarının veritabanı şemalarını yönetir") }
        Config => { en: ("Read this configuration file instead of goc.toml"), tr: ("goc.toml yerine bu yapılandırma dosyasını oku") }
        Database => { en: ("Use this connection of goc.toml, or this URL (postgres://…, sqlite:FILE)"), tr: ("goc.toml içindeki bu bağlantıyı ya da bu adresi kullan (postgres://…, sqlite:DOSYA)") }
        Migrations => { en: ("Take migrations from this folder or alembic.ini"), tr: ("Migration'ları buradan al; alembic.ini de olur") }
        SeedsFolder => { en: ("Take the seed sets from this folder"), tr: ("Temel veri kümelerini bu klasörden al") }
        Seed => { en: ("Load the rows that the application needs before its first start"), tr: ("Uygulamanın ilk açılıştan önce ihtiyaç duyduğu temel verileri yükle") }
        SeedSets => { en: ("The sets to load, all if none is given: yetkiler, 02_roller"), tr: ("Yüklenecek kümeler; verilmezse hepsi: yetkiler, 02_roller") }
        SeedList => { en: ("Show the sets, and what of them is there; load nothing"), tr: ("Kümeleri ve ne kadarının yüklü olduğunu göster, yükleme") }
        SeedDryRun => { en: ("Show row by row what a load would change; load nothing"), tr: ("Yüklemenin neyi değiştireceğini kayıt kayıt göster, yükleme") }
        SeedSet => { en: ("Answer a question of a set, such as company_name=\"Güneş Market\""), tr: ("Bir kümenin sorusunu yanıtla, örneğin company_name=\"Güneş Market\"") }
        KeyValueExpected => { en: ("expected KEY=VALUE"), tr: ("ANAHTAR=DEĞER bekleniyor") }
        Json => { en: ("Print one JSON document instead of text"), tr: ("Metin yerine tek bir JSON belgesi yaz") }
        Language => { en: ("Speak Turkish or English"), tr: ("Türkçe ya da İngilizce konuş") }
        NoColor => { en: ("Print without colours (also with NO_COLOR)"), tr: ("Renksiz yaz (NO_COLOR ile de olur)") }
        Verbose => { en: ("Tell more: every statement with its time and rows"), tr: ("Daha çok ayrıntı ver: her deyim, süresi ve satır sayısı") }
        Wait => { en: ("Wait this long for the server to come up, such as 60s"), tr: ("Sunucunun açılmasını en çok bu kadar bekle, örneğin 60s") }
        Help => { en: ("Show help"), tr: ("Yardımı göster") }
        Version => { en: ("Show the version of goc"), tr: ("goc sürümünü göster") }
        Install => { en: ("Install a new shop step by step: database, migrations, seeds, administrator"), tr: ("Yeni mağazayı adım adım kur: veritabanı, migration'lar, temel veriler, yönetici") }
        InstallYes => { en: ("Do not ask: take the answers of --set, and the defaults"), tr: ("Sormadan kur: --set yanıtlarını ve varsayılanları kullan") }
        Set => { en: ("Answer a question: company_name, store_name, store_code … (goc seed --list shows them all); may be repeated"), tr: ("Bir soruyu yanıtla: company_name, store_name, store_code … (hepsi: goc seed --list); yinelenebilir") }
        AdminPasswordFile => { en: ("Read the administrator's password from the first line of this file, or of standard input (-)"), tr: ("Yönetici parolasını bu dosyanın ya da standart girdinin (-) ilk satırından oku") }
        NoConfig => { en: ("Do not write a goc.toml"), tr: ("goc.toml yazma") }
        Ping => { en: ("Test the connection step by step, and say how to mend what fails"), tr: ("Bağlantıyı adım adım sına, aksayanın nasıl düzeleceğini söyle") }
        Doctor => { en: ("Check everything: connection, graph, versions, changed files, interrupted steps"), tr: ("Her şeyi denetle: bağlantı, geçmiş, versiyonlar, değişen dosyalar, yarım kalan adımlar") }
        Status => { en: ("Show where the database stands"), tr: ("Veritabanının durumunu göster") }
        StatusCheck => { en: ("Exit with 3 unless the database is up to date and nothing is wrong"), tr: ("Veritabanı güncel değilse ya da bir sorun varsa 3 ile çık") }
        Current => { en: ("Show the current revisions"), tr: ("Mevcut versiyonu göster") }
        From => { en: ("Pretend that these are the current revisions (base for none), and open no database"), tr: ("Mevcut versiyon buymuş gibi davran (yoksa base) ve veritabanı açma") }
        History => { en: ("Show the revisions, newest first, as a graph"), tr: ("Versiyonları, en yenisi üstte, grafik olarak göster") }
        HistoryRange => { en: ("Only from A to B: 002:head, -3:, :current"), tr: ("Yalnızca A'dan B'ye: 002:head, -3:, :current") }
        Ascii => { en: ("Draw with plain characters"), tr: ("Düz karakterlerle çiz") }
        Heads => { en: ("Show the revisions that nothing follows"), tr: ("Ardından versiyon gelmeyen uçları göster") }
        Branches => { en: ("Show the revisions that several follow"), tr: ("Dallanma noktalarını göster") }
        Show => { en: ("Show one revision with its SQL"), tr: ("Bir versiyonu SQL'iyle göster") }
        ShowTarget => { en: ("An id or its beginning, head, heads, current, label@head"), tr: ("Versiyon kimliği ya da başı, head, heads, current, etiket@head") }
        Plan => { en: ("Show the steps to a target without running them"), tr: ("Hedefe giden adımları çalıştırmadan göster") }
        Lint => { en: ("Look for risks in the SQL of pending or given revisions, or of files"), tr: ("Bekleyen ya da verilen versiyonların, dosyaların SQL'inde risk ara") }
        LintTargets => { en: ("Revisions (006, head) or files (x.sql); what is pending if none is given"), tr: ("Versiyonlar (006, head) ya da dosyalar (x.sql); verilmezse bekleyenler") }
        LintAll => { en: ("Every revision, applied or not; opens no database"), tr: ("Uygulanmış ya da değil, bütün versiyonlar; veritabanı açılmaz") }
        LintEngine => { en: ("Look for risks on this kind of database; may be repeated. If not given: that of the database, both for files"), tr: ("Bu tür veritabanındaki riskleri ara; yinelenebilir. Verilmezse veritabanının türü, dosyalarda ikisi de") }
        Now => { en: ("Run although it is outside the connection's quiet hours"), tr: ("Bağlantının sakin saatleri dışında olsa da çalıştır") }
        NotBefore => { en: ("Wait until this time of day, then begin"), tr: ("Bu saate kadar bekle, sonra başla") }
        NameDeadline => { en: ("HH:MM|2h"), tr: ("SS:DD|2h") }
        Deadline => { en: ("Start no step that, by its last time, would not be over then"), tr: ("Son süresine göre o zamana dek bitmeyecek adımı başlatma") }
        Metrics => { en: ("Sizes, use and durations: tables, indexes, cache, steps and runs"), tr: ("Boyutlar, kullanım ve süreler: tablolar, dizinler, önbellek, adımlar, çalıştırmalar") }
        MetricsFormat => { en: ("text (default), or prometheus for a node exporter's folder"), tr: ("text (varsayılan) ya da bir node exporter klasörü için prometheus") }
        MetricsTo => { en: ("Write Prometheus' text to this file, whole or not at all"), tr: ("Prometheus metnini bu dosyaya, ya bütün ya hiç, yaz") }
        Rehearse => { en: ("Try what is pending on a copy: out, back and out again, with the time of each step"), tr: ("Bekleyenleri bir kopya üzerinde dene: ileri, geri, yeniden ileri; adımların süresiyle") }
        RehearseTarget => { en: ("As for upgrade; heads if not given"), tr: ("upgrade için olduğu gibi; verilmezse heads") }
        RehearseFrom => { en: ("Copy the newest backup, or the database itself; if not given, a backup of the last week when there is one"), tr: ("En yeni yedeği ya da veritabanının kendisini kopyala; verilmezse varsa son haftanın yedeği") }
        Cost => { en: ("Also show what each step locks and does, how large its tables are, how long it took before, and what lint says"), tr: ("Her adımın neyi kilitlediğini, ne yaptığını, tabloların büyüklüğünü, önceki süresini ve lint bulgularını da göster") }
        PlanAction => { en: ("upgrade, downgrade or stamp"), tr: ("upgrade (güncelle), downgrade (geri al) ya da stamp (damgala)") }
        Target => { en: ("head, heads, base, an id or its beginning, +N, -N, ID+N, label@head"), tr: ("head, heads, base, versiyon kimliği ya da başı, +N, -N, KİMLİK+N, etiket@head") }
        DowngradeTarget => { en: ("Down to where: base, an id or its beginning, -N, ID-N, label@-N, label@base; with --sql also A:B"), tr: ("Nereye kadar: base, versiyon kimliği ya da başı, -N, KİMLİK-N, etiket@-N, etiket@base; --sql ile A:B de olur") }
        MoreTargets => { en: ("Further targets"), tr: ("Başka hedefler") }
        UnknownOption => { en: ("there is no such option"), tr: ("böyle bir seçenek yok") }
        Purge => { en: ("Forget the current revisions first, even unknown ones"), tr: ("Önce mevcut versiyonları, bilinmeyenleri bile, unut") }
        UpgradeTarget => { en: ("Up to where; head if not given. Also heads, an id or its beginning, +N, ID+N, label@head; with --sql also A:B"), tr: ("Nereye kadar; verilmezse head. Ayrıca heads, versiyon kimliği ya da başı, +N, KİMLİK+N, etiket@head; --sql ile A:B de olur") }
        Upgrade => { en: ("Run the pending revisions up to a target"), tr: ("Bekleyen migration'ları hedefe kadar çalıştır") }
        Downgrade => { en: ("Take revisions back down to a target"), tr: ("Versiyonları hedefe kadar geri al") }
        Stamp => { en: ("Set the current revision without running anything"), tr: ("Hiçbir şey çalıştırmadan mevcut versiyonu damgala") }
        Adopt => { en: ("Take over a database that Alembic has kept so far"), tr: ("Şimdiye kadar Alembic ile yönetilen veritabanını devral") }
        AdoptDryRun => { en: ("Compare only, and write nothing"), tr: ("Yalnızca karşılaştır, hiçbir şey yazma") }
        AdoptScratch => { en: ("A server where the scratch database may be made, if this login may not"), tr: ("Bu kullanıcı veritabanı kuramıyorsa geçici veritabanının kurulacağı sunucu") }
        AcceptDifferences => { en: ("Take it over although its tables are not what its revisions make"), tr: ("Tablolar versiyonların kurduğundan farklı olsa da devral") }
        Protect => { en: ("Protect the database from being taken back by mistake"), tr: ("Veritabanını yanlışlıkla geri alınmaktan koru") }
        ProtectAction => { en: ("on protects it, off takes the protection away; without a word it is only shown"), tr: ("on korur, off korumayı kaldırır; verilmezse yalnızca gösterilir") }
        ProtectName => { en: ("What has to be typed from then on; the connection's name if not given. With off: the name, in scripts"), tr: ("O andan sonra yazılması istenecek ad; verilmezse bağlantının adı. off ile: betiklerde korumanın adı") }
        Protected => { en: ("The name of a protected database, where nobody can type it"), tr: ("Korunan veritabanının adı, yazacak kimse olmadığında") }
        Yes => { en: ("Do not ask"), tr: ("Sormadan yap") }
        Sql => { en: ("Print the SQL script instead of running it"), tr: ("Çalıştırmak yerine SQL betiğini yaz") }
        SqlFor => { en: ("Write the script for this kind of database, and open none"), tr: ("Betiği bu tür veritabanı için yaz, veritabanı açma") }
        DryRun => { en: ("Run everything in a transaction and roll it back"), tr: ("Hepsini bir işlem (transaction) içinde çalıştırıp geri al") }
        SingleTransaction => { en: ("All steps in one transaction: all or nothing"), tr: ("Bütün adımlar tek işlemde: ya hepsi ya hiçbiri") }
        Repair => { en: ("Deal with an interrupted step, a changed file or a mistyped header"), tr: ("Yarıda kalan adımı, değişmiş dosyayı ya da yanlış başlığı düzelt") }
        RepairContinue => { en: ("Run what is not recorded as done"), tr: ("Bittiği kayıtlı olmayanları çalıştır") }
        RepairRetry => { en: ("Run the whole step again"), tr: ("Adımın tamamını yeniden çalıştır") }
        RepairMarkDone => { en: ("Record the step as done; run nothing"), tr: ("Adımı bitmiş say; hiçbir şey çalıştırma") }
        RepairMarkUndone => { en: ("Record the step as never begun; run nothing"), tr: ("Adımı hiç başlamamış say; hiçbir şey çalıştırma") }
        RepairAccept => { en: ("Take the changed file of a revision for what was applied; run nothing"), tr: ("Versiyonun değişmiş dosyasını uygulanmış say; hiçbir şey çalıştırma") }
        RepairMend => { en: ("Mend header lines that name a revision nearly right"), tr: ("Bir versiyonu az farkla yanlış yazan başlık satırlarını düzelt") }
        RepairDryRun => { en: ("Show the lines that --mend would change; change nothing"), tr: ("--mend seçeneğinin değiştireceği satırları göster, değiştirme") }
        Backup => { en: ("Make a verified backup of the database"), tr: ("Veritabanının doğrulanmış bir yedeğini al") }
        BackupTo => { en: ("Write it to this file, which must not be there yet; else into the folder backups, or backup_folder of goc.toml"), tr: ("Henüz var olmayan bu dosyaya yaz; verilmezse backups klasörüne ya da goc.toml içindeki backup_folder klasörüne yazılır") }
        BackupKeep => { en: ("Then remove older backups of this connection, except the newest N"), tr: ("Ardından bu bağlantının en yeni N yedeği dışındakileri sil") }
        BackupKeepDays => { en: ("Then remove backups of this connection that are older than D days; the newest one always stays"), tr: ("Ardından bu bağlantının D günden eski yedeklerini sil; en yenisi her zaman kalır") }
        BackupList => { en: ("Show the backups of this connection, newest first"), tr: ("Bu bağlantının yedeklerini en yenisinden başlayarak göster") }
        Restore => { en: ("Put a backup into the place of what the database holds"), tr: ("Yedeği geri yükle: veritabanındakilerin yerine geçer") }
        RestoreFile => { en: ("The backup; see goc backup --list"), tr: ("Yedek dosyası; bakmak için goc backup --list") }
        Revision => { en: ("Write a new revision file"), tr: ("Yeni bir versiyon dosyası yaz") }
        Message => { en: ("What it does, in a few words"), tr: ("Ne yaptığı, birkaç sözcükle") }
        Head => { en: ("The revision that it follows; head if not given, base for a new root"), tr: ("İzleyeceği versiyon; verilmezse head, yeni bir kök için base") }
        Autogenerate => { en: ("Fill it with what turns the database into its model, there and back"), tr: ("Veritabanını modeline dönüştüren adımlarla doldur; gidiş ve dönüş") }
        AllowDestructive => { en: ("Write it even if data would be lost; the file marks where"), tr: ("Veri kaybolacak olsa da yaz; yerleri dosyada işaretlidir") }
        Check => { en: ("Compare the database with its model; exits with 3 on a difference"), tr: ("Veritabanını modeliyle karşılaştır; fark varsa 3 ile çıkar") }
        Model => { en: ("The wanted schema: a SQL file, a folder of them, or a database; schema.sql beside the revisions if not given"), tr: ("İstenen şema: bir SQL dosyası, klasörü ya da bir veritabanı; verilmezse versiyonların yanındaki schema.sql") }
        Rename => { en: ("old=new or table.old=new: only the name is another one (repeatable)"), tr: ("eski=yeni ya da tablo.eski=yeni: yalnızca adı değişti (yinelenebilir)") }
        Include => { en: ("Look only at names like this, with * and ? (repeatable)"), tr: ("Yalnızca böyle adlara bak, * ve ? ile (yinelenebilir)") }
        Exclude => { en: ("Leave names like this alone (repeatable)"), tr: ("Böyle adlara dokunma (yinelenebilir)") }
        Online => { en: ("Write it so that the shop goes on meanwhile; the default for production"), tr: ("Mağaza bu sırada çalışabilsin diye yaz; üretimde varsayılan budur") }
        Offline => { en: ("Write the short form, for a database that nobody uses meanwhile"), tr: ("Kısa yaz: bu sırada kimsenin kullanmadığı veritabanı için") }
        Privileges => { en: ("Owners and privileges count, too (PostgreSQL)"), tr: ("Sahipler ve yetkiler de sayılsın (PostgreSQL)") }
        Scratch => { en: ("A server where the model may be loaded, if this login may not create databases"), tr: ("Bu kullanıcı veritabanı kuramıyorsa modelin yükleneceği sunucu") }
        NameModel => { en: ("FILE|URL"), tr: ("DOSYA|ADRES") }
        NameRename => { en: ("OLD=NEW"), tr: ("ESKİ=YENİ") }
        NamePattern => { en: ("PATTERN"), tr: ("KALIP") }
        NotARename => { en: ("write old=new, or table.old=new"), tr: ("eski=yeni ya da tablo.eski=yeni yazın") }
        Splice => { en: ("Allow it to follow a revision that is no head"), tr: ("Uç olmayan bir versiyonu izlemesine izin ver") }
        BranchLabel => { en: ("A name for the branch that begins here"), tr: ("Burada başlayan dal için bir ad") }
        DependsOn => { en: ("A revision or label that has to be applied first"), tr: ("Önce uygulanması gereken versiyon ya da etiket") }
        RevId => { en: ("Its id; twelve random digits if not given"), tr: ("Kimliği; verilmezse rastgele on iki basamak") }
        Merge => { en: ("Write a revision that joins several heads into one"), tr: ("Birden çok ucu birleştiren bir versiyon yaz") }
        MergeTargets => { en: ("The heads to join, or heads for all of them"), tr: ("Birleştirilecek uçlar; hepsi için heads") }
        Edit => { en: ("Open a revision file in $VISUAL or $EDITOR"), tr: ("Versiyon dosyasını $VISUAL ya da $EDITOR ile aç") }
        Import => { en: ("Turn the revisions of another tool into goc's"), tr: ("Başka bir aracın versiyonlarını goc dosyalarına dönüştür") }
        ImportAlembic => { en: ("Turn Alembic's Python revisions into SQL for PostgreSQL and SQLite, without running them"), tr: ("Alembic'in Python versiyonlarını çalıştırmadan PostgreSQL ve SQLite için SQL'e çevir") }
        ImportFrom => { en: ("The folder with the revisions, the one with env.py, or the alembic.ini"), tr: ("Versiyonların klasörü, env.py klasörü ya da alembic.ini") }
        ImportTo => { en: ("Write goc's files to this folder, migrations/ if not given; nothing that is there is overwritten"), tr: ("goc dosyalarını bu klasöre yaz, verilmezse migrations/; var olan hiçbir dosyanın üzerine yazılmaz") }
        ImportFix => { en: ("Mend what the revisions say about each other: wrong parents, copied ids, several heads; the Python files stay as they are"), tr: ("Versiyonların birbiri hakkında söylediklerini düzelt: yanlış öncekiler, kopyalanmış kimlikler, birden çok uç; Python dosyaları olduğu gibi kalır") }
        ImportDryRun => { en: ("Only report what would be translated and what not; write nothing"), tr: ("Neyin çevrilip neyin çevrilemeyeceğini bildir, hiçbir şey yazma") }
        Admin => { en: ("Look after the administrator's account"), tr: ("Yönetici hesabıyla ilgilen") }
        ResetPassword => { en: ("Give the administrator a new password, for the day it is forgotten"), tr: ("Yöneticiye yeni parola ver: unutulduğu gün için") }
        ResetUser => { en: ("The user's name; admin if not given"), tr: ("Kullanıcı adı; verilmezse admin") }
        PasswordFile => { en: ("Read the password from the first line of this file, or of standard input (-), instead of asking for it"), tr: ("Parolayı sormak yerine bu dosyanın ya da standart girdinin (-) ilk satırından oku") }
        RepairRebuildIndex => { en: ("Build an invalid index again, beside the work of the shop"), tr: ("Geçersiz bir dizini, mağaza çalışırken yeniden oluştur") }
        RepairDropIndex => { en: ("Drop an invalid index, beside the work of the shop"), tr: ("Geçersiz bir dizini, mağaza çalışırken sil") }
        NameIndex => { en: ("INDEX"), tr: ("DİZİN") }
        Activity => { en: ("Show which goc is at work here, how far it is, and who is in its way; cancel it"), tr: ("Burada hangi goc'un çalıştığını, ne kadar ilerlediğini ve kimin engellediğini göster; iptal et") }
        ActivityWatch => { en: ("Go on until it has ended"), tr: ("Bitene kadar izle") }
        ActivityCancel => { en: ("Cancel what this session runs: the goc at work, or somebody in its way"), tr: ("Bu oturumun çalıştırdığını iptal et: çalışan goc ya da onu engelleyen") }
        ActivityTerminate => { en: ("End this session; what its transaction has done is rolled back"), tr: ("Bu oturumu kapat; açık işleminin yaptığı geri alınır") }
        Log => { en: ("Show what was run on this database, by whom, and how it ended"), tr: ("Bu veritabanında neyin, kim tarafından çalıştırıldığını ve nasıl bittiğini göster") }
        LogLimit => { en: ("How many runs; 20 if not given"), tr: ("Kaç çalıştırma gösterilsin; verilmezse 20") }
        Completions => { en: ("Print the completion script of a shell"), tr: ("Kabuk tamamlama betiğini yaz") }
        Shell => { en: ("bash, zsh, fish, elvish or powershell"), tr: ("bash, zsh, fish, elvish ya da powershell") }
        Man => { en: ("Print the man page, or write all of them into a folder"), tr: ("Kılavuz sayfasını yaz ya da hepsini bir klasöre kaydet") }
        ManTo => { en: ("The folder"), tr: ("Klasör") }
        DurationExpected => { en: ("expected a duration such as 500ms, 60s or 5m"), tr: ("500ms, 60s ya da 5m gibi bir süre bekleniyor") }
        NumberExpected => { en: ("expected a number, 1 or more"), tr: ("1 ya da daha büyük bir sayı bekleniyor") }
        Usage => { en: ("Usage"), tr: ("Kullanım") }
        Commands => { en: ("Commands"), tr: ("Komutlar") }
        Arguments => { en: ("Arguments"), tr: ("Değerler") }
        Options => { en: ("Options"), tr: ("Seçenekler") }
        GlobalOptions => { en: ("Options of every command"), tr: ("Her komutun seçenekleri") }
        Examples => { en: ("Examples"), tr: ("Örnekler") }
        HelpCommand => { en: ("Show the help of a command"), tr: ("Bir komutun yardımını göster") }
        HelpFor => { en: ("The command; all of them if not given"), tr: ("Komut; verilmezse hepsi") }
        NameFile => { en: ("FILE"), tr: ("DOSYA") }
        NameDatabase => { en: ("NAME|URL"), tr: ("AD|ADRES") }
        NameFileOrInput => { en: ("FILE|-"), tr: ("DOSYA|-") }
        NameSetting => { en: ("KEY=VALUE"), tr: ("ANAHTAR=DEĞER") }
        NameUser => { en: ("USER"), tr: ("KULLANICI") }
        NameFolder => { en: ("DIR"), tr: ("KLASÖR") }
        NameDuration => { en: ("DURATION"), tr: ("SÜRE") }
        NameRevision => { en: ("REV"), tr: ("VERSİYON") }
        NameRevisionOrFile => { en: ("REV|FILE"), tr: ("VERSİYON|DOSYA") }
        NameRevisions => { en: ("REV,…"), tr: ("VERSİYON,…") }
        NameTarget => { en: ("TARGET"), tr: ("HEDEF") }
        NameText => { en: ("TEXT"), tr: ("METİN") }
        NameLabel => { en: ("LABEL"), tr: ("ETİKET") }
        NameId => { en: ("ID"), tr: ("KİMLİK") }
        NameShell => { en: ("SHELL"), tr: ("KABUK") }
        NameCommand => { en: ("COMMAND"), tr: ("KOMUT") }
        LogFormat => { en: ("Lines of the log, where goc.toml names a folder for it: text (default) or json"), tr: ("goc.toml bir günlük klasörü veriyorsa satırların biçimi: text (varsayılan) ya da json") }
        NameName => { en: ("NAME"), tr: ("AD") }
        NameSet => { en: ("SET"), tr: ("KÜME") }
        NameOptions => { en: ("OPTIONS"), tr: ("SEÇENEKLER") }
    }
}
