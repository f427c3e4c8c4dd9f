//! Reading one seed file: TOML in, a [`SeedSet`] or every fault of the file out.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::Check;
use super::error::{SeedFileProblem, shown};
use super::question::{Label, Question};
use super::set::{CsvFile, CsvPlace, Field, Lookup, OnExisting, Row, Rows, SeedSet, Value};
use crate::i18n::{safe, suggestion};

const KEYS: [&str; 5] = ["table", "key", "on_existing", "defaults", "rows"];
const LOOKUP_KEYS: [&str; 3] = ["lookup", "column", "where"];
const ASK_KEYS: [&str; 5] = ["ask", "default", "check", "label_tr", "label_en"];
/// The keys that make a table a value; one of them has to be there.
const VALUE_KEYS: [&str; 4] = ["lookup", "ask", "argon2id", "now"];

/// Lookups in lookups deeper than this are a mistake, or an attempt to exhaust the stack.
const DEEPEST: usize = 8;

const PLAIN: &str = "a text, a number, true, false or a date";

/// Reads a file. `place` finds a CSV file beside it.
pub(super) fn parse(
    path: &Path,
    text: &str,
    place: &dyn Fn(&str) -> Option<CsvPlace>,
) -> Result<SeedSet, Vec<SeedFileProblem>> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut reader = Reader { file: safe(&name).into_owned(), text, problems: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().map_or(1, |span| reader.line(&span));
        let reason = shown(error.message());
        reader.problems.push(SeedFileProblem::Syntax { file: reader.file.clone(), line, reason });
    }
    // What the parser guessed behind a syntax error would only bring faults that are none.
    let set = if reader.problems.is_empty() { reader.set(&name, table.get_ref(), place) } else { None };
    match set {
        Some(set) if reader.problems.is_empty() => Ok(set),
        _ => Err(reader.problems),
    }
}

type Item<'t, 'i> = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

struct Reader<'a> {
    file: String,
    text: &'a str,
    problems: Vec<SeedFileProblem>,
}

