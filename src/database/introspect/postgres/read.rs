//! Reading a schema: a question a kind of object, all in one transaction that sees one state.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::de::DeserializeOwned;

use super::catalog;
use super::dependencies::Numbers;
use super::model::{
    Attachment, Attribute, Body, Column, ColumnKind, Constraint, ConstraintKind, Domain, DomainConstraint, Function,
    FunctionKind, Grant, Identity, Index, IndexRoles, Key, Name, Object, OwnColumn, Policy, Schema, Sequence, Table, Trigger,
    View,
};
use super::names::{Names, index_name};
use super::others;
use super::texts::{written, written_of};
use crate::database::postgres::PostgresSession;
use crate::database::{DatabaseError, OWN_TABLES, Row};

/// Reads the schema of the database behind `session`, with names as they are written under `search_path` (or the session's own).
///
/// # Errors
/// The server cannot be reached, or somebody drops things while they are described.
pub async fn read(session: &mut PostgresSession, search_path: Option<&str>) -> Result<Schema, DatabaseError> {
    let path = search_path.unwrap_or(&session.search_path).to_owned();
    let path = if path.is_empty() { "pg_catalog".to_owned() } else { format!("pg_catalog, {path}") };
    session.begin(&format!("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL search_path = {path}")).await?;
    let result = Reader { session, schema: Schema::default(), numbers: Numbers::default(), always: HashSet::new() }
        .read_all()
        .await;
    session.rollback().await;
    result
}

struct Reader<'a> {
    session: &'a mut PostgresSession,
    schema: Schema,
    numbers: Numbers,
    /// Columns that are `GENERATED ALWAYS AS IDENTITY`: read before the sequences behind them.
    always: HashSet<Key>,
}

/// How many columns every answer begins with: oid, comment, owner, privileges.
const HEAD: usize = 4;

