//! What the fixes say: in the list what each does, in the question what it changes.

use crate::i18n::sentences;

sentences! {
    /// A line for each fix, and the paragraphs of its question.
    pub enum FixText {
        Merge { heads: String } => {
            en: ("write a revision that joins the heads {heads}"),
            tr: ("şu uçları birleştiren bir versiyon yaz: {heads}"),
        }
        MergeTitle => { en: ("Merge the heads"), tr: ("Uçları birleştir") }
        MergeMore { heads: String } => {
            en: ("Joins {heads}. Only a file is written; the database changes with the next upgrade. What does the merge say?"),
            tr: ("Birleşecek uçlar: {heads}. Yalnız bir dosya yazılır; veritabanı bir sonraki güncellemede değişir. Birleştirmenin mesajı ne olsun?"),
        }
        MergeDefault { heads: String } => { en: ("merge {heads}"), tr: ("birleştir: {heads}") }
        NeedsMessage => { en: ("say it in a few words"), tr: ("birkaç sözcük yazın") }

        MendParent { file: String, from: String, to: String } => {
            en: ("mend {file}: it follows {to}, not {from}"),
            tr: ("{file} dosyasını düzelt: {from} yerine {to} versiyonunu izlesin"),
        }
        MendDependency { file: String, from: String, to: String } => {
            en: ("mend {file}: it depends on {to}, not on {from}"),
            tr: ("{file} dosyasını düzelt: {from} yerine şuna bağımlı olsun: {to}"),
        }
        DropName { file: String, from: String } => {
            en: ("take {from} out of the header of {file}"),
            tr: ("{file} başlığından {from} adını çıkar"),
        }
        Rename { file: String, to: String } => {
            en: ("give {file} an id of its own: {to}"),
            tr: ("{file} dosyasına kendi kimliğini ver: {to}"),
        }
        MendWith { file: String, from: String } => {
            en: ("mend {file} with a revision that you name, in place of {from}"),
            tr: ("{file} dosyasını sizin yazacağınız versiyonla düzelt: {from} yerine"),
        }
        MendAsk { file: String } => { en: ("What does {file} follow?"), tr: ("{file} hangi versiyonu izliyor?") }
        MendAskMore { line: String, from: String } => {
            en: ("The header says: {line}. The revision to stand there in place of {from}:"),
            tr: ("Başlıkta şu yazıyor: {line}. {from} yerine geçecek versiyon:"),
        }
        NeedsRevision => { en: ("name a revision"), tr: ("bir versiyon yazın") }
        MendTitle { file: String, lines: usize } => {
            en: ("Change {} of {file}?", if *lines == 1 { "this line" } else { "these lines" }),
            tr: ("{file} dosyasının şu {} değişsin mi?", if *lines == 1 { "satırı" } else { "satırları" }),
        }
        MendBefore { line: String } => { en: ("before: {line}"), tr: ("önce: {line}") }
        MendAfter { line: String } => { en: ("after:  {line}"), tr: ("sonra: {line}") }
        MendMore => {
            en: ("Everything else of the file stays byte for byte. How the revisions fit together is checked before the file is replaced."),
            tr: ("Dosyanın geri kalanı bayt bayt aynı kalır. Dosya değiştirilmeden önce versiyonların birbirine uyduğu denetlenir."),
        }
        MendYes { lines: usize } => {
            en: ("Change the {}", if *lines == 1 { "line" } else { "lines" }),
            tr: ("{} değiştir", if *lines == 1 { "Satırı" } else { "Satırları" }),
        }

        EditFile { file: String } => { en: ("look at {file}"), tr: ("{file} dosyasına bak") }
        EditFileAt { file: String, line: u32 } => { en: ("look at {file}, line {line}"), tr: ("{file} dosyasının {line}. satırına bak") }
        ShowFile { revision: String } => { en: ("read the file of {revision} as it is now"), tr: ("{revision} dosyasının şimdiki halini oku") }

        Adopt => { en: ("compare the tables, then take the database over; nothing runs"), tr: ("tabloları karşılaştır, sonra veritabanını devral; hiçbir şey çalışmaz") }
        AdoptComparing => { en: ("comparing with what the revisions make …"), tr: ("versiyonların kurduğuyla karşılaştırılıyor …") }
        AdoptedAlready => { en: ("goc has taken the database over already"), tr: ("veritabanı zaten devralınmış") }
        AdoptTitle { count: usize } => {
            en: ("Take over this database with {}?", crate::i18n::count(*count, "revision")),
            tr: ("Bu veritabanı {count} versiyonla devralınsın mı?"),
        }
        AdoptRevisions { revisions: String } => { en: ("Applied before goc: {revisions}"), tr: ("goc'tan önce uygulanmış: {revisions}") }
        AdoptSame => { en: ("The tables are what these revisions make."), tr: ("Tablolar bu versiyonların kurduğuyla aynı.") }
        AdoptDiffers { count: usize } => {
            en: ("The tables are not what these revisions make, {} (+ is there and no revision makes it, - is missing, ~ is another):", crate::i18n::count(*count, "difference")),
            tr: ("Tablolar bu versiyonların kurduğundan farklı, {count} fark (+ fazladan var, - eksik, ~ farklı):"),
        }
        AdoptMoreDifferences { left: usize } => {
            en: ("… {left} more, see goc adopt --dry-run"),
            tr: ("… {left} tane daha, bakın: goc adopt --dry-run"),
        }
        AdoptMore => {
            en: ("The revisions are written into the journal with the checksums of their files. Nothing runs, no table and no version changes, and Alembic can go on."),
            tr: ("Versiyonlar, dosyalarının sağlamasıyla günlüğe yazılır. Hiçbir şey çalışmaz, tablolar ve versiyon değişmez; Alembic de kullanılabilir."),
        }
        AdoptYes => { en: ("Take it over"), tr: ("Devral") }
        AdoptYesAnyway => { en: ("Take it over as it is"), tr: ("Olduğu gibi devral") }

        Accept { revision: String } => {
            en: ("accept the file as it is now for what {revision} applied"),
            tr: ("dosyanın şimdiki halini {revision} için uygulanmış say"),
        }
        AcceptTitle { file: String } => { en: ("Accept {file} as it is?"), tr: ("{file} olduğu gibi kabul edilsin mi?") }
        AcceptApplied { revision: String, applied: String } => {
            en: ("{revision} was applied on {applied}, and its file was changed since."),
            tr: ("{revision} şu tarihte uygulandı: {applied}. Dosyası sonradan değişti."),
        }
        AcceptMore => {
            en: ("The journal gets to know the new checksum, with your name. Nothing runs and no table changes: do this only when the new text does what the old one did."),
            tr: ("Günlüğe yeni sağlama, adınızla birlikte yazılır. Hiçbir şey çalışmaz, hiçbir tablo değişmez: yalnız yeni metin eskisiyle aynı işi yapıyorsa kabul edin."),
        }
        AcceptYes => { en: ("Accept it"), tr: ("Kabul et") }

        Purge { to: String } => { en: ("stamp the database with {to}; nothing runs"), tr: ("veritabanını damgala: {to}; hiçbir şey çalışmaz") }
        PurgeAsking => { en: ("stamp the database with a revision that you name"), tr: ("veritabanını sizin yazacağınız versiyonla damgala") }
        PurgeAsk => { en: ("Stamp with"), tr: ("Damgalanacak versiyon") }
        PurgeAskMore { from: String } => {
            en: ("The version table holds {from}. Name what is true of the tables: a revision, several with blanks between, or base for none."),
            tr: ("Versiyon tablosunda şu var: {from}. Tabloların gerçek durumunu yazın: bir versiyon, boşlukla birkaçı, ya da hiçbiri için base."),
        }
        NeedsTarget => { en: ("name a revision, or base"), tr: ("bir versiyon ya da base yazın") }
        PurgeTitle => { en: ("Set the version table anew?"), tr: ("Versiyon tablosu yeniden yazılsın mı?") }
        PurgeFromTo { from: String, to: String } => { en: ("from {from} to {to}"), tr: ("{from} yerine {to}") }
        PurgeMore => {
            en: ("What it holds now is forgotten. Nothing runs and no other table changes: if the tables are not what the new row says, later upgrades fail or do harm."),
            tr: ("Şimdi yazılı olan unutulur. Hiçbir şey çalışmaz, başka tablo değişmez: tablolar yeni satırın dediği durumda değilse sonraki güncellemeler başarısız olur ya da zarar verir."),
        }
        PurgeYes => { en: ("Stamp it"), tr: ("Damgala") }

        Continue { revision: String } => { en: ("run what is left of {revision}"), tr: ("{revision} adımının kalanını çalıştır") }
        Retry { revision: String } => { en: ("run all of {revision} again"), tr: ("{revision} adımının tamamını yeniden çalıştır") }
        MarkDone { revision: String } => { en: ("say that {revision} is done; nothing runs"), tr: ("{revision} adımını bitmiş say; hiçbir şey çalışmaz") }
        MarkUndone { revision: String } => { en: ("say that {revision} never began; nothing runs"), tr: ("{revision} adımını hiç başlamamış say; hiçbir şey çalışmaz") }
        RepairTitle { direction: String, revision: String } => { en: ("The interrupted {direction} of {revision}"), tr: ("Yarım kalan {direction}: {revision}") }
        RepairDone { done: usize, total: usize } => { en: ("Statements done and kept: {done} of {total}."), tr: ("Bitmiş ve duran deyim: {done}/{total}.") }
        RepairNoFile { done: usize } => { en: ("Statements done and kept: {done}; the file is not there any more."), tr: ("Bitmiş ve duran deyim: {done}; dosyası artık yok.") }
        RepairNext { place: String, statement: String } => { en: ("Next: {place}: {statement}"), tr: ("Sıradaki: {place}: {statement}") }
        RepairChanged => {
            en: ("The file was changed before that place: what runs may not be what was begun."),
            tr: ("Dosya o yerden önce değiştirilmiş: çalışacak olan, başlanan olmayabilir."),
        }
        ContinueMore => {
            en: ("The next statement and everything after it runs, then the step is recorded. If the next statement had taken effect already, it fails or happens twice."),
            tr: ("Sıradaki deyim ve sonrası çalışır, sonra adım kaydedilir. Sıradaki deyim zaten etkili olduysa hata verir ya da iki kez yapılmış olur."),
        }
        RetryMore => {
            en: ("Everything runs again from the first statement. What is done already may fail or happen twice; right when the section can run twice, or when you took it back by hand."),
            tr: ("İlk deyimden başlayarak hepsi yeniden çalışır. Bitmiş olanlar hata verebilir ya da iki kez yapılmış olur; bölüm iki kez çalışabiliyorsa ya da elle geri aldıysanız doğrudur."),
        }
        MarkDoneMore => {
            en: ("The version table moves as if the step had run. Right when you finished it by hand."),
            tr: ("Versiyon tablosu adım çalışmış gibi ilerler. Elle tamamladıysanız doğrudur."),
        }
        MarkUndoneMore => {
            en: ("The version table stays, and the next run begins the step anew. Right when you took back by hand what was done."),
            tr: ("Versiyon tablosu olduğu gibi kalır, sonraki çalıştırma adıma baştan başlar. Yapılanı elle geri aldıysanız doğrudur."),
        }
        RepairYes => { en: ("Do it"), tr: ("Yap") }

        GoOn { direction: String, target: String, count: usize } => {
            en: ("go on: {direction} to {target}, steps left: {count}"),
            tr: ("sürdür: {direction}, hedef {target}, kalan adım: {count}"),
        }
        GoOnTitle { direction: String, target: String } => { en: ("Go on with the {direction} to {target}?"), tr: ("{direction} sürdürülsün mü? Hedef: {target}") }
        GoOnLeft { steps: String } => { en: ("Steps that remain: {steps}"), tr: ("Kalan adımlar: {steps}") }
        GoOnMore => { en: ("What is done stays done; each step is whole or not at all."), tr: ("Bitenler durur; her adım ya tamamıyla çalışır ya hiç.") }
        GoOnYes => { en: ("Go on"), tr: ("Sürdür") }

        Upgrade { count: usize } => { en: ("see what is pending and run it: {count}"), tr: ("bekleyenleri gör ve çalıştır: {count}") }
        Load { sets: String } => { en: ("load the seeds {sets}"), tr: ("temel verileri yükle: {sets}") }
        LoadTitle => { en: ("Load the seeds?"), tr: ("Temel veriler yüklensin mi?") }
        LoadMore { sets: String } => {
            en: ("{sets}: rows that are missing are added. What the shop has changed itself stays."),
            tr: ("{sets}: eksik kayıtlar eklenir. Mağazanın kendi değiştirdikleri kalır."),
        }
        LoadYes => { en: ("Load them"), tr: ("Yükle") }
        Answer => { en: ("answer the questions of the seeds and load them"), tr: ("temel verilerin sorularını yanıtla ve yükle") }

        Reset { user: String } => { en: ("give {user} a new password"), tr: ("{user} kullanıcısına yeni parola ver") }

        RebuildIndex { index: String } => { en: ("build {index} again"), tr: ("{index} dizinini yeniden oluştur") }
        DropIndex { index: String } => { en: ("drop {index}"), tr: ("{index} dizinini sil") }
        RebuildTitle { index: String } => { en: ("Build {index} again?"), tr: ("{index} yeniden oluşturulsun mu?") }
        RebuildMore { table: String } => {
            en: ("REINDEX INDEX CONCURRENTLY: the tills read and write {table} meanwhile. It reads the whole table twice and waits for older transactions; cancelled, it leaves what is there now."),
            tr: ("REINDEX INDEX CONCURRENTLY: bu sırada kasalar {table} tablosunda okuyup yazabilir. Tablonun tamamını iki kez okur ve daha eski işlemleri bekler; iptal edilirse şimdiki durum kalır."),
        }
        RebuildYes => { en: ("Build it"), tr: ("Oluştur") }
        DropTitle { index: String } => { en: ("Drop {index}?"), tr: ("{index} silinsin mi?") }
        DropMore { table: String } => {
            en: ("DROP INDEX CONCURRENTLY: the tills read and write {table} meanwhile. No query uses the index as it is; a revision that was to make it does not make it again."),
            tr: ("DROP INDEX CONCURRENTLY: bu sırada kasalar {table} tablosunda okuyup yazabilir. Dizini bu haliyle hiçbir sorgu kullanmıyor; onu oluşturması gereken versiyon bir daha oluşturmaz."),
        }
        DropYes => { en: ("Drop it"), tr: ("Sil") }

        Close { file: String } => { en: ("let only its owner read {file}"), tr: ("{file} dosyasını yalnız sahibi okuyabilsin") }
        CloseTitle => { en: ("Take the others' rights away?"), tr: ("Başkalarının izni kaldırılsın mı?") }
        CloseMore { file: String } => {
            en: ("chmod go= {file}: a program that runs as another user and reads it stops working."),
            tr: ("chmod go= {file}: başka bir kullanıcıyla çalışıp bu dosyayı okuyan program artık çalışmaz."),
        }
        CloseYes => { en: ("Take them away"), tr: ("Kaldır") }

        FileEdit { path: String } => { en: ("to change it: {path}  (r looks again)"), tr: ("düzenlemek için: {path}  (sonra r)") }
        KeySideways => { en: ("sideways"), tr: ("yana kaydır") }
        Reading => { en: ("reading …"), tr: ("okunuyor …") }
    }
}
