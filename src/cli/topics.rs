//! What help says beyond the options: how a command behaves, and lines to copy.

use crate::i18n::sentences;

/// The explanation of a command, and examples: each a command line and what it does. `goc` itself has some, too.
pub fn topic(command: &str) -> Option<(Topic, Topic)> {
    Some(match command {
        "goc" => (Topic::Goc, Topic::GocExamples),
        "admin" => (Topic::Admin, Topic::AdminExamples),
        "install" => (Topic::Install, Topic::InstallExamples),
        "ping" => (Topic::Ping, Topic::PingExamples),
        "doctor" => (Topic::Doctor, Topic::DoctorExamples),
        "reset-password" => (Topic::ResetPassword, Topic::ResetPasswordExamples),
        "status" => (Topic::Status, Topic::StatusExamples),
        "history" => (Topic::History, Topic::HistoryExamples),
        "show" => (Topic::Show, Topic::ShowExamples),
        "plan" => (Topic::Plan, Topic::PlanExamples),
        "import" => (Topic::Import, Topic::ImportExamples),
        "alembic" => (Topic::Import, Topic::ImportExamples),
        "lint" => (Topic::Lint, Topic::LintExamples),
        "upgrade" => (Topic::Upgrade, Topic::UpgradeExamples),
        "downgrade" => (Topic::Downgrade, Topic::DowngradeExamples),
        "stamp" => (Topic::Stamp, Topic::StampExamples),
        "backup" => (Topic::Backup, Topic::BackupExamples),
        "restore" => (Topic::Restore, Topic::RestoreExamples),
        "protect" => (Topic::Protect, Topic::ProtectExamples),
        "rehearse" => (Topic::Rehearse, Topic::RehearseExamples),
        "check" => (Topic::Check, Topic::CheckExamples),
        "revision" => (Topic::Revision, Topic::RevisionExamples),
        "metrics" => (Topic::Metrics, Topic::MetricsExamples),
        "seed" => (Topic::Seed, Topic::SeedExamples),
        "repair" => (Topic::Repair, Topic::RepairExamples),
        "merge" => (Topic::Merge, Topic::MergeExamples),
        "edit" => (Topic::Edit, Topic::EditExamples),
        "activity" => (Topic::Activity, Topic::ActivityExamples),
        "log" => (Topic::Log, Topic::LogExamples),
        "completions" => (Topic::Completions, Topic::CompletionsExamples),
        "man" => (Topic::Man, Topic::ManExamples),
        _ => return None,
    })
}