impl Reader<'_> {
    async fn read_all(mut self) -> Result<Schema, DatabaseError> {
        let version = self.session.version;
        self.schema.version = version;
        self.names().await?;
        self.simple(catalog::schemas(), "pg_namespace", |row| (Key::Schema(row.text(4).to_owned()), Body::Schema))
            .await?;
        self.simple(catalog::extensions(), "pg_extension", |row| {
            (Key::Extension(row.text(4).to_owned()), Body::Extension { schema: row.text(5).to_owned() })
        })
        .await?;
        self.simple(catalog::collations(version), "pg_collation", |row| {
            (Key::Collation(name(row)), Body::Collation { definition: row.text(6).to_owned() })
        })
        .await?;
        self.types(version).await?;
        self.simple(catalog::functions(version), "pg_proc", function).await?;
        self.simple(catalog::aggregates(), "pg_proc", |row| {
            let body = Body::Aggregate { definition: row.text(7).to_owned(), arguments: row.text(8).to_owned() };
            (Key::Aggregate(name(row), row.text(6).to_owned()), body)
        })
        .await?;
        self.relations().await?;
        self.columns(version).await?;
        self.sequences().await?;
        self.constraints().await?;
        self.indexes().await?;
        self.attachments().await?;
        self.simple(catalog::statistics(version), "pg_statistic_ext", |row| {
            (
                Key::Statistics(name(row)),
                Body::Statistics { definition: row.text(6).to_owned(), target: row.optional(7).map(|_| row.number(7)) },
            )
        })
        .await?;
        let names = self.schema.names.clone();
        self.simple(catalog::triggers(version), "pg_trigger", move |row| {
            let definition = written_of(row.text(7), names.spellings(&name(row)));
            let trigger = Trigger { definition, enabled: character(row, 8) };
            (Key::Trigger(name(row), row.text(6).to_owned()), Body::Trigger(trigger))
        })
        .await?;
        self.rules().await?;
        self.simple(catalog::policies(), "pg_policy", |row| {
            let policy = Policy { definition: written(row.text(7).trim_start()) };
            (Key::Policy(name(row), row.text(6).to_owned()), Body::Policy(policy))
        })
        .await?;
        self.others(version).await?;
        let dependencies = self.session.query(catalog::DEPENDENCIES.to_owned()).await?;
        self.numbers.add_members(&dependencies);
        for row in dependencies {
            self.schema.dependencies.extend(self.numbers.pair(&row));
        }
        self.leave_out_own_tables();
        Ok(self.schema)
    }

    async fn names(&mut self) -> Result<(), DatabaseError> {
        let schemas =
            self.session.query("SELECT array_to_json(current_schemas(false)), current_user".to_owned()).await?;
        self.schema.user = schemas.first().map(|row| row.text(1).to_owned()).unwrap_or_default();
        let schemas: Vec<String> = schemas.first().map(|row| list(row, 0)).unwrap_or_default();
        let default_schema = schemas.into_iter().find(|schema| schema != "pg_catalog").unwrap_or_default();
        let keywords = self.session.query(catalog::KEYWORDS.to_owned()).await?;
        self.schema.names =
            Names { default_schema, keywords: keywords.iter().map(|row| row.text(0).to_owned()).collect() };
        for row in self.session.query(catalog::CASTS.to_owned()).await? {
            let pair = (row.text(0).to_owned(), row.text(1).to_owned());
            self.schema.casts.insert(pair, character(&row, 2));
        }
        Ok(())
    }

    /// Objects that are one row each.
    async fn simple(
        &mut self,
        sql: String,
        class: &'static str,
        read: impl Fn(&Row) -> (Key, Body),
    ) -> Result<(), DatabaseError> {
        for row in self.session.query(sql).await? {
            let (key, body) = read(&row);
            self.add(&row, class, key, body);
        }
        Ok(())
    }

    fn add(&mut self, row: &Row, class: &'static str, key: Key, body: Body) {
        self.numbers.add(class, oid(row, 0), 0, key.clone());
        let object = Object {
            body,
            comment: row.optional(1).filter(|comment| !comment.is_empty()).map(str::to_owned),
            owner: row.text(2).to_owned(),
            grants: row.optional(3).and_then(|json| {
                let mut grants: Vec<_> = serde_json::from_str(json).unwrap_or_default();
                grants.sort();
                (!is_usual(class, &grants)).then_some(grants)
            }),
        };
        self.schema.objects.insert(key, object);
    }

    async fn types(&mut self, version: u32) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::types(version)).await? {
            let key = Key::Type(name(&row));
            let Some(body) = type_body(&row) else { continue };
            // Of a composite type the columns are those of a relation; arrays are types of their own.
            self.numbers.add("pg_class", oid(&row, 7), 0, key.clone());
            self.numbers.add("pg_type", oid(&row, 8), 0, key.clone());
            if row.optional(11).is_some() {
                self.numbers.add("pg_type", oid(&row, 11), 0, key.clone());
            }
            if row.text(6) == "d" {
                // What its checks call it needs.
                let checks = serde_json::from_str::<serde_json::Value>(row.text(9)).unwrap_or_default();
                let oids = checks.get(4).and_then(|checks| checks.as_array()).into_iter().flatten();
                for oid in oids.filter_map(|check| check.get(3)?.as_u64()) {
                    self.numbers.add("pg_constraint", u32::try_from(oid).unwrap_or_default(), 0, key.clone());
                }
            }
            self.add(&row, "pg_type", key, body);
        }
        Ok(())
    }

    async fn relations(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::relations()).await? {
            let relation = name(&row);
            let key = Key::Relation(relation.clone());
            let kind = row.text(6);
            let body = if matches!(kind, "v" | "m") {
                let definition = view_text(row.text(16));
                Body::View(View {
                    is_materialized: kind == "m",
                    is_filled: row.is_true(15),
                    definition,
                    options: list(&row, 11),
                    columns: Vec::new(),
                    defaults: BTreeMap::new(),
                    comments: BTreeMap::new(),
                    statistics: row.optional(19).and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default(),
                })
            } else {
                let parents: Vec<(String, String)> = list(&row, 10);
                let mut parents = parents.into_iter().map(|(schema, name)| Name { schema, name });
                let bound = row.optional(9);
                Body::Table(Table {
                    persistence: character(&row, 7),
                    partition_by: row.optional(8).map(str::to_owned),
                    partition_of: bound.and_then(|bound| Some((parents.next()?, bound.to_owned()))),
                    inherits: parents.collect(),
                    of: row.optional(18).map(str::to_owned),
                    options: list(&row, 11),
                    row_security: (row.is_true(12), row.is_true(13)),
                    replica_identity: character(&row, 14),
                    columns: Vec::new(),
                    own: BTreeMap::new(),
                })
            };
            self.numbers.add("pg_type", oid(&row, 17), 0, key.clone());
            self.add(&row, "pg_class", key, body);
        }
        Ok(())
    }

    async fn columns(&mut self, version: u32) -> Result<(), DatabaseError> {
        let mut inherited: Vec<(Name, String, OwnColumn)> = Vec::new();
        // Columns that a parent has given stand for the parent's.
        let mut numbers: Vec<(u32, i32, Name, String)> = Vec::new();
        for row in self.session.query(catalog::columns(version)).await? {
            let (relation, column) = (name(&row), row.text(6).to_owned());
            let (number, part) = (oid(&row, 0), row.number(7) as i32);
            match self.schema.objects.get_mut(&Key::Relation(relation.clone())).map(|object| &mut object.body) {
                Some(Body::View(view)) => {
                    view.defaults.extend(row.optional(18).map(|default| (column.clone(), written(default))));
                    view.comments.extend(row.optional(1).map(|comment| (column.clone(), comment.to_owned())));
                    view.columns.push((column, row.text(8).to_owned()));
                    continue;
                }
                Some(Body::Table(table)) => table.columns.push(column.clone()),
                _ => continue,
            }
            let expression = row.optional(18).map(written);
            let value = match (row.text(12), &expression) {
                ("", _) | (_, None) => ColumnKind::Plain,
                (generated, Some(expression)) => {
                    ColumnKind::Generated { expression: expression.clone(), is_stored: generated == "s" }
                }
            };
            let is_default = value == ColumnKind::Plain;
            let body = Column {
                kind: row.text(8).to_owned(),
                collation: row.optional(9).map(str::to_owned),
                not_null: row.is_true(10),
                value,
                usual_storage: character(&row, 20),
                storage: row.optional(14).and_then(|text| text.chars().next()),
                compression: row.optional(15).map(|letter| if letter == "l" { "lz4" } else { "pglz" }.to_owned()),
                statistics: row.optional(16).map(|_| row.number(16)),
                options: list(&row, 17),
            };
            let attrdef = oid(&row, 19);
            if !row.is_true(13) {
                numbers.push((number, part, relation.clone(), column.clone()));
                self.numbers.add("pg_attrdef", attrdef, 0, Key::Relation(relation.clone()));
                let default = expression.filter(|_| is_default);
                let comment = row.optional(1).map(str::to_owned);
                inherited.push((relation, column, OwnColumn { column: body, default, comment }));
                continue;
            }
            let key = Key::Column(relation.clone(), column.clone());
            if row.text(11) == "a" {
                self.always.insert(key.clone());
            }
            self.add(&row, "pg_class", key.clone(), Body::Column(body));
            // `add` has taken the table's own number for its last column.
            self.numbers.add("pg_class", number, 0, Key::Relation(relation.clone()));
            self.numbers.add("pg_class", number, part, key.clone());
            self.schema.dependencies.insert((key.clone(), Key::Relation(relation.clone())));
            match expression.filter(|_| is_default) {
                Some(expression) => {
                    let default = Key::Default(relation, column);
                    self.numbers.add("pg_attrdef", attrdef, 0, default.clone());
                    self.schema.dependencies.insert((default.clone(), key));
                    self.schema.objects.insert(default, bare(Body::Default { expression }));
                }
                None => self.numbers.add("pg_attrdef", attrdef, 0, key),
            }
        }
        for (number, part, relation, column) in numbers {
            if let Some(key) = self.declared_in(&relation, &column) {
                self.numbers.add("pg_class", number, part, key);
            }
        }
        self.own_columns(inherited);
        Ok(())
    }

    /// Keeps of columns that a parent has given those that are not as in the parent.
    fn own_columns(&mut self, inherited: Vec<(Name, String, OwnColumn)>) {
        let all: HashMap<(&Name, &str), &OwnColumn> =
            inherited.iter().map(|(table, name, column)| ((table, name.as_str()), column)).collect();
        let mut own: Vec<(Name, String, OwnColumn)> = Vec::new();
        for (table, name, column) in &inherited {
            let Some(parts) = self.schema.table(table) else { continue };
            let parent = parts.parents().find_map(|parent| {
                all.get(&(parent, name.as_str()))
                    .map(|column| (*column).clone())
                    .or_else(|| self.schema.column_in(parent, name))
            });
            // How the parent makes its values is no business of a child.
            let is_same = parent.is_none_or(|parent| {
                let like = Column { value: column.column.value.clone(), ..parent.column };
                like == column.column && parent.default == column.default
            });
            if !is_same || column.comment.is_some() {
                own.push((table.clone(), name.clone(), column.clone()));
            }
        }
        for (table, name, column) in own {
            if let Some(Object { body: Body::Table(table), .. }) = self.schema.objects.get_mut(&Key::Relation(table)) {
                table.own.insert(name, column);
            }
        }
    }

    /// The nearest ancestor that declares a column.
    fn declared_in(&self, relation: &Name, column: &str) -> Option<Key> {
        let mut tables = vec![relation.clone()];
        let mut at = 0;
        while let Some(relation) = tables.get(at).cloned() {
            at += 1;
            let key = Key::Column(relation.clone(), column.to_owned());
            if self.schema.objects.contains_key(&key) {
                return Some(key);
            }
            let table = self.schema.table(&relation)?;
            let new: Vec<Name> = table.parents().filter(|parent| !tables.contains(parent)).cloned().collect();
            tables.extend(new);
        }
        None
    }

    async fn sequences(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::sequences()).await? {
            let sequence_name = name(&row);
            let sequence = Sequence {
                kind: row.text(6).to_owned(),
                start: row.number(7),
                increment: row.number(8),
                min: row.number(9),
                max: row.number(10),
                cache: row.number(11),
                cycle: row.is_true(12),
                unlogged: row.is_true(13),
            };
            let table = Name { schema: row.text(15).to_owned(), name: row.text(16).to_owned() };
            let column = row.text(17).to_owned();
            let owner = Key::Column(table.clone(), column.clone());
            match row.optional(14) {
                Some("i") => {
                    self.numbers.add("pg_class", oid(&row, 0), 0, owner.clone());
                    if let Some(Object { body: Body::Column(column), .. }) = self.schema.objects.get_mut(&owner) {
                        let is_always = self.always.contains(&owner);
                        column.value = ColumnKind::Identity(Identity { is_always, sequence, sequence_name });
                    }
                }
                owned => {
                    let key = Key::Sequence(sequence_name.clone());
                    self.add(&row, "pg_class", key.clone(), Body::Sequence(sequence));
                    if owned.is_some() {
                        let ownership = Key::Ownership(sequence_name);
                        self.schema.dependencies.insert((ownership.clone(), key));
                        self.schema.dependencies.insert((ownership.clone(), owner));
                        self.schema.objects.insert(ownership, bare(Body::Ownership { table, column }));
                    }
                }
            }
        }
        Ok(())
    }

    async fn constraints(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::constraints()).await? {
            let table = name(&row);
            let key = Key::Constraint(table.clone(), row.text(6).to_owned());
            let Some(kind) = constraint_kind(row.text(7)) else { continue };
            let definition = written(row.text(8)).trim_end_matches(" NOT VALID").to_owned();
            let definition = match row.optional(11).filter(|options| !options.is_empty()) {
                Some(options) => with_options(&definition, options),
                None => definition,
            };
            let not_null_of = row.optional(14).filter(|column| {
                let quoted = self.schema.names.quoted(column);
                definition == format!("CHECK ({quoted} IS NOT NULL)")
            });
            let not_null_of = not_null_of.map(str::to_owned);
            let constraint = Constraint {
                kind,
                definition,
                is_valid: row.is_true(9),
                not_null_of,
                roles: roles(&row, 12),
                index_comment: row.optional(15).map(str::to_owned),
            };
            if row.optional(10).is_some() {
                self.numbers.add("pg_class", oid(&row, 10), 0, key.clone());
            }
            self.add(&row, "pg_constraint", key.clone(), Body::Constraint(constraint));
            self.schema.dependencies.insert((key, Key::Relation(table)));
        }
        Ok(())
    }

    async fn indexes(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::indexes()).await? {
            let key = Key::Index(name(&row));
            let table = Name { schema: row.text(4).to_owned(), name: row.text(6).to_owned() };
            let index = Index {
                table: table.clone(),
                definition: written_of(row.text(7), self.schema.names.spellings(&table)),
                is_valid: row.is_true(8),
                is_partitioned: row.is_true(9),
                roles: roles(&row, 10),
                statistics: list(&row, 12),
            };
            self.add(&row, "pg_class", key.clone(), Body::Index(index));
            self.schema.dependencies.insert((key, Key::Relation(table)));
        }
        Ok(())
    }

    async fn attachments(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::attachments()).await? {
            let key = |schema: usize, index: usize, table: usize, constraint: usize| {
                let name =
                    |column: usize| Name { schema: row.text(schema).to_owned(), name: row.text(column).to_owned() };
                match row.optional(constraint) {
                    Some(_) => Key::Constraint(name(table), row.text(index).to_owned()),
                    None => Key::Index(name(index)),
                }
            };
            let partition = Name { schema: row.text(4).to_owned(), name: row.text(6).to_owned() };
            let (index, parent) = (key(4, 5, 6, 7), key(8, 9, 10, 11));
            let columns: Vec<String> = list(&row, 12);
            let usual_name = index_name(&partition.name, &columns, row.optional(11));
            let attachment = Key::Attachment(name(&row));
            let dependencies = &mut self.schema.dependencies;
            dependencies.insert((attachment.clone(), index.clone()));
            dependencies.insert((attachment.clone(), parent.clone()));
            // It goes with that of its parent.
            dependencies.insert((index.clone(), parent.clone()));
            let body = Body::Attachment(Attachment { partition, index, parent, usual_name });
            self.schema.objects.insert(attachment, bare(body));
        }
        Ok(())
    }

    async fn rules(&mut self) -> Result<(), DatabaseError> {
        for row in self.session.query(catalog::rules()).await? {
            let relation = name(&row);
            match row.optional(7) {
                // The rule that makes a view one.
                None => self.numbers.add("pg_rewrite", oid(&row, 0), 0, Key::Relation(relation)),
                Some(definition) => {
                    let definition =
                        written_of(definition, self.schema.names.spellings(&relation)).trim_end_matches(';').to_owned();
                    let body = Body::Rule { definition, enabled: character(&row, 8) };
                    self.add(&row, "pg_rewrite", Key::Rule(relation, row.text(6).to_owned()), body);
                }
            }
        }
        Ok(())
    }

    async fn others(&mut self, version: u32) -> Result<(), DatabaseError> {
        for (kind, class, sql) in others::questions(version) {
            for row in self.session.query(sql).await? {
                let key = Key::Other(kind, name(&row), row.text(6).to_owned());
                let body = Body::Other { named: row.text(7).to_owned(), statements: list(&row, 8) };
                self.add(&row, class, key, body);
            }
        }
        for row in self.session.query(others::PARTS.to_owned()).await? {
            self.numbers.add_part((row.text(0), oid(&row, 1)), (row.text(2), oid(&row, 3)));
        }
        Ok(())
    }

    fn leave_out_own_tables(&mut self) {
        let own: Vec<Key> = self
            .schema
            .tables()
            .filter(|(name, _)| OWN_TABLES.contains(&name.name.as_str()))
            .map(|(name, _)| Key::Relation(name.clone()))
            .collect();
        for key in own {
            self.schema.remove(&key);
        }
    }
}

