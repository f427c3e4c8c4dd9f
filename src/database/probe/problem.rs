//! What only a diagnosis looks for, with what to do about it. The rest is [`crate::database::DatabaseError`].

use super::text::size;
use crate::i18n::{Lang, list, problems};

problems! {
    /// Something wrong that no other command would put into words.
    ///
    /// All foreign text inside has been made harmless; names that stand in a command are quoted for it.
    pub enum ProbeProblem {
        /// A file that the settings name cannot be read.
        FileOfSettings { setting: String, file: String, reason: String } = "settings_file_unreadable" {
            en: ("{setting} names {file}, which cannot be read: {reason}"),
            tr: ("{setting} ile verilen {file} okunamıyor: {reason}"),
            hint_en: ("mend the path, or the rights: ls -l {file}"),
            hint_tr: ("yolu ya da izinleri düzeltin: ls -l {file}"),
        }
        /// No server has made the socket.
        SocketMissing { file: String, others: Vec<String> } = "socket_missing" {
            en: ("there is no socket {file}"),
            tr: ("{file} soketi yok"),
            hint_en: ("{}", match others.first() {
                Some(other) => format!("a server listens at {other}: use its folder and its number as the port"),
                None => "is PostgreSQL running? systemctl status postgresql; or go through the network: host localhost".to_owned(),
            }),
            hint_tr: ("{}", match others.first() {
                Some(other) => format!("{other} üzerinde bir sunucu dinliyor: onun klasörünü ve port olarak numarasını kullanın"),
                None => "PostgreSQL çalışıyor mu? systemctl status postgresql; ya da ağ üzerinden bağlanın: sunucu adı localhost".to_owned(),
            }),
        }
        /// The socket may not be used.
        SocketDenied { file: String, reason: String } = "socket_denied" {
            en: ("the socket {file} cannot be used: {reason}"),
            tr: ("{file} soketi kullanılamıyor: {reason}"),
            hint_en: ("join the group that owns it, or go through the network (host localhost): ls -l {file}"),
            hint_tr: ("sahibi olan gruba katılın ya da ağ üzerinden bağlanın (sunucu adı localhost): ls -l {file}"),
        }
        /// There is no way to the host.
        Unreachable { address: String, reason: String } = "host_unreachable" {
            en: ("there is no way to {address}: {reason}"),
            tr: ("{address} adresine ulaşılamıyor: {reason}"),
            hint_en: ("check cable, Wi-Fi and VPN of this machine: ip route; a firewall that rejects looks like this, too"),
            hint_tr: ("bu makinenin kablosunu, kablosuz ağını ve VPN bağlantısını denetleyin: ip route; reddeden bir güvenlik duvarı da böyle görünür"),
        }
        /// Something else listens there.
        NotPostgres { address: String, answer: String } = "not_postgres" {
            en: ("what answers at {address} is not PostgreSQL; it says: {answer}"),
            tr: ("{address} adresinde yanıt veren PostgreSQL değil; dediği: {answer}"),
            hint_en: ("check the port (PostgreSQL's own is 5432); on the server this shows who listens where: sudo ss -ltnp"),
            hint_tr: ("portu denetleyin (PostgreSQL genellikle 5432 kullanır); sunucuda kimin nerede dinlediğini şu gösterir: sudo ss -ltnp"),
        }
        /// It takes the connection and never says a word.
        Silent { address: String, seconds: u64 } = "server_silent" {
            en: ("{address} accepts the connection, then says nothing for {seconds} s"),
            tr: ("{address} bağlantıyı kabul ediyor, sonra {seconds} saniye boyunca hiç yanıt vermiyor"),
            hint_en: ("another program, a tunnel without its other end or a server that hangs; on the server: sudo ss -ltnp, systemctl status postgresql"),
            hint_tr: ("başka bir program, öbür ucu kopuk bir tünel ya da takılmış bir sunucu; sunucuda: sudo ss -ltnp, systemctl status postgresql"),
        }
        /// It takes the connection and hangs up.
        Closed { address: String, reason: String } = "server_closed" {
            en: ("{address} accepts the connection and closes it at once: {reason}"),
            tr: ("{address} bağlantıyı kabul edip hemen kapatıyor: {reason}"),
            hint_en: ("a tunnel or proxy whose server is down, or a PostgreSQL that is just starting or stopping: systemctl status postgresql; to wait for it: --wait 60s"),
            hint_tr: ("arkasındaki sunucu kapalı bir tünel ya da proxy, veya o an açılan ya da kapanan bir PostgreSQL: systemctl status postgresql; beklemek için: --wait 60s"),
        }
        /// TLS is a must, and the server has none.
        NoTls { host: String, mode: String } = "tls_not_offered" {
            en: ("sslmode {mode} needs TLS, and {host} does not offer it"),
            tr: ("sslmode {mode} TLS gerektiriyor, {host} TLS sunmuyor"),
            hint_en: ("turn TLS on at the server (ssl = on, with a certificate), or, in a network that you trust, use sslmode=prefer"),
            hint_tr: ("sunucuda TLS'i açın (sertifika ile birlikte ssl = on) ya da güvendiğiniz bir ağda sslmode=prefer kullanın"),
        }
        /// Everybody on the way can read along.
        PlainText { host: String, offered: bool } = "remote_without_tls" {
            en: ("the connection to {host} goes over the network without TLS: others can read everything, customers' data included"),
            tr: ("{host} bağlantısı ağdan TLS olmadan geçiyor: başkaları her şeyi okuyabilir, müşteri bilgileri dahil"),
            hint_en: ("{}", if *offered { "the server offers TLS: use sslmode=require, better verify-full with sslrootcert=FILE" } else { "turn TLS on at the server (ssl = on), then use sslmode=verify-full with sslrootcert=FILE" }),
            hint_tr: ("{}", if *offered { "sunucu TLS sunuyor: sslmode=require, daha iyisi sslrootcert=DOSYA ile verify-full kullanın" } else { "sunucuda TLS'i açın (ssl = on), sonra sslrootcert=DOSYA ile sslmode=verify-full kullanın" }),
        }
        /// No database of that name; the server has others.
        UnknownDatabase { database: String, nearest: Option<String>, known: Vec<String> } = "database_missing" {
            en: ("the server has no database `{database}`; it has: {}", list(known)),
            tr: ("sunucuda `{database}` adında bir veritabanı yok; olanlar: {}", list(known)),
            hint_en: ("{}create it on the server: createdb -E UTF8 -T template0 {database}", nearest.as_ref().map(|name| format!("did you mean `{name}`? else ")).unwrap_or_default()),
            hint_tr: ("{}sunucuda oluşturun: createdb -E UTF8 -T template0 {database}", nearest.as_ref().map(|name| format!("`{name}` mi demek istediniz? değilse ")).unwrap_or_default()),
        }
        /// The login may not enter the database.
        NoConnect { database: String, user: String, reason: String } = "connect_denied" {
            en: ("{user} may not connect to {database}: {reason}"),
            tr: ("{user} kullanıcısı {database} veritabanına bağlanamıyor: {reason}"),
            hint_en: ("as its owner or a superuser: GRANT CONNECT ON DATABASE {database} TO {user};"),
            hint_tr: ("veritabanının sahibi ya da süper kullanıcı olarak: GRANT CONNECT ON DATABASE {database} TO {user};"),
        }
        /// Turkish letters would be lost or broken.
        WrongEncoding { encoding: String, database: String } = "wrong_encoding" {
            en: ("the database stores text as {encoding}; it has to be UTF8"),
            tr: ("veritabanı metinleri {encoding} olarak saklıyor; UTF8 olmalı"),
            hint_en: ("make a new one and copy: createdb -E UTF8 -T template0 NEW && pg_dump -E UTF8 {database} | psql -d NEW"),
            hint_tr: ("yenisini oluşturup kopyalayın: createdb -E UTF8 -T template0 YENI && pg_dump -E UTF8 {database} | psql -d YENI"),
        }
        /// A copy that only follows another server.
        Standby = "standby" {
            en: ("this server is a standby: it copies another server and takes no changes"),
            tr: ("bu sunucu bir yedek (standby): başka bir sunucuyu izliyor, değişiklik kabul etmiyor"),
            hint_en: ("connect to its primary; on this server: SELECT sender_host, sender_port FROM pg_stat_wal_receiver;"),
            hint_tr: ("asıl sunucuya bağlanın; bu sunucuda: SELECT sender_host, sender_port FROM pg_stat_wal_receiver;"),
        }
        /// A setting makes every transaction read-only.
        DefaultReadOnly { user: String, database: String } = "read_only_by_default" {
            en: ("default_transaction_read_only is on: transactions of {user} in {database} cannot change anything"),
            tr: ("default_transaction_read_only açık: {user} kullanıcısının {database} içindeki işlemleri hiçbir şey değiştiremez"),
            hint_en: ("take it away where it was set: ALTER ROLE {user} RESET default_transaction_read_only; ALTER DATABASE {database} RESET default_transaction_read_only; or in postgresql.conf"),
            hint_tr: ("ayarlandığı yerden kaldırın: ALTER ROLE {user} RESET default_transaction_read_only; ALTER DATABASE {database} RESET default_transaction_read_only; ya da postgresql.conf içinde"),
        }
        /// The login may not make tables.
        SchemaRights { user: String, schema: String, rights: Vec<String> } = "schema_rights_missing" {
            en: ("{user} lacks on schema {schema}: {}", list(rights)),
            tr: ("{user} kullanıcısının {schema} şemasında eksik yetkisi: {}", list(rights)),
            hint_en: ("as the schema's owner or a superuser: GRANT {} ON SCHEMA {schema} TO {user};", list(rights)),
            hint_tr: ("şemanın sahibi ya da süper kullanıcı olarak: GRANT {} ON SCHEMA {schema} TO {user};", list(rights)),
        }
        /// The login may not use one of goc's tables.
        TableRights { user: String, table: String, rights: Vec<String> } = "table_rights_missing" {
            en: ("{user} lacks on {table}: {}", list(rights)),
            tr: ("{user} kullanıcısının {table} tablosunda eksik yetkisi: {}", list(rights)),
            hint_en: ("log in as its owner, or as that owner: GRANT {} ON {table} TO {user};", list(rights)),
            hint_tr: ("tablonun sahibi olarak bağlanın ya da o kullanıcıyla: GRANT {} ON {table} TO {user};", list(rights)),
        }
        /// Only an owner can alter a table.
        NotOwner { user: String, owners: Vec<String>, tables: Vec<String>, count: usize } = "not_the_owner" {
            en: ("{user} cannot alter {count} tables that belong to {}: {}{}", list(owners), list(tables), if *count > tables.len() { ", …" } else { "" }),
            tr: ("{user} kullanıcısının değiştiremediği {count} tablo var, sahibi {}: {}{}", list(owners), list(tables), if *count > tables.len() { ", …" } else { "" }),
            hint_en: ("log in as the owner, or as a superuser for each of them: ALTER TABLE {} OWNER TO {user};", tables.first().map_or("", String::as_str)),
            hint_tr: ("tabloların sahibi olarak bağlanın ya da süper kullanıcı olarak her biri için: ALTER TABLE {} OWNER TO {user};", tables.first().map_or("", String::as_str)),
        }
        /// The guard against a second writer cannot be had.
        LockRefused { user: String, reason: String } = "lock_refused" {
            en: ("{user} cannot take an advisory lock, which keeps a second goc away: {reason}"),
            tr: ("{user} kullanıcısı ikinci bir goc'u uzak tutan advisory kilidi alamıyor: {reason}"),
            hint_en: ("as a superuser: GRANT EXECUTE ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO {user};"),
            hint_tr: ("süper kullanıcı olarak: GRANT EXECUTE ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO {user};"),
        }
        /// Each statement may land in another session.
        Pooler = "transaction_pooling" {
            en: ("a connection pooler hands each statement to another session of the server: locks and settings do not last"),
            tr: ("aradaki bağlantı havuzu (pooler) her komutu sunucuda başka bir oturuma veriyor: kilitler ve ayarlar kalıcı olmuyor"),
            hint_en: ("connect to PostgreSQL itself (its own port, mostly 5432), or set pool_mode = session in PgBouncer"),
            hint_tr: ("doğrudan PostgreSQL'e bağlanın (kendi portu, çoğunlukla 5432) ya da PgBouncer'da pool_mode = session yapın"),
        }
        /// Another schema has one, out of sight.
        VersionElsewhere { schema: String, others: Vec<String> } = "version_table_elsewhere" {
            en: ("another alembic_version stands in schema {}, which is not where this login looks ({schema})", list(others)),
            tr: ("şu şemada bir alembic_version daha var: {}; bu kullanıcının baktığı şema ise {schema}", list(others)),
            hint_en: ("if that one is meant, set the search path of this login: ALTER ROLE CURRENT_USER SET search_path = {};", list(others)),
            hint_tr: ("kastedilen o ise bu kullanıcının search_path ayarını yapın: ALTER ROLE CURRENT_USER SET search_path = {};", list(others)),
        }
        /// The same id could be there twice.
        NoPrimaryKey { table: String, statement: String } = "version_table_without_key" {
            en: ("{table} has no primary key"),
            tr: ("{table} tablosunun birincil anahtarı yok"),
            hint_en: ("without it the same id can be there twice: {statement}"),
            hint_tr: ("anahtar olmadan aynı id iki kez yazılabilir: {statement}"),
        }
        /// The same id is there twice.
        DuplicateVersions { table: String, ids: Vec<String>, statement: String } = "duplicate_versions" {
            en: ("{table} has the same id more than once: {}", list(ids)),
            tr: ("{table} tablosunda aynı id birden fazla kez var: {}", list(ids)),
            hint_en: ("keep one of each: {statement}"),
            hint_tr: ("her birinden bir tane kalsın: {statement}"),
        }
        /// Times in journal and rows will not agree.
        ClockOff { seconds: i64 } = "clock_difference" {
            en: ("the server's clock differs from this machine's by {seconds:+} s"),
            tr: ("sunucunun saati bu makineninkinden {seconds:+} s farklı"),
            hint_en: ("set both by the network: timedatectl set-ntp true; see which one is wrong: timedatectl"),
            hint_tr: ("ikisini de ağdan ayarlayın: timedatectl set-ntp true; hangisinin yanlış olduğuna bakın: timedatectl"),
        }
        /// No folder to make the file in.
        FolderMissing { folder: String } = "folder_missing" {
            en: ("the folder {folder} does not exist"),
            tr: ("{folder} klasörü yok"),
            hint_en: ("check the path, or make the folder: mkdir -p {folder}"),
            hint_tr: ("yolu denetleyin ya da klasörü oluşturun: mkdir -p {folder}"),
        }
        /// A link into nowhere.
        BrokenLink { file: String, to: String } = "broken_link" {
            en: ("{file} is a symbolic link to {to}, which does not exist"),
            tr: ("{file} sembolik bağlantısının gösterdiği {to} yok"),
            hint_en: ("mount or restore what it points at, or take the link away: ls -l {file}"),
            hint_tr: ("gösterdiği yeri bağlayın (mount) ya da geri getirin veya bağlantıyı kaldırın: ls -l {file}"),
        }
        /// A folder, a device or a pipe.
        NotAFile { file: String } = "not_a_file" {
            en: ("{file} is not an ordinary file"),
            tr: ("{file} sıradan bir dosya değil"),
            hint_en: ("check the path: ls -ld {file}"),
            hint_tr: ("yolu denetleyin: ls -ld {file}"),
        }
        /// SQLite needs to make its journal there.
        FolderReadOnly { folder: String, user: String, reason: String } = "folder_not_writable" {
            en: ("{user} cannot write to the folder {folder}: {reason}; SQLite needs to make its journal file there"),
            tr: ("{user} kullanıcısı {folder} klasörüne yazamıyor: {reason}; SQLite günlük dosyasını orada oluşturur"),
            hint_en: ("give the folder to the user that the till runs as: sudo chown {user} {folder}; a disk that is mounted read-only: mount | grep '(ro'"),
            hint_tr: ("klasörü kasanın çalıştığı kullanıcıya verin: sudo chown {user} {folder}; salt okunur bağlanmış disk için: mount | grep '(ro'"),
        }
        /// No right to read.
        FileUnreadable { file: String, user: String, reason: String } = "file_not_readable" {
            en: ("{user} cannot read {file}: {reason}"),
            tr: ("{user} kullanıcısı {file} dosyasını okuyamıyor: {reason}"),
            hint_en: ("run goc as the file's owner, or: sudo chown {user} {file}"),
            hint_tr: ("goc'u dosyanın sahibi olarak çalıştırın ya da: sudo chown {user} {file}"),
        }
        /// No right to write.
        FileReadOnly { file: String, user: String, reason: String } = "file_not_writable" {
            en: ("{user} cannot write to {file}: {reason}"),
            tr: ("{user} kullanıcısı {file} dosyasına yazamıyor: {reason}"),
            hint_en: ("run goc as the file's owner, or: sudo chown {user} {file} && chmod u+w {file}"),
            hint_tr: ("goc'u dosyanın sahibi olarak çalıştırın ya da: sudo chown {user} {file} && chmod u+w {file}"),
        }
        /// An upgrade may fill the disk.
        LittleSpace { free: u64, needed: u64, folder: String } = "little_disk_space" {
            en: ("only {} free; an upgrade may need {}", size(*free, Lang::En), size(*needed, Lang::En)),
            tr: ("yalnızca {} boş; bir güncelleme {} isteyebilir", size(*free, Lang::Tr), size(*needed, Lang::Tr)),
            hint_en: ("free some space: df -h {folder}; what is large: du -xh {folder} | sort -h | tail"),
            hint_tr: ("yer açın: df -h {folder}; büyük olanlar: du -xh {folder} | sort -h | tail"),
        }
        /// Locks of network file systems cannot be trusted.
        NetworkFileSystem { kind: String, file: String } = "network_file_system" {
            en: ("{file} lies on a network file system ({kind}): its locks are unreliable, and two programs can damage the file"),
            tr: ("{file} ağ üzerindeki bir dosya sisteminde ({kind}): kilitleri güvenilmez, iki program dosyayı bozabilir"),
            hint_en: ("move the file to a disk of this machine, and let other machines use PostgreSQL"),
            hint_tr: ("dosyayı bu makinenin diskine taşıyın; başka makineler PostgreSQL kullansın"),
        }
        /// A crash interrupted a transaction; the next program that opens the file rolls it back.
        HotJournal { file: String, journal: String } = "hot_journal" {
            en: ("a program crashed in the middle of a change and left {journal}; the next access rolls that change back, so ping does not open the file"),
            tr: ("bir program değişiklik yaparken çökmüş, {journal} kalmış; dosyaya ilk erişim o değişikliği geri alır, bu yüzden ping dosyayı açmıyor"),
            hint_en: ("never delete {journal}; copy both files if you want to look into it, then let SQLite recover: goc status"),
            hint_tr: ("{journal} dosyasını asla silmeyin; incelemek isterseniz ikisini de kopyalayın, sonra SQLite toparlasın: goc status"),
        }
        /// The write-ahead log shares memory, which no network file system does.
        WalOverNetwork { kind: String } = "wal_over_network" {
            en: ("journal mode wal does not work over a network file system ({kind})"),
            tr: ("wal journal kipi ağ üzerindeki dosya sisteminde ({kind}) çalışmaz"),
            hint_en: ("move the file to a disk of this machine"),
            hint_tr: ("dosyayı bu makinenin diskine taşıyın"),
        }
        /// SQLite found damage.
        Damaged { file: String, findings: Vec<String> } = "database_corrupt" {
            en: ("{file} is damaged: {}", list(findings)),
            tr: ("{file} bozuk: {}", list(findings)),
            hint_en: ("stop the till and copy the file away; then restore the last backup, or save what can be read: sqlite3 {file} .recover | sqlite3 NEW.db"),
            hint_tr: ("kasayı durdurun, dosyayı başka yere kopyalayın; sonra son yedeği geri yükleyin ya da okunabileni kurtarın: sqlite3 {file} .recover | sqlite3 YENI.db"),
        }
        /// Rows that refer to rows that are not there.
        BrokenReferences { tables: Vec<String>, count: u64, file: String } = "broken_references" {
            en: ("{count} rows refer to rows that do not exist, in: {}", list(tables)),
            tr: ("{count} satır olmayan satırlara başvuruyor, tablolar: {}", list(tables)),
            hint_en: ("see which: sqlite3 {file} 'PRAGMA foreign_key_check'; an upgrade that touches these tables can fail"),
            hint_tr: ("hangileri olduğuna bakın: sqlite3 {file} 'PRAGMA foreign_key_check'; bu tablolara dokunan bir güncelleme başarısız olabilir"),
        }
        /// Half of SQLite's tools expect UTF-8.
        NotUtf8 { encoding: String, file: String } = "wrong_encoding" {
            en: ("the file stores text as {encoding}; UTF-8 is expected"),
            tr: ("dosya metinleri {encoding} olarak saklıyor; UTF-8 bekleniyor"),
            hint_en: ("it works; to change it: sqlite3 {file} .dump | sqlite3 NEW.db"),
            hint_tr: ("çalışır; değiştirmek için: sqlite3 {file} .dump | sqlite3 YENI.db"),
        }
    }
}
