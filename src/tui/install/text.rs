//! What the guided installation says.

use crate::i18n::sentences;

sentences! {
    /// The steps in the rail, and what each of them says.
    pub enum InstallText {
        Title => { en: ("Guided installation"), tr: ("Adım adım kurulum") }
        StepLanguage => { en: ("Language"), tr: ("Dil") }
        StepDatabase => { en: ("Database"), tr: ("Veritabanı") }
        StepPlan => { en: ("Check"), tr: ("Denetim") }
        StepQuestions => { en: ("Company"), tr: ("Firma") }
        StepSummary => { en: ("Summary"), tr: ("Özet") }
        StepRun => { en: ("Install"), tr: ("Kurulum") }
        StepReport => { en: ("Done"), tr: ("Bitti") }
        KeyNext => { en: ("next"), tr: ("ileri") }
        KeyBack => { en: ("back"), tr: ("geri") }
        KeyLeave => { en: ("leave"), tr: ("çık") }
        KeyInstall => { en: ("install"), tr: ("kur") }
        KeyAgain => { en: ("try again"), tr: ("yeniden dene") }
        KeyClose => { en: ("to the database"), tr: ("veritabanına geç") }
        KeyChoose => { en: ("choose"), tr: ("seç") }

        Welcome => {
            en: ("This installs a shop from nothing: the database, its tables, the first rows, the administrator. Nothing is written before the summary is confirmed, and whatever breaks off is continued by starting again."),
            tr: ("Bu adımlar bir mağazayı sıfırdan kurar: veritabanı, tablolar, ilk kayıtlar, yönetici. Özet onaylanmadan hiçbir şey yazılmaz; yarıda kalan kurulum yeniden başlatılınca sürer."),
        }
        WhichDatabase => { en: ("Which database is to be installed?"), tr: ("Hangi veritabanı kurulacak?") }
        OtherAddress => { en: ("another address"), tr: ("başka bir adres") }
        AddressHelp => {
            en: ("postgres://user@host:5432/database, or a file such as till.db. No password in it: if the server wants one, it is asked for."),
            tr: ("postgres://kullanıcı@sunucu:5432/veritabanı ya da kasa.db gibi bir dosya. Parola yazmayın: sunucu isterse sorulur."),
        }
        FromFile { file: String } => { en: ("from {file}"), tr: ("{file} dosyasından") }
        FromVariable { name: String } => { en: ("from {name}"), tr: ("{name} değişkeninden") }
        Embedded => { en: ("a file in this folder, nothing else needed"), tr: ("bu klasörde bir dosya, başka bir şey gerekmez") }
        Testing => { en: ("testing the connection …"), tr: ("bağlantı deneniyor …") }
        CanInstall => { en: ("The database can be installed. This will be done:"), tr: ("Veritabanı kurulabilir. Yapılacaklar:") }
        NothingToDo => { en: ("Everything is there already: nothing has to be installed."), tr: ("Her şey zaten yerinde: kurulacak bir şey yok.") }
        CannotYet => { en: ("This has to be solved first. ⏎ tries again, Esc chooses another database."), tr: ("Önce bunun çözülmesi gerekir. ⏎ yeniden dener, Esc başka bir veritabanı seçtirir.") }
        SummaryIntro => { en: ("Nothing has been written yet. This will be done now:"), tr: ("Henüz hiçbir şey yazılmadı. Şimdi yapılacaklar:") }
        Answers => { en: ("Answers"), tr: ("Yanıtlar") }
        Given => { en: ("given, not shown"), tr: ("verildi, gösterilmez") }
        Empty => { en: ("left empty"), tr: ("boş bırakıldı") }
        ButtonInstall { database: String } => { en: ("Install {database}"), tr: ("Kur: {database}") }
        Installing => { en: ("Installing. What is done stays done, whatever happens."), tr: ("Kuruluyor. Ne olursa olsun bitenler kalır.") }
        Elapsed { time: String } => { en: ("elapsed {time}"), tr: ("geçen süre {time}") }
        Failed => { en: ("It broke off here. What is done stays, and trying again goes on from there."), tr: ("Kurulum burada durdu. Bitenler kalır, yeniden deneyince buradan sürer.") }
        Installed { database: String } => { en: ("{database} is installed."), tr: ("{database} kuruldu.") }
        Next => { en: ("What to do next"), tr: ("Bundan sonra") }
        EmptyAddress => { en: ("an address is needed"), tr: ("bir adres gerekli") }
        LeaveWhileRunning => { en: ("it is running; Ctrl-C cancels it"), tr: ("kurulum sürüyor; Ctrl-C iptal eder") }
        StillLooking => { en: ("still looking"), tr: ("hâlâ bakılıyor") }
    }
}
