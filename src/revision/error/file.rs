//! What is wrong with one file, or with the place that files come from.

use super::nearest;
use crate::i18n::{Lang, problems, shell};

problems! {
    /// A revision file that cannot be used, with its name and, where one is to blame, its line.
    pub enum FileProblem {
        /// The directory itself cannot be read.
        UnreadableDirectory { directory: String, reason: String } = "unreadable_directory" {
            en: ("the migrations directory {directory} cannot be read: {reason}"),
            tr: ("migration klasörü okunamıyor: {directory}: {reason}"),
            hint_en: ("name the right directory: goc --migrations DIR"),
            hint_tr: ("doğru klasörü belirtin: goc --migrations KLASÖR"),
        }
        /// The system refuses to open or read the file (rights, a loop of links, a failing disk).
        Unreadable { file: String, reason: String } = "unreadable_file" {
            en: ("{file} cannot be read: {reason}"),
            tr: ("{file} okunamıyor: {reason}"),
            hint_en: ("look at its rights and its target: ls -l {}", shell(file)),
            hint_tr: ("izinlerine ve hedefine bakın: ls -l {}", shell(file)),
        }
        /// A directory, pipe or device with the name of a revision file.
        NotAFile { file: String } = "not_a_file" {
            en: ("{file} is named like a revision file but is no file"),
            tr: ("{file} versiyon dosyası gibi adlandırılmış ama dosya değil"),
            hint_en: ("give it another name: mv {} {}", shell(file), shell(&format!("{file}.old"))),
            hint_tr: ("adını değiştirin: mv {} {}", shell(file), shell(&format!("{file}.old"))),
        }
        /// Nothing in it, or nothing but white space.
        Empty { file: String } = "empty_file" {
            en: ("{file} is empty"),
            tr: ("{file} boş"),
            hint_en: ("bring back its content (git checkout -- {}) or delete it", shell(file)),
            hint_tr: ("içeriğini geri getirin (git checkout -- {}) ya da dosyayı silin", shell(file)),
        }
        /// A zero byte: a binary file, or what a crash left of a text file.
        NulByte { file: String, line: u32, offset: usize } = "nul_byte" {
            en: ("{file}:{line}: a zero byte at offset {offset}; this is no text file"),
            tr: ("{file}:{line}: {offset}. baytta sıfır baytı var; bu bir metin dosyası değil"),
            hint_en: ("bring back its content: git checkout -- {}", shell(file)),
            hint_tr: ("içeriğini geri getirin: git checkout -- {}", shell(file)),
        }
        /// UTF-16, as some Windows editors save.
        Utf16 { file: String, offset: usize } = "utf16" {
            en: ("{file}:1: UTF-16 text from offset {offset} on; revision files are UTF-8"),
            tr: ("{file}:1: {offset}. bayttan itibaren UTF-16; versiyon dosyaları UTF-8 olmalı"),
            hint_en: ("convert it: {}", iconv("UTF-16", file)),
            hint_tr: ("dönüştürün: {}", iconv("UTF-16", file)),
        }
        /// A byte that UTF-8 does not have there, in a file that reads well as Turkish Windows text.
        Windows1254 { file: String, line: u32, offset: usize, byte: String } = "not_utf8" {
            en: ("{file}:{line}: byte {byte} at offset {offset} is not UTF-8; the file looks like Windows-1254"),
            tr: ("{file}:{line}: {offset}. konumdaki {byte} baytı UTF-8 değil; dosya Windows-1254 gibi görünüyor"),
            hint_en: ("convert it: {}", iconv("WINDOWS-1254", file)),
            hint_tr: ("dönüştürün: {}", iconv("WINDOWS-1254", file)),
        }
        /// A byte that UTF-8 does not have there.
        NotUtf8 { file: String, line: u32, offset: usize, byte: String } = "not_utf8" {
            en: ("{file}:{line}: byte {byte} at offset {offset} is not UTF-8"),
            tr: ("{file}:{line}: {offset}. konumdaki {byte} baytı UTF-8 değil"),
            hint_en: ("save it as UTF-8, or bring back its content: git checkout -- {}", shell(file)),
            hint_tr: ("UTF-8 olarak kaydedin ya da içeriğini geri getirin: git checkout -- {}", shell(file)),
        }
        /// No `-- revision:` line.
        MissingRevision { file: String } = "missing_revision" {
            en: ("{file} does not say which revision it is"),
            tr: ("{file} hangi versiyon olduğunu söylemiyor"),
            hint_en: ("begin it with a line such as `-- revision: 003`"),
            hint_tr: ("ilk satır olarak örneğin `-- revision: 003` yazın"),
        }
        /// A header line that means nothing to goc.
        UnknownKey { file: String, line: u32, key: String, similar: Option<String> } = "unknown_key" {
            en: ("{file}:{line}: the header has no `{key}`{}", nearest(similar, "; did you mean ", "?")),
            tr: ("{file}:{line}: başlıkta `{key}` diye bir alan yok{}", nearest(similar, "; şunu mu demek istediniz: ", "")),
            hint_en: ("keys are revision, revises, branch_labels, depends_on, message, created; a blank line ends the header"),
            hint_tr: ("alanlar: revision, revises, branch_labels, depends_on, message, created; başlık boş satırla biter"),
        }
        /// A header line given twice.
        DuplicateKey { file: String, line: u32, key: String } = "duplicate_key" {
            en: ("{file}:{line}: `{key}` stands in the header already"),
            tr: ("{file}:{line}: `{key}` başlıkta zaten var"),
            hint_en: ("keep one of the two lines; several values are separated by commas"),
            hint_tr: ("iki satırdan birini bırakın; birden çok değer virgülle ayrılır"),
        }
        /// A label that targets could not name.
        IllegalLabel { file: String, line: u32, label: String } = "illegal_label" {
            en: ("{file}:{line}: `{label}` cannot be a branch label"),
            tr: ("{file}:{line}: `{label}` dal etiketi olamaz"),
            hint_en: ("use letters, digits, `_` and `-`; head, heads, base and current are taken"),
            hint_tr: ("harf, rakam, `_` ve `-` kullanın; head, heads, base ve current ayrılmıştır"),
        }
        /// A time that cannot be read.
        BadCreated { file: String, line: u32, value: String } = "bad_created" {
            en: ("{file}:{line}: `{value}` is no time"),
            tr: ("{file}:{line}: `{value}` bir zaman değil"),
            hint_en: ("write it as 2024-12-17T15:00:00+03:00, or take the line out"),
            hint_tr: ("2024-12-17T15:00:00+03:00 biçiminde yazın ya da satırı çıkarın"),
        }
        /// A `-- goc:` line that means nothing to goc.
        UnknownDirective { file: String, line: u32, directive: String, similar: Option<String> } = "unknown_directive" {
            en: ("{file}:{line}: `-- goc:{directive}` is unknown{}", nearest(similar, "; did you mean ", "?")),
            tr: ("{file}:{line}: `-- goc:{directive}` bilinmiyor{}", nearest(similar, "; şunu mu demek istediniz: ", "")),
            hint_en: ("directives are upgrade, downgrade, transaction, batch, irreversible"),
            hint_tr: ("yönergeler: upgrade, downgrade, transaction, batch, irreversible"),
        }
        /// A known directive with words that it does not take.
        BadDirective { file: String, line: u32, given: String, expected: String } = "bad_directive" {
            en: ("{file}:{line}: `{given}` is not understood"),
            tr: ("{file}:{line}: `{given}` anlaşılmadı"),
            hint_en: ("write it as: {expected}"),
            hint_tr: ("şöyle yazın: {expected}"),
        }
        /// A directive before the first section, where there is nothing that it could speak of.
        DirectiveOutsideSection { file: String, line: u32, directive: String } = "directive_outside_section" {
            en: ("{file}:{line}: `-- goc:{directive}` stands before the first section"),
            tr: ("{file}:{line}: `-- goc:{directive}` ilk bölümden önce duruyor"),
            hint_en: ("move it below `-- goc:upgrade` or `-- goc:downgrade`"),
            hint_tr: ("`-- goc:upgrade` ya da `-- goc:downgrade` satırının altına taşıyın"),
        }
        /// SQL that belongs to no section would never run.
        SqlOutsideSection { file: String, line: u32 } = "sql_outside_section" {
            en: ("{file}:{line}: this belongs to no section and would never run"),
            tr: ("{file}:{line}: bu hiçbir bölüme ait değil, hiç çalışmazdı"),
            hint_en: ("put `-- goc:upgrade` before it"),
            hint_tr: ("önüne `-- goc:upgrade` satırını yazın"),
        }
        /// The same section twice.
        DuplicateSection { file: String, line: u32, section: String, first: u32 } = "duplicate_section" {
            en: ("{file}:{line}: `{section}` stands on line {first} already"),
            tr: ("{file}:{line}: `{section}` zaten {first}. satırda var"),
            hint_en: ("put the two sections together"),
            hint_tr: ("iki bölümü birleştirin"),
        }
        /// A section that says it has nothing, and has something.
        NoneWithSql { file: String, line: u32, section: String } = "none_with_sql" {
            en: ("{file}:{line}: `{section}` says that there is nothing to do, but here is something"),
            tr: ("{file}:{line}: `{section}` yapılacak bir şey olmadığını söylüyor ama burada bir şey var"),
            hint_en: ("take out `none`, or the text below it"),
            hint_tr: ("`none` sözcüğünü ya da altındaki metni çıkarın"),
        }
        /// Neither an upgrade nor a downgrade: a file that was cut off, or never finished.
        NoSection { file: String } = "no_section" {
            en: ("{file} has neither an upgrade nor a downgrade"),
            tr: ("{file} içinde ne upgrade ne downgrade bölümü var"),
            hint_en: ("write `-- goc:upgrade` and `-- goc:downgrade`; with ` none` behind for nothing to do"),
            hint_tr: ("`-- goc:upgrade` ve `-- goc:downgrade` yazın; yapılacak bir şey yoksa sonuna ` none` ekleyin"),
        }
        /// A file of Alembic's that is no Python from some place on. `revision` is what it says it is before that.
        PythonSyntax { file: String, line: u32, column: u32, error: String, source: String, revision: Option<String> } = "python_syntax" {
            en: ("{file}:{line}:{column}: this is no Python: `{source}` ({error}){}", still_used(revision, Lang::En)),
            tr: ("{file}:{line}:{column}: bu Python değil: `{source}` ({error}){}", still_used(revision, Lang::Tr)),
            hint_en: ("mend line {line} of {file}, or bring back the file: git checkout -- {}", shell(file)),
            hint_tr: ("{file} dosyasının {line}. satırını düzeltin ya da dosyayı geri getirin: git checkout -- {}", shell(file)),
        }
        /// Brackets in brackets, or blocks in blocks, deeper than anybody writes them.
        PythonTooDeep { file: String, line: u32, revision: Option<String> } = "python_too_deep" {
            en: ("{file}:{line}: this nests too deep to be read{}", still_used(revision, Lang::En)),
            tr: ("{file}:{line}: buradaki iç içelik okunamayacak kadar derin{}", still_used(revision, Lang::Tr)),
            hint_en: ("nobody writes such a line by hand: bring back the file (git checkout -- {}) or delete it", shell(file)),
            hint_tr: ("böyle bir satırı kimse elle yazmaz: dosyayı geri getirin (git checkout -- {}) ya da silin", shell(file)),
        }
        /// A Python file that says it is not UTF-8.
        PythonEncoding { file: String, line: u32, encoding: String } = "python_encoding" {
            en: ("{file}:{line}: the file says that it is {encoding}; goc reads UTF-8"),
            tr: ("{file}:{line}: dosya {encoding} olduğunu söylüyor; goc UTF-8 okur"),
            hint_en: ("convert it and take line {line} out: {}", iconv(&shell(encoding), file)),
            hint_tr: ("dönüştürüp {line}. satırı çıkarın: {}", iconv(&shell(encoding), file)),
        }
        /// More than a revision can be.
        TooLarge { file: String, megabytes: usize, revision: Option<String> } = "file_too_large" {
            en: ("{file} is larger than {megabytes} MB and is not read to its end{}", still_used(revision, Lang::En)),
            tr: ("{file} {megabytes} MB sınırından büyük, sonuna kadar okunmadı{}", still_used(revision, Lang::Tr)),
            hint_en: ("keep rows in a file of their own, or move this one elsewhere: mv {} ..", shell(file)),
            hint_tr: ("satırları ayrı bir dosyada tutun ya da bu dosyayı başka yere taşıyın: mv {} ..", shell(file)),
        }
        /// A variable whose value only running the file would tell.
        NotLiteral { file: String, line: u32, variable: String, given: String } = "not_literal" {
            en: ("{file}:{line}: `{variable}` is not written out: `{given}`; goc runs no Python to find out"),
            tr: ("{file}:{line}: `{variable}` açıkça yazılmamış: `{given}`; goc öğrenmek için Python çalıştırmaz"),
            hint_en: ("write it as a text: {variable} = \"…\""),
            hint_tr: ("metin olarak yazın: {variable} = \"…\""),
        }
        /// A Python file that does not say which revision it is, or which one it follows.
        MissingVariable { file: String, variable: String } = "missing_variable" {
            en: ("{file} does not say what its `{variable}` is"),
            tr: ("{file}, `{variable}` değişkenini vermiyor"),
            hint_en: ("write `{variable} = …` at the top of the file; if it is no revision, move it out of the folder"),
            hint_tr: ("dosyanın başına `{variable} = …` yazın; versiyon dosyası değilse klasörün dışına taşıyın"),
        }
        /// Settings of Alembic's that do not tell where the revisions are.
        NoScriptLocation { file: String } = "no_script_location" {
            en: ("{file} has no `script_location` in its section for Alembic"),
            tr: ("{file} dosyasının Alembic bölümünde `script_location` yok"),
            hint_en: ("write `script_location = %(here)s/alembic` there, or name the folder itself: goc --migrations alembic/versions"),
            hint_tr: ("oraya `script_location = %(here)s/alembic` yazın ya da klasörün kendisini belirtin: goc --migrations alembic/versions"),
        }
        /// A setting of Alembic's that says nothing.
        BadSetting { file: String, setting: String, value: String } = "bad_setting" {
            en: ("{file}: the setting `{setting}` cannot be used: `{value}`"),
            tr: ("{file}: `{setting}` ayarı kullanılamıyor: `{value}`"),
            hint_en: ("mend it (`%(name)s` needs a setting `name`, a plain `%` is written `%%`), or name the folder itself: goc --migrations alembic/versions"),
            hint_tr: ("düzeltin (`%(ad)s` için `ad` ayarı gerekir, düz `%` işareti `%%` yazılır) ya da klasörün kendisini belirtin: goc --migrations alembic/versions"),
        }
        /// The revisions are Alembic's: they can be looked at and stamped, and there is no SQL in them that could run.
        Alembic { directory: String } = "alembic_revisions" {
            en: ("the revisions in {directory} are Alembic's Python: goc reads them, but neither runs, checks nor writes them"),
            tr: ("{directory} içindeki versiyonlar Alembic'in Python dosyaları: goc bunları okur ama çalıştırmaz, denetlemez, yazmaz"),
            hint_en: ("turn them into goc's: goc import alembic {} --to migrations/", shell(directory)),
            hint_tr: ("goc dosyalarına dönüştürün: goc import alembic {} --to migrations/", shell(directory)),
        }
        /// The file is another one than the one that the plan was made from.
        Changed { file: String } = "file_changed" {
            en: ("{file} was changed while goc was at work"),
            tr: ("{file} goc çalışırken değiştirildi"),
            hint_en: ("run the command again: it reads the files anew"),
            hint_tr: ("komutu yeniden çalıştırın: dosyalar baştan okunur"),
        }
    }
}

impl FileProblem {
    /// Whether the file is of no use. What a broken file of Alembic's declares above its error is used: its place in the history is known,
    /// and its statements are for nobody here to run.
    pub fn is_grave(&self) -> bool {
        !matches!(
            self,
            FileProblem::PythonSyntax { revision: Some(_), .. }
                | FileProblem::PythonTooDeep { revision: Some(_), .. }
                | FileProblem::TooLarge { revision: Some(_), .. }
        )
    }
}

/// What is said of a broken file whose declarations are used.
fn still_used(revision: &Option<String>, lang: Lang) -> String {
    match (revision, lang) {
        (None, _) => String::new(),
        (Some(revision), Lang::En) => format!("; what it declares before that is used: revision `{revision}`"),
        (Some(revision), Lang::Tr) => format!("; öncesinde yazanlar kullanılıyor: versiyon `{revision}`"),
    }
}

/// Converting in two steps: `iconv` must not write into the file that it reads.
fn iconv(from: &str, file: &str) -> String {
    let (file, copy) = (shell(file), shell(&format!("{file}.utf8")));
    format!("iconv -f {from} -t UTF-8 {file} > {copy} && mv {copy} {file}")
}
