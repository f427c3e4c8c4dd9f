//! What lint can find, each with its code, its explanation and a safe way.
//!
//! The code is the kind of the problem, the safe way its hint: SQL or directives of goc that do the same without the risk. What is
//! said about locks is from the PostgreSQL documentation ("Explicit Locking", "ALTER TABLE", "Building Indexes Concurrently"), what
//! SQLite does from sqlite.org/lang_altertable.html and sqlite.org/foreignkeys.html.

use crate::i18n::{list, problems};

problems! {
    /// A risk in the SQL of a step. Names in it are harmless to draw.
    pub enum LintProblem {
        /// `CREATE INDEX` without `CONCURRENTLY`.
        IndexNotConcurrent { table: String, index: String } = "index_not_concurrent" {
            en: ("building the index lets nobody write to {table} until the step ends"),
            tr: ("dizin kurulurken adım bitene kadar kimse {table} tablosuna yazamaz"),
            hint_en: ("in a revision of its own: -- goc:transaction off, then CREATE INDEX CONCURRENTLY {index} ON {table} …"),
            hint_tr: ("ayrı bir versiyonda: -- goc:transaction off, ardından CREATE INDEX CONCURRENTLY {index} ON {table} …"),
        }
        /// `DROP INDEX` without `CONCURRENTLY`.
        DropIndexNotConcurrent { index: String } = "drop_index_not_concurrent" {
            en: ("dropping {index} lets nobody read or write its table until the step ends"),
            tr: ("{index} silinirken adım bitene kadar kimse tablosunu okuyamaz, tablosuna yazamaz"),
            hint_en: ("in a revision of its own: -- goc:transaction off, then DROP INDEX CONCURRENTLY IF EXISTS {index}"),
            hint_tr: ("ayrı bir versiyonda: -- goc:transaction off, ardından DROP INDEX CONCURRENTLY IF EXISTS {index}"),
        }
        /// `REINDEX` without `CONCURRENTLY`.
        ReindexNotConcurrent { name: String } = "reindex_not_concurrent" {
            en: ("REINDEX of {name} lets nobody write, and hardly anybody read, until it is done"),
            tr: ("{name} için REINDEX bitene kadar kimse yazamaz, neredeyse kimse okuyamaz"),
            hint_en: ("in a revision of its own: -- goc:transaction off, then REINDEX … CONCURRENTLY {name}"),
            hint_tr: ("ayrı bir versiyonda: -- goc:transaction off, ardından REINDEX … CONCURRENTLY {name}"),
        }
        /// `REFRESH MATERIALIZED VIEW` without `CONCURRENTLY`.
        RefreshNotConcurrent { view: String } = "refresh_not_concurrent" {
            en: ("nobody can read {view} while it is refreshed, until the step ends"),
            tr: ("{view} yenilenirken adım bitene kadar kimse okuyamaz"),
            hint_en: ("give it a unique index, then: REFRESH MATERIALIZED VIEW CONCURRENTLY {view}"),
            hint_tr: ("benzersiz bir dizin verin, ardından: REFRESH MATERIALIZED VIEW CONCURRENTLY {view}"),
        }
        /// A foreign key that is checked at once.
        ForeignKeyValidates { table: String, parent: String } = "foreign_key_validates" {
            en: ("every row of {table} is checked while nobody can write to {table} or {parent}"),
            tr: ("{table} tablosunun bütün satırları denetlenir; bu sürede kimse {table} ve {parent} tablolarına yazamaz"),
            hint_en: ("ALTER TABLE {table} ADD CONSTRAINT … FOREIGN KEY … NOT VALID\nthen in the next revision: ALTER TABLE {table} VALIDATE CONSTRAINT …"),
            hint_tr: ("ALTER TABLE {table} ADD CONSTRAINT … FOREIGN KEY … NOT VALID\nsonraki versiyonda: ALTER TABLE {table} VALIDATE CONSTRAINT …"),
        }
        /// A check that is made at once.
        CheckValidates { table: String } = "check_validates" {
            en: ("every row of {table} is checked while nobody can read or write it"),
            tr: ("{table} tablosunun bütün satırları denetlenir; bu sürede kimse tabloyu okuyamaz, tabloya yazamaz"),
            hint_en: ("ALTER TABLE {table} ADD CONSTRAINT … CHECK (…) NOT VALID\nthen in the next revision: ALTER TABLE {table} VALIDATE CONSTRAINT …"),
            hint_tr: ("ALTER TABLE {table} ADD CONSTRAINT … CHECK (…) NOT VALID\nsonraki versiyonda: ALTER TABLE {table} VALIDATE CONSTRAINT …"),
        }
        /// A validation that the lock of what comes before it makes pointless.
        ValidatesUnderLock { table: String } = "validate_under_lock" {
            en: ("the rows of {table} are checked in the same transaction that already keeps others out of it: NOT VALID gains nothing"),
            tr: ("{table} tablosunun satırları, başkalarını zaten dışarıda tutan aynı işlemde (transaction) denetleniyor: NOT VALID bir şey kazandırmıyor"),
            hint_en: ("put VALIDATE CONSTRAINT into the next revision, or write -- goc:transaction off above both statements"),
            hint_tr: ("VALIDATE CONSTRAINT deyimini sonraki versiyona koyun ya da iki deyimin üstüne -- goc:transaction off yazın"),
        }
        /// A UNIQUE or PRIMARY KEY that builds its index under the lock.
        UniqueBuildsIndex { table: String, kind: String } = "unique_builds_index" {
            en: ("{kind} builds its index while nobody can read or write {table}"),
            tr: ("{kind} dizinini kurarken kimse {table} tablosunu okuyamaz, tabloya yazamaz"),
            hint_en: ("-- goc:transaction off, then CREATE UNIQUE INDEX CONCURRENTLY ix ON {table} (…)\nthen in the next revision: ALTER TABLE {table} ADD CONSTRAINT … {kind} USING INDEX ix"),
            hint_tr: ("-- goc:transaction off, ardından CREATE UNIQUE INDEX CONCURRENTLY ix ON {table} (…)\nsonraki versiyonda: ALTER TABLE {table} ADD CONSTRAINT … {kind} USING INDEX ix"),
        }
        /// An exclusion constraint, which can only be built under the lock.
        ExcludeBuildsIndex { table: String } = "exclude_builds_index" {
            en: ("EXCLUDE builds its index while nobody can read or write {table}; PostgreSQL knows no other way"),
            tr: ("EXCLUDE dizinini kurarken kimse {table} tablosunu okuyamaz, tabloya yazamaz; PostgreSQL'de başka yolu yok"),
            hint_en: ("run it when the shop is closed, or make a new table with the constraint and copy the rows in batches"),
            hint_tr: ("mağaza kapalıyken çalıştırın ya da kısıtlamalı yeni bir tablo açıp satırları parça parça aktarın"),
        }
        /// `SET NOT NULL` that has to look at every row.
        NotNullScans { table: String, columns: Vec<String> } = "not_null_scans" {
            en: ("every row of {table} is checked for {} while nobody can read or write it", list(columns)),
            tr: ("{table} tablosunun bütün satırlarında {} denetlenir; bu sürede kimse tabloyu okuyamaz, tabloya yazamaz", list(columns)),
            hint_en: ("in a revision with -- goc:transaction off:\nALTER TABLE {table} ADD CONSTRAINT filled CHECK ({}) NOT VALID; ALTER TABLE {table} VALIDATE CONSTRAINT filled;\nALTER TABLE {table} {}; ALTER TABLE {table} DROP CONSTRAINT filled;", each(columns, "", " IS NOT NULL", " AND "), each(columns, "ALTER COLUMN ", " SET NOT NULL", ", ")),
            hint_tr: ("-- goc:transaction off yazan bir versiyonda:\nALTER TABLE {table} ADD CONSTRAINT dolu CHECK ({}) NOT VALID; ALTER TABLE {table} VALIDATE CONSTRAINT dolu;\nALTER TABLE {table} {}; ALTER TABLE {table} DROP CONSTRAINT dolu;", each(columns, "", " IS NOT NULL", " AND "), each(columns, "ALTER COLUMN ", " SET NOT NULL", ", ")),
        }
        /// A new column that may not be empty and has nothing to be filled with.
        NotNullWithoutDefault { table: String, columns: Vec<String> } = "not_null_without_default" {
            en: ("{} may not be NULL and has no DEFAULT: it cannot be added to {table} as soon as that has a row", list(columns)),
            tr: ("{} boş (NULL) olamaz ve DEFAULT değeri yok: {table} tablosunda tek bir satır bile varsa eklenemez", list(columns)),
            hint_en: ("give it a constant: {}\nor add it without NOT NULL and fill it in a later revision (-- goc:batch table={table} key=… size=1000)", each(columns, "ADD COLUMN ", " … NOT NULL DEFAULT …", ", ")),
            hint_tr: ("sabit bir değer verin: {}\nya da NOT NULL olmadan ekleyip sonraki bir versiyonda doldurun (-- goc:batch table={table} key=… size=1000)", each(columns, "ADD COLUMN ", " … NOT NULL DEFAULT …", ", ")),
        }
        /// A new column with a value of its own in every row.
        ColumnRewritesTable { table: String, columns: Vec<String> } = "column_rewrites_table" {
            en: ("{} gets a value of its own in every row: the whole of {table} is written anew while nobody can read or write it", list(columns)),
            tr: ("{} her satırda ayrı bir değer alır: {table} baştan yazılırken kimse tabloyu okuyamaz, tabloya yazamaz", list(columns)),
            hint_en: ("ALTER TABLE {table} {} without DEFAULT, then {}\nthen fill the old rows in a later revision: -- goc:batch table={table} key=… size=1000", each(columns, "ADD COLUMN ", " …", ", "), each(columns, "ALTER COLUMN ", " SET DEFAULT …", ", ")),
            hint_tr: ("DEFAULT olmadan ALTER TABLE {table} {}, ardından {}\nsonraki bir versiyonda eski satırları doldurun: -- goc:batch table={table} key=… size=1000", each(columns, "ADD COLUMN ", " …", ", "), each(columns, "ALTER COLUMN ", " SET DEFAULT …", ", ")),
        }
        /// A change of type that writes the table anew.
        TypeChangeRewrites { table: String, columns: Vec<String> } = "type_change" {
            en: ("the new type of {} makes PostgreSQL write the whole of {table} and its indexes anew while nobody can read or write it", list(columns)),
            tr: ("yeni türe geçen sütunlar ({}) yüzünden PostgreSQL {table} tablosunu ve dizinlerini baştan yazar; bu sürede kimse tabloyu okuyamaz, tabloya yazamaz", list(columns)),
            hint_en: ("add a new column of the new type, fill it with -- goc:batch table={table} key=… size=1000, change the application to it, drop the old one later"),
            hint_tr: ("yeni türde yeni bir sütun ekleyin, -- goc:batch table={table} key=… size=1000 ile doldurun, uygulamayı ona geçirin, eskisini sonra silin"),
        }
        /// A change of type that may cost nothing.
        TypeMayRewrite { table: String, columns: Vec<String> } = "type_change" {
            en: ("{} costs nothing if it only becomes a wider text; from any other type the whole of {table} is written anew", list(columns)),
            tr: ("{} yalnızca daha uzun bir metin oluyorsa maliyeti yok; başka bir türden geliyorsa {table} baştan yazılır", list(columns)),
            hint_en: ("see what it is now: \\d {table}"),
            hint_tr: ("şimdi ne olduğuna bakın: \\d {table}"),
        }
        /// A table that is written anew in one go.
        TableRewrite { table: String, command: String } = "table_rewrite" {
            en: ("{command} writes the whole of {table} anew while nobody can read or write it"),
            tr: ("{command}, {table} tablosunu baştan yazar; bu sürede kimse tabloyu okuyamaz, tabloya yazamaz"),
            hint_en: ("leave it to plain VACUUM or to pg_repack, or run it by hand when the shop is closed"),
            hint_tr: ("sıradan VACUUM ya da pg_repack kullanın, ya da mağaza kapalıyken elle çalıştırın"),
        }
        /// A column gets another name while the application uses the old one.
        RenameColumn { table: String, column: String } = "rename_column" {
            en: ("an application that still runs knows the column {column} of {table} by its old name and fails"),
            tr: ("çalışan uygulama {table} tablosundaki {column} sütununu eski adıyla bilir ve hata verir"),
            hint_en: ("add a column with the new name, let the application fill both, copy the old rows, drop the old column when nobody uses it\nor stop the application for the upgrade"),
            hint_tr: ("yeni adla bir sütun ekleyin, uygulama ikisini de doldursun, eski satırları aktarın, kimse kullanmayınca eskisini silin\nya da güncelleme sırasında uygulamayı durdurun"),
        }
        /// A table gets another name while the application uses the old one.
        RenameTable { table: String, new: String } = "rename_table" {
            en: ("an application that still runs knows the table {table} by its old name and fails"),
            tr: ("çalışan uygulama {table} tablosunu eski adıyla bilir ve hata verir"),
            hint_en: ("keep the old name for it: CREATE VIEW {table} AS SELECT * FROM {new}\nor stop the application for the upgrade"),
            hint_tr: ("eski ad onun için kalsın: CREATE VIEW {table} AS SELECT * FROM {new}\nya da güncelleme sırasında uygulamayı durdurun"),
        }
        /// A column goes.
        DropColumn { table: String, column: String } = "drop_column" {
            en: ("{column} of {table} is lost with all that is in it, and an application that still uses it fails"),
            tr: ("{table} tablosundaki {column} sütunu içindekilerle birlikte kaybolur; onu hâlâ kullanan uygulama hata verir"),
            hint_en: ("drop it only in a revision after the last version of the application that uses it; a backup first: goc backup"),
            hint_tr: ("ancak onu kullanan son uygulama sürümünden sonraki bir versiyonda silin; önce yedek alın: goc backup"),
        }
        /// A table goes.
        DropTable { table: String } = "drop_table" {
            en: ("{table} is lost with all its rows, and an application that still uses it fails"),
            tr: ("{table} bütün satırlarıyla kaybolur; onu hâlâ kullanan uygulama hata verir"),
            hint_en: ("rename it first and drop it some revisions later; a backup first: goc backup"),
            hint_tr: ("önce adını değiştirin, birkaç versiyon sonra silin; önce yedek alın: goc backup"),
        }
        /// A table goes to which others refer.
        DropReferencedTable { table: String, children: Vec<String> } = "drop_referenced_table" {
            en: ("foreign keys still refer to {table}: {}; afterwards nothing can be written to them", list(children)),
            tr: ("yabancı anahtarlar hâlâ {table} tablosuna bakıyor: {}; sonrasında onlara yazılamaz", list(children)),
            hint_en: ("rebuild them without the reference first, or drop them, too"),
            hint_tr: ("önce onları bu bağ olmadan yeniden kurun ya da onları da silin"),
        }
        /// `CASCADE` reaches what nobody named.
        DropCascade { command: String } = "drop_cascade" {
            en: ("{command} … CASCADE also drops whatever depends on it, without naming it"),
            tr: ("{command} … CASCADE, ona bağlı ne varsa adını söylemeden onu da siler"),
            hint_en: ("leave CASCADE out, and drop by name what PostgreSQL then says is in the way"),
            hint_tr: ("CASCADE yazmayın; PostgreSQL'in engel dediklerini adlarıyla silin"),
        }
        /// `TRUNCATE … CASCADE`.
        TruncateCascade { tables: Vec<String> } = "truncate_cascade" {
            en: ("TRUNCATE {} CASCADE also empties every table that refers to it, without naming it", list(tables)),
            tr: ("TRUNCATE {} CASCADE, ona bakan bütün tabloları da adlarını söylemeden boşaltır", list(tables)),
            hint_en: ("name every table: TRUNCATE {}, …", list(tables)),
            hint_tr: ("bütün tabloların adını yazın: TRUNCATE {}, …", list(tables)),
        }
        /// All rows are deleted.
        DeleteAllRows { table: String } = "delete_all_rows" {
            en: ("every row of {table} is deleted"),
            tr: ("{table} tablosunun bütün satırları silinir"),
            hint_en: ("add a WHERE; if all of it is meant, say so: -- goc:allow delete_all_rows REASON"),
            hint_tr: ("WHERE ekleyin; gerçekten hepsiyse belirtin: -- goc:allow delete_all_rows NEDEN"),
        }
        /// All rows are changed by one statement.
        UpdateAllRows { table: String } = "update_all_rows" {
            en: ("one statement changes every row of {table}: until the step ends the tills wait for these rows, on SQLite for the whole file"),
            tr: ("tek deyim {table} tablosunun bütün satırlarını değiştirir: adım bitene kadar kasalar bu satırları, SQLite'ta bütün dosyayı bekler"),
            hint_en: ("in a revision of its own, in pieces: -- goc:batch table={table} key=id size=1000 pause=100ms\nUPDATE {table} SET … WHERE id BETWEEN :first AND :last;"),
            hint_tr: ("ayrı bir versiyonda, parça parça: -- goc:batch table={table} key=id size=1000 pause=100ms\nUPDATE {table} SET … WHERE id BETWEEN :first AND :last;"),
        }
        /// Rows are changed under the lock of a schema change.
        DdlWithBackfill { table: String, locked: String } = "ddl_with_backfill" {
            en: ("the rows of {table} are changed while the step already keeps others out of {locked}, and it does so until its end"),
            tr: ("adım {locked} tablosunu başkalarına kapatmışken {table} tablosunun satırları değiştirilir; kilit adım bitene kadar kalır"),
            hint_en: ("change the schema in one revision and the rows in the next, in pieces: -- goc:batch table={table} key=… size=1000"),
            hint_tr: ("şemayı bir versiyonda, satırları sonrakinde parça parça değiştirin: -- goc:batch table={table} key=… size=1000"),
        }
        /// A lock is waited for without an end.
        NoLockTimeout { table: String } = "no_lock_timeout" {
            en: ("the step waits for its lock on {table} as long as it takes, and everybody else waits behind it: lock_timeout is off"),
            tr: ("adım {table} kilidini ne kadar sürerse sürsün bekler, herkes de onun arkasında bekler: lock_timeout kapalı"),
            hint_en: ("leave lock_timeout of goc.toml at 2s, or write into the step: SET LOCAL lock_timeout = '2s'"),
            hint_tr: ("goc.toml içinde lock_timeout değerini 2s bırakın ya da adıma yazın: SET LOCAL lock_timeout = '2s'"),
        }
        /// A type that pads with blanks.
        CharType { columns: Vec<String> } = "char_type" {
            en: ("char(n) fills up with blanks, which comparisons and lengths then see or do not see: {}", list(columns)),
            tr: ("char(n) boşlukla doldurur; karşılaştırma ve uzunlukta bunlar bazen sayılır, bazen sayılmaz: {}", list(columns)),
            hint_en: ("varchar(n), or text with CHECK (length(…) = n)"),
            hint_tr: ("varchar(n) ya da CHECK (length(…) = n) ile text"),
        }
        /// A time that does not say of which zone.
        TimestampWithoutTimeZone { columns: Vec<String> } = "timestamp_without_time_zone" {
            en: ("a timestamp without time zone means another moment wherever the zone is set differently: {}", list(columns)),
            tr: ("saat dilimi olmayan timestamp, dilim ayarı farklı olan her yerde başka bir an demektir: {}", list(columns)),
            hint_en: ("timestamptz"),
            hint_tr: ("timestamptz"),
        }
        /// The engine refuses it inside a transaction.
        RefusedInTransaction { command: String } = "needs_no_transaction" {
            en: ("{command} does not work inside a transaction, and this step is one"),
            tr: ("{command} bir işlem (transaction) içinde çalışmaz, bu adım ise tek işlem"),
            hint_en: ("put it into a revision of its own with this line above it: -- goc:transaction off"),
            hint_tr: ("onu, üstünde şu satır olan ayrı bir versiyona koyun: -- goc:transaction off"),
        }
        /// It would end the step's transaction.
        TransactionControl { command: String } = "transaction_control" {
            en: ("{command} would break up the transaction that goc makes of the step"),
            tr: ("{command}, goc'un adım için açtığı işlemi (transaction) böler"),
            hint_en: ("leave it out: goc begins and ends the transaction; SAVEPOINT is free to use"),
            hint_tr: ("çıkarın: işlemi goc açar ve kapatır; SAVEPOINT kullanılabilir"),
        }
        /// Only psql knows it.
        MetaCommand { command: String } = "meta_command" {
            en: ("{command} is a command of psql; the server does not know it"),
            tr: ("{command} bir psql komutudur, sunucu bilmez"),
            hint_en: ("write it as SQL"),
            hint_tr: ("SQL olarak yazın"),
        }
        /// SQLite has no such ALTER TABLE.
        NoSuchAlter { table: String, action: String } = "no_such_alter" {
            en: ("SQLite has no ALTER TABLE … {action}"),
            tr: ("SQLite'ta ALTER TABLE … {action} yoktur"),
            hint_en: ("rebuild {table}: CREATE TABLE new (…); INSERT INTO new SELECT … FROM {table}; DROP TABLE {table}; ALTER TABLE new RENAME TO {table}; then its indexes, triggers and views again"),
            hint_tr: ("{table} tablosunu yeniden kurun: CREATE TABLE yeni (…); INSERT INTO yeni SELECT … FROM {table}; DROP TABLE {table}; ALTER TABLE yeni RENAME TO {table}; sonra dizinleri, tetikleyicileri ve görünümleri"),
        }
        /// SQLite cannot add such a column.
        ColumnCannotBeAdded { table: String, column: String, kind: String } = "column_cannot_be_added" {
            en: ("SQLite cannot add {column} to a table with rows: {kind}"),
            tr: ("SQLite, satırı olan bir tabloya {column} sütununu ekleyemez: {kind}"),
            hint_en: ("add it without that and fill it afterwards, or rebuild {table}"),
            hint_tr: ("bu olmadan ekleyip sonra doldurun ya da {table} tablosunu yeniden kurun"),
        }
        /// A rebuilt table comes back without something that hung on it.
        RebuildLosesObjects { table: String, objects: Vec<String> } = "rebuild_loses_objects" {
            en: ("DROP TABLE {table} also drops what hangs on it, and the step does not make it again: {}", list(objects)),
            tr: ("DROP TABLE {table}, ona bağlı olanları da siler; adım bunları yeniden kurmuyor: {}", list(objects)),
            hint_en: ("make them again after ALTER TABLE … RENAME TO {table}"),
            hint_tr: ("ALTER TABLE … RENAME TO {table} satırından sonra yeniden oluşturun"),
        }
        /// A view stands in the way of a rename.
        ViewInTheWay { view: String, table: String } = "view_in_the_way" {
            en: ("the view {view} reads {table}, which does not exist at this moment of the rebuild: SQLite refuses the rename"),
            tr: ("{view} görünümü, yeniden kurmanın bu anında var olmayan {table} tablosunu okuyor: SQLite ad değişimini reddeder"),
            hint_en: ("DROP VIEW {view} before DROP TABLE {table}, and CREATE VIEW {view} at the end"),
            hint_tr: ("DROP TABLE {table} öncesinde DROP VIEW {view}, en sonda CREATE VIEW {view}"),
        }
        /// A PRAGMA that does nothing where it stands.
        PragmaIgnored { pragma: String } = "pragma_ignored" {
            en: ("PRAGMA {pragma} does nothing inside a transaction, and this step is one"),
            tr: ("PRAGMA {pragma} bir işlem (transaction) içinde etkisizdir, bu adım ise tek işlem"),
            hint_en: ("leave it out: goc turns foreign keys off for a step that drops a table, and checks them before its end"),
            hint_tr: ("çıkarın: goc, tablo silen bir adımda yabancı anahtarları kapatır ve adımın sonunda denetler"),
        }
        /// Foreign keys do not act in this step.
        CascadesOff { table: String, dropped: String } = "cascades_off" {
            en: ("since the step drops {dropped}, foreign keys do not act in it: ON DELETE and ON UPDATE of {table} reach no other table"),
            tr: ("adım {dropped} tablosunu sildiği için yabancı anahtarlar bu adımda işlemez: {table} tablosunun ON DELETE ve ON UPDATE kuralları başka tabloya ulaşmaz"),
            hint_en: ("change the rows of {table} in another revision, or also change those that refer to them"),
            hint_tr: ("{table} satırlarını başka bir versiyonda değiştirin ya da onlara bakan satırları da siz değiştirin"),
        }
        /// Another file is reached.
        Attach = "attach" {
            en: ("the step reaches into another database file, which no backup of this one holds and which need not be there on another till"),
            tr: ("adım başka bir veritabanı dosyasına uzanıyor; o dosya bunun yedeğinde yoktur, başka bir kasada hiç olmayabilir"),
            hint_en: ("load the rows as a seed set (goc seed), or copy them with a script of your own"),
            hint_tr: ("satırları temel veri kümesi olarak yükleyin (goc seed) ya da ayrı bir betikle aktarın"),
        }
        /// The schema table is written by hand.
        WritableSchema = "writable_schema" {
            en: ("writable_schema lets a slip of the pen make the file unreadable"),
            tr: ("writable_schema ile tek bir yazım hatası dosyayı okunamaz hale getirir"),
            hint_en: ("rebuild the table instead: sqlite.org/lang_altertable.html, section 7"),
            hint_tr: ("bunun yerine tabloyu yeniden kurun: sqlite.org/lang_altertable.html, bölüm 7"),
        }
        /// There are more than anybody reads.
        MoreFindings { count: usize } = "more_findings" {
            en: ("{count} more findings from here on are not shown"),
            tr: ("buradan sonraki {count} bulgu daha gösterilmiyor"),
            hint_en: ("mend the ones above first, then look again"),
            hint_tr: ("önce yukarıdakileri giderin, sonra yeniden bakın"),
        }
        /// `-- goc:allow` without a reason.
        AllowWithoutReason { code: String } = "allow_without_reason" {
            en: ("`-- goc:allow {code}` does not say why"),
            tr: ("`-- goc:allow {code}` nedenini söylemiyor"),
            hint_en: ("write the reason behind the code: -- goc:allow {code} the table has 14 rows"),
            hint_tr: ("nedeni kodun ardına yazın: -- goc:allow {code} tabloda 14 satır var"),
        }
        /// `-- goc:allow` with a code that there is not.
        AllowUnknownCode { code: String, similar: Option<String> } = "allow_unknown_code" {
            en: ("there is no finding `{code}`"),
            tr: ("`{code}` adında bir bulgu yok"),
            hint_en: ("{}", similar.as_ref().map_or_else(|| "the codes stand in brackets behind each finding of goc lint".to_owned(), |code| format!("is `{code}` meant?"))),
            hint_tr: ("{}", similar.as_ref().map_or_else(|| "kodlar goc lint bulgularının sonunda köşeli ayraç içindedir".to_owned(), |code| format!("`{code}` mı demek istediniz?"))),
        }
        /// `-- goc:allow` before a statement of which there is no such finding.
        AllowUnused { code: String } = "allow_unused" {
            en: ("`-- goc:allow {code}` allows nothing: the statement behind it has no such finding"),
            tr: ("`-- goc:allow {code}` bir işe yaramıyor: ardındaki deyimde böyle bir bulgu yok"),
            hint_en: ("remove the line, or put it right above the statement that it is meant for"),
            hint_tr: ("satırı silin ya da ilgili deyimin hemen üstüne koyun"),
        }
    }
}

/// The same SQL around each name.
fn each(names: &[String], before: &str, behind: &str, between: &str) -> String {
    names.iter().map(|name| format!("{before}{name}{behind}")).collect::<Vec<_>>().join(between)
}
