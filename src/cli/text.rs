//! What commands say, in both languages.

use crate::i18n::{count, problems, sentences};

sentences! {
    /// Sentences of the command line.
    pub enum Text {
        Statement { number: usize, total: usize, line: u32, time: String, rows: u64 } => {
            en: ("statement {number}/{total}, line {line}: {time}, {}", count(*rows as usize, "row")),
            tr: ("deyim {number}/{total}, satır {line}: {time}, {rows} kayıt"),
        }
        Rows { rows: u64 } => { en: ("{}", count(*rows as usize, "row")), tr: ("{rows} kayıt") }
        Batch { rows: u64, percent: u16, left: String } => {
            en: ("{}, {percent} %{}", count(*rows as usize, "row"), if left.is_empty() { String::new() } else { format!(", about {left} left") }),
            tr: ("{rows} kayıt, %{percent}{}", if left.is_empty() { String::new() } else { format!(", yaklaşık {left} kaldı") }),
        }
        WaitingUntil { time: String } => { en: ("waiting until {time}; Ctrl-C ends it"), tr: ("{time} bekleniyor; Ctrl-C bitirir") }
        AskOutside { database: String, hours: String } => {
            en: ("{database} has quiet hours, {hours}, and this is outside them: the shop may be at work.
Go on? [y/N] "),
            tr: ("{database} için sakin saatler {hours}; şu an onların dışında, mağaza çalışıyor olabilir.
Devam edilsin mi? [e/H] "),
        }
        ModelClean => { en: ("the database is as its model wants it"), tr: ("veritabanı modeliyle aynı") }
        ModelDiffers { objects: usize } => { en: ("the database differs from its model: {}", count(*objects, "object")), tr: ("veritabanı modelinden farklı: {objects} nesne") }
        MayBeRename { rename: String } => { en: ("may be a rename: --rename {rename}"), tr: ("yalnızca adı değişmiş olabilir: --rename {rename}") }
        AskRename { from: String, to: String } => { en: ("Is {from} now called {to}?"), tr: ("Yalnızca adı mı değişti: {from} → {to}?") }
        RehearsedBackup { file: String } => { en: ("rehearsed with the backup {file}"), tr: ("şu yedekle denendi: {file}") }
        RehearsedLive => { en: ("rehearsed with a copy of the database itself"), tr: ("veritabanının kendi kopyasıyla denendi") }
        RehearsedStep { revision: String, out: String, back: String, again: String } => {
            en: ("{revision}: out {out}, back {back}, again {again}"),
            tr: ("{revision}: ileri {out}, geri {back}, yeniden {again}"),
        }
        SameSchema => { en: ("the way back leads to the same schema"), tr: ("geri dönüş aynı şemaya varıyor") }
        OtherSchema => { en: ("the way back leads to another schema; - was there before, + is there now:"), tr: ("geri dönüş başka bir şemaya varıyor; - önce vardı, + şimdi var:") }
        NoWayBack { kind: String } => { en: ("there is no way back ({kind})"), tr: ("geri dönüş yolu yok ({kind})") }
        CostRehearsed { age: String } => { en: ("exactly this plan was rehearsed {age} ago and went well"), tr: ("tam bu plan {age} önce denendi ve iyi gitti") }
        CostRehearsedBadly { age: String } => { en: ("exactly this plan was rehearsed {age} ago, and its way back did not lead to the same schema"), tr: ("tam bu plan {age} önce denendi; geri dönüşü aynı şemaya varmadı") }
        CostNotRehearsed => { en: ("not rehearsed as it is now: goc rehearse"), tr: ("şu haliyle denenmedi: goc rehearse") }
        CostTook { time: String } => { en: ("({time} the last time)"), tr: ("(son seferde {time})") }
        CostLoose => { en: ("runs without a transaction, statement by statement"), tr: ("işlem (transaction) olmadan, deyim deyim çalışır") }
        CostNew { tables: usize } => { en: ("{} new", count(*tables, "table")), tr: ("{tables} yeni tablo") }
        CostBackup { age: String, file: String } => { en: ("newest backup: {age} ago, {file}"), tr: ("en yeni yedek: {age} önce, {file}") }
        CostNoBackup => { en: ("no backup yet: goc backup"), tr: ("henüz yedek yok: goc backup") }
        CostSessions { sessions: u64 } => { en: ("{} connected", count(*sessions as usize, "other session")), tr: ("bağlı başka oturum: {sessions}") }
        CostFree { free: String } => { en: ("{free} free on the database's disk"), tr: ("veritabanının diskinde {free} boş") }
        CostLittleRoom { largest: String } => {
            en: ("little room: the largest table that is read or written anew has {largest}, and both copies are there until the step ends"),
            tr: ("yer az: baştan okunan ya da yazılan en büyük tablo {largest}, adım bitene dek ikisi birden durur"),
        }
        Waiting { holder: String, since: String } => {
            en: ("waiting: another goc works on this database: {holder}, since {since}"),
            tr: ("bekleniyor: bu veritabanında başka bir goc çalışıyor: {holder}, başlangıç {since}"),
        }
        Resuming { revision: String, done: usize, total: usize } => {
            en: ("going on with revision `{revision}`, which was interrupted: {done} of {} are done", count(*total, "statement")),
            tr: ("yarıda kalan `{revision}` versiyonu sürdürülüyor: {total} deyimden {done} tanesi bitmiş"),
        }
        Blocked { by: String } => { en: ("waiting for a lock held by: {by}"), tr: ("kilit bekleniyor, tutan: {by}") }
        Retrying { attempt: u32, pause: String, blockers: String } => {
            en: ("attempt {attempt}: no lock, rolled back, so that nobody waits behind it; again in {pause}; in the way: {blockers}"),
            tr: ("{attempt}. deneme: kilit alınamadı, kimse beklemesin diye geri alındı; {pause} sonra yeniden denenecek; engelleyen: {blockers}"),
        }
        InvalidIndexDropped { index: String } => {
            en: ("the index {index} was left invalid by an attempt that broke off; dropped"),
            tr: ("{index} dizini yarıda kalan bir denemeden geçersiz kalmıştı; silindi"),
        }
        CommitConfirmed { revision: String } => {
            en: ("the connection broke while revision `{revision}` was being committed; looked again: it is done"),
            tr: ("`{revision}` versiyonu kaydedilirken bağlantı koptu; yeniden bakıldı: kaydedilmiş"),
        }
        CommitLost { revision: String } => {
            en: ("the connection broke before revision `{revision}` was committed; nothing of it is there, it runs again"),
            tr: ("`{revision}` versiyonu kaydedilmeden bağlantı koptu; geride bir şey kalmadı, yeniden çalıştırılıyor"),
        }
        NotTried { revision: String, place: String, command: String } => {
            en: ("{place}: not tried: {command} cannot run inside a transaction (revision `{revision}`)"),
            tr: ("{place}: denenmedi: {command} işlem (transaction) içinde çalışamaz (`{revision}` versiyonu)"),
        }
        NothingToDo { at: String } => { en: ("nothing to do: the database is at {at}"), tr: ("yapılacak bir şey yok, veritabanının versiyonu: {at}") }
        Moved { database: String, from: String, to: String, steps: usize, time: String } => {
            en: ("{database}: {from} -> {to} ({}, {time})", count(*steps, "step")),
            tr: ("{database}: {from} -> {to} ({steps} adım, {time})"),
        }
        Tried { steps: usize, not_tried: usize } => {
            en: ("dry run: {} ran without an error and everything was rolled back{}", count(*steps, "step"), if *not_tried == 0 { String::new() } else { format!("; {} not tried", count(*not_tried, "statement")) }),
            tr: ("deneme: {steps} adım hatasız çalıştı ve hepsi geri alındı{}", if *not_tried == 0 { String::new() } else { format!("; denenmeyen deyim: {not_tried}") }),
        }
        Stamped { database: String, from: String, to: String } => {
            en: ("{database}: stamped {from} -> {to}; nothing was run"),
            tr: ("{database}: damgalandı {from} -> {to}; hiçbir şey çalıştırılmadı"),
        }
        Adoptable { database: String, current: String } => {
            en: ("{database} is at {current}; goc would take over:"),
            tr: ("{database} veritabanının versiyonu {current}; devralınacaklar:"),
        }
        AdoptSame => { en: ("the tables are what these revisions make"), tr: ("tablolar bu versiyonların kurduğuyla aynı") }
        AdoptDiffers { objects: usize } => {
            en: ("the database is not what its revisions make: {} (+ is there and no revision makes it, - is missing, ~ is another)", count(*objects, "object")),
            tr: ("veritabanı versiyonlarının kurduğundan farklı: {objects} nesne (+ fazladan var, - eksik, ~ farklı)"),
        }
        AdoptTried => { en: ("nothing was written; to take it over: goc adopt"), tr: ("hiçbir şey yazılmadı; devralmak için: goc adopt") }
        AskAdopt { database: String, revisions: usize, differences: usize } => {
            en: ("Take over {database} with {}{}? [y/N]", count(*revisions, "revision"), if *differences == 0 { String::new() } else { format!(" and {}", count(*differences, "difference")) }),
            tr: ("{database}, {revisions} versiyon{} ile devralınsın mı? [e/H]", if *differences == 0 { String::new() } else { format!(" ve {differences} fark") }),
        }
        AdoptDone { database: String, revisions: usize } => {
            en: ("{database}: {} taken over; nothing was run", count(*revisions, "revision")),
            tr: ("{database}: {revisions} versiyon devralındı; hiçbir şey çalıştırılmadı"),
        }
        AdoptedAlready { database: String, current: String } => {
            en: ("{database} is goc's already, at {current}; nothing to do"),
            tr: ("{database} zaten devralınmış, versiyonu {current}; yapılacak bir şey yok"),
        }
        StepAdopted => { en: ("taken over"), tr: ("devralındı") }
        AdoptedAt { time: String } => { en: ("taken over {time}"), tr: ("devralındı: {time}") }
        SeedLine { set: String, table: String, new: usize, same: usize, different: usize } => {
            en: ("{set}  {table}: {new} new, {same} the same, {different} different"),
            tr: ("{set}  {table}: {new} yeni, {same} aynı, {different} farklı"),
        }
        SeedLoaded { set: String, table: String, new: usize, updated: usize, same: usize, kept: usize } => {
            en: ("{set}  {table}: {new} added, {updated} changed, {same} already there, {kept} kept as edited"),
            tr: ("{set}  {table}: {new} eklendi, {updated} değişti, {same} zaten var, {kept} düzenlendiği gibi kaldı"),
        }
        SeedAsks { questions: String } => { en: ("still to be answered: {questions}"), tr: ("henüz yanıtlanmamış: {questions}") }
        SeedNothing { database: String } => { en: ("{database}: nothing to load, everything is there"), tr: ("{database}: yüklenecek bir şey yok, hepsi var") }
        SeedMoreRows { count: usize } => { en: ("… and {}", crate::i18n::count(*count, "more row")), tr: ("… ve {count} kayıt daha") }
        Base => { en: ("base (nothing applied)"), tr: ("base (hiçbiri uygulanmamış)") }
        Database => { en: ("Database"), tr: ("Veritabanı") }
        CurrentRevision => { en: ("Current"), tr: ("Mevcut versiyon") }
        TargetRevision => { en: ("Head"), tr: ("Hedef versiyon") }
        State => { en: ("State"), tr: ("Durum") }
        SeeBelow => { en: ("needs a look: see below"), tr: ("bakılması gerekiyor: aşağıya bakın") }
        ExitCode { code: i32 } => { en: ("it exited with {code}"), tr: ("çıkış kodu {code}") }
        MergeMessage { targets: String } => { en: ("merge {targets}"), tr: ("birleştir: {targets}") }
        UpToDate => { en: ("up to date"), tr: ("güncel") }
        Pending { count: usize } => { en: ("{count} pending"), tr: ("{count} bekleyen migration") }
        Writer { holder: String, since: String } => {
            en: ("right now another goc works here: {holder}, since {since}; how far it is: goc activity"),
            tr: ("şu anda burada başka bir goc çalışıyor: {holder}, başlangıç {since}; ne kadar ilerlediği: goc activity"),
        }
        NextUpgrade => { en: ("to run them: goc upgrade"), tr: ("çalıştırmak için: goc upgrade") }
        OutcomeDone => { en: ("done"), tr: ("bitti") }
        OutcomeFailed => { en: ("failed"), tr: ("başarısız oldu") }
        OutcomeCancelled => { en: ("was cancelled"), tr: ("iptal edildi") }
        OutcomeStopped => { en: ("was stopped"), tr: ("durduruldu") }
        OutcomeCrashed => { en: ("broke off"), tr: ("yarıda kesildi") }
        OutcomeRunning => { en: ("is running"), tr: ("sürüyor") }
        NoRuns => { en: ("nothing was run here yet"), tr: ("burada henüz bir şey çalıştırılmamış") }
        By { operator: String, host: String } => { en: ("by {operator} on {host}"), tr: ("çalıştıran: {operator}, makine: {host}") }
        ByFrom { operator: String, host: String, client: String } => { en: ("by {operator} on {host}, from {client}"), tr: ("çalıştıran: {operator}, makine: {host}, bağlandığı yer: {client}") }
        NoRevisions => { en: ("there are no revisions"), tr: ("hiç versiyon yok") }
        NoHeads => { en: ("there are no heads"), tr: ("hiç uç yok") }
        NoBranches => { en: ("there are no branch points"), tr: ("dallanma noktası yok") }
        AppliedBy { time: String, duration: String } => { en: ("applied {time}, {duration}"), tr: ("uygulandı: {time}, {duration}") }
        HistoryWithoutDatabase { reason: String } => {
            en: ("what is applied is not shown: {reason}"),
            tr: ("uygulanmış olanlar gösterilmiyor: {reason}"),
        }
        Head => { en: ("head"), tr: ("head") }
        EffectiveElsewhere => { en: ("needed by another branch"), tr: ("başka bir dal buna bağımlı") }
        BranchPoint => { en: ("branch point"), tr: ("dallanma noktası") }
        MergePoint => { en: ("merge point"), tr: ("birleşme noktası") }
        Broken => { en: ("not readable to its end"), tr: ("sonuna kadar okunamıyor") }
        BaseMark => { en: ("base"), tr: ("base") }
        Revises => { en: ("Revises"), tr: ("Önceki versiyon") }
        RevisionName => { en: ("Revision"), tr: ("Versiyon") }
        DependsOn => { en: ("Depends on"), tr: ("Bağımlı olduğu") }
        Labels => { en: ("Labels"), tr: ("Etiketler") }
        Created => { en: ("Created"), tr: ("Oluşturulma") }
        FileName => { en: ("File"), tr: ("Dosya") }
        MessageName => { en: ("Message"), tr: ("Açıklama") }
        Marks => { en: ("Place"), tr: ("Yeri") }
        FileWritten { file: String } => { en: ("written: {file}"), tr: ("yazıldı: {file}") }
        PagesWritten { count: usize, folder: String } => {
            en: ("{} written to {folder}", crate::i18n::count(*count, "man page")),
            tr: ("{count} kılavuz sayfası yazıldı: {folder}"),
        }
        PlanFrom => { en: ("from"), tr: ("başlangıç") }
        PlanTo => { en: ("to"), tr: ("sonuç") }
        AskDowngrade { database: String, steps: usize, list: String } => {
            en: ("{} will be taken back on {database}: {list}\nTables and columns that they made are dropped, with every row in them.\nGo on? [y/N] ", count(*steps, "revision")),
            tr: ("{database} üzerinde {steps} versiyon geri alınacak: {list}\nBunların oluşturduğu tablolar ve sütunlar içindeki bütün kayıtlarla birlikte silinir.\nDevam edilsin mi? [e/H] "),
        }
        AskStamp { database: String, from: String, to: String } => {
            en: ("The version of {database} will be set from {from} to {to} without running anything.\nGo on? [y/N] "),
            tr: ("{database} veritabanının versiyonu, hiçbir şey çalıştırılmadan değişecek: {from} -> {to}\nDevam edilsin mi? [e/H] "),
        }
        TypeName { name: String } => {
            en: ("This is production. To go on, type its name ({name}): "),
            tr: ("Burası üretim ortamı. Devam etmek için adını yazın ({name}): "),
        }
        TypeMark { name: String, since: String, operator: String } => {
            en: ("This database is protected (since {since}, by {operator}). To go on, type its name ({name}): "),
            tr: ("Bu veritabanı korumalı ({since}, {operator}). Devam etmek için adını yazın ({name}): "),
        }
        ProtectedAs { name: String, since: String, operator: String } => {
            en: ("protected as {name} since {since} by {operator}"),
            tr: ("{name} adıyla korunuyor ({since}, {operator})"),
        }
        NoLog { folder: String, reason: String } => {
            en: ("no log is written: {folder}: {reason}"),
            tr: ("günlük yazılamıyor: {folder}: {reason}"),
        }
        NotProtected => {
            en: ("not protected: a downgrade or a restore over it needs no name"),
            tr: ("korunmuyor: geri almak ya da üzerine geri yüklemek için ad istenmez"),
        }
        AskPassword { user: String, database: String } => { en: ("Password of {user} for {database}: "), tr: ("{database} için {user} parolası: ") }
        AskNewPassword { user: String, database: String } => {
            en: ("New password of {user} on {database}: "),
            tr: ("{database} üzerindeki {user} kullanıcısının yeni parolası: "),
        }
        AskPasswordAgain => { en: ("Once more: "), tr: ("Bir kez daha: ") }
        PasswordsDiffer => { en: ("the two are not the same; from the start"), tr: ("ikisi aynı değil; baştan") }
        MayBeEmpty => { en: ("may be empty"), tr: ("boş olabilir") }
        PasswordRules => {
            en: ("At least {} characters; several words with spaces are fine. It is not shown while you type.", crate::operations::password::SHORTEST),
            tr: ("En az {} karakter; boşluklu birkaç sözcük olabilir. Yazarken görünmez.", crate::operations::password::SHORTEST),
        }
        PasswordFileOpen { file: String } => {
            en: ("others can read the password file {file}: chmod 600 {file}, or delete it when you are done"),
            tr: ("parola dosyasını başkaları da okuyabiliyor: chmod 600 {file} ile kapatın ya da işiniz bitince silin"),
        }
        PasswordChanged { user: String, database: String } => {
            en: ("{database}: {user} has a new password; the old one does not work any more"),
            tr: ("{database}: {user} kullanıcısının parolası değişti, eskisi artık geçmez"),
        }
        UserInactive { user: String } => {
            en: ("{user} is not active (aktif), so the application lets nobody in under this name"),
            tr: ("{user} etkin değil (aktif), bu yüzden uygulama bu adla kimseyi içeri almaz"),
        }
        NothingInterrupted => { en: ("no step is interrupted"), tr: ("yarıda kalmış bir adım yok") }
        RepairStep { direction: String, revision: String, started: String } => {
            en: ("{direction} of revision `{revision}`, begun {started}, did not come to its end"),
            tr: ("`{revision}` versiyonunun {started} tarihinde başlayan {direction} adımı sonuna gelmemiş"),
        }
        RepairDone { done: usize, total: usize } => { en: ("done and kept: {done} of {}", count(*total, "statement")), tr: ("bitmiş ve duran: {total} deyimden {done}") }
        RepairNext { place: String, statement: String } => { en: ("next: {place}: {statement}"), tr: ("sıradaki: {place}: {statement}") }
        RepairChanged => { en: ("the file was changed since; continue may run something else than was begun"), tr: ("dosya sonradan değiştirilmiş; sürdürmek başlanandan başka bir şeyi çalıştırabilir") }
        RepairError { error: String } => { en: ("why: {error}"), tr: ("neden: {error}") }
        RepairChoices => {
            en: ("goc repair --continue      run what is not done, then record the step\ngoc repair --retry         run the whole step again from its first statement\ngoc repair --mark-done     record it as done; nothing runs (when you finished it by hand)\ngoc repair --mark-undone   record it as never begun; nothing runs (when you undid it by hand)"),
            tr: ("goc repair --continue      kalanları çalıştır, sonra adımı kaydet\ngoc repair --retry         adımı ilk deyiminden başlayarak yeniden çalıştır\ngoc repair --mark-done     bitmiş say; hiçbir şey çalışmaz (elle tamamladıysanız)\ngoc repair --mark-undone   hiç başlamamış say; hiçbir şey çalışmaz (elle geri aldıysanız)"),
        }
        AskMend { count: usize } => { en: ("Change {}? [y/N]", crate::i18n::count(*count, "line")), tr: ("{count} satır değiştirilsin mi? [e/H]") }
        NothingToMend => { en: ("no header line can be mended by a program"), tr: ("programın düzeltebileceği bir başlık satırı yok") }
        MendWith => { en: ("nothing was changed; to change it: goc repair --mend"), tr: ("hiçbir şey değişmedi; değiştirmek için: goc repair --mend") }
        MendedLines { count: usize } => { en: ("mended: {}", crate::i18n::count(*count, "line")), tr: ("düzeltilen satır: {count}") }
        Accepted { revision: String, file: String, applied: String } => {
            en: ("{file} counts as what {revision} applied ({applied})"),
            tr: ("{revision} için uygulanmış ({applied}) sayılan dosya artık {file}"),
        }
        Repaired => { en: ("recorded; see where it stands: goc status"), tr: ("kaydedildi; durum için: goc status") }
        IndexRebuilt { index: String, table: String } => { en: ("the index {index} of {table} is built again and valid"), tr: ("{table} tablosunun {index} dizini yeniden oluşturuldu, artık geçerli") }
        IndexDropped { index: String, table: String } => { en: ("the invalid index {index} of {table} was dropped"), tr: ("{table} tablosunun geçersiz {index} dizini silindi") }
        NobodyWorks => { en: ("no goc is at work here"), tr: ("burada çalışan bir goc yok") }
        RunAtWork { command: String, by: String, since: String } => {
            en: ("{command}: {by}, since {since}"),
            tr: ("{command}: {by}, başlangıç {since}"),
        }
        WriterAtWork { who: String } => { en: ("at work: {who}"), tr: ("çalışıyor: {who}") }
        FromClient { client: String } => { en: ("from {client}"), tr: ("bağlandığı yer: {client}") }
        StepAtWork { number: usize, total: usize, revision: String } => {
            en: ("step {number} of {total}: {revision}"),
            tr: ("adım {number}/{total}: {revision}"),
        }
        StatementAtWork { time: String, sql: String } => { en: ("runs for {time}: {sql}"), tr: ("{time} süredir çalışıyor: {sql}") }
        RunsNothingNow => {
            en: ("runs nothing on the server at this moment: it makes a backup, or pauses before it tries again"),
            tr: ("şu anda sunucuda bir şey çalıştırmıyor: yedek alıyor ya da yeniden denemeden önce bekliyor"),
        }
        WaitsForLock { lock: String } => { en: ("waits for a lock: {lock}"), tr: ("kilit bekliyor: {lock}") }
        WaitsFor { what: String } => { en: ("waits for {what}"), tr: ("beklediği: {what}") }
        InTheWay => { en: ("in the way:"), tr: ("engelleyen:") }
        WaitBehind => { en: ("waiting behind it:"), tr: ("arkasında bekleyen:") }
        OtherSession { pid: i32, who: String, time: String } => {
            en: ("pid {pid}  {who}  transaction open for {time}"),
            tr: ("pid {pid}  {who}  işlem {time} süredir açık"),
        }
        OtherSessionUnknown { pid: i32, who: String } => { en: ("pid {pid}  {who}"), tr: ("pid {pid}  {who}") }
        PreparedTransaction { user: String, sql: String } => {
            en: ("a prepared transaction of {user}, which belongs to no session; its owner ends it: {sql}"),
            tr: ("{user} kullanıcısının hazırlanmış işlemi, hiçbir oturuma ait değil; sahibi şununla bitirir: {sql}"),
        }
        ToCancel { command: String } => { en: ("to cancel it: goc {command}"), tr: ("iptal etmek için: goc {command}") }
        CancelAsked { pid: i32, who: String } => {
            en: ("{pid} was told to cancel: {who}"),
            tr: ("{pid} için iptal istendi: {who}"),
        }
        CancelledNothing { pid: i32, who: String } => {
            en: ("{pid} ({who}) runs nothing at this moment, so that nothing was cancelled; to end its session: goc activity --terminate {pid}"),
            tr: ("{pid} ({who}) şu anda bir şey çalıştırmıyor, iptal edilecek bir şey yoktu; oturumunu kapatmak için: goc activity --terminate {pid}"),
        }
        TerminateAsked { pid: i32, who: String } => { en: ("the session {pid} was ended: {who}"), tr: ("{pid} oturumu kapatıldı: {who}") }
        SessionGone { pid: i32 } => { en: ("{pid} is not there any more"), tr: ("{pid} artık yok") }
        AskTerminate { who: String } => {
            en: ("This session is ended, and what its transaction has done is rolled back:\n{who}\nGo on? [y/N] "),
            tr: ("Bu oturum kapatılacak, açık işleminin yaptığı geri alınacak:\n{who}\nDevam edilsin mi? [e/H] "),
        }
        Copying { done: String } => { en: ("backing up: {done}"), tr: ("yedekleniyor: {done}") }
        Verifying { done: String } => { en: ("verifying: {done}"), tr: ("doğrulanıyor: {done}") }
        Restoring { done: String } => { en: ("restoring: {done}"), tr: ("geri yükleniyor: {done}") }
        BackupMade { file: String, size: String } => { en: ("backup made and verified: {file} ({size})"), tr: ("yedek alındı ve doğrulandı: {file} ({size})") }
        NoManifest { file: String } => {
            en: ("{file} has no manifest (.json) beside it: whether it was changed since it was made cannot be known; only its inside was checked"),
            tr: ("{file} yanında manifest (.json) yok: alındıktan sonra değişip değişmediği bilinemez; yalnızca içi denetlendi"),
        }
        DamagedFileKept { file: String } => {
            en: ("the damaged database cannot be backed up; its file is kept as it is: {file}"),
            tr: ("bozuk veritabanının yedeği alınamıyor; dosyası olduğu gibi saklandı: {file}"),
        }
        BackupHolds { revision: String, tables: usize, rows: u64, size: String, time: String } => {
            en: ("revision: {revision}; {}, {}, {size}, {time}", count(*tables, "table"), count(*rows as usize, "row")),
            tr: ("versiyon: {revision}; {tables} tablo, {rows} kayıt, {size}, {time}"),
        }
        BackupsRemoved { files: Vec<String> } => { en: ("older backups removed: {}", crate::i18n::list(files)), tr: ("silinen eski yedekler: {}", crate::i18n::list(files)) }
        NoBackups { folder: String } => { en: ("there are no backups of this connection in {folder}"), tr: ("{folder} klasöründe bu bağlantının yedeği yok") }
        BackupBroken => { en: ("missing or cut short"), tr: ("eksik ya da kesilmiş") }
        BackupLine { time: String, file: String, size: String, revision: String } => {
            en: ("{time}  {size:>9}  {file}  revision: {revision}"),
            tr: ("{time}  {size:>9}  {file}  versiyon: {revision}"),
        }
        AskRestore { database: String, file: String, made: String, to: String, from: String, tables: usize, rows: u64, largest: String } => {
            en: ("{file} ({made}, revision: {to}) will take the place of all that {database} holds.
Lost will be {} with {}: {largest}; revision: {from}
A backup of that is made first.
Go on? [y/N] ", count(*tables, "table"), count(*rows as usize, "row")),
            tr: ("{file} ({made}, versiyon: {to}), {database} veritabanındaki her şeyin yerine geçecek.
Kaybolacak olan {tables} tablo ve içlerindeki {rows} kayıt: {largest}; versiyon: {from}
Önce bunların yedeği alınır.
Devam edilsin mi? [e/H] "),
        }
        AskRestoreDamaged { database: String, file: String, made: String, to: String, reason: String } => {
            en: ("{file} ({made}, revision: {to}) will take the place of {database}, which is damaged: {reason}
The damaged file is kept under another name.
Go on? [y/N] "),
            tr: ("{file} ({made}, versiyon: {to}), bozuk olan {database} veritabanının yerine geçecek: {reason}
Bozuk dosya başka bir adla saklanır.
Devam edilsin mi? [e/H] "),
        }
        UnknownTime => { en: ("made at an unknown time"), tr: ("ne zaman alındığı bilinmiyor") }
        Restored { database: String, revision: String, tables: usize, rows: u64, time: String } => {
            en: ("{database}: restored, now at {revision} ({}, {}, {time})", count(*tables, "table"), count(*rows as usize, "row")),
            tr: ("{database}: geri yüklendi, mevcut versiyon: {revision} ({tables} tablo, {rows} kayıt, {time})"),
        }
        ReplacedIsIn { file: String } => { en: ("what was replaced is in {file}"), tr: ("yerine geçilen verinin yedeği: {file}") }
        RestoredPending { count: usize, list: String } => { en: ("{count} pending: {list}; to run them: goc upgrade"), tr: ("{count} bekleyen migration: {list}; çalıştırmak için: goc upgrade") }
        RestoredUnknown { list: String } => { en: ("no revision file has: {list}; this goc is older than the backup, or the migrations are others"), tr: ("hiçbir versiyon dosyasında yok: {list}; bu goc yedekten eski ya da migration'lar farklı") }
        RestoredNotCompared => { en: ("what is pending cannot be said: see goc status"), tr: ("bekleyen migration bilinemiyor: goc status komutuna bakın") }
        NoFindings => { en: ("nothing wrong was found"), tr: ("sorun bulunmadı") }
        Findings { count: usize } => { en: ("{}", crate::i18n::count(*count, "finding")), tr: ("{count} bulgu") }
        Fix { text: String } => { en: ("fix: {text}"), tr: ("çözüm: {text}") }
        SafeWay => { en: ("safe way:"), tr: ("güvenli yol:") }
        SeverityError => { en: ("error"), tr: ("hata") }
        SeverityWarning => { en: ("warning"), tr: ("uyarı") }
        SeverityInfo => { en: ("hint"), tr: ("ipucu") }
        ImportMended => { en: ("mended:"), tr: ("düzeltildi:") }
        ImportUntranslated => { en: ("not translated"), tr: ("çevrilemedi") }
        ImportLeftOut { engine: String } => { en: ("left out on {engine}"), tr: ("{engine} için alınmadı") }
        ImportDone { revisions: usize, to: String } => { en: ("{} written to {to}", count(*revisions, "revision")), tr: ("{revisions} versiyon yazıldı: {to}") }
        ImportWould { revisions: usize, to: String } => { en: ("{} would be written to {to}", count(*revisions, "revision")), tr: ("{revisions} versiyon yazılacak: {to}") }
        ImportLeft { revisions: usize, to: String, places: usize } => {
            en: ("{} written to {to}; to be written by hand: {}", count(*revisions, "revision"), count(*places, "place")),
            tr: ("{revisions} versiyon yazıldı: {to}; elle yazılacak yer: {places}"),
        }
        ImportWouldLeave { revisions: usize, to: String, places: usize } => {
            en: ("{} would be written to {to}; to be written by hand: {}", count(*revisions, "revision"), count(*places, "place")),
            tr: ("{revisions} versiyon yazılacak: {to}; elle yazılacak yer: {places}"),
        }
        ImportNext => {
            en: ("a revision with such a place refuses to run: write the SQL below its -- goc:untranslated line, then take the line out"),
            tr: ("böyle bir yeri olan versiyon çalışmayı reddeder: -- goc:untranslated satırının altına SQL'i yazın, sonra satırı silin"),
        }
        LintClean { checked: usize } => { en: ("no risk found; looked at: {checked}"), tr: ("risk bulunmadı; bakılan: {checked}") }
        LintFound { errors: usize, warnings: usize, hints: usize, checked: usize } => {
            en: ("{}, {}, {}; looked at: {checked}", crate::i18n::count(*errors, "error"), crate::i18n::count(*warnings, "warning"), crate::i18n::count(*hints, "hint")),
            tr: ("{errors} hata, {warnings} uyarı, {hints} ipucu; bakılan: {checked}")
        }
        NothingPending => { en: ("nothing is pending; to look at every revision: goc lint --all"), tr: ("bekleyen yok; bütün versiyonlara bakmak için: goc lint --all") }
        CompareAll => { en: ("all commands: goc --help"), tr: ("bütün komutlar: goc --help") }
    }
}

sentences! {
    /// Sentences of `goc install`.
    pub enum InstallText {
        Welcome => { en: ("Installation of a SONTECHSP shop"), tr: ("SONTECHSP mağaza kurulumu") }
        WelcomeMore => {
            en: ("Nothing is written before you have seen the summary and said yes. Ctrl-C leaves at any time;\nwhatever broke off is continued by running goc install again."),
            tr: ("Özeti görüp onaylamadan önce hiçbir şey yazılmaz. Ctrl-C ile istediğiniz an çıkabilirsiniz;\nyarıda kalan kurulum, goc install yeniden çalıştırılınca kaldığı yerden sürer."),
        }
        WhichDatabase => { en: ("Which database?"), tr: ("Hangi veritabanına kurulsun?") }
        OrAddress => {
            en: ("or an address: postgres://USER@HOST/DATABASE or sqlite:FILE"),
            tr: ("ya da bir adres: postgres://KULLANICI@SUNUCU/VERITABANI veya sqlite:DOSYA"),
        }
        Database => { en: ("Number or address"), tr: ("Numara ya da adres") }
        AFewQuestions => {
            en: ("A few questions. Enter alone takes what stands in brackets."),
            tr: ("Birkaç soru. Yalnızca Enter'a basmak köşeli parantezdekini seçer."),
        }
        Given => { en: ("given"), tr: ("verildi") }
        Summary => { en: ("Summary"), tr: ("Özet") }
        GoOn { choice: &'static str } => { en: ("Install now? {choice} "), tr: ("Kurulsun mu? {choice} ") }
        Installed { database: String } => { en: ("Installed: {database}"), tr: ("Kuruldu: {database}") }
        NothingToInstall { database: String } => {
            en: ("Everything is there already, nothing was changed: {database}"),
            tr: ("Her şey zaten kurulu, hiçbir şey değişmedi: {database}"),
        }
        Next => { en: ("Next:"), tr: ("Sırada:") }
    }
}

problems! {
    /// What is wrong with a call of the program itself.
    pub enum CliProblem {
        /// A question that nobody can answer.
        NeedsConfirmation { command: String, plan: String } = "confirmation_needed" {
            en: ("`goc {command}` asks first, but there is no terminal to ask on"),
            tr: ("`goc {command}` önce sorar, ama soracak bir terminal yok"),
            hint_en: ("look first: goc {plan}\nthen, without a question: goc {command} --yes"),
            hint_tr: ("önce bakın: goc {plan}\nsonra sormadan: goc {command} --yes"),
        }
        /// A restore that nobody can confirm.
        RestoreNeedsConfirmation { database: String, tables: usize, rows: u64, revision: String } = "confirmation_needed" {
            en: ("{database} is not empty: {} with {} would be lost (revision: {revision}), and there is no terminal to ask on", count(*tables, "table"), count(*rows as usize, "row")),
            tr: ("{database} boş değil: {tables} tablo ve içlerindeki {rows} kayıt kaybolur (versiyon: {revision}), ama soracak bir terminal yok"),
            hint_en: ("say it with --yes: a backup of what is there is made first"),
            hint_tr: ("--yes ile onaylayın: önce içindekilerin yedeği alınır"),
        }
        /// The answer was no.
        Declined { plan: String } = "declined" {
            en: ("nothing was changed, as you said"),
            tr: ("istediğiniz gibi hiçbir şey değiştirilmedi"),
            hint_en: ("to look first: goc {plan}"),
            hint_tr: ("önce bakmak için: goc {plan}"),
        }
        /// Ctrl-C instead of an answer.
        Cancelled = "cancelled" {
            en: ("cancelled; nothing was changed"),
            tr: ("iptal edildi, hiçbir şey değiştirilmedi"),
            hint_en: ("see where the database stands: goc status"),
            hint_tr: ("veritabanının durumuna bakın: goc status"),
        }
        /// Nobody there to answer, and nobody said that the defaults will do.
        InstallNeedsYes = "confirmation_needed" {
            en: ("the installation asks questions, and there is no terminal to ask on"),
            tr: ("kurulum soru sorar, ama soracak bir terminal yok"),
            hint_en: ("say everything at once: goc install --yes --admin-password-file FILE --set company_name=…; the questions: goc seed --list"),
            hint_tr: ("hepsini baştan verin: goc install --yes --admin-password-file DOSYA --set company_name=…; sorular: goc seed --list"),
        }
        /// No to the summary.
        InstallDeclined = "declined" {
            en: ("nothing was installed, as you said"),
            tr: ("istediğiniz gibi hiçbir şey kurulmadı"),
            hint_en: ("to begin again: goc install"),
            hint_tr: ("yeniden başlamak için: goc install"),
        }
        /// A number that is not in the list, or a text that is no address.
        NoSuchChoice { given: String, last: usize } = "no_such_choice" {
            en: ("`{given}` is neither a number of the list nor an address"),
            tr: ("`{given}` listedeki bir numara değil, bir adres de değil"),
            hint_en: ("type a number from 1 to {last}, or an address such as sqlite:shop.db"),
            hint_tr: ("1 ile {last} arasında bir numara ya da sqlite:magaza.db gibi bir adres yazın"),
        }
        /// A password that nobody can type.
        NeedsPassword = "password_needed" {
            en: ("a new password is needed, and there is no terminal to ask on"),
            tr: ("yeni bir parola gerekiyor, ama soracak bir terminal yok"),
            hint_en: ("put it into the first line of a file: --password-file FILE, or on standard input: --password-file -"),
            hint_tr: ("bir dosyanın ilk satırına yazın: --password-file DOSYA ya da standart girdiden verin: --password-file -"),
        }
        /// A password file that cannot be read.
        PasswordFile { file: String, reason: String } = "unreadable_file" {
            en: ("cannot read the password from {file}: {reason}"),
            tr: ("parola {file} dosyasından okunamadı: {reason}"),
            hint_en: ("check that the file is there, that you may read it, and that it is UTF-8"),
            hint_tr: ("dosyanın var, okunabilir ve UTF-8 olduğunu denetleyin"),
        }
        /// No password in it.
        /// The shop may be at work, and nobody can be asked.
        OutsideQuietHours { database: String, hours: String } = "outside_quiet_hours" {
            en: ("{database} has quiet hours, {hours}, and this is outside them"),
            tr: ("{database} için sakin saatler {hours}; şu an onların dışında"),
            hint_en: ("wait for them with --not-before, or run now all the same with --now"),
            hint_tr: ("--not-before ile bekleyin ya da yine de şimdi çalıştırmak için --now verin"),
        }
        /// Not a time of day, or neither that nor a while.
        BadTime { given: String, expected: String } = "bad_time" {
            en: ("`{given}` is no time that is understood here"),
            tr: ("`{given}` burada anlaşılan bir zaman değil"),
            hint_en: ("write {expected}"),
            hint_tr: ("şöyle yazın: {expected}"),
        }
        /// Only a run has a cost.
        NoCost = "no_cost" {
            en: ("--cost shows what one upgrade or downgrade would cost here: neither a stamp nor a range has one"),
            tr: ("--cost bir güncellemenin ya da geri almanın buradaki bedelini gösterir: damganın ya da aralığın bedeli yoktur"),
            hint_en: ("for example: goc plan upgrade head --cost"),
            hint_tr: ("örneğin: goc plan upgrade head --cost"),
        }
        EmptyPasswordFile { file: String } = "password_missing" {
            en: ("the first line of {file} is empty; the password has to stand there"),
            tr: ("{file} girdisinin ilk satırı boş; parola orada olmalı"),
            hint_en: ("write the password into its first line"),
            hint_tr: ("parolayı ilk satıra yazın"),
        }
        /// `A:B` names steps, not a place to go to.
        RangeNeedsSql { command: String, range: String } = "bad_target" {
            en: ("`{range}` is a range, and only a script is made for one"),
            tr: ("`{range}` bir aralık; aralık için yalnızca betik yazılır"),
            hint_en: ("print the script: goc {command} --sql {range}"),
            hint_tr: ("betiği yazdırın: goc {command} --sql {range}"),
        }
        /// There is nothing to show without a database.
        NeedsRows { target: String } = "needs_database" {
            en: ("`{target}` depends on where a database stands"),
            tr: ("`{target}` bir veritabanının durumuna bağlı"),
            hint_en: ("name one with -d, or say it with --from REV"),
            hint_tr: ("-d ile bir veritabanı verin ya da --from VERSİYON ile belirtin"),
        }
        /// No editor, or one that failed.
        Editor { editor: String, reason: String } = "editor_failed" {
            en: ("the editor `{editor}` failed: {reason}"),
            tr: ("`{editor}` düzenleyicisi hata verdi: {reason}"),
            hint_en: ("set VISUAL or EDITOR to a program that is installed: EDITOR=nano goc edit …"),
            hint_tr: ("VISUAL ya da EDITOR değişkenine kurulu bir program yazın: EDITOR=nano goc edit …"),
        }
        /// Built-in revisions have no file.
        BuiltinFile { revision: String } = "builtin_migrations" {
            en: ("revision `{revision}` is built into goc; there is no file to edit"),
            tr: ("`{revision}` versiyonu goc'un içinde; düzenlenecek dosyası yok"),
            hint_en: ("work in a folder with migrations, or name one: goc --migrations DIR edit {revision}"),
            hint_tr: ("migration klasörü olan bir yerde çalışın ya da belirtin: goc --migrations KLASÖR edit {revision}"),
        }
        /// Several revisions where one is needed.
        OneRevision { target: String, found: usize } = "multiple_heads" {
            en: ("`{target}` means {found} revisions; this needs one"),
            tr: ("`{target}` {found} versiyon demek; burada bir tane gerekli"),
            hint_en: ("name one of them: goc heads"),
            hint_tr: ("birini yazın: goc heads"),
        }
        /// A password where everybody can read it.
        SecretArgument { key: String } = "secret_argument" {
            en: ("the password {key} does not belong on the command line, where every user of the machine can read it"),
            tr: ("{key} parolası komut satırına yazılmaz; makinedeki her kullanıcı okuyabilir"),
            hint_en: ("put it into a file or a pipe: --admin-password-file FILE, or - for standard input"),
            hint_tr: ("dosyadan ya da borudan verin: --admin-password-file DOSYA, standart girdi için -"),
        }
        /// Writing a man page failed.
        CannotWrite { file: String, reason: String } = "unwritable_file" {
            en: ("cannot write {file}: {reason}"),
            tr: ("{file} yazılamadı: {reason}"),
            hint_en: ("check that the folder exists and that you may write to it"),
            hint_tr: ("klasörün var ve yazılabilir olduğunu denetleyin"),
        }
        /// The program could not even start.
        Startup { reason: String } = "startup_failed" {
            en: ("goc cannot start: {reason}"),
            tr: ("goc başlatılamadı: {reason}"),
            hint_en: ("the system refuses threads or signals; try again, and look at its limits: ulimit -a"),
            hint_tr: ("sistem iş parçacığı ya da sinyal vermiyor; yeniden deneyin ve sınırlarına bakın: ulimit -a"),
        }
    }
}
