//! The administrator's account, for the day its password is forgotten.

use secrecy::SecretString;
use serde::Serialize;
use serde_json::Value;

use super::migration::{new_run_id, now, status};
use super::password::{self, PasswordProblem};
use super::{Context, Event, MigrationError};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::{Access, Catalog, Connection, DatabaseError, WriterLock, literal};
use crate::i18n::{Lang, Problem, Say, list, problems, safe, suggestion};
use crate::revision::Engine;

/// The administrator's name when nobody says another.
pub const DEFAULT_USER: &str = "admin";

/// Where the application keeps its users.
const USERS: &str = "kullanicilar";

/// Tables and columns with names that everybody in the shop knows, so that they are no password.
const KNOWN_NAMES: [(&str, &str); 2] = [("firmalar", "firma_adi"), ("magazalar", "magaza_adi")];

problems! {
    /// Why an account cannot be changed.
    pub enum AdminProblem {
        /// The table of users is not there.
        NoUsers { database: String, pending: Vec<String> } = "no_users_table" {
            en: ("{database} has no table of users ({USERS}) yet{}", waiting_for(pending, Lang::En)),
            tr: ("{database} içinde henüz kullanıcı tablosu ({USERS}) yok{}", waiting_for(pending, Lang::Tr)),
            hint_en: ("{}", if pending.is_empty() { "is this the right database? see: goc status" } else { "for a new shop: goc install; else run what is pending: goc upgrade" }),
            hint_tr: ("{}", if pending.is_empty() { "doğru veritabanı mı? bakın: goc status" } else { "yeni mağaza için: goc install; değilse bekleyenleri çalıştırın: goc upgrade" }),
        }
        /// Nobody has that name.
        UnknownUser { user: String, nearest: Option<String>, known: Vec<String> } = "unknown_user" {
            en: ("there is no user `{user}`"),
            tr: ("`{user}` adında bir kullanıcı yok"),
            hint_en: ("{}", match (nearest, known.is_empty()) {
                (Some(nearest), _) => format!("did you mean: goc admin reset-password {nearest}"),
                (None, false) => format!("users: {}", list(known)),
                (None, true) => "there are no users at all; the installation makes the first one: goc install".to_owned(),
            }),
            hint_tr: ("{}", match (nearest, known.is_empty()) {
                (Some(nearest), _) => format!("bunu mu demek istediniz: goc admin reset-password {nearest}"),
                (None, false) => format!("kullanıcılar: {}", list(known)),
                (None, true) => "hiç kullanıcı yok; ilkini kurulum oluşturur: goc install".to_owned(),
            }),
        }
    }
}

fn waiting_for(pending: &[String], lang: Lang) -> String {
    match (pending.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!("; pending: {}", list(pending)),
        (false, Lang::Tr) => format!("; bekleyen: {}", list(pending)),
    }
}

/// Why the password was not changed; nothing is changed then.
#[derive(Debug, Clone, PartialEq)]
pub enum AdminError {
    /// The account.
    Account(AdminProblem),
    /// The password.
    Password(PasswordProblem),
    /// Where the database stands cannot be found out.
    Migration(MigrationError),
    /// The database.
    Database(DatabaseError),
}

impl AdminError {
    fn inner(&self) -> &dyn Problem {
        match self {
            AdminError::Account(problem) => problem,
            AdminError::Password(problem) => problem,
            AdminError::Migration(error) => error,
            AdminError::Database(error) => error,
        }
    }
}

impl Say for AdminError {
    fn say(&self, lang: Lang) -> String {
        self.inner().say(lang)
    }
}

impl Problem for AdminError {
    fn kind(&self) -> &'static str {
        self.inner().kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.inner().hint(lang)
    }

    fn facts(&self) -> Value {
        self.inner().facts()
    }
}

/// In English.
impl std::fmt::Display for AdminError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for AdminError {}

impl From<AdminProblem> for AdminError {
    fn from(problem: AdminProblem) -> AdminError {
        AdminError::Account(problem)
    }
}

impl From<PasswordProblem> for AdminError {
    fn from(problem: PasswordProblem) -> AdminError {
        AdminError::Password(problem)
    }
}

impl From<MigrationError> for AdminError {
    fn from(error: MigrationError) -> AdminError {
        AdminError::Migration(error)
    }
}

impl From<DatabaseError> for AdminError {
    fn from(error: DatabaseError) -> AdminError {
        AdminError::Database(error)
    }
}

/// A user whose password can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// `kullanici_adi`.
    pub user: String,
    /// `email`.
    pub email: String,
    /// Whether the application lets this user in at all.
    pub is_active: bool,
    /// Names that the password must not consist of: the user's, the company's, the shops'.
    #[serde(skip)]
    pub known_names: Vec<String>,
}

impl Account {
    /// Whether the password policy accepts a password for this user.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn check(&self, password: &SecretString) -> Result<(), PasswordProblem> {
        let names: Vec<&str> = self.known_names.iter().map(String::as_str).collect();
        password::check(password, &names)
    }
}