sentences! {
    /// Explanations and examples, a paragraph a line.
    pub enum Topic {
        Goc => {
            en: ("Without a command goc opens its terminal UI, where ? shows every key; into a pipe it prints where the database stands. The UI is left with q, and draws with plain characters with --ascii or where the locale has no others. Without any configuration the database is the SQLite file sontechsp.db in this folder, and the migrations are those of ./migrations, else those built into goc. --migrations also takes an Alembic project, by a folder of its revisions, the folder with env.py or its alembic.ini: its Python is read and never run, for everything that needs no SQL (history, show, status, plan, stamp, doctor).\nExit codes: 0 done, 1 error, 2 wrong usage, 3 not clean (status --check, check, doctor, repair, lint), 128 + N ended by signal N."),
            tr: ("Komut verilmezse goc ekran arayüzünü açar, ? orada bütün tuşları gösterir; çıktısı bir boruya giderse veritabanının durumunu yazar. Arayüzden q ile çıkılır; --ascii ile ya da yerel ayar başkasına yetmediğinde düz karakterlerle çizer. Hiç yapılandırma yoksa veritabanı bu klasördeki sontechsp.db SQLite dosyasıdır; migration'lar ./migrations klasöründen, o da yoksa goc'un içindekilerden alınır. --migrations bir Alembic projesi de alır: versiyon klasörü, env.py klasörü ya da alembic.ini; Python dosyaları okunur, hiç çalıştırılmaz ve SQL gerektirmeyen her işe yarar (history, show, status, plan, stamp, doctor).\nÇıkış kodları: 0 tamam, 1 hata, 2 yanlış kullanım, 3 temiz değil (status --check, check, doctor, repair, lint), 128 + N: N sinyaliyle bitti."),
        }
        GocExamples => {
            en: ("goc status                    where the database stands\ngoc plan upgrade head         what an upgrade would run\ngoc upgrade                   run it\ngoc help upgrade              more about a command"),
            tr: ("goc status                    veritabanının durumu\ngoc plan upgrade head         güncelleme neyi çalıştıracak\ngoc upgrade                   güncelle\ngoc help upgrade              bir komut hakkında daha fazlası"),
        }
        Protect => {
            en: ("The mark stands in the database itself, so it holds from any machine and whatever goc.toml says there: downgrade, restore over it and stamp --purge want its name typed, or given with --protected. A connection that is production protects its database at its first upgrade; an installation does, too. The journal tells who set the mark and who took it away."),
            tr: ("İşaret veritabanının içindedir; hangi makineden olursa olsun ve oradaki goc.toml ne derse desin geçerlidir: downgrade, üzerine restore ve stamp --purge adının yazılmasını ya da --protected ile verilmesini ister. Üretim (production) bağlantısı, veritabanını ilk güncellemede kendisi korur; kurulum da öyle yapar. İşareti kimin koyup kimin kaldırdığı günlükte durur."),
        }
        ProtectExamples => {
            en: ("goc protect                         whether it is protected\ngoc protect on kadikoy              under this name\ngoc downgrade 003 --yes --protected kadikoy\n                                    in a script, on purpose"),
            tr: ("goc protect                         korunuyor mu\ngoc protect on kadikoy              bu adla koru\ngoc downgrade 003 --yes --protected kadikoy\n                                    betik içinde, bilerek"),
        }
        Check => {
            en: ("The model is SQL that makes the wanted schema, in any order, as pg_dump -s writes it, too; sections (-- goc:upgrade postgres, -- goc:upgrade sqlite) are for one kind of database. It is loaded into a scratch database beside the original (SQLite: in memory), so that the server itself says what it means, and dropped again. The database is only read."),
            tr: ("Model, istenen şemayı kuran SQL'dir; sırası önemli değildir, pg_dump -s çıktısı da olur. Bölümler (-- goc:upgrade postgres, -- goc:upgrade sqlite) tek tür veritabanı içindir. Aslının yanındaki geçici bir veritabanına (SQLite'ta belleğe) yüklenir, ne anlama geldiğini sunucunun kendisi söyler, sonra silinir. Veritabanı yalnızca okunur."),
        }
        CheckExamples => {
            en: ("goc check                           against migrations/schema.sql\ngoc check --model wanted.sql --json\n                                    for programs\ngoc check --model postgres://localhost/wanted\n                                    against another database"),
            tr: ("goc check                           migrations/schema.sql ile karşılaştır\ngoc check --model istenen.sql --json\n                                    programlar için\ngoc check --model postgres://localhost/istenen\n                                    başka bir veritabanıyla"),
        }
        Rehearse => {
            en: ("The copy is a scratch database beside the original: on PostgreSQL one on the same server, for which the login needs CREATEDB, on SQLite a file in the same folder. It is dropped at the end, whatever happened; one that a killed rehearsal left goes with the next. The database itself is only read; that exactly these files were rehearsed, when, and how long each step took, is written there and counts for plan --cost and --deadline."),
            tr: ("Kopya, aslının yanındaki geçici bir veritabanıdır: PostgreSQL'de aynı sunucuda (kullanıcının CREATEDB yetkisi gerekir), SQLite'ta aynı klasörde bir dosya. Ne olursa olsun sonunda silinir; yarıda kesilen bir denemeden kalanı bir sonraki siler. Veritabanının kendisi yalnızca okunur; tam bu dosyaların denendiği, ne zaman ve her adımın ne kadar sürdüğü oraya yazılır, plan --cost ve --deadline bunu kullanır."),
        }
        RehearseExamples => {
            en: ("goc rehearse                        what is pending, on a copy\ngoc rehearse +1 --from live         the next revision, on a fresh copy"),
            tr: ("goc rehearse                        bekleyenleri bir kopyada dene\ngoc rehearse +1 --from live         sıradaki versiyonu taze bir kopyada dene"),
        }
        Metrics => {
            en: ("Durations and ends of runs come from the journal, the rest from the database's own statistics; growth from sizes that each run notes. The slowest statements need pg_stat_statements. With --format prometheus the text goes to a file for the node exporter's textfile collector, written whole or not at all."),
            tr: ("Süreler ve çalıştırmaların sonuçları günlükten, gerisi veritabanının kendi istatistiklerinden, büyüme ise her çalıştırmada not edilen boyutlardan gelir. En yavaş deyimler için pg_stat_statements gerekir. --format prometheus ile metin, node exporter'ın textfile klasörü için bir dosyaya ya bütün ya hiç yazılır."),
        }
        MetricsExamples => {
            en: ("goc metrics                         for people\ngoc metrics --json                  for programs\ngoc metrics --format prometheus --to /var/lib/node_exporter/goc.prom\n                                    for a cron job"),
            tr: ("goc metrics                         insanlar için\ngoc metrics --json                  programlar için\ngoc metrics --format prometheus --to /var/lib/node_exporter/goc.prom\n                                    cron için"),
        }
        Install => {
            en: ("Asks its questions one by one and shows a summary; nothing is written before that is confirmed. Then it creates what is missing: the database, goc.toml (without a password), the tables, the first rows, the administrator. What is there already stays as it is, and whatever broke off is continued by running it again."),
            tr: ("Sorularını tek tek sorar ve bir özet gösterir; özet onaylanmadan hiçbir şey yazılmaz. Sonra eksik olanı oluşturur: veritabanı, goc.toml (parolasız), tablolar, ilk kayıtlar, yönetici. Var olan olduğu gibi kalır; yarıda kalan kurulum, komut yeniden çalıştırılınca sürer."),
        }
        InstallExamples => {
            en: ("goc install                         step by step, on a terminal\ngoc -d postgres://sontechsp@localhost/sontechsp install\n                                    on this server\ngoc install --yes --admin-password-file - --set store_name=\"Çarşı Şubesi\"\n                                    in a script"),
            tr: ("goc install                         terminalde, adım adım\ngoc -d postgres://sontechsp@localhost/sontechsp install\n                                    bu sunucuya\ngoc install --yes --admin-password-file - --set store_name=\"Çarşı Şubesi\"\n                                    betik içinde"),
        }
        Admin => {
            en: ("The new password is asked twice, or read from the first line of a file; never from an argument. Only its hash is stored, and the journal says who changed it and when."),
            tr: ("Yeni parola iki kez sorulur ya da bir dosyanın ilk satırından okunur, komut satırından asla. Yalnızca özeti saklanır; kimin ne zaman değiştirdiği günlüğe yazılır."),
        }
        AdminExamples => {
            en: ("goc admin reset-password            the user admin\ngoc admin reset-password ayse       another user\ngoc admin reset-password --password-file password.txt"),
            tr: ("goc admin reset-password            admin kullanıcısı\ngoc admin reset-password ayse       başka bir kullanıcı\ngoc admin reset-password --password-file parola.txt"),
        }
        Ping => {
            en: ("Name lookup, port, TLS, login, database and rights, one after the other. Exits with 1 if one fails; changes nothing."),
            tr: ("Sırasıyla ad çözümleme, port, TLS, oturum açma, veritabanı ve yetkiler. Biri başarısız olursa 1 ile çıkar; hiçbir şeyi değiştirmez."),
        }
        PingExamples => {
            en: ("goc ping                      the default connection\ngoc -d store ping --wait 60s  a server that is still starting"),
            tr: ("goc ping                      varsayılan bağlantı\ngoc -d store ping --wait 60s  hâlâ açılmakta olan bir sunucu"),
        }
        Doctor => {
            en: ("Each finding comes with a way to mend it. Exits with 3 if somebody has to do something; changes nothing."),
            tr: ("Her bulgu çözümüyle birlikte gösterilir. Birinin bir şey yapması gerekiyorsa 3 ile çıkar; hiçbir şeyi değiştirmez."),
        }
        DoctorExamples => {
            en: ("goc doctor\ngoc doctor --json             for scripts"),
            tr: ("goc doctor\ngoc doctor --json             betikler için"),
        }
        ResetPassword => {
            en: ("Asks for the new password twice, without showing it. There is no default password."),
            tr: ("Yeni parolayı göstermeden iki kez sorar. Varsayılan bir parola yoktur."),
        }
        ResetPasswordExamples => {
            en: ("goc admin reset-password\ngoc admin reset-password --password-file pw.txt"),
            tr: ("goc admin reset-password\ngoc admin reset-password --password-file parola.txt"),
        }
        Backup => {
            en: ("The copy is consistent while the shop goes on working, and it is verified before it gets its name."),
            tr: ("Kopya, mağaza çalışmayı sürdürürken de tutarlıdır ve adını almadan önce doğrulanır."),
        }
        BackupExamples => {
            en: ("goc backup                              into the folder of backups\ngoc backup --to /mnt/usb/shop.backup    into this file\ngoc backup --keep 7                     and remove all but the newest seven\ngoc backup --list                       what there is"),
            tr: ("goc backup                                yedek klasörüne\ngoc backup --to /mnt/usb/magaza.backup    bu dosyaya\ngoc backup --keep 7                       en yeni yedi tanesi kalsın\ngoc backup --list                         var olan yedekler"),
        }
        Restore => {
            en: ("Into an empty database it goes at once. Otherwise it shows what will be lost and asks first; in production the connection's name has to be typed. Without a terminal it needs --yes."),
            tr: ("Boş bir veritabanına hemen yüklenir. Boş değilse neyin kaybolacağını gösterir ve önce sorar; üretim ortamında bağlantının adı da yazılır. Terminal yoksa --yes gerekir."),
        }
        RestoreExamples => {
            en: ("goc backup --list                       which one\ngoc restore /mnt/usb/shop.backup"),
            tr: ("goc backup --list                         hangisi\ngoc restore /mnt/usb/magaza.backup"),
        }
        Status => {
            en: ("Changes nothing, and makes no table. Unknown versions, interrupted steps and changed files are shown with a way out."),
            tr: ("Hiçbir şeyi değiştirmez, tablo da oluşturmaz. Bilinmeyen versiyonlar, yarım kalan adımlar ve değişmiş dosyalar çözümüyle birlikte gösterilir."),
        }
        StatusExamples => {
            en: ("goc status                    for people\ngoc status --check --json     for scripts: exit code 0 or 3\ngoc -d till-1 status          another connection of goc.toml"),
            tr: ("goc status                    insanlar için\ngoc status --check --json     betikler için: çıkış kodu 0 ya da 3\ngoc -d kasa-1 status          goc.toml içindeki başka bir bağlantı"),
        }
        History => {
            en: ("A filled circle (with --ascii a star) is applied, an empty one is not. Without a database the graph is shown without that."),
            tr: ("Dolu daire (--ascii ile yıldız) uygulanmış, boş daire uygulanmamış demektir. Veritabanı yoksa grafik bu bilgi olmadan gösterilir."),
        }
        HistoryExamples => {
            en: ("goc history                   everything\ngoc history -r current:       what is still to come\ngoc history -r 002:head       from 002 to the head\ngoc history -r -3:            the last ones before the current revision"),
            tr: ("goc history                   hepsi\ngoc history -r current:       henüz uygulanmamış olanlar\ngoc history -r 002:head       002 ile head arası\ngoc history -r -3:            mevcut versiyondan önceki sonuncular"),
        }
        Show => {
            en: ("Ids longer than three characters may be shortened as long as only one revision or label begins like that."),
            tr: ("Üç karakterden uzun kimlikler, başka bir versiyon ya da etiket aynı biçimde başlamadıkça kısaltılabilir."),
        }
        ShowExamples => {
            en: ("goc show head                 the newest revision\ngoc show current              where the database is\ngoc show crm@head             the head of a branch"),
            tr: ("goc show head                 en yeni versiyon\ngoc show current              veritabanının mevcut versiyonu\ngoc show crm@head             bir dalın ucu"),
        }
        Plan => {
            en: ("Runs nothing. With --from, or with a range A:B, no database is opened, either."),
            tr: ("Hiçbir şey çalıştırmaz. --from ya da A:B aralığı verilirse veritabanı da açılmaz."),
        }
        PlanExamples => {
            en: ("goc plan upgrade head               what goc upgrade would run\ngoc plan downgrade -1               what would be taken back\ngoc plan upgrade head --from 002    as if the database were at 002\ngoc plan upgrade 002:005            the steps between two revisions\ngoc plan stamp heads                where a stamp would lead"),
            tr: ("goc plan upgrade head               goc upgrade neyi çalıştırır\ngoc plan downgrade -1               ne geri alınır\ngoc plan upgrade head --from 002    veritabanı 002 versiyonundaymış gibi\ngoc plan upgrade 002:005            iki versiyon arasındaki adımlar\ngoc plan stamp heads                damga nereye götürür"),
        }
        Import => {
            en: ("Every revision keeps its id, its place in the history, its labels and its date. Its Python is read and never run. What goc does not understand stays in the new file as a comment below a line -- goc:untranslated FILE:LINE, and the revision refuses to run on that database until somebody has written it as SQL and taken the line out; all such places are listed, and the exit code is 3. SQLite gets a new table where it cannot alter one; what only PostgreSQL has (exclusion constraints, extensions) is left out there, and listed. Files are written all or none, and never over others. A database that Alembic has upgraded goes on where it is: its version table is the same."),
            tr: ("Her versiyon kimliğini, geçmişteki yerini, etiketlerini ve tarihini korur. Python dosyaları okunur, hiç çalıştırılmaz. goc'un anlamadığı yer yeni dosyada -- goc:untranslated DOSYA:SATIR satırının altında açıklama olarak durur; biri onu SQL olarak yazıp satırı silene dek versiyon o veritabanında çalışmayı reddeder. Bu yerlerin hepsi listelenir, çıkış kodu 3 olur. SQLite'ta değiştirilemeyen tablo yeniden kurulur; yalnızca PostgreSQL'de olanlar (dışlama kısıtları, eklentiler) orada alınmaz ve listelenir. Dosyalar ya hep ya hiç yazılır, var olanın üzerine yazılmaz. Alembic'in güncellediği veritabanı kaldığı yerden sürer: versiyon tablosu aynıdır."),
        }
        ImportExamples => {
            en: ("goc import alembic alembic/versions --dry-run\n                                    what can be translated, what not\ngoc import alembic alembic.ini --to migrations/\n                                    write the files\ngoc upgrade                         run them"),
            tr: ("goc import alembic alembic/versions --dry-run\n                                    ne çevrilir, ne çevrilemez\ngoc import alembic alembic.ini --to migrations/\n                                    dosyaları yaz\ngoc upgrade                         çalıştır"),
        }
        Lint => {
            en: ("Each finding has a code in brackets and a safe way to do the same. Exits with 3 if one is a warning or an error. What was looked at and is fine is marked above the statement, with a reason: -- goc:allow CODE REASON. Tables that the step itself makes are no finding. Without a database every revision is looked at."),
            tr: ("Her bulgunun köşeli ayraç içinde bir kodu ve aynı işi yapmanın güvenli bir yolu vardır. Uyarı ya da hata varsa 3 ile çıkar. Bakılıp uygun görülen, deyimin üstünde nedeniyle işaretlenir: -- goc:allow KOD NEDEN. Adımın kendi açtığı tablolar bulgu sayılmaz. Veritabanı yoksa bütün versiyonlara bakılır."),
        }
        LintExamples => {
            en: ("goc lint                            what is pending\ngoc lint 006                        one revision\ngoc lint --all --engine postgres    everything, for the server\ngoc lint migrations/007_x.sql       a file"),
            tr: ("goc lint                            bekleyenler\ngoc lint 006                        bir versiyon\ngoc lint --all --engine postgres    hepsi, sunucu için\ngoc lint migrations/007_x.sql       bir dosya"),
        }
        Upgrade => {
            en: ("The target is head if none is given. Each step is a transaction with its version: it is there wholly or not at all. If a step fails, those before it stay. Ctrl-C cancels the running step and rolls it back; a lost line lets it finish and then stops. Another goc that works on the database is waited for."),
            tr: ("Hedef verilmezse head kullanılır. Her adım, versiyonuyla birlikte tek bir işlemdir (transaction): ya tamamı uygulanır ya hiçbiri. Bir adım başarısız olursa öncekiler kalır. Ctrl-C çalışan adımı iptal edip geri alır; bağlantı koparsa çalışan adım biter, sonra durulur. Veritabanında başka bir goc çalışıyorsa beklenir."),
        }
        UpgradeExamples => {
            en: ("goc upgrade                         everything up to the head\ngoc upgrade heads                   every branch\ngoc upgrade +1                      the next revision only\ngoc upgrade 004                     up to one revision\ngoc upgrade crm@head                one branch\ngoc upgrade --dry-run               try it, then roll it back\ngoc upgrade --sql > upgrade.sql     the script, from where the database stands\ngoc upgrade --sql base:head --dialect postgres\n                                    the script without a database"),
            tr: ("goc upgrade                         head versiyonuna kadar hepsi\ngoc upgrade heads                   bütün dallar\ngoc upgrade +1                      yalnızca sıradaki versiyon\ngoc upgrade 004                     bir versiyona kadar\ngoc upgrade crm@head                tek bir dal\ngoc upgrade --dry-run               dene, sonra geri al\ngoc upgrade --sql > upgrade.sql     veritabanının durumundan başlayan betik\ngoc upgrade --sql base:head --dialect postgres\n                                    veritabanı olmadan betik"),
        }
        Downgrade => {
            en: ("Shows what will be taken back and asks first; in production the connection's name has to be typed. Tables and columns that the revisions made go away with their rows: make a backup before. Without a terminal it needs --yes. Steps are transactions, as in an upgrade."),
            tr: ("Nelerin geri alınacağını gösterir ve önce sorar; üretim ortamında bağlantının adı da yazılır. Versiyonların oluşturduğu tablolar ve sütunlar içindeki kayıtlarla birlikte silinir: önce yedek alın. Terminal yoksa --yes gerekir. Adımlar, güncellemede olduğu gibi birer işlemdir (transaction)."),
        }
        DowngradeExamples => {
            en: ("goc plan downgrade -1               look first\ngoc downgrade -1                    the last revision\ngoc downgrade 003                   until 003 is current\ngoc downgrade crm@-1                the last one of a branch\ngoc downgrade base                  everything\ngoc downgrade --dry-run -1          try it, then roll it back"),
            tr: ("goc plan downgrade -1               önce bakın\ngoc downgrade -1                    son versiyonu geri al\ngoc downgrade 003                   mevcut versiyon 003 olana kadar\ngoc downgrade crm@-1                bir dalın son versiyonu\ngoc downgrade base                  her şeyi geri al\ngoc downgrade --dry-run -1          dene, sonra geri al"),
        }
        Stamp => {
            en: ("For a database whose schema is already there, or was mended by hand. Nothing is run, only the version table and the journal are written; in production it asks first. A version that no file has any more is only replaced with --purge."),
            tr: ("Şeması zaten kurulu ya da elle düzeltilmiş veritabanları içindir. Hiçbir şey çalıştırılmaz, yalnızca versiyon tablosu ve günlük yazılır; üretim ortamında önce sorar. Artık dosyası olmayan bir versiyonun yerine yenisi ancak --purge ile yazılır."),
        }
        StampExamples => {
            en: ("goc stamp head                      everything is there already\ngoc stamp 003                       exactly up to 003\ngoc stamp --purge 003               whatever is recorded now\ngoc stamp base                      nothing is applied"),
            tr: ("goc stamp head                      her şey zaten kurulu\ngoc stamp 003                       tam olarak 003 versiyonuna kadar\ngoc stamp --purge 003               şimdi ne kayıtlı olursa olsun\ngoc stamp base                      hiçbiri uygulanmamış"),
        }
        Seed => {
            en: ("The sets come from --seeds, `seeds =` in goc.toml, ./seeds, else from goc itself. All sets of a load are one transaction; loading twice changes nothing, and rows that a shop has edited stay as they are unless the set says otherwise. Questions without an answer are asked on a terminal, or get their default. A password is only asked when the administrator is not there yet."),
            tr: ("Kümeler --seeds ile verilen klasörden, goc.toml içindeki `seeds =` ayarından, ./seeds klasöründen, o da yoksa goc'un içinden alınır. Bir yüklemenin bütün kümeleri tek işlemdir (transaction); iki kez yüklemek bir şey değiştirmez, küme başka türlü demiyorsa mağazanın düzenlediği kayıtlar olduğu gibi kalır. Yanıtsız sorular terminalde sorulur ya da varsayılan değeri alır. Parola yalnızca yönetici henüz yoksa sorulur."),
        }
        SeedExamples => {
            en: ("goc seed --list                     the sets, and what of them is there\ngoc seed --dry-run                  what would change, row by row\ngoc seed                            load them all\ngoc seed yetkiler roller            only these two\ngoc seed --set company_name=\"Güneş Market\" --admin-password-file password.txt\n                                    in a script"),
            tr: ("goc seed --list                     kümeler ve yüklü olanlar\ngoc seed --dry-run                  nelerin değişeceği, kayıt kayıt\ngoc seed                            hepsini yükle\ngoc seed yetkiler roller            yalnızca bu ikisini\ngoc seed --set company_name=\"Güneş Market\" --admin-password-file parola.txt\n                                    betik içinde"),
        }
        Repair => {
            en: ("Only a step with `-- goc:transaction off` can be interrupted half-way. Without an option this says what is done, what is next and why it stopped, changes nothing, and exits with 3 if there is such a step.\n--accept writes the present checksum of a file that was changed after it was applied into the journal, with your name. --mend changes single names in the headers of revision files, nothing else, and exits with 3 if something is left for a person.\n--rebuild-index and --drop-index deal with an index that a broken CREATE INDEX CONCURRENTLY left invalid, as goc doctor names it."),
            tr: ("Yalnızca `-- goc:transaction off` yazan bir adım yarıda kalabilir. Seçeneksiz çağrılırsa neyin bittiğini, sırada ne olduğunu ve neden durduğunu söyler, hiçbir şeyi değiştirmez ve böyle bir adım varsa 3 ile çıkar.\n--accept, uygulandıktan sonra değiştirilmiş bir dosyanın şimdiki sağlamasını adınızla birlikte günlüğe yazar. --mend versiyon dosyalarının başlıklarında yalnızca tek tek adları düzeltir ve bir kişiye kalan bir şey varsa 3 ile çıkar.\n--rebuild-index ve --drop-index, yarıda kalan bir CREATE INDEX CONCURRENTLY'den geçersiz kalan dizin içindir; adını goc doctor söyler."),
        }
        RepairExamples => {
            en: ("goc repair                    what is true now\ngoc repair --continue         run what is missing, then record the step\ngoc repair --retry            the whole step again\ngoc repair --mark-done        you finished it by hand\ngoc repair --mark-undone      you took it back by hand\ngoc repair --accept 003       the new text of 003 does what the old one did\ngoc repair --mend --dry-run   which header lines would be mended"),
            tr: ("goc repair                    şu anki durum\ngoc repair --continue         eksik kalanı çalıştır, sonra adımı kaydet\ngoc repair --retry            adımın tamamını yeniden çalıştır\ngoc repair --mark-done        elle tamamladıysanız\ngoc repair --mark-undone      elle geri aldıysanız\ngoc repair --accept 003       003 yeni haliyle de aynı işi yapıyorsa\ngoc repair --mend --dry-run   hangi başlık satırları düzelirdi"),
        }
        Revision => {
            en: ("Writes migrations/ID_MESSAGE.sql with empty sections to fill in. Nothing is written if the graph, a label or an id would not fit.\nWith --autogenerate the database has to stand at the head that the new revision follows. What may only be a rename is asked on a terminal, else said with --rename, and never guessed. Several files are written where one transaction is not enough: new values of an enum are committed before they are used, and with --online indexes are built and constraints checked beside the work of the shop. With --branch all revisions run in a scratch database first, to see which tables and views the branch has made: those of other branches are left alone, and so is what no revision makes. Read what was written before it runs; goc rehearse tries it on a copy."),
            tr: ("Doldurulacak boş bölümlerle migrations/KİMLİK_AÇIKLAMA.sql dosyasını yazar. Geçmiş, etiket ya da kimlik uygun değilse hiçbir şey yazılmaz.\n--autogenerate için veritabanı, yeni versiyonun geleceği uçta durmalıdır. Yalnızca ad değişikliği olabilecekler terminalde sorulur, yoksa --rename ile söylenir; asla tahmin edilmez. Tek işlem yetmiyorsa birkaç dosya yazılır: enum'a eklenen değerler kullanılmadan önce kaydedilir; --online ile indeksler ve kısıt denetimleri mağaza çalışırken yapılır. --branch ile önce bütün versiyonlar geçici bir veritabanında çalışır ve dalın hangi tablo ve görünümleri oluşturduğu görülür: başka dallarınkine ve hiçbir versiyonun oluşturmadıklarına dokunulmaz. Çalıştırmadan önce yazılanı okuyun; goc rehearse bir kopyada dener."),
        }
        RevisionExamples => {
            en: ("goc revision -m \"Campaign tables\"\ngoc revision -m \"Campaign tables\" --rev-id 007\ngoc revision -m \"Loyalty\" --head 003 --splice --branch-label loyalty\n                                    a branch of its own\ngoc revision -m \"Points\" --head loyalty@head --depends-on 006\ngoc revision --autogenerate -m \"Names\" --rename urunler.ad=urun_adi\n                                    from migrations/schema.sql\ngoc revision --autogenerate -m \"Points\" --branch loyalty\n                                    only what the branch owns"),
            tr: ("goc revision -m \"Kampanya tabloları\"\ngoc revision -m \"Kampanya tabloları\" --rev-id 007\ngoc revision -m \"Sadakat\" --head 003 --splice --branch-label sadakat\n                                    ayrı bir dal\ngoc revision -m \"Puanlar\" --head sadakat@head --depends-on 006\ngoc revision --autogenerate -m \"Adlar\" --rename urunler.ad=urun_adi\n                                    migrations/schema.sql dosyasından\ngoc revision --autogenerate -m \"Puanlar\" --branch sadakat\n                                    yalnızca dalın kendi tabloları"),
        }
        Merge => {
            en: ("For a history with several heads, as two people make it who add a revision at the same time. The new revision has nothing to run; it may be given some."),
            tr: ("Birden çok ucu olan bir geçmiş içindir; iki kişi aynı anda versiyon eklediğinde böyle olur. Yeni versiyonun çalıştıracağı bir şey yoktur, isterseniz ekleyebilirsiniz."),
        }
        MergeExamples => {
            en: ("goc merge heads -m \"Bring both branches together\"\ngoc merge ae10 27c6           two heads by the beginning of their ids"),
            tr: ("goc merge heads -m \"İki dalı birleştir\"\ngoc merge ae10 27c6           kimliklerinin başıyla iki uç"),
        }
        Edit => {
            en: ("Afterwards all revision files are read again, and what is wrong with them is said."),
            tr: ("Düzenleyici kapanınca bütün versiyon dosyaları yeniden okunur, bir yanlışlık varsa söylenir."),
        }
        EditExamples => {
            en: ("goc edit head\nEDITOR=nano goc edit 004"),
            tr: ("goc edit head\nEDITOR=nano goc edit 004"),
        }
        Activity => {
            en: ("The database itself tells it, so that every goc on every machine sees the same, also after a line was lost. A goc that is cancelled rolls its step back and ends; the steps before it stay. A session that is idle in a transaction cannot be cancelled, only ended.\nOn SQLite there is no server: the step comes from the journal, and --cancel sends a signal to the process, on its own machine.\nWith --watch --json there is a document a line."),
            tr: ("Bunu veritabanının kendisi söyler; her makinedeki her goc aynısını görür, bağlantı kopsa bile. İptal edilen goc adımını geri alır ve biter, önceki adımlar kalır. İşlemi açık ama boşta duran bir oturum iptal edilemez, yalnızca kapatılabilir.\nSQLite'ta sunucu yoktur: adım günlükten okunur, --cancel kendi makinesindeki sürece sinyal gönderir.\n--watch --json ile her satır bir belgedir."),
        }
        ActivityExamples => {
            en: ("goc activity                  who works here\ngoc activity --watch          until it has ended\ngoc activity --cancel 4711    cancel what 4711 runs\ngoc activity --terminate 4711\n                              end the session 4711"),
            tr: ("goc activity                  burada kim çalışıyor\ngoc activity --watch          bitene kadar izle\ngoc activity --cancel 4711    4711'in çalıştırdığını iptal et\ngoc activity --terminate 4711\n                              4711 oturumunu kapat"),
        }
        Log => {
            en: ("From the database's own journal. `+` is done, `!` failed or was cancelled, `~` was settled with goc repair."),
            tr: ("Veritabanının kendi günlüğünden okunur. `+` bitti, `!` başarısız oldu ya da iptal edildi, `~` goc repair ile sonuçlandırıldı."),
        }
        LogExamples => {
            en: ("goc log -n 5                  the last five runs\ngoc log --json                every detail, for scripts"),
            tr: ("goc log -n 5                  son beş çalıştırma\ngoc log --json                betikler için bütün ayrıntılar"),
        }
        Completions => {
            en: ("Completes commands, options, revision ids, labels and the connections of goc.toml."),
            tr: ("Komutları, seçenekleri, versiyon kimliklerini, etiketleri ve goc.toml içindeki bağlantıları tamamlar."),
        }
        CompletionsExamples => {
            en: ("source <(goc completions bash)      for this shell only\ngoc completions bash > ~/.local/share/bash-completion/completions/goc\ngoc completions zsh > ~/.zfunc/_goc\ngoc completions fish > ~/.config/fish/completions/goc.fish"),
            tr: ("source <(goc completions bash)      yalnızca bu kabuk için\ngoc completions bash > ~/.local/share/bash-completion/completions/goc\ngoc completions zsh > ~/.zfunc/_goc\ngoc completions fish > ~/.config/fish/completions/goc.fish"),
        }
        Man => {
            en: ("In the language at hand; --lang chooses another."),
            tr: ("Geçerli dilde yazılır; başka bir dil için --lang verin."),
        }
        ManExamples => {
            en: ("goc man | man -l -                          read it here\ngoc man --to /usr/local/share/man/man1      install all pages"),
            tr: ("goc man | man -l -                             burada oku\ngoc man --to /usr/local/share/man/tr/man1      bütün sayfaları kur"),
        }
    }
}