impl Reader<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        let end = span.start.min(self.text.len());
        1 + self.text.as_bytes()[..end].iter().filter(|&&byte| byte == b'\n').count()
    }

    fn bad(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: impl Into<String>) {
        let (file, line) = (self.file.clone(), self.line(&value.span()));
        self.problems.push(SeedFileProblem::BadValue { file, line, key: shown(key), expected: expected.into() });
    }

    fn missing(&mut self, line: usize, key: &str) {
        self.problems.push(SeedFileProblem::MissingKey { file: self.file.clone(), line, key: key.to_owned() });
    }

    /// Names every key that is not known here.
    fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in in_order(table) {
            let name = key.get_ref();
            if !known.contains(&name.as_ref()) {
                self.problems.push(SeedFileProblem::UnknownKey {
                    file: self.file.clone(),
                    line: self.line(&key.span()),
                    key: shown(name),
                    nearest: suggestion(name, known.iter().copied()).map(str::to_owned),
                    known: known.iter().map(|&key| key.to_owned()).collect(),
                });
            }
        }
    }

    fn set(&mut self, name: &str, table: &DeTable<'_>, place: &dyn Fn(&str) -> Option<CsvPlace>) -> Option<SeedSet> {
        self.check_keys(table, &KEYS);
        let table_name = match table.get("table") {
            Some(value) => self.name("table", value).map(|name| (name, self.line(&value.span()))),
            None => {
                self.missing(1, "table");
                None
            }
        };
        let key = self.key(table);
        let on_existing = match table.get("on_existing") {
            None => OnExisting::Keep,
            Some(value) => match value.get_ref().as_str() {
                Some("keep") => OnExisting::Keep,
                Some("update") => OnExisting::Update,
                _ => {
                    self.bad("on_existing", value, "\"keep\" / \"update\"");
                    OnExisting::Keep
                }
            },
        };
        let defaults = match table.get("defaults").map(|value| (value, value.get_ref().as_table())) {
            None => Vec::new(),
            Some((_, Some(defaults))) => self.fields(defaults, 0),
            Some((value, None)) => {
                self.bad("defaults", value, "a table: [defaults]");
                Vec::new()
            }
        };
        let rows = match table.get("rows") {
            None => {
                self.missing(1, "rows");
                None
            }
            Some(value) => self.rows(value, &defaults, &key, place),
        };
        let (table, table_line) = table_name?;
        let file = self.file.clone();
        let name = safe(name.strip_suffix(".toml").unwrap_or(name)).into_owned();
        Some(SeedSet { name, file, table, table_line, key, on_existing, defaults, rows: rows? })
    }

    fn key(&mut self, table: &DeTable<'_>) -> Vec<String> {
        let Some(value) = table.get("key") else {
            self.missing(1, "key");
            return Vec::new();
        };
        let Some(columns) = value.get_ref().as_array() else {
            self.bad("key", value, "a list of columns: [\"rol_adi\"]");
            return Vec::new();
        };
        let mut key = Vec::new();
        for column in columns.iter() {
            match self.name("key", column) {
                Some(name) if key.contains(&name) => self.bad("key", column, "every column once"),
                Some(name) => key.push(name),
                None => {}
            }
        }
        key
    }

    fn rows(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        defaults: &[Field],
        key: &[String],
        place: &dyn Fn(&str) -> Option<CsvPlace>,
    ) -> Option<Rows> {
        const EXPECTED: &str = "[[rows]], or the name of a CSV file beside this one";
        if let Some(name) = value.get_ref().as_str() {
            let found = if name.is_empty() || name.contains('\0') { None } else { place(name) };
            let Some(place) = found else {
                let reason = format!("{}:{}", self.file, self.line(&value.span()));
                self.problems.push(SeedFileProblem::Unreadable { file: shown(name), reason });
                return None;
            };
            return Some(Rows::Csv(CsvFile { file: shown(name), place }));
        }
        let Some(array) = value.get_ref().as_array() else {
            self.bad("rows", value, EXPECTED);
            return None;
        };
        let mut rows = Vec::with_capacity(array.len());
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (number, value) in (1..).zip(array.iter()) {
            let Some(table) = value.get_ref().as_table() else {
                self.bad("rows", value, EXPECTED);
                continue;
            };
            let line = self.line(&value.span());
            let mut fields = self.fields(table, 0);
            let own: Vec<Field> =
                defaults.iter().filter(|default| !fields.iter().any(|f| f.column == default.column)).cloned().collect();
            fields.extend(own);
            self.check_row(&fields, key, line, number, &mut seen);
            rows.push(Row { line, fields });
        }
        Some(Rows::Inline(rows))
    }

    /// A row has what finds it again, and no other row of the file has the same.
    fn check_row(
        &mut self,
        fields: &[Field],
        key: &[String],
        line: usize,
        row: usize,
        seen: &mut HashMap<String, usize>,
    ) {
        let mut texts = Vec::with_capacity(key.len());
        for column in key {
            match fields.iter().find(|field| field.column == *column) {
                Some(field) => texts.push(format!("{column} = {}", describe(&field.value))),
                None => {
                    let (file, column) = (self.file.clone(), shown(column));
                    self.problems.push(SeedFileProblem::RowWithoutKey { file, line, row, column });
                    return;
                }
            }
        }
        let text = texts.join(", ");
        match seen.get(&text) {
            Some(&first) if !key.is_empty() => {
                let (file, key) = (self.file.clone(), shown(&text));
                self.problems.push(SeedFileProblem::DuplicateRow { file, line, first, key });
            }
            _ => {
                seen.insert(text, line);
            }
        }
    }

    fn fields(&mut self, table: &DeTable<'_>, depth: usize) -> Vec<Field> {
        let mut fields = Vec::with_capacity(table.len());
        for (key, value) in in_order(table) {
            let (column, line) = (key.get_ref().to_string(), self.line(&key.span()));
            if let Some(value) = self.value(&column, value, depth) {
                fields.push(Field { column, line, value });
            }
        }
        fields
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<Value> {
        match value.get_ref() {
            DeValue::String(text) if text.contains('\0') => {
                self.bad(key, value, "a text without a NUL character");
                None
            }
            DeValue::String(text) => Some(Value::Text(text.to_string())),
            DeValue::Boolean(is_true) => Some(Value::Boolean(*is_true)),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Some(Value::Number(number.to_string())),
                Err(_) => {
                    self.bad(key, value, "a number of at most 64 bits");
                    None
                }
            },
            DeValue::Float(number) => {
                let text = number.as_str().trim_start_matches('+');
                if text.contains(['n', 'N']) {
                    self.bad(key, value, "a number");
                    return None;
                }
                Some(Value::Number(text.to_owned()))
            }
            DeValue::Datetime(time) => Some(Value::Time(time.to_string())),
            DeValue::Array(_) => {
                self.bad(key, value, PLAIN);
                None
            }
            DeValue::Table(table) => self.special(key, value, table, depth),
        }
    }

    fn special(&mut self, key: &str, value: &Spanned<DeValue<'_>>, table: &DeTable<'_>, depth: usize) -> Option<Value> {
        if depth >= DEEPEST {
            self.bad(key, value, format!("at most {DEEPEST} lookups inside each other"));
            return None;
        }
        match VALUE_KEYS.into_iter().find(|&name| table.contains_key(name)) {
            Some("lookup") => self.lookup(table, depth, value).map(Value::Lookup),
            Some("ask") => self.ask(table).map(Value::Ask),
            Some("argon2id") => self.argon2id(table),
            Some(_) => {
                self.check_keys(table, &["now"]);
                let now = table.get("now")?;
                if now.get_ref().as_bool() != Some(true) {
                    self.bad("now", now, "true");
                    return None;
                }
                Some(Value::Now)
            }
            None if table.is_empty() => {
                self.bad(key, value, PLAIN);
                None
            }
            None => {
                self.check_keys(table, &VALUE_KEYS);
                None
            }
        }
    }

    fn lookup(&mut self, table: &DeTable<'_>, depth: usize, whole: &Spanned<DeValue<'_>>) -> Option<Lookup> {
        self.check_keys(table, &LOOKUP_KEYS);
        let name = self.name("lookup", table.get("lookup")?);
        let column = match table.get("column") {
            Some(value) => Some(self.name("column", value)?),
            None => None,
        };
        let conditions = match table.get("where").map(|value| (value, value.get_ref().as_table())) {
            Some((_, Some(conditions))) => self.fields(conditions, depth + 1),
            Some((value, None)) => {
                self.bad("where", value, "{ column = value }");
                return None;
            }
            None => {
                let line = self.line(&whole.span());
                self.missing(line, "where");
                return None;
            }
        };
        Some(Lookup { table: name?, column, conditions })
    }

    fn ask(&mut self, table: &DeTable<'_>) -> Option<Question> {
        self.check_keys(table, &ASK_KEYS);
        let key = self.name("ask", table.get("ask")?)?;
        let mut text = |name: &str| match table.get(name).map(|value| (value, value.get_ref().as_str())) {
            None => None,
            Some((_, Some(text))) if !text.contains('\0') => Some(text.to_owned()),
            Some((value, _)) => {
                self.bad(name, value, "a text");
                None
            }
        };
        let (default, check, tr, en) = (text("default"), text("check"), text("label_tr"), text("label_en"));
        let rule = check.as_deref().and_then(Check::named);
        if let (Some(_), None, Some(value)) = (&check, rule, table.get("check")) {
            self.bad("check", value, Check::NAMES.map(|(name, _)| name).join(", "));
        }
        let question = Question { key, default, secret: false, check: rule, text: Label { tr, en } };
        if let (Some(default), Some(value)) = (&question.default, table.get("default"))
            && question.check(default).is_err()
        {
            self.bad("default", value, check.unwrap_or_default());
        }
        Some(question)
    }

    fn argon2id(&mut self, table: &DeTable<'_>) -> Option<Value> {
        self.check_keys(table, &["argon2id"]);
        let value = table.get("argon2id")?;
        let Some(asked) = value.get_ref().as_table().filter(|table| table.contains_key("ask")) else {
            self.bad("argon2id", value, "{ ask = \"admin_password\" }");
            return None;
        };
        let question = self.ask(asked)?;
        if let Some(default) = asked.get("default") {
            let (file, line) = (self.file.clone(), self.line(&default.span()));
            self.problems.push(SeedFileProblem::DefaultPassword { file, line, key: shown(&question.key) });
            return None;
        }
        Some(Value::Argon2id(Question { secret: true, ..question }))
    }

    /// A name of a table, a column or a question.
    fn name(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref().as_str() {
            Some(name) if !name.trim().is_empty() && !name.contains(char::is_control) => Some(name.to_owned()),
            _ => {
                self.bad(key, value, "a name");
                None
            }
        }
    }
}

/// The entries of a table as they stand in the file; TOML's own tables are sorted by name.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Item<'t, 'i>> {
    let mut items: Vec<Item<'t, 'i>> = table.iter().collect();
    items.sort_by_key(|(key, _)| key.span().start);
    items
}

/// A value in a few words.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Number(text) | Value::Time(text) => text.clone(),
        Value::Boolean(is_true) => is_true.to_string(),
        Value::Lookup(lookup) => {
            let conditions: Vec<String> = lookup
                .conditions
                .iter()
                .map(|field| format!("{} = {}", field.column, describe(&field.value)))
                .collect();
            format!("{}({})", lookup.table, conditions.join(", "))
        }
        Value::Ask(question) => format!("<{}>", question.key),
        Value::Argon2id(_) => "***".to_owned(),
        Value::Now => "now".to_owned(),
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