/// Whether privileges are those that an object has by itself, written out: everybody may run a routine and use a type.
fn is_usual(class: &str, grants: &[Grant]) -> bool {
    let by_everybody = match class {
        "pg_proc" => "EXECUTE",
        "pg_type" => "USAGE",
        _ => return grants.is_empty(),
    };
    matches!(grants, [Grant { role, privilege, grantable: false }] if role.is_empty() && privilege == by_everybody)
}

fn roles(row: &Row, column: usize) -> IndexRoles {
    IndexRoles { clusters: row.is_true(column), identifies: row.is_true(column + 1) }
}

/// An object without a comment, an owner and privileges of its own.
fn bare(body: Body) -> Object {
    Object { body, comment: None, owner: String::new(), grants: None }
}

/// Schema and name stand behind the head of every answer.
fn name(row: &Row) -> Name {
    Name { schema: row.text(HEAD).to_owned(), name: row.text(HEAD + 1).to_owned() }
}

fn oid(row: &Row, column: usize) -> u32 {
    row.text(column).parse().unwrap_or_default()
}

fn character(row: &Row, column: usize) -> char {
    row.text(column).chars().next().unwrap_or(' ')
}

/// A JSON list; empty for NULL.
fn list<T: DeserializeOwned>(row: &Row, column: usize) -> Vec<T> {
    row.optional(column).and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

fn type_body(row: &Row) -> Option<Body> {
    let text = row.text(9);
    Some(match row.text(6) {
        "e" => Body::Enum { labels: serde_json::from_str(text).ok()? },
        "c" => {
            type Parts = (String, String, Option<String>, Option<String>);
            let attributes: Vec<Parts> = serde_json::from_str(text).ok()?;
            let attribute = |(name, kind, collation, comment)| Attribute { name, kind, collation, comment };
            Body::Composite { attributes: attributes.into_iter().map(attribute).collect() }
        }
        "r" => Body::Range { definition: text.to_owned(), multirange: row.optional(10).map(str::to_owned) },
        _ => {
            type Check = (String, String, Option<String>, u32);
            type Parts = (String, Option<String>, Option<String>, bool, Vec<Check>);
            let (base, collation, default, not_null, constraints): Parts = serde_json::from_str(text).ok()?;
            let constraints = constraints
                .into_iter()
                .map(|(name, text, comment, _)| DomainConstraint { name, definition: written(&text), comment })
                .collect();
            Body::Domain(Domain { base, collation, default, not_null, constraints })
        }
    })
}

fn function(row: &Row) -> (Key, Body) {
    let kind = if row.text(7) == "p" { FunctionKind::Procedure } else { FunctionKind::Function };
    let function = Function {
        kind,
        definition: row.text(8).trim_end().to_owned(),
        result: row.text(9).to_owned(),
        arguments: row.text(10).to_owned(),
        defaults: usize::try_from(row.number(11)).unwrap_or_default(),
        is_parsed: row.is_true(12),
        body: row.text(13).to_owned(),
    };
    (Key::Function(name(row), row.text(6).to_owned()), Body::Function(function))
}

/// The query of a view, of which both texts end with a semicolon.
fn view_text(text: &str) -> String {
    written(text).trim().trim_end_matches(';').to_owned()
}

fn constraint_kind(letter: &str) -> Option<ConstraintKind> {
    Some(match letter {
        "p" => ConstraintKind::PrimaryKey,
        "u" => ConstraintKind::Unique,
        "c" => ConstraintKind::Check,
        "f" => ConstraintKind::ForeignKey,
        "x" => ConstraintKind::Exclusion,
        _ => return None,
    })
}

/// Puts the storage options of a constraint's index, which the server's text leaves out, where SQL has them.
fn with_options(definition: &str, options: &str) -> String {
    let end = [" WHERE (", " DEFERRABLE"].iter().filter_map(|word| definition.find(word)).min();
    let (front, back) = definition.split_at(end.unwrap_or(definition.len()));
    format!("{front} WITH ({options}){back}")
}
