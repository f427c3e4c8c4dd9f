//! Findings explained by kind: a title, and what it means, how it comes about, and what happens if nobody does anything.

use crate::i18n::{Lang, Say, sentences};

sentences! {
    /// The first line is the title, the rest the explanation.
    #[derive(Eq, Copy)]
    pub enum Explanation {
        MultipleHeads => {
            en: ("several heads\nThe history ends in more than one place, mostly because two people added a revision to the same one. Each branch is fine by itself, but `head` means nothing, and a plain upgrade stops and asks. A merge revision joins the branches; it runs no SQL of its own."),
            tr: ("birden çok uç\nGeçmiş birden çok yerde bitiyor; çoğunlukla iki kişi aynı versiyonun üstüne ayrı ayrı versiyon eklemiştir. Dalların her biri sağlamdır, ama `head` tek bir yeri göstermez ve düz bir güncelleme durup sorar. Birleştirme versiyonu dalları bağlar; kendisi SQL çalıştırmaz."),
        }
        MissingParent => {
            en: ("missing parent\nA file says that it follows a revision, and no file has that revision. It was renamed or mistyped, or a file of another branch has not arrived here. Until it is mended no plan can be made, so no upgrade and no downgrade runs."),
            tr: ("eksik üst versiyon\nBir dosya, hiçbir dosyada bulunmayan bir versiyonu izlediğini söylüyor. Kimlik değişmiş ya da yanlış yazılmıştır, ya da başka bir dalın dosyası buraya gelmemiştir. Düzeltilene kadar plan yapılamaz; güncelleme de geri alma da çalışmaz."),
        }
        MissingDependency => {
            en: ("missing dependency\nA file needs a revision or a label that does not exist. The name was mistyped, or the file with it has not arrived here. Until it is mended no plan can be made, so nothing runs."),
            tr: ("eksik bağımlılık\nBir dosya, var olmayan bir versiyona ya da etikete bağımlı. Ad yanlış yazılmıştır ya da o dosya buraya gelmemiştir. Düzeltilene kadar plan yapılamaz, hiçbir şey çalışmaz."),
        }
        DuplicateId => {
            en: ("duplicate id\nTwo or more files claim to be the same revision, mostly because one was made by copying another. goc cannot know which one was applied. Until all but one have an id of their own nothing runs."),
            tr: ("aynı kimlik\nİki ya da daha çok dosya aynı versiyon olduğunu söylüyor; çoğunlukla biri öbüründen kopyalanmıştır. Hangisinin uygulandığı bilinemez. Biri dışında hepsi kendi kimliğini alana kadar hiçbir şey çalışmaz."),
        }
        IllegalId => {
            en: ("illegal id\nThe id of a file has a character or a word that targets use themselves, so nobody could name the revision. It was typed by hand or comes from another tool. Until the line `-- revision:` is mended nothing runs."),
            tr: ("geçersiz kimlik\nBir dosyanın kimliğinde hedeflerin kendisinin kullandığı bir karakter ya da sözcük var, bu yüzden versiyon adlandırılamaz. Elle yazılmıştır ya da başka bir araçtan gelmiştir. `-- revision:` satırı düzeltilene kadar hiçbir şey çalışmaz."),
        }
        DuplicateLabel => {
            en: ("duplicate label\nA branch label stands in more than one place, so that it no longer names one branch. Most often a header was copied. Until one of the lines `-- branch_labels:` is changed nothing runs."),
            tr: ("aynı etiket\nBir dal etiketi birden çok yerde var, bu yüzden tek bir dalı göstermiyor. Çoğunlukla başlık kopyalanmıştır. `-- branch_labels:` satırlarından biri değiştirilene kadar hiçbir şey çalışmaz."),
        }
        Cycle => {
            en: ("revisions in a circle\nRevisions need each other in a circle, so none of them can come first. A line `-- revises:` or `-- depends_on:` names something that comes later. Until one of them is mended nothing runs."),
            tr: ("döngü\nVersiyonlar birbirini döngü halinde gerektiriyor, hiçbiri ilk çalışamaz. Bir `-- revises:` ya da `-- depends_on:` satırı daha sonra gelen bir şeyi gösteriyor. Biri düzeltilene kadar hiçbir şey çalışmaz."),
        }
        UnreadableFile => {
            en: ("file cannot be read\nA file or folder of the revisions cannot be opened, mostly because of its rights, a broken link or a network drive that is away. goc runs nothing while it cannot see every revision. Whoever administers this machine can give the rights back."),
            tr: ("dosya okunamıyor\nVersiyon dosyalarından biri ya da klasörü açılamıyor; çoğunlukla izinler, kopuk bir bağ ya da ulaşılamayan bir ağ sürücüsü yüzünden. goc her versiyonu göremedikçe hiçbir şey çalıştırmaz. İzinleri bu makinenin yöneticisi verebilir."),
        }
        BadText => {
            en: ("file is no UTF-8 text\nA revision file is empty, binary or saved in another encoding. An editor of another system or a broken copy does that. Running it could store wrong letters for ever, so goc runs nothing until the file is right."),
            tr: ("dosya UTF-8 metin değil\nBir versiyon dosyası boş, ikili ya da başka bir kodlamayla kaydedilmiş. Başka bir sistemin düzenleyicisi ya da yarım kalmış bir kopyalama buna yol açar. Çalıştırmak harfleri kalıcı olarak bozabileceğinden dosya düzelene kadar hiçbir şey çalışmaz."),
        }
        BadHeader => {
            en: ("header not understood\nA line at the top of a revision file is missing, stands twice, or says something that goc does not know. It was mostly typed by hand. goc does not guess what a file is, so nothing runs until the line is right."),
            tr: ("başlık anlaşılmıyor\nBir versiyon dosyasının başındaki satırlardan biri eksik, iki kez yazılmış ya da goc'un bilmediği bir şey söylüyor. Çoğunlukla elle yazılmıştır. goc dosyanın ne olduğunu tahmin etmez; satır düzelene kadar hiçbir şey çalışmaz."),
        }
        BadSections => {
            en: ("sections not understood\nThe `-- goc:` lines of a revision file do not divide it into an upgrade and a downgrade. A misspelt line would otherwise pass as a comment, and SQL would run in the wrong direction or not at all. So nothing runs until it is right."),
            tr: ("bölümler anlaşılmıyor\nBir versiyon dosyasının `-- goc:` satırları onu güncelleme ve geri alma olarak bölmüyor. Yanlış yazılmış bir satır yoksa yorum sayılır, SQL yanlış yönde çalışır ya da hiç çalışmazdı. Bu yüzden düzelene kadar hiçbir şey çalışmaz."),
        }
        FileChangedMeanwhile => {
            en: ("file changed meanwhile\nA file was saved while goc was reading. What runs has to be what was planned, so goc stops. Looking again is enough."),
            tr: ("dosya bu sırada değişti\ngoc okurken bir dosya kaydedildi. Çalışan şey planlanan şey olmalıdır, bu yüzden goc durdu. Yeniden bakmak yeterlidir."),
        }
        UnknownRevision => {
            en: ("unknown revision\nThe database says that it is at a revision that no file has. Somebody worked here with newer files or on another branch, or the file was deleted. Upgrades are refused meanwhile, since goc cannot know what is there. Best bring the file back; stamp only when you know what the tables are."),
            tr: ("bilinmeyen versiyon\nVeritabanı, hiçbir dosyada olmayan bir versiyonda olduğunu söylüyor. Burada daha yeni dosyalarla ya da başka bir dalda çalışılmıştır, ya da dosya silinmiştir. goc ne olduğunu bilemediğinden güncellemeler reddedilir. En iyisi dosyayı geri getirmektir; yalnızca tabloların hangi durumda olduğunu biliyorsanız damgalayın."),
        }
        OverlappingHeads => {
            en: ("surplus version rows\nThe version table lists a revision beside another one that already includes it. Another tool or a hand wrote it. Until only the upper ones are left nothing runs; the tables themselves are not touched by that."),
            tr: ("fazla versiyon satırı\nVersiyon tablosunda, başka bir satırın zaten içerdiği bir versiyon da yazılı. Bunu başka bir araç ya da bir kişi yazmıştır. Yalnız üsttekiler kalana kadar hiçbir şey çalışmaz; tabloların kendisine dokunulmaz."),
        }
        NotAdopted => {
            en: ("not taken over yet\nThe version table says where this database stands, and goc has not worked here before: another program has run its revisions, mostly Alembic. goc can go on from there at once. Taking it over first compares the tables with what the revisions make, and then writes down each revision with the checksum of its file. Nothing of the application is changed, and Alembic can go on beside goc."),
            tr: ("henüz devralınmadı\nVersiyon tablosu veritabanının nerede olduğunu söylüyor, ama goc burada daha önce çalışmadı: versiyonları başka bir program, çoğunlukla Alembic çalıştırmış. goc hemen oradan sürdürebilir. Devralma önce tabloları versiyonların kurduğuyla karşılaştırır, sonra her versiyonu dosyasının sağlama toplamıyla günlüğe yazar. Uygulamanın hiçbir şeyi değişmez, Alembic de goc'un yanında kullanılabilir."),
        }
        AppliedElsewhere => {
            en: ("applied elsewhere\nThe database has moved on without goc: another program, mostly Alembic, or a script has run revisions since. That is allowed, and goc follows. Only when and by whom it was done is not known, nor whether the files are still what ran. Taking them over compares the tables and writes them down."),
            tr: ("başka yerden uygulandı\nVeritabanı goc olmadan ilerlemiş: versiyonları başka bir program, çoğunlukla Alembic ya da bir betik çalıştırmış. Buna izin var, goc da ardından gelir. Yalnız ne zaman ve kimin yaptığı, dosyaların hâlâ çalışanla aynı olup olmadığı bilinmiyor. Devralma tabloları karşılaştırır ve bunları günlüğe yazar."),
        }
        ChangedAfterApplied => {
            en: ("changed after applied\nThe file of an applied revision is no longer what ran here. Somebody edited it afterwards, perhaps only a comment. The database still has what ran then, while a new store would get the new text. If both come to the same, accept the file; if not, bring the old one back and write a new revision."),
            tr: ("sonradan değişen dosya\nUygulanmış bir versiyonun dosyası artık burada çalışan dosya değil. Biri sonradan, belki yalnız bir yorumu değiştirmiştir. Veritabanında o gün çalışan duruyor, yeni bir mağaza ise yeni metni alır. İkisi aynı kapıya çıkıyorsa dosyayı kabul edin; çıkmıyorsa eskisini geri getirip yeni bir versiyon yazın."),
        }
        Drift => {
            en: ("drift\nSomebody has changed tables of this database by hand, or with another tool: its revisions, run in an empty database, make something else. The next revision may then fail here, or leave out what was changed. Either undo the change, or write it down: a revision from the difference brings it to every shop."),
            tr: ("sapma\nBu veritabanının tabloları elle ya da başka bir araçla değiştirilmiş: versiyonlar boş bir veritabanında çalıştırıldığında başka bir şey kuruyor. Bir sonraki versiyon burada hata verebilir ya da değiştirileni dışarıda bırakabilir. Değişikliği geri alın ya da farktan bir versiyon yazın; böylece her mağazaya ulaşır."),
        }
        DriftUnknown => {
            en: ("drift not checked\nTo see whether the tables are what the revisions make, goc runs the revisions in a scratch database beside this one and drops it again. That was not possible here. Nothing else depends on it."),
            tr: ("sapmaya bakılamadı\nTabloların versiyonların kurduğu gibi olup olmadığını görmek için goc, versiyonları yanında kurduğu geçici bir veritabanında çalıştırır ve onu siler. Burada bu yapılamadı. Başka hiçbir şey buna bağlı değildir."),
        }
        InterruptedStep => {
            en: ("interrupted step\nA step that runs without a transaction was cut off between its statements, by a crash, a lost connection or an error. What was done stays in the database, while the version table does not count the step yet. Until it is dealt with no other run goes past it. Look at the next statement and choose what is true."),
            tr: ("yarım kalan adım\nİşlemsiz (transaction off) çalışan bir adım deyimlerinin arasında kesilmiş: çökme, kopan bağlantı ya da hata. Bitenler veritabanında duruyor, versiyon tablosu ise adımı henüz saymıyor. Çözülene kadar başka bir çalıştırma onu geçmez. Sıradaki deyime bakıp doğru olanı seçin."),
        }
        BrokenRun => {
            en: ("broken run\nThe last run failed, was cancelled or crashed. Its finished steps are kept and the failed one was rolled back, so the database is in order and simply not where it was meant to be. It stays there until somebody goes on; the reason stands in the journal."),
            tr: ("yarım kalan çalıştırma\nSon çalıştırma başarısız oldu, iptal edildi ya da çöktü. Biten adımlar duruyor, başarısız adım geri alındı; veritabanı sağlam, yalnızca hedeflenen yerde değil. Biri sürdürene kadar orada kalır; nedeni günlükte yazılı."),
        }
        StoppedRun => {
            en: ("stopped run\nThe terminal of the last run went away, mostly a lost connection, and goc ended between two steps so that nothing is half done. Everything finished is kept. The rest does not run by itself: somebody has to go on."),
            tr: ("durmuş çalıştırma\nSon çalıştırmanın terminali kapanmış, çoğunlukla bağlantı kopmuştur; goc hiçbir şey yarım kalmasın diye iki adımın arasında durdu. Biten her şey duruyor. Kalanı kendiliğinden çalışmaz, birinin sürdürmesi gerekir."),
        }
        Pending => {
            en: ("pending revisions\nThere are revisions that have not run on this database. That is usual after an update of the program. An application that expects the new tables may fail until they have run."),
            tr: ("bekleyen migration\nBu veritabanında çalışmamış versiyonlar var. Programın güncellenmesinden sonra bu olağandır. Yeni tabloları bekleyen uygulama, bunlar çalışana kadar hata verebilir."),
        }
        InvalidIndex => {
            en: ("invalid index\nBuilding an index beside the running work was cut off, and PostgreSQL has kept what there was. Every write still pays for it and no query uses it; a unique one protects nothing. goc builds it again or drops it, while the shop works on."),
            tr: ("geçersiz dizin\nÇalışma sürerken bir dizin oluşturulması yarıda kalmış ve PostgreSQL kalanı saklamış. Her yazma onun bedelini öder, hiçbir sorgu onu kullanmaz; benzersiz olanı hiçbir şeyi korumaz. goc onu mağaza çalışırken yeniden oluşturur ya da siler."),
        }
        ExposedPassword => {
            en: ("exposed password\nThe configuration holds a password, and other users of this machine may read the file. It was mostly made with the usual rights. Anybody who can log in here could use the database, so take their rights away or the password out."),
            tr: ("açıkta duran parola\nYapılandırmada bir parola var ve bu makinedeki başka kullanıcılar dosyayı okuyabiliyor. Dosya çoğunlukla olağan izinlerle oluşturulmuştur. Buraya girebilen herkes veritabanını kullanabilir; okuma iznini kaldırın ya da parolayı çıkarın."),
        }
        NotSeeded => {
            en: ("seeds not loaded\nThe tables are there, but nothing that the application starts with: no roles, no permissions, no user. That is how a new database looks. Nobody can log in until the seeds are loaded."),
            tr: ("temel veriler yüklenmemiş\nTablolar var, ama uygulamanın başlangıç verileri yok: rol, yetki, kullanıcı bulunmuyor. Yeni bir veritabanı böyledir. Temel veriler yüklenene kadar kimse giriş yapamaz."),
        }
        NoAdministrator => {
            en: ("no administrator\nNo user may do everything. The seeds were loaded in part, or the user was deleted. Nobody can manage users and settings until there is one."),
            tr: ("yönetici yok\nHer şeyi yapabilen bir kullanıcı yok. Temel veriler kısmen yüklenmiş ya da kullanıcı silinmiştir. Bir yönetici olana kadar kullanıcılar ve ayarlar yönetilemez."),
        }
        AdministratorLockedOut => {
            en: ("administrator cannot log in\nThere is an administrator who is switched off, lacks the role, or has something in place of a password hash. A hand in the database or an old program left it like that. As long as no other administrator can log in, nobody can manage the shop."),
            tr: ("yönetici giriş yapamıyor\nBir yönetici var, ama etkin değil, rolü yok ya da parola özeti yerine başka bir şey duruyor. Bunu elle yapılan bir değişiklik ya da eski bir program bırakmıştır. Giriş yapabilen başka yönetici olmadıkça mağaza yönetilemez."),
        }
        OldHash => {
            en: ("old password\nThe administrator's password is stored as the old system did, and that gave every shop the same first password. If it was never changed, everybody who knows another shop knows it. Changing it once is enough."),
            tr: ("eski parola\nYöneticinin parolası eski sistemin biçimiyle duruyor; o sistem her mağazaya aynı ilk parolayı verirdi. Hiç değiştirilmediyse başka bir mağazayı bilen herkes bilir. Bir kez değiştirmek yeterlidir."),
        }
        MissingSeeds => {
            en: ("roles or rights missing\nRows that the application brings itself are not there or are incomplete. They were deleted, or came with a newer version. Users then miss screens, or the application does not start; loading the sets brings back what is missing and overwrites nothing of the shop's own."),
            tr: ("eksik rol ya da yetki\nUygulamanın kendi getirdiği kayıtlar yok ya da eksik. Silinmişlerdir ya da daha yeni bir sürümle gelmişlerdir. Kullanıcılar bazı ekranları göremez ya da uygulama açılmaz; setleri yüklemek eksiği geri getirir, mağazanın kendi kayıtlarının üzerine yazmaz."),
        }
        Dangling => {
            en: ("rows that point nowhere\nRows refer to others that no longer exist. They were written or deleted while foreign keys were not checked. The application may show them wrongly, and a later revision may fail on them. goc cannot know which rows are right: ask whoever knows these data, and make a backup first."),
            tr: ("boşa işaret eden kayıtlar\nBazı kayıtlar artık var olmayan kayıtlara işaret ediyor. Yabancı anahtarlar denetlenmezken yazılmış ya da silinmişlerdir. Uygulama bunları yanlış gösterebilir, ileride bir versiyon bunlarda başarısız olabilir. Hangisinin doğru olduğunu goc bilemez: önce yedek alın, bu verileri bilen kişiye sorun."),
        }
        NoTill => {
            en: ("no store with a till\nThere is no active company with a store and a till. The installation was not finished, or something was switched off. Nothing can be sold until there is one."),
            tr: ("kasası olan mağaza yok\nMağazası ve kasası olan etkin bir firma yok. Kurulum bitirilmemiştir ya da bir şey kapatılmıştır. Biri olana kadar satış yapılamaz."),
        }
        Unreachable => {
            en: ("database cannot be reached\nNobody answers where the database should be. The server is off, the network or its name is wrong, or a firewall is between. Nothing can be read or run meanwhile; whoever administers the server or the network can help with what stands here."),
            tr: ("veritabanına ulaşılamıyor\nVeritabanının olması gereken yerde yanıt veren yok. Sunucu kapalıdır, ağ ya da adı yanlıştır, ya da arada güvenlik duvarı vardır. Bu sırada hiçbir şey okunamaz ve çalıştırılamaz; sunucuyu ya da ağı yöneten kişi buradaki bilgiyle yardım edebilir."),
        }
        Refused => {
            en: ("database refuses\nThe database answers but does not let goc in or does not let it do what it has to: password, user, certificate or rights. Nothing can be run until that is settled. Whoever administers the database gives the rights that stand here."),
            tr: ("veritabanı izin vermiyor\nVeritabanı yanıt veriyor, ama goc'u içeri almıyor ya da gerekeni yapmasına izin vermiyor: parola, kullanıcı, sertifika ya da yetki. Bu çözülene kadar hiçbir şey çalıştırılamaz. Buradaki yetkileri veritabanını yöneten kişi verir."),
        }
        BadStorage => {
            en: ("database file or disk\nThe file, its folder or the disk below it does not allow safe work. Going on could lose data. Whoever administers this machine should look before anything else is done; make a copy of the file first."),
            tr: ("dosya ya da disk sorunu\nDosya, klasörü ya da altındaki disk güvenle çalışmaya izin vermiyor. Sürdürmek veri kaybettirebilir. Başka bir şey yapılmadan önce makinenin yöneticisi bakmalı; önce dosyanın bir kopyasını alın."),
        }
    }
}

