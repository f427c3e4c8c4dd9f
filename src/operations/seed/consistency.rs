//! Whether a shop can work with what is in its tables: the checks of the original's guide, and those that its users missed.

use super::error::SeedError;
use super::set::{BUILTIN, Rows, Seeds, Value};
use crate::database::{Access, Connection, DatabaseError, Row, Table, literal};
use crate::i18n::{list, problems, safe};
use crate::operations::{Context, Finding, Fix, Severity};
use crate::revision::Source;

/// The role that may do everything.
const ADMINISTRATORS: &str = "Sistem Yöneticisi";

/// Every table that a check reads.
const TABLES: [&str; 8] = [
    "yetkiler",
    "roller",
    "rol_yetkileri",
    "firmalar",
    "magazalar",
    "terminaller",
    "kullanicilar",
    "kullanici_rolleri",
];

problems! {
    /// What is wrong with the rows that the application needs.
    pub enum ConsistencyProblem {
        /// Nothing was loaded yet.
        NotSeeded = "not_seeded" {
            en: ("the seeds are not loaded yet: no users, no roles, no permissions"),
            tr: ("temel veriler henüz yüklenmemiş: kullanıcı, rol ve yetki yok"),
            hint_en: ("load them: goc seed"),
            hint_tr: ("yükleyin: goc seed"),
        }
        /// Nobody may do everything.
        NoAdministrator = "no_administrator" {
            en: ("there is no administrator: no user `admin`, and none with the role Sistem Yöneticisi"),
            tr: ("yönetici yok: `admin` kullanıcısı da, Sistem Yöneticisi rolünde başka biri de bulunmuyor"),
            hint_en: ("load it: goc seed yonetici yonetici_rolu"),
            hint_tr: ("yükleyin: goc seed yonetici yonetici_rolu"),
        }
        /// There is one who is switched off.
        InactiveAdministrator { user: String } = "inactive_administrator" {
            en: ("the administrator `{user}` is not active and cannot log in"),
            tr: ("`{user}` yöneticisi etkin değil, giriş yapamaz"),
            hint_en: ("a new password also makes it active: goc admin reset-password"),
            hint_tr: ("yeni parola onu yeniden etkin de yapar: goc admin reset-password"),
        }
        /// There is one without the role.
        AdministratorWithoutRole { user: String } = "administrator_without_role" {
            en: ("the user `{user}` does not have the role Sistem Yöneticisi, or it is switched off"),
            tr: ("`{user}` kullanıcısında Sistem Yöneticisi rolü yok ya da rol etkin değil"),
            hint_en: ("give it the role: goc seed yonetici_rolu; see what is there: goc seed --dry-run"),
            hint_tr: ("rolü verin: goc seed yonetici_rolu; olanı görmek için: goc seed --dry-run"),
        }
        /// There is one whose password nobody can type.
        UnusableHash { user: String } = "unusable_hash" {
            en: ("the password of `{user}` is stored as something that is no hash: nobody can log in with it"),
            tr: ("`{user}` kullanıcısının parolası özet olmayan bir biçimde duruyor: onunla giriş yapılamaz"),
            hint_en: ("set a new one: goc admin reset-password"),
            hint_tr: ("yenisini verin: goc admin reset-password"),
        }
        /// A hash of the original's kind.
        OldHash { user: String } = "old_hash" {
            en: ("the password of `{user}` is an old bcrypt hash; the original system gave every shop the same first password"),
            tr: ("`{user}` kullanıcısının parolası eski bir bcrypt özeti; eski sistem her mağazaya aynı ilk parolayı verirdi"),
            hint_en: ("if it was never changed, change it: goc admin reset-password"),
            hint_tr: ("hiç değiştirilmediyse değiştirin: goc admin reset-password"),
        }
        /// Roles of the application that are gone.
        MissingRoles { roles: Vec<String> } = "missing_roles" {
            en: ("system roles are missing or not marked as such: {}", list(roles)),
            tr: ("eksik ya da sistem rolü olarak işaretlenmemiş roller: {}", list(roles)),
            hint_en: ("bring them back: goc seed roller rol_yetkileri; see what differs: goc seed --dry-run"),
            hint_tr: ("geri getirin: goc seed roller rol_yetkileri; farkı görmek için: goc seed --dry-run"),
        }
        /// Permissions of the application that are gone.
        MissingPermissions { permissions: Vec<String> } = "missing_permissions" {
            en: ("system permissions are missing: {}", list(permissions)),
            tr: ("eksik sistem yetkileri: {}", list(permissions)),
            hint_en: ("bring them back: goc seed yetkiler rol_yetkileri"),
            hint_tr: ("geri getirin: goc seed yetkiler rol_yetkileri"),
        }
        /// The administrator's role cannot do everything.
        IncompleteRole { count: usize } = "incomplete_role" {
            en: ("the role Sistem Yöneticisi lacks {}", crate::i18n::count(*count, "permission")),
            tr: ("Sistem Yöneticisi rolünde {count} yetki eksik"),
            hint_en: ("give them back: goc seed rol_yetkileri; those that are there and switched off, only the application switches on"),
            hint_tr: ("geri verin: goc seed rol_yetkileri; var olup kapatılmış olanlar yalnızca uygulamadan açılır"),
        }
        /// Rows that refer to rows that are not there.
        Dangling { table: String, rows: usize } = "dangling_rows" {
            en: ("{} of {table} point at rows that are not there", crate::i18n::count(*rows, "row")),
            tr: ("{table} tablosunda {rows} kayıt, var olmayan kayıtlara işaret ediyor"),
            hint_en: ("they were written without foreign keys; look at them and delete them, after a backup"),
            hint_tr: ("yabancı anahtar denetimi kapalıyken yazılmışlar; yedek alıp inceleyin ve silin"),
        }
        /// No company, or one without a store, or stores without a till.
        NoTill { missing: String } = "no_till" {
            en: ("there is no active company with a store and a till; missing: {missing}"),
            tr: ("mağazası ve kasası olan etkin bir firma yok; eksik olan: {missing}"),
            hint_en: ("load what is missing: goc seed firma magaza terminal"),
            hint_tr: ("eksik olanı yükleyin: goc seed firma magaza terminal"),
        }
    }
}

