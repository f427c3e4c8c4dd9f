//! What the Pending tab says.

use crate::i18n::{count, sentences};

sentences! {
    /// Of the plan, the run, its result, and the questions before it.
    pub enum PendingText {
        KeyRun => { en: ("run"), tr: ("çalıştır") }
        KeyDetails => { en: ("details"), tr: ("ayrıntı") }
        KeyDryRun => { en: ("dry run"), tr: ("deneme") }
        KeyRehearse => { en: ("rehearse on a copy"), tr: ("kopyada dene") }
        RehearsesUpgrades => { en: ("a rehearsal goes out and back by itself: plan an upgrade"), tr: ("deneme kendiliğinden ileri ve geri gider: bir güncelleme planlayın") }
        WhatRehearsal { target: String } => { en: ("rehearsal of {target} on a copy"), tr: ("kopyada deneme: {target}") }
        RehearsedStep { revision: String, out: String, back: String } => { en: ("  {revision}: out {out}, back {back}"), tr: ("  {revision}: ileri {out}, geri {back}") }
        SummaryRehearsed { age: String } => { en: ("rehearsed {age} ago"), tr: ("{age} önce denendi") }
        SummaryRehearsedBadly { age: String } => { en: ("rehearsed {age} ago, with a fault"), tr: ("{age} önce denendi, kusurlu") }
        KeyBackup => { en: ("back up"), tr: ("yedekle") }
        KeyTarget => { en: ("target"), tr: ("hedef") }
        KeyDowngrade => { en: ("downgrade"), tr: ("geri al") }
        KeyExport => { en: ("export as SQL"), tr: ("SQL olarak aktar") }
        KeyNotBefore => { en: ("begin at a time"), tr: ("belli saatte başlat") }
        KeyDeadline => { en: ("be over by"), tr: ("bitiş sınırı") }
        AskNotBefore => { en: ("Begin when?"), tr: ("Ne zaman başlasın?") }
        AskNotBeforeMore => {
            en: ("A time of day, such as 23:30; empty: at once. goc waits for it, and has to stay open."),
            tr: ("Günün saati, örneğin 23:30; boş: hemen. goc o saati bekler, açık kalmalıdır."),
        }
        AskDeadline => { en: ("Be over by when?"), tr: ("En geç ne zaman bitsin?") }
        AskDeadlineMore => {
            en: ("A time of day or a while, such as 05:30 or 2h; empty: no limit. No step is started that, by the time it took last, would not be over then; what is done stays."),
            tr: ("Saat ya da süre, örneğin 05:30 ya da 2h; boş: sınır yok. Son süresine göre o zamana dek bitmeyecek adım başlatılmaz; bitenler kalır."),
        }
        NoTime { example: String } => { en: ("not a time such as {example}"), tr: ("{example} gibi bir zaman değil") }
        SummaryNotBefore { time: String } => { en: ("begins at {time}"), tr: ("başlangıç {time}") }
        SummaryDeadline { time: String } => { en: ("over by {time}"), tr: ("bitiş sınırı {time}") }
        WillWait { time: String } => { en: ("Waits until {time} before it begins."), tr: ("Başlamadan önce {time} saatini bekler.") }
        WillStop { time: String } => { en: ("Starts no step that would not be over by {time}."), tr: ("{time} anına dek bitmeyecek adımı başlatmaz.") }
        KeySingle => { en: ("all or nothing"), tr: ("ya hep ya hiç") }
        KeyRisks => { en: ("risks"), tr: ("riskler") }
        KeyContinue => { en: ("continue"), tr: ("sürdür") }
        KeyCancel => { en: ("cancel"), tr: ("iptal et") }
        KeyCancelRun => { en: ("cancel that run"), tr: ("o işi iptal et") }
        KeyEndBlocker => { en: ("end a blocker"), tr: ("engelleyeni bitir") }
        KeyWatch => { en: ("the run elsewhere"), tr: ("başka yerdeki iş") }
        KeyToPlan => { en: ("back to the plan"), tr: ("plana dön") }

        TitleUpgrade { target: String } => { en: ("Upgrade to {target}"), tr: ("Güncelleme: {target}") }
        TitleDowngrade { target: String } => { en: ("Downgrade to {target}"), tr: ("Geri alma: {target}") }
        ColumnStep => { en: ("Step"), tr: ("Adım") }
        ColumnMessage => { en: ("Message"), tr: ("Açıklama") }
        ColumnLock => { en: ("Tills"), tr: ("Kasalar") }
        ColumnRows => { en: ("Rows"), tr: ("Satır") }
        ColumnTook => { en: ("Last took"), tr: ("Son süre") }
        TillsWait => { en: ("wait"), tr: ("bekler") }
        TillsRead => { en: ("read only"), tr: ("yalnız okur") }
        TillsWork => { en: ("work on"), tr: ("çalışır") }
        Blocked => { en: ("cannot run"), tr: ("çalışamaz") }

        UpToDate { at: String } => { en: ("Nothing is pending. The database is at {at}."), tr: ("Bekleyen migration yok. Mevcut versiyon: {at}.") }
        UpToDateMore => {
            en: ("t plans another target, D goes back, b makes a backup."),
            tr: ("t ile başka bir hedef planlanır, D ile geri alınır, b ile yedek alınır."),
        }
        NothingToDo => { en: ("There is nothing to do: the database is there already. Esc shows what is pending."), tr: ("Yapılacak bir şey yok: veritabanı zaten orada. Esc bekleyenleri gösterir.") }
        Faulty => { en: ("Nothing can be planned before this is solved: see 4 Conflicts."), tr: ("Bu çözülmeden plan yapılamaz: 4 Çakışmalar'a bakın.") }
        SummarySteps { steps: usize, tables: usize } => { en: ("{}, {}", count(*steps, "step"), count(*tables, "table")), tr: ("{steps} adım, {tables} tablo") }
        SummaryTook { time: String } => { en: ("took {time} the last time"), tr: ("son seferde {time} sürdü") }
        SummaryBackup { age: String } => { en: ("newest backup {age} ago"), tr: ("en yeni yedek {age} önce") }
        SummaryNoBackup => { en: ("no backup yet"), tr: ("henüz yedek yok") }
        SummarySessions { sessions: u64 } => { en: ("{}", count(usize::try_from(*sessions).unwrap_or(usize::MAX), "other session")), tr: ("{sessions} başka oturum") }
        SummarySingle => { en: ("all or nothing: one transaction"), tr: ("ya hep ya hiç: tek işlem") }

        NoTransaction => {
            en: ("Runs without a transaction, statement by statement: what is done stays done when it is interrupted."),
            tr: ("İşlem (transaction) olmadan, deyim deyim çalışır: yarıda kalırsa bitmiş olanlar kalır."),
        }
        Irreversible { why: String } => { en: ("Cannot be taken back: {why}"), tr: ("Geri alınamaz: {why}") }
        TouchesNothing => { en: ("touches no table that its words name"), tr: ("sözlerinde adı geçen bir tabloya dokunmuyor") }
        NewTable => { en: ("new"), tr: ("yeni") }
        Opaque => {
            en: ("Runs code, or reaches what depends on something: what that touches cannot be told from its words."),
            tr: ("Kod çalıştırıyor ya da bağlı nesnelere uzanıyor: neye dokunduğu sözlerinden anlaşılamaz."),
        }

        LastRunStopped { command: String, time: String, done: usize, total: usize } => {
            en: ("The {command} of {time} stopped after {done} of {total} steps because the terminal went away. c continues."),
            tr: ("{time} tarihli çalıştırma ({command}), terminal kapandığı için {total} adımdan {done} tanesini bitirip durdu. c sürdürür."),
        }
        LastRunBroke { command: String, time: String, done: usize, total: usize } => {
            en: ("The {command} of {time} did not end well; steps done: {done} of {total}. c continues."),
            tr: ("{time} tarihli çalıştırma ({command}) iyi bitmedi; biten adım: {done}/{total}. c sürdürür."),
        }
        Interrupted { revision: String } => {
            en: ("A step of {revision} was interrupted half way: see 4 Conflicts before going on."),
            tr: ("{revision} versiyonunun bir adımı yarıda kalmış: sürdürmeden önce 4 Çakışmalar'a bakın."),
        }
        Writer { who: String, since: String } => { en: ("Another goc is writing: {who}, since {since}. w shows how far it is."), tr: ("Başka bir goc yazıyor: {who}, başlangıç {since}. w ne kadar ilerlediğini gösterir.") }

        NothingPlanned => { en: ("there is nothing to run"), tr: ("çalıştırılacak bir şey yok") }
        StepBlocked { revision: String } => { en: ("{revision} cannot run as it is written"), tr: ("{revision} yazıldığı gibi çalışamaz") }
        NoRisks => { en: ("lint has found no risk in this step"), tr: ("bu adımda lint bir risk bulmadı") }
        TitleRisks { revision: String } => { en: ("Risks in {revision}"), tr: ("Riskler: {revision}") }
        RiskAt { line: u32, what: String, code: String } => { en: ("line {line}: {what} [{code}]"), tr: ("satır {line}: {what} [{code}]") }
        NotTogether => { en: ("a step of this plan cannot run inside one transaction"), tr: ("bu plandaki bir adım tek işlem içinde çalışamaz") }
        NothingToContinue => { en: ("no run has been left unfinished"), tr: ("yarıda kalmış bir çalıştırma yok") }
        NothingApplied => { en: ("nothing is applied that could be taken back"), tr: ("geri alınacak bir şey yok") }
        StillRunning => { en: ("it is running; c cancels it"), tr: ("sürüyor; c iptal eder") }

        AskUpgrade { database: String } => { en: ("Upgrade {database}?"), tr: ("{database} güncellensin mi?") }
        AskDowngrade { database: String } => { en: ("Take {database} back?"), tr: ("{database} geri alınsın mı?") }
        AskDryRun { database: String } => { en: ("Try it on {database} and roll it back?"), tr: ("{database} üzerinde denenip geri sarılsın mı?") }
        DryRunMore => {
            en: ("Everything runs in one transaction that is rolled back. Until then it holds its locks, so better not while the shop is open."),
            tr: ("Her şey, sonunda geri sarılan tek bir işlemde çalışır. O ana kadar kilitler tutulur; mağaza açıkken yapmayın."),
        }
        FromTo { from: String, to: String, steps: usize } => { en: ("{from} → {to}, steps: {steps}"), tr: ("{from} → {to}, adım: {steps}") }
        AndMore { count: usize } => { en: ("… and {count} more"), tr: ("… ve {count} tane daha") }
        WillLock { tables: String, what: String } => { en: ("Meanwhile {what}: {tables}"), tr: ("Bu sırada {what}: {tables}") }
        WillLoseEmpty { count: usize } => { en: ("Lost without a row: tables or columns that are empty: {count}"), tr: ("Satır kaybetmeden gidecek boş tablo ya da sütun: {count}") }
        WillLose { table: String, what: String, rows: String } => { en: ("Lost: {table}: {what} ({rows})"), tr: ("Kaybolur: {table}: {what} ({rows})") }
        LosesNothing => { en: ("No table or column with rows goes, as far as the statements tell."), tr: ("Deyimlerden anlaşıldığı kadarıyla dolu bir tablo ya da sütun gitmiyor.") }
        BackupFirst => { en: ("A backup is made and verified first."), tr: ("Önce yedek alınır ve doğrulanır.") }
        BackupThere { age: String, file: String } => { en: ("Newest backup: {age} ago, {file}"), tr: ("En yeni yedek: {age} önce, {file}") }
        Outside { hours: String } => {
            en: ("This is outside the quiet hours ({hours}): the shop may be at work."),
            tr: ("Şu an sakin saatlerin ({hours}) dışında: mağaza çalışıyor olabilir."),
        }
        LittleRoom { free: String, largest: String } => {
            en: ("Little room: {free} free on the database's disk, and the largest table that is read or written anew has {largest}. Both copies are there until the step ends."),
            tr: ("Yer az: veritabanının diskinde {free} boş; baştan okunan ya da yazılan en büyük tablo {largest}. Adım bitene dek ikisi birden durur."),
        }
        BackupMissing => { en: ("There is no backup. b makes one."), tr: ("Yedek yok. b ile alınır.") }
        RowsUnknown => { en: ("rows not counted"), tr: ("satır sayısı bilinmiyor") }
        ButtonUpgrade => { en: ("Upgrade"), tr: ("Güncelle") }
        ButtonDowngrade => { en: ("Downgrade"), tr: ("Geri al") }
        ButtonTry => { en: ("Try"), tr: ("Dene") }
        AskTarget => { en: ("Upgrade to"), tr: ("Nereye güncellensin") }
        AskTargetMore => {
            en: ("head, heads, an id or its beginning, +1, label@head, as on the command line."),
            tr: ("Komut satırındaki gibi: head, heads, bir kimlik ya da başı, +1, etiket@head."),
        }
        AskBack => { en: ("Take back to"), tr: ("Nereye geri alınsın") }
        AskBackMore => {
            en: ("base, an id or its beginning, -1, as on the command line. The plan is shown before anything runs."),
            tr: ("Komut satırındaki gibi: base, bir kimlik ya da başı, -1. Bir şey çalışmadan önce plan gösterilir."),
        }
        AskExport => { en: ("Write the script to"), tr: ("Betik nereye yazılsın") }
        AskExportMore => {
            en: ("A new file for psql or sqlite3, from where the database stands. Nothing runs."),
            tr: ("Veritabanının durduğu yerden başlayan, psql ya da sqlite3 için yeni bir dosya. Hiçbir şey çalışmaz."),
        }
        EmptyName => { en: ("a name is needed"), tr: ("bir ad gerekli") }

        Running { what: String } => { en: ("Running: {what}"), tr: ("Çalışıyor: {what}") }
        Ended { what: String } => { en: ("Done: {what}"), tr: ("Bitti: {what}") }
        EndedBadly { what: String } => { en: ("Not done: {what}"), tr: ("Bitmedi: {what}") }
        WhatUpgrade { target: String } => { en: ("upgrade to {target}"), tr: ("güncelleme: {target}") }
        WhatDowngrade { target: String } => { en: ("downgrade to {target}"), tr: ("geri alma: {target}") }
        WhatDryRun { target: String } => { en: ("dry run to {target}"), tr: ("deneme: {target}") }
        WhatStamp { target: String } => { en: ("stamp {target}"), tr: ("damga: {target}") }
        WhatRepair => { en: ("repair"), tr: ("onarım") }
        WhatIndex { index: String } => { en: ("index {index}"), tr: ("dizin {index}") }
        WhatBackup => { en: ("backup"), tr: ("yedek") }
        WhatRestore => { en: ("restore"), tr: ("geri yükleme") }
        WhatSeeds => { en: ("seeds"), tr: ("temel veriler") }
        WhatElse => { en: ("work"), tr: ("iş") }
        Elapsed { time: String } => { en: ("elapsed {time}"), tr: ("geçen süre {time}") }
        Statement { number: usize, total: usize, line: u32, time: String } => { en: ("statement {number} of {total}, line {line}, {time}"), tr: ("deyim {number}/{total}, satır {line}, {time}") }
        Statements { number: usize, last: usize, total: usize, line: u32, time: String } => { en: ("statements {number}–{last} of {total}, line {line}, {time}"), tr: ("deyim {number}–{last}/{total}, satır {line}, {time}") }
        WaitsUntil { time: String } => { en: ("waits until {time}; nothing has begun"), tr: ("{time} bekleniyor; henüz bir şey başlamadı") }
        WaitsFor { who: String, since: String } => { en: ("waits for another goc: {who}, since {since}"), tr: ("başka bir goc bekleniyor: {who}, başlangıç {since}") }
        BlockedBy => { en: ("Others hold what this statement needs. It gives way after a moment and tries again, so that the tills do not queue:"), tr: ("Bu deyimin gereksindiğini başkaları tutuyor. Kasalar sıraya girmesin diye biraz sonra çekilip yeniden dener:") }
        Blocker { pid: i32, user: String, application: String, time: String } => { en: ("pid {pid}  {user}  {application}  open for {time}"), tr: ("pid {pid}  {user}  {application}  açık: {time}") }
        Retrying { attempt: u32, pause: String } => { en: ("attempt {attempt} of 5 found the table in use; the next comes in {pause}"), tr: ("5 denemeden {attempt}. sinde tablo kullanımdaydı; sıradaki {pause} sonra") }
        Copying { done: String } => { en: ("copying {done}"), tr: ("kopyalanıyor: {done}") }
        Verifying { done: String } => { en: ("verifying {done}"), tr: ("doğrulanıyor: {done}") }
        RestoringBytes { done: String } => { en: ("restoring {done}"), tr: ("geri yükleniyor: {done}") }
        Batch { rows: String, percent: u16, left: String } => {
            en: ("in ranges of rows: {rows} rows, {percent} %{}", if left.is_empty() { String::new() } else { format!(", about {left} left") }),
            tr: ("aralık aralık: {rows} satır, %{percent}{}", if left.is_empty() { String::new() } else { format!(", yaklaşık {left} kaldı") }),
        }
        Loading { set: String, done: usize, total: usize } => { en: ("{set}: {done} of {total} rows"), tr: ("{set}: {done}/{total} satır") }
        WaitsForLock { lock: String } => { en: ("waits for the lock {lock}"), tr: ("beklediği kilit: {lock}") }
        RunsNothingNow => {
            en: ("runs nothing on the server at this moment: it makes a backup, or pauses before it tries again"),
            tr: ("şu anda sunucuda bir şey çalıştırmıyor: yedek alıyor ya da yeniden denemeden önce bekliyor"),
        }
        WaitsForEvent { what: String } => { en: ("waits for {what}"), tr: ("beklediği: {what}") }
        AmountOf { done: String, total: String, unit: String } => { en: ("{done} of {total} {unit}"), tr: ("{done}/{total} {unit}") }
        AmountSoFar { done: String, unit: String } => { en: ("{done} {unit}"), tr: ("{done} {unit}") }
        InTheWay => { en: ("Others hold what this statement needs:"), tr: ("Bu deyimin gereksindiğini başkaları tutuyor:") }
        WaitBehind { count: usize } => { en: ("These wait until this statement is done: {count}"), tr: ("Bu deyimin bitmesini bekleyenler: {count}") }
        RunsNothing => { en: ("runs nothing"), tr: ("bir şey çalıştırmıyor") }
        Session { pid: i32, who: String } => { en: ("pid {pid}  {who}"), tr: ("pid {pid}  {who}") }
        SessionFor { pid: i32, who: String, time: String } => { en: ("pid {pid}  {who}  open for {time}"), tr: ("pid {pid}  {who}  açık: {time}") }
        PreparedBy { user: String, name: String } => { en: ("prepared transaction {name} of {user}"), tr: ("hazırlanmış işlem {name}, sahibi {user}") }
        PreparedMore { sql: String } => {
            en: ("It belongs to no session, so that there is nobody to cancel. Its owner, or a superuser, ends it in this database with: {sql}"),
            tr: ("Hiçbir oturuma ait değil, iptal edilecek kimse yok. Sahibi ya da süper kullanıcı bu veritabanında şununla bitirir: {sql}"),
        }
        Elsewhere { what: String } => { en: ("Another goc at work: {what}"), tr: ("Başka bir goc çalışıyor: {what}") }
        ElsewhereUnknown => { en: ("Another goc at work"), tr: ("Başka bir goc çalışıyor") }
        ElsewhereWho { who: String } => { en: ("running elsewhere: {who}"), tr: ("başka yerde çalışıyor: {who}") }
        ElsewhereBy { who: String, since: String } => { en: ("running elsewhere by {who}, since {since}"), tr: ("başka yerde çalıştıran: {who}, başlangıç {since}") }
        ElsewhereFrom { who: String, since: String, client: String } => {
            en: ("running elsewhere by {who}, since {since}, from {client}"),
            tr: ("başka yerde çalıştıran: {who}, başlangıç {since}, bağlandığı yer {client}"),
        }
        StepOf { number: usize, total: usize, revision: String } => { en: ("step {number} of {total}: {revision}"), tr: ("adım {number}/{total}: {revision}") }
        RunsFor { time: String } => { en: ("statement, for {time}"), tr: ("deyim, {time} süredir") }
        NotElsewhere => { en: ("no other goc is at work here"), tr: ("burada çalışan başka bir goc yok") }
        NobodyInTheWay => { en: ("nobody is in the way"), tr: ("engelleyen yok") }
        EndWhich => { en: ("Whose work is to end?"), tr: ("Kimin işi bitirilsin?") }
        CancelOther => { en: ("Cancel what this session runs?"), tr: ("Bu oturumun çalıştırdığı iptal edilsin mi?") }
        CancelOtherMore => {
            en: ("Its statement fails, and its program gets an error. The session stays; if that does not help, ask again to end it."),
            tr: ("Çalıştırdığı deyim hata alır, programı bir hata görür. Oturum kalır; yetmezse yeniden isteyin, o zaman oturum kapatılır."),
        }
        CancelRun => { en: ("Cancel that run?"), tr: ("O iş iptal edilsin mi?") }
        CancelRunMore => {
            en: ("The step at work is rolled back and that goc ends; the steps before it stay."),
            tr: ("Çalışan adım geri alınır ve o goc biter; önceki adımlar kalır."),
        }
        EndIdle => { en: ("End this session?"), tr: ("Bu oturum kapatılsın mı?") }
        EndIdleMore => {
            en: ("It runs nothing, but holds its locks in an open transaction, so that there is nothing to cancel."),
            tr: ("Bir şey çalıştırmıyor, ama açık bir işlemde kilit tutuyor; iptal edilecek bir şey yok."),
        }
        EndAgain => { en: ("It was told to cancel, and is still there."), tr: ("İptal istenmişti, hâlâ orada.") }
        Terminate => { en: ("End the whole session?"), tr: ("Oturumun tamamı kapatılsın mı?") }
        TerminateMore => {
            en: ("What its transaction has done so far is lost, and its program loses the connection."),
            tr: ("Açık işleminin yaptığı her şey kaybolur, programının bağlantısı kopar."),
        }
        TerminateRunMore => {
            en: ("That goc loses its connection: the step at work is rolled back, the steps before it stay."),
            tr: ("O goc'un bağlantısı kopar: çalışan adım geri alınır, önceki adımlar kalır."),
        }
        ButtonCancelIt => { en: ("Cancel it"), tr: ("İptal et") }
        ButtonEnd => { en: ("End it"), tr: ("Kapat") }
        ButtonTerminate => { en: ("End the session"), tr: ("Oturumu kapat") }
        NothingKept => { en: ("It was a dry run: nothing was kept."), tr: ("Bu bir denemeydi: hiçbir şey değişmedi.") }
        NotTried { place: String, command: String } => { en: ("not tried, since it cannot run in a transaction: {place} {command}"), tr: ("işlem içinde çalışamadığı için denenmedi: {place} {command}") }
        Stays { done: usize, total: usize } => { en: ("Steps that are done and stay: {done} of {total}."), tr: ("Bitmiş ve kalan adım: {done}/{total}.") }
        Reading => { en: ("working out the plan …"), tr: ("plan hazırlanıyor …") }
    }
}