impl Explanation {
    /// A few words that name the kind.
    pub fn title(self, lang: Lang) -> String {
        self.parts(lang).0
    }

    /// What it means, how it comes about, and what happens if nobody does anything.
    pub fn text(self, lang: Lang) -> String {
        self.parts(lang).1
    }

    fn parts(self, lang: Lang) -> (String, String) {
        let whole = self.say(lang);
        let (title, text) = whole.split_once('\n').unwrap_or((&whole, ""));
        (title.to_owned(), text.to_owned())
    }
}

/// The explanation of a kind of finding, if there is one: kinds come from every layer, and new ones may come.
pub fn explain(kind: &str) -> Option<Explanation> {
    use Explanation as E;
    Some(match kind {
        "multiple_heads" => E::MultipleHeads,
        "missing_parent" => E::MissingParent,
        "missing_dependency" => E::MissingDependency,
        "duplicate_id" => E::DuplicateId,
        "illegal_id" => E::IllegalId,
        "duplicate_label" => E::DuplicateLabel,
        "cycle" | "dependency_cycle" => E::Cycle,
        "unreadable_directory" | "unreadable_file" | "not_a_file" => E::UnreadableFile,
        "empty_file" | "nul_byte" | "utf16" | "not_utf8" => E::BadText,
        "missing_revision" | "unknown_key" | "duplicate_key" | "illegal_label" | "bad_created" => E::BadHeader,
        "unknown_directive"
        | "bad_directive"
        | "directive_outside_section"
        | "sql_outside_section"
        | "duplicate_section"
        | "none_with_sql"
        | "no_section" => E::BadSections,
        "file_changed" => E::FileChangedMeanwhile,
        "unknown_revision" => E::UnknownRevision,
        "overlapping_heads" => E::OverlappingHeads,
        "not_adopted" => E::NotAdopted,
        "applied_elsewhere" => E::AppliedElsewhere,
        "changed_after_applied" => E::ChangedAfterApplied,
        "drift" => E::Drift,
        "drift_unknown" => E::DriftUnknown,
        "interrupted_step" => E::InterruptedStep,
        "broken_run" => E::BrokenRun,
        "stopped_run" => E::StoppedRun,
        "pending" => E::Pending,
        "invalid_index" => E::InvalidIndex,
        "exposed_password" | "password_file_open" => E::ExposedPassword,
        "not_seeded" => E::NotSeeded,
        "no_administrator" => E::NoAdministrator,
        "inactive_administrator" | "administrator_without_role" | "unusable_hash" => E::AdministratorLockedOut,
        "old_hash" => E::OldHash,
        "missing_roles" | "missing_permissions" | "incomplete_role" => E::MissingSeeds,
        "dangling_rows" | "broken_references" => E::Dangling,
        "no_till" => E::NoTill,
        "unknown_host" | "connection_refused" | "connection_timeout" | "server_not_ready" | "connection_lost"
        | "host_unreachable" | "not_postgres" | "server_silent" | "server_closed" | "socket_missing"
        | "database_missing" => E::Unreachable,
        "tls_failed"
        | "tls_not_offered"
        | "remote_without_tls"
        | "login_failed"
        | "password_missing"
        | "permission_denied"
        | "read_only"
        | "connect_denied"
        | "read_only_by_default"
        | "standby"
        | "schema_rights_missing"
        | "table_rights_missing"
        | "not_the_owner"
        | "lock_refused"
        | "socket_denied"
        | "settings_file_unreadable"
        | "no_schema"
        | "unsupported_server" => E::Refused,
        "disk_full"
        | "io_error"
        | "not_a_database"
        | "database_corrupt"
        | "cannot_open"
        | "folder_missing"
        | "broken_link"
        | "folder_not_writable"
        | "file_not_readable"
        | "file_not_writable"
        | "little_disk_space"
        | "network_file_system"
        | "hot_journal"
        | "wal_over_network" => E::BadStorage,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explanation_has_a_title_and_two_to_five_sentences() {
        for kind in [
            "multiple_heads",
            "missing_parent",
            "missing_dependency",
            "duplicate_id",
            "illegal_id",
            "duplicate_label",
            "cycle",
            "unreadable_file",
            "not_utf8",
            "missing_revision",
            "no_section",
            "file_changed",
            "unknown_revision",
            "overlapping_heads",
            "not_adopted",
            "applied_elsewhere",
            "changed_after_applied",
            "drift",
            "drift_unknown",
            "interrupted_step",
            "broken_run",
            "stopped_run",
            "pending",
            "invalid_index",
            "exposed_password",
            "not_seeded",
            "no_administrator",
            "unusable_hash",
            "old_hash",
            "missing_roles",
            "dangling_rows",
            "no_till",
            "connection_refused",
            "login_failed",
            "database_corrupt",
        ] {
            let explanation = explain(kind).expect(kind);
            for lang in [Lang::En, Lang::Tr] {
                let (title, text) = (explanation.title(lang), explanation.text(lang));
                assert!(!title.is_empty() && title.chars().count() <= 27, "{kind}: {title}");
                let sentences = text.matches(". ").count() + 1;
                assert!((2..=5).contains(&sentences) && text.ends_with('.'), "{kind}: {sentences}");
            }
        }
        assert_eq!(explain("something_new"), None);
    }
}