/// Checks the rows that the application needs. Changes nothing; a database without the tables has nothing to check.
pub async fn check_consistency(context: &Context) -> Result<Vec<Finding>, SeedError> {
    let mut connection = context.connect(Access::Read).await?;
    let result = check(&mut connection).await;
    connection.close().await;
    Ok(result?)
}

async fn check(connection: &mut Connection) -> Result<Vec<Finding>, DatabaseError> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for name in TABLES {
        match Table::find(connection, name).await? {
            Some(table) => tables.push(table.qualified()),
            None => return Ok(Vec::new()),
        }
    }
    let [permissions, roles, role_permissions, companies, stores, tills, users, user_roles] = tables.as_slice() else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    let empty = format!(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM {users}) AND NOT EXISTS (SELECT 1 FROM {roles}) AND NOT EXISTS (SELECT 1 FROM {permissions})"
    );
    if !connection.query(empty).await?.is_empty() {
        return Ok(vec![finding(Severity::Info, ConsistencyProblem::NotSeeded)]);
    }
    let role = literal(ADMINISTRATORS);
    let administrators = format!(
        "SELECT u.kullanici_adi, u.aktif, u.sifre_hash, r.id IS NOT NULL FROM {users} u \
         LEFT JOIN {user_roles} ur ON ur.kullanici_id = u.id AND ur.aktif \
         AND ur.rol_id IN (SELECT id FROM {roles} WHERE rol_adi = {role} AND aktif) \
         LEFT JOIN {roles} r ON r.id = ur.rol_id \
         WHERE u.kullanici_adi = 'admin' OR r.id IS NOT NULL ORDER BY u.kullanici_adi <> 'admin', u.id"
    );
    findings.extend(administrator(&connection.query(administrators).await?));

    let found = connection.query(format!("SELECT rol_adi FROM {roles} WHERE sistem_rolu")).await?;
    let missing = missing("roller", "rol_adi", &found);
    if !missing.is_empty() {
        // Without any the application refuses to start; without some a shop may have decided so.
        let severity = if found.is_empty() { Severity::Error } else { Severity::Warning };
        findings.push(finding(severity, ConsistencyProblem::MissingRoles { roles: missing }));
    }
    let found = connection.query(format!("SELECT yetki_kodu FROM {permissions}")).await?;
    let missing = self::missing("yetkiler", "yetki_kodu", &found);
    if !missing.is_empty() {
        let problem = ConsistencyProblem::MissingPermissions { permissions: missing };
        findings.push(finding(Severity::Warning, problem));
    }
    let lacking = format!(
        "SELECT count(*) FROM {permissions} p JOIN {roles} r ON r.rol_adi = {role} WHERE p.sistem_yetkisi AND p.aktif AND NOT EXISTS \
         (SELECT 1 FROM {role_permissions} rp WHERE rp.rol_id = r.id AND rp.yetki_id = p.id AND rp.aktif)"
    );
    let count = number(connection, lacking).await?;
    if count > 0 {
        findings.push(finding(Severity::Warning, ConsistencyProblem::IncompleteRole { count }));
    }
    for (table, sql) in [
        (
            "rol_yetkileri",
            format!(
                "SELECT count(*) FROM {role_permissions} x WHERE NOT EXISTS (SELECT 1 FROM {roles} r WHERE r.id = x.rol_id) \
                 OR NOT EXISTS (SELECT 1 FROM {permissions} p WHERE p.id = x.yetki_id)"
            ),
        ),
        (
            "kullanici_rolleri",
            format!(
                "SELECT count(*) FROM {user_roles} x WHERE NOT EXISTS (SELECT 1 FROM {roles} r WHERE r.id = x.rol_id) \
                 OR NOT EXISTS (SELECT 1 FROM {users} u WHERE u.id = x.kullanici_id)"
            ),
        ),
    ] {
        let rows = number(connection, sql).await?;
        if rows > 0 {
            let table = table.to_owned();
            findings.push(finding(Severity::Error, ConsistencyProblem::Dangling { table, rows }));
        }
    }
    let company = format!("{companies} c");
    let store = format!("{company} JOIN {stores} s ON s.firma_id = c.id AND s.aktif");
    let till = format!("{store} JOIN {tills} t ON t.magaza_id = s.id AND t.aktif");
    for (missing, from) in [("firmalar", company), ("magazalar", store), ("terminaller", till)] {
        if number(connection, format!("SELECT count(*) FROM {from} WHERE c.aktif")).await? == 0 {
            let missing = missing.to_owned();
            findings.push(finding(Severity::Warning, ConsistencyProblem::NoTill { missing }));
            break;
        }
    }
    Ok(findings)
}

