//! What the frame around the tabs says. Every tab and dialog has its own texts beside it.

use crate::i18n::{count, sentences};

sentences! {
    /// The header, the footer, keys that work everywhere, and what the app itself says.
    pub enum UiText {
        KeyMove => { en: ("move"), tr: ("gezin") }
        KeyPage => { en: ("page"), tr: ("sayfa") }
        KeyFirst => { en: ("first"), tr: ("en başa") }
        KeyLast => { en: ("last"), tr: ("en sona") }
        KeyUp => { en: ("up"), tr: ("yukarı") }
        KeyPageUp => { en: ("page up"), tr: ("önceki sayfa") }
        KeySides => { en: ("other pane"), tr: ("öbür bölme") }
        KeyBack => { en: ("back"), tr: ("geri") }
        KeyHelp => { en: ("help"), tr: ("yardım") }
        KeyPalette => { en: ("commands"), tr: ("komutlar") }
        KeyLog => { en: ("messages and statements"), tr: ("iletiler ve deyimler") }
        KeyFilter => { en: ("filter"), tr: ("süz") }
        KeyRefresh => { en: ("refresh"), tr: ("yenile") }
        KeyCopy => { en: ("copy"), tr: ("kopyala") }
        KeyLanguage => { en: ("Türkçe"), tr: ("English") }
        KeyMouse => { en: ("mouse on or off"), tr: ("fareyi aç ya da kapat") }
        KeySuspend => { en: ("to the shell; fg comes back"), tr: ("kabuğa dön; fg ile geri gelinir") }
        KeyRedraw => { en: ("draw again"), tr: ("yeniden çiz") }
        KeyQuit => { en: ("quit"), tr: ("çık") }
        KeyTabs => { en: ("next tab"), tr: ("sonraki sekme") }
        KeyTabsBack => { en: ("tab before"), tr: ("önceki sekme") }
        KeyTab1 => { en: ("Connections"), tr: ("Bağlantılar") }
        KeyTab2 => { en: ("History"), tr: ("Geçmiş") }
        KeyTab3 => { en: ("Pending"), tr: ("Bekleyenler") }
        KeyTab4 => { en: ("Conflicts"), tr: ("Çakışmalar") }
        KeyTab5 => { en: ("Seeding"), tr: ("Temel veriler") }
        KeyInstall => { en: ("guided installation"), tr: ("adım adım kurulum") }
        KeyConfirm => { en: ("press"), tr: ("bas") }
        KeyChooseButton => { en: ("choose"), tr: ("seç") }
        KeyAccept => { en: ("accept"), tr: ("onayla") }
        KeyCancel => { en: ("cancel"), tr: ("vazgeç") }
        KeyClose => { en: ("close"), tr: ("kapat") }
        KeyRun => { en: ("run it"), tr: ("çalıştır") }

        ButtonCancel => { en: ("Cancel"), tr: ("Vazgeç") }
        ButtonOk => { en: ("OK"), tr: ("Tamam") }
        TypeName { name: String } => { en: ("Type {name} to go on:"), tr: ("Sürdürmek için yazın: {name}") }
        NotTheName { name: String } => { en: ("this is not {name}"), tr: ("bu {name} değil") }
        Help { screen: String } => { en: ("Keys: {screen}"), tr: ("Tuşlar: {screen}") }
        HelpEverywhere => { en: ("everywhere"), tr: ("her yerde") }
        HelpHere => { en: ("in this screen"), tr: ("bu ekranda") }
        FilterHelp => { en: ("type to filter, ⏎ runs it"), tr: ("süzmek için yazın, ⏎ çalıştırır") }
        Palette => { en: ("Commands"), tr: ("Komutlar") }
        NothingFound => { en: ("nothing found"), tr: ("bir şey bulunamadı") }
        Log => { en: ("Messages and statements"), tr: ("İletiler ve deyimler") }
        LogEmpty => { en: ("nothing was said or done yet"), tr: ("henüz bir ileti ya da deyim yok") }
        Rows { rows: u64 } => { en: ("{}", count(usize::try_from(*rows).unwrap_or(usize::MAX), "row")), tr: ("{rows} satır") }
        LeftOut { count: usize } => {
            en: ("{count} statements came faster than they could be shown and are not listed"),
            tr: ("{count} deyim gösterilemeyecek kadar hızlı geldi, burada yer almıyor"),
        }

        NoConnectionChosen => { en: ("no connection is chosen: choose one in Connections"), tr: ("bağlantı seçilmedi: Bağlantılar sekmesinden birini seçin") }
        Busy => { en: ("a job is running: wait for it or cancel it in Pending"), tr: ("bir iş sürüyor: bitmesini bekleyin ya da Bekleyenler sekmesinde iptal edin") }
        NothingToCopy => { en: ("there is nothing to copy here"), tr: ("burada kopyalanacak bir şey yok") }
        NothingToFilter => { en: ("there is no list to filter here"), tr: ("burada süzülecek bir liste yok") }
        Copied { what: String } => { en: ("sent to your terminal's clipboard: {what}"), tr: ("terminalinizin panosuna gönderildi: {what}") }
        TooLargeToCopy => {
            en: ("too long for the clipboard of a terminal; export it into a file instead"),
            tr: ("terminal panosu için çok uzun; bunun yerine dosyaya aktarın"),
        }
        MouseOn => { en: ("the mouse is on; to select text hold Shift, or turn it off again"), tr: ("fare açık; metin seçmek için Shift'i basılı tutun ya da fareyi kapatın") }
        MouseOff => { en: ("the mouse is off; text can be selected"), tr: ("fare kapalı; metin seçilebilir") }
        CannotSuspend => {
            en: ("a job is running, and would stand still with goc; cancel it or wait for it first"),
            tr: ("bir iş sürüyor, goc durursa o da durur; önce iptal edin ya da bitmesini bekleyin"),
        }
        Off { key: String, why: String } => { en: ("{key}: {why}"), tr: ("{key}: {why}") }
        QuitWhileBusy => { en: ("A job is running"), tr: ("Bir iş sürüyor") }
        QuitWhileBusyMore => {
            en: ("The running step would be rolled back; what is done stays done, and the next start goes on from there."),
            tr: ("Çalışan adım geri alınır; bitmiş olanlar kalır, bir sonraki açılışta oradan sürdürülür."),
        }
        QuitAnyway => { en: ("Cancel the job and quit"), tr: ("İşi iptal et ve çık") }
        CancelJob => { en: ("Cancel the running job?"), tr: ("Süren iş iptal edilsin mi?") }
        CancelJobNow => { en: ("Cancel it"), tr: ("İptal et") }
        Cancelling => { en: ("cancelling: waiting for the database"), tr: ("iptal ediliyor: veritabanı bekleniyor") }
        CancellingCalm => { en: ("ends after the running step"), tr: ("çalışan adımdan sonra bitecek") }
        NothingRuns => { en: ("nothing is running"), tr: ("süren bir iş yok") }

        Reading => { en: ("reading …"), tr: ("okunuyor …") }
        Connecting => { en: ("connecting …"), tr: ("bağlanılıyor …") }
        NotConnected => { en: ("no connection"), tr: ("bağlantı yok") }
        Production => { en: ("production"), tr: ("canlı") }
        Staging => { en: ("staging"), tr: ("deneme") }
        Development => { en: ("development"), tr: ("geliştirme") }
        Base => { en: ("base"), tr: ("başlangıç") }
        UpToDate => { en: ("up to date"), tr: ("güncel") }
        Pending { count: usize } => { en: ("{count} pending"), tr: ("{count} bekleyen") }
        SeeConflicts => { en: ("see Conflicts"), tr: ("Çakışmalar'a bakın") }
        Unread { count: usize } => { en: ("! {count}"), tr: ("! {count}") }
        TooSmall { width: u16, height: u16 } => {
            en: ("goc needs 60×15 cells; this is {width}×{height}. Enlarge the window, or: goc status"),
            tr: ("goc için 60×15 hücre gerekir; burası {width}×{height}. Pencereyi büyütün ya da: goc status"),
        }
        AskPassword { user: String, database: String } => { en: ("Password of {user} for {database}"), tr: ("{database} için {user} parolası") }
        NewPasswordTitle { user: String } => { en: ("New password of {user}"), tr: ("{user} için yeni parola") }
        NewPasswordLabel => { en: ("New password"), tr: ("Yeni parola") }
        NewPasswordMore { user: String } => {
            en: ("The old password of {user} no longer works from then on."),
            tr: ("{user} kullanıcısının eski parolası artık geçmez."),
        }
        NewPasswordYes => { en: ("Change the password"), tr: ("Parolayı değiştir") }
        AskPasswordAgain { user: String, database: String } => {
            en: ("Refused. Password of {user} for {database}"),
            tr: ("Kabul edilmedi. {database} için {user} parolası"),
        }
        PasswordKept => { en: ("Kept in memory only, until goc ends."), tr: ("Yalnız bellekte, goc kapanana dek tutulur.") }
        FilterPrompt => { en: ("filter:"), tr: ("süz:") }
        StepsDone { done: usize, total: usize } => { en: ("{done}/{total}"), tr: ("{done}/{total}") }
        WorksHere { who: String, steps: String } => { en: ("{who} works here {steps}"), tr: ("{who} burada çalışıyor {steps}") }
        AnotherWorks => { en: ("another goc works here"), tr: ("burada başka bir goc çalışıyor") }
        Upgrading => { en: ("upgrading"), tr: ("güncelleniyor") }
        Downgrading => { en: ("downgrading"), tr: ("geri alınıyor") }
        Stamping => { en: ("stamping"), tr: ("damgalanıyor") }
        Repairing => { en: ("repairing"), tr: ("onarılıyor") }
        Loading => { en: ("loading seeds"), tr: ("temel veriler yükleniyor") }
        Rehearsing => { en: ("rehearsing"), tr: ("deneniyor") }
        RehearsedWell => { en: ("rehearsed: out, back and out again"), tr: ("denendi: ileri, geri, yeniden ileri") }
        RehearsedOneWay => { en: ("rehearsed; there is no way back"), tr: ("denendi; geri dönüş yolu yok") }
        RehearsedBadly => { en: ("rehearsed; the way back does not lead to the same schema"), tr: ("denendi; geri dönüş aynı şemaya varmıyor") }
        BackingUp => { en: ("backing up"), tr: ("yedekleniyor") }
        Restoring => { en: ("restoring"), tr: ("geri yükleniyor") }
        Working => { en: ("writing"), tr: ("yazılıyor") }
        Upgraded { to: String, steps: usize } => { en: ("upgraded to {to}, steps: {steps}"), tr: ("güncellendi: {to}, adım: {steps}") }
        Downgraded { to: String, steps: usize } => { en: ("downgraded to {to}, steps: {steps}"), tr: ("geri alındı: {to}, adım: {steps}") }
        DryRunDone { steps: usize } => { en: ("the dry run went through, steps: {steps}; nothing was kept"), tr: ("deneme sorunsuz bitti, adım: {steps}; hiçbir şey değişmedi") }
        NothingToRun => { en: ("there was nothing to do"), tr: ("yapılacak bir şey yoktu") }
        Stamped { to: String } => { en: ("stamped: {to}"), tr: ("damgalandı: {to}") }
        Adopted { revisions: usize } => {
            en: ("taken over: {}", crate::i18n::count(*revisions, "revision")),
            tr: ("devralındı: {revisions} versiyon"),
        }
        MarkedDone => { en: ("the interrupted step was marked"), tr: ("yarım kalan adım işaretlendi") }
        SeedsLoaded { new: usize, updated: usize } => { en: ("seeds loaded: {new} new, {updated} changed"), tr: ("temel veriler yüklendi: {new} yeni, {updated} değişen") }
        Protected { name: String } => { en: ("protected as {name}"), tr: ("{name} adıyla korunuyor") }
        Released => { en: ("no longer protected"), tr: ("artık korunmuyor") }
        BackedUp { file: String } => { en: ("backup made and verified: {file}"), tr: ("yedek alındı ve doğrulandı: {file}") }
        Restored { file: String } => { en: ("restored from {file}"), tr: ("geri yüklendi: {file}") }
        PasswordReset { user: String } => { en: ("the new password of {user} is in force"), tr: ("{user} için yeni parola geçerli") }
        EndedGone { pid: i32 } => { en: ("{pid} is not there any more"), tr: ("{pid} artık yok") }
        EndedIdle { pid: i32, who: String } => {
            en: ("{pid} ({who}) ran nothing, so that nothing was cancelled; asked again its session is ended"),
            tr: ("{pid} ({who}) bir şey çalıştırmıyordu, iptal edilecek bir şey yoktu; yeniden isterseniz oturumu kapatılır"),
        }
        EndedStatement { pid: i32, who: String } => { en: ("{pid} ({who}) was told to cancel"), tr: ("{pid} ({who}) için iptal istendi") }
        EndedSession { pid: i32, who: String } => { en: ("the session {pid} ({who}) was ended"), tr: ("{pid} ({who}) oturumu kapatıldı") }
        IndexRebuilt { index: String } => { en: ("the index {index} is built again and valid"), tr: ("{index} dizini yeniden oluşturuldu, artık geçerli") }
        IndexDropped { index: String } => { en: ("the invalid index {index} was dropped"), tr: ("geçersiz {index} dizini silindi") }
        FileSaved { file: String } => { en: ("written: {file}"), tr: ("yazıldı: {file}") }
        RevisionCreated { revision: String, file: String } => { en: ("revision {revision} written: {file}"), tr: ("{revision} versiyonu yazıldı: {file}") }
        RevisionRewritten { revision: String, file: String } => { en: ("revision {revision} written anew: {file}"), tr: ("{revision} versiyonu yeniden yazıldı: {file}") }
        Mended { file: String, line: u32 } => { en: ("{file}:{line} mended"), tr: ("{file}:{line} düzeltildi") }
        ConfigFileClosed { file: String } => { en: ("only its owner can read {file} now"), tr: ("{file} dosyasını artık yalnız sahibi okuyabilir") }
        LeftHalfWay { what: String } => { en: ("see 4 Conflicts: {what}"), tr: ("4 Çakışmalar'a bakın: {what}") }
        Accepted { revision: String, file: String } => { en: ("{file} is now what counts as applied for {revision}"), tr: ("{revision} için artık {file} uygulanmış sayılıyor") }
    }
}