/// Looks for a user. Changes nothing.
///
/// # Errors
/// There is no table of users, or nobody of that name in it.
pub async fn find(context: &Context, user: &str) -> Result<Account, AdminError> {
    let mut connection = context.connect(Access::Read).await?;
    let found = look_up(context, &mut connection, user).await;
    connection.close().await;
    found
}

async fn look_up(context: &Context, connection: &mut Connection, user: &str) -> Result<Account, AdminError> {
    let catalog = Catalog::read(connection).await?;
    if !has_table(connection, &catalog, USERS).await? {
        let pending = status(context).await?.pending;
        let database = safe(&context.database.name).into_owned();
        return Err(AdminProblem::NoUsers {
            database,
            pending: pending.iter().map(|id| safe(id).into_owned()).collect(),
        }
        .into());
    }
    let users = catalog.table(USERS);
    let rows = connection
        .query(format!(
            "SELECT kullanici_adi, email, aktif, ad, soyad FROM {users} WHERE kullanici_adi = {}",
            literal(user)
        ))
        .await?;
    let Some(row) = rows.first() else {
        let rows = connection.query(format!("SELECT kullanici_adi FROM {users} ORDER BY id LIMIT 100")).await?;
        let known: Vec<String> = rows.iter().map(|row| safe(row.text(0)).into_owned()).collect();
        let nearest = suggestion(user, known.iter().map(String::as_str)).map(str::to_owned);
        return Err(AdminProblem::UnknownUser { user: safe(user).into_owned(), nearest, known }.into());
    };
    let mut known_names =
        vec![row.text(0).to_owned(), row.text(1).to_owned(), format!("{}{}", row.text(3), row.text(4))];
    for (table, column) in KNOWN_NAMES {
        if has_table(connection, &catalog, table).await? {
            let rows = connection.query(format!("SELECT {column} FROM {} LIMIT 100", catalog.table(table))).await?;
            known_names.extend(rows.iter().map(|row| row.text(0).to_owned()));
        }
    }
    Ok(Account { user: row.text(0).to_owned(), email: row.text(1).to_owned(), is_active: row.is_true(2), known_names })
}

async fn has_table(connection: &mut Connection, catalog: &Catalog, table: &str) -> Result<bool, DatabaseError> {
    let rows = connection
        .query(match catalog.engine() {
            Engine::Postgres => format!("SELECT 1 WHERE to_regclass({}) IS NOT NULL", literal(&catalog.table(table))),
            Engine::Sqlite => {
                format!("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = {}", literal(table))
            }
        })
        .await?;
    Ok(!rows.is_empty())
}

/// Gives a user a new password: its argon2id hash, the time of the change and the journal's row in one transaction.
///
/// # Errors
/// As [`find`], and what the password policy has against the password; nothing is changed then.
pub async fn reset_password(context: &Context, user: &str, password: &SecretString) -> Result<Account, AdminError> {
    let account = find(context, user).await?;
    account.check(password)?;
    let hash = password::hash(password)?;
    let mut connection = context.connect(Access::Write).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;
    let written = write(context, &mut connection, &account, &hash).await;
    if written.is_err() {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
    written.map(|()| account)
}

async fn write(
    context: &Context,
    connection: &mut Connection,
    account: &Account,
    hash: &str,
) -> Result<(), AdminError> {
    connection.begin("", &context.stop).await?;
    let catalog = Catalog::read(connection).await?;
    if let Some(holder) = WriterLock::other_writer(connection, &catalog).await? {
        return Err(DatabaseError::Locked { holder: holder.to_string(), seconds: 0 }.into());
    }
    let id = new_run_id();
    let run = NewRun { id: &id, command: "admin reset-password", target: &account.user, plan: &[] };
    let time = now();
    connection.execute(format!("{}{}", journal::create(&catalog), journal::start_run(&catalog, &run, &time))).await?;
    let now_sql = match catalog.engine() {
        Engine::Postgres => "now()",
        // As SQLAlchemy writes a time: six digits behind the second.
        Engine::Sqlite => "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'",
    };
    let changed = connection
        .query(format!(
            "UPDATE {} SET sifre_hash = {}, sifre_degisim_tarihi = {now_sql}, guncelleme_tarihi = {now_sql} \
             WHERE kullanici_adi = {} RETURNING id",
            catalog.table(USERS),
            literal(hash),
            literal(&account.user)
        ))
        .await?;
    if changed.is_empty() {
        // Somebody deleted the user between the question and now.
        return Err(AdminProblem::UnknownUser {
            user: safe(&account.user).into_owned(),
            nearest: None,
            known: Vec::new(),
        }
        .into());
    }
    connection.commit(&journal::finish_run(&catalog, &id, Outcome::Done, &time, None), &context.stop).await?;
    context.events.done(&id, "admin reset-password", &account.user);
    Ok(())
}