/// A problem with what can be done about it.
fn finding(severity: Severity, problem: ConsistencyProblem) -> Finding {
    use ConsistencyProblem as P;
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let load = |sets: &[&str]| vec![Fix::LoadSeeds { sets: names(sets) }];
    let answer = |sets: &[&str]| vec![Fix::AnswerSeeds { sets: names(sets) }];
    let reset = |user: &str| Fix::ResetPassword { user: user.to_owned() };
    let fixes = match &problem {
        P::NotSeeded => answer(&[]),
        P::NoAdministrator => answer(&["yonetici", "yonetici_rolu"]),
        P::InactiveAdministrator { user } | P::UnusableHash { user } | P::OldHash { user } => vec![reset(user)],
        P::AdministratorWithoutRole { .. } => load(&["yonetici_rolu"]),
        P::MissingRoles { .. } => load(&["roller", "rol_yetkileri"]),
        P::MissingPermissions { .. } => load(&["yetkiler", "rol_yetkileri"]),
        P::IncompleteRole { .. } => load(&["rol_yetkileri"]),
        // Which rows are wrong, only somebody who knows them can say.
        P::Dangling { .. } => Vec::new(),
        P::NoTill { .. } => answer(&["firma", "magaza", "terminal"]),
    };
    Finding::new(severity, problem).with(fixes)
}

async fn number(connection: &mut Connection, sql: String) -> Result<usize, DatabaseError> {
    let rows = connection.query(sql).await?;
    Ok(rows.first().map(|row| usize::try_from(row.number(0)).unwrap_or_default()).unwrap_or_default())
}

/// What keeps every administrator from logging in; `admin` comes first. One who can is enough.
fn administrator(rows: &[Row]) -> Option<Finding> {
    let Some(first) = rows.first() else {
        return Some(finding(Severity::Error, ConsistencyProblem::NoAdministrator));
    };
    let able = |row: &&Row| row.is_true(1) && row.is_true(3) && kind(row.text(2)) != HashKind::Unknown;
    if let Some(row) = rows.iter().find(able) {
        let user = safe(row.text(0)).into_owned();
        let is_old = kind(row.text(2)) == HashKind::Bcrypt;
        return is_old.then(|| finding(Severity::Info, ConsistencyProblem::OldHash { user }));
    }
    let user = safe(first.text(0)).into_owned();
    Some(finding(
        Severity::Error,
        if !first.is_true(1) {
            ConsistencyProblem::InactiveAdministrator { user }
        } else if !first.is_true(3) {
            ConsistencyProblem::AdministratorWithoutRole { user }
        } else {
            ConsistencyProblem::UnusableHash { user }
        },
    ))
}

/// The values that goc's own set of a table brings and that are not among these rows.
fn missing(table: &str, column: &str, found: &[Row]) -> Vec<String> {
    let seeds = Seeds::load(Source::Builtin(BUILTIN));
    let sets = seeds.sets.iter().filter(|set| set.table == table);
    let rows = sets.flat_map(|set| match &set.rows {
        Rows::Inline(rows) => rows.as_slice(),
        Rows::Csv(_) => &[],
    });
    let values = rows.flat_map(|row| &row.fields).filter(|field| field.column == column);
    let texts = values.filter_map(|field| match &field.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.filter(|text| !found.iter().any(|row| row.text(0) == text)).collect()
}

/// What made a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HashKind {
    Argon2id,
    Bcrypt,
    Unknown,
}

/// Only looks at the form; whether a password fits, its owner knows.
fn kind(hash: &str) -> HashKind {
    use argon2::password_hash::phc::PasswordHash;
    if hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok_and(|hash| hash.hash.is_some()) {
        return HashKind::Argon2id;
    }
    // `$2b$12$`, 22 characters of salt and 31 of hash.
    let is_bcrypt = hash.len() == 60
        && ["$2a$", "$2b$", "$2x$", "$2y$"].iter().any(|start| hash.starts_with(start))
        && hash[4..].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"./$".contains(&byte));
    if is_bcrypt { HashKind::Bcrypt } else { HashKind::Unknown }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;
    use crate::operations::password;

    #[test]
    fn only_what_a_login_can_be_checked_against_is_a_hash() {
        let hash = password::hash(&SecretString::from("çok gizli bir cümle".to_owned())).expect("a hash");
        let bcrypt = format!("$2b$12${}", "x".repeat(53));
        for (text, expected) in [
            (hash.as_str(), HashKind::Argon2id),
            (bcrypt.as_str(), HashKind::Bcrypt),
            (&bcrypt[..59], HashKind::Unknown),
            ("admin123", HashKind::Unknown),
            ("", HashKind::Unknown),
            ("$argon2id$", HashKind::Unknown),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn one_administrator_who_can_log_in_is_enough() {
        let row = |values: [&str; 4]| Row(values.map(|value| Some(value.to_owned())).to_vec());
        let bcrypt = format!("$2b$12${}", "x".repeat(53));
        let kind = |rows: &[Row]| administrator(rows).map(|finding| finding.problem.kind());
        assert_eq!(kind(&[]), Some("no_administrator"));
        assert_eq!(kind(&[row(["admin", "f", &bcrypt, "t"])]), Some("inactive_administrator"));
        assert_eq!(kind(&[row(["admin", "1", &bcrypt, "0"])]), Some("administrator_without_role"));
        assert_eq!(kind(&[row(["admin", "1", "admin123", "1"])]), Some("unusable_hash"));
        assert_eq!(kind(&[row(["admin", "f", "", "f"]), row(["ayse", "t", &bcrypt, "t"])]), Some("old_hash"));
    }
}
