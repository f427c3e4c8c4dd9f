//! Enums, composite types, ranges and domains: making them, changing them, and moving columns over to a new one of the same name.

use crate::database::introspect::postgres::{Attribute, Body, Domain, DomainConstraint, Key, Name, Schema};
use crate::database::literal;

use super::alter::Altering;
use super::create::Making;
use super::kinds::{spelled, using};
use super::remove::OLD;
use super::table::{collate, lines};

impl Making<'_> {
    pub(super) fn make_type(&self, name: &Name, body: &Body) -> Vec<String> {
        let names = self.names();
        let full = names.full(name);
        match body {
            Body::Enum { labels } => {
                let labels: Vec<String> = labels.iter().map(|label| literal(label)).collect();
                vec![format!("CREATE TYPE {full} AS ENUM ({})", labels.join(", "))]
            }
            Body::Composite { attributes } => {
                let attribute = |attribute: &Attribute| {
                    format!(
                        "{} {}{}",
                        names.quoted(&attribute.name),
                        spelled(&attribute.kind),
                        collate(attribute.collation.as_deref())
                    )
                };
                let mut statements = vec![format!("CREATE TYPE {full} AS {}", lines(attributes.iter().map(attribute)))];
                statements.extend(attributes.iter().filter_map(|attribute| {
                    let comment = attribute.comment.as_deref()?;
                    Some(self.attribute_comment(name, &attribute.name, Some(comment)))
                }));
                statements
            }
            Body::Range { definition, .. } => vec![format!("CREATE TYPE {full} AS RANGE ({definition})")],
            Body::Domain(domain) => {
                let mut text = format!(
                    "CREATE DOMAIN {full} AS {}{}",
                    spelled(&domain.base),
                    collate(domain.collation.as_deref())
                );
                if let Some(default) = &domain.default {
                    text.push_str(&format!(" DEFAULT {default}"));
                }
                if domain.not_null {
                    text.push_str(" NOT NULL");
                }
                let (valid, later): (Vec<_>, Vec<_>) =
                    domain.constraints.iter().partition(|constraint| !constraint.definition.ends_with(" NOT VALID"));
                for constraint in valid {
                    text.push_str(&format!(
                        "\n    CONSTRAINT {} {}",
                        names.quoted(&constraint.name),
                        constraint.definition
                    ));
                }
                let mut statements = vec![text];
                statements.extend(later.iter().map(|constraint| {
                    format!(
                        "ALTER DOMAIN {full} ADD CONSTRAINT {} {}",
                        names.quoted(&constraint.name),
                        constraint.definition
                    )
                }));
                statements.extend(domain.constraints.iter().filter_map(|constraint| {
                    let comment = constraint.comment.as_deref()?;
                    Some(self.check_comment(name, &constraint.name, Some(comment)))
                }));
                statements
            }
            _ => Vec::new(),
        }
    }

    /// `COMMENT ON` an attribute of a composite type.
    pub(super) fn attribute_comment(&self, name: &Name, attribute: &str, comment: Option<&str>) -> String {
        let text = comment.map_or_else(|| "NULL".to_owned(), literal);
        format!("COMMENT ON COLUMN {}.{} IS {text}", self.names().full(name), self.names().quoted(attribute))
    }

    /// `COMMENT ON` a check of a domain.
    pub(super) fn check_comment(&self, name: &Name, check: &str, comment: Option<&str>) -> String {
        let text = comment.map_or_else(|| "NULL".to_owned(), literal);
        format!("COMMENT ON CONSTRAINT {} ON DOMAIN {} IS {text}", self.names().quoted(check), self.names().full(name))
    }
}

impl Altering<'_> {
    /// Through what values of a column get from a type that goes to its successor of the same name; `None` for a column of another type.
    pub(super) fn retyped_under(&self, column: &Key) -> Option<String> {
        let uses = |(user, used): &&(Key, Key)| user == column && (self.is_retyped)(used);
        let (_, used) = self.from.dependencies.iter().find(uses)?;
        let is_array = matches!(self.from.body(column), Some(Body::Column(column)) if column.kind.ends_with("[]"));
        // A domain over a type that goes, too, has no cast to its successor.
        let is_over_another =
            self.from.dependencies.iter().any(|(user, under)| user == used && (self.is_retyped)(under));
        let through = match self.from.body(used) {
            Some(Body::Domain(domain))
                if !is_over_another && matches!(self.making.to.body(used), Some(Body::Domain(_))) =>
            {
                spelled(&domain.base)
            }
            _ => "text".to_owned(),
        };
        Some(if is_array { format!("{through}[]") } else { through })
    }

    /// A value of a composite type attribute by attribute, for its successor of the same name; `None` for a column of another type.
    pub(super) fn composite_value(&self, column: &Key, column_name: &str, kind: &str) -> Option<String> {
        let uses = |(user, used): &&(Key, Key)| user == column && (self.is_retyped)(used);
        let (_, used) = self.from.dependencies.iter().find(uses)?;
        let Key::Type(name) = used else { return None };
        let names = &self.making.to.names;
        let (Some(Body::Composite { attributes: old }), Some(Body::Composite { attributes: new })) =
            (self.from.body(used), self.making.to.body(used))
        else {
            return None;
        };
        if kind != names.full(name) {
            return None;
        }
        // A type below it that goes, too, has no cast to its successor.
        let goes_too = |kind: &str| {
            self.from.dependencies.iter().any(|(user, under)| {
                let name = match under {
                    Key::Type(name) if user == used && (self.is_retyped)(under) => names.full(name),
                    _ => return false,
                };
                kind.strip_suffix("[]").unwrap_or(kind) == name
            })
        };
        let values = new.iter().map(|attribute| match old.iter().find(|other| other.name == attribute.name) {
            Some(other) => {
                let value = format!("({column_name}).{}", names.quoted(&attribute.name));
                if goes_too(&attribute.kind) && other.kind == attribute.kind {
                    let array = if attribute.kind.ends_with("[]") { "[]" } else { "" };
                    return format!("{value}::text{array}::{}", spelled(&attribute.kind));
                }
                match using(self.making.to, &value, &other.kind, &attribute.kind) {
                    Some(cast) => cast.trim_start_matches(" USING ").to_owned(),
                    None => value,
                }
            }
            None => "NULL".to_owned(),
        });
        let values: Vec<String> = values.collect();
        Some(format!(
            "CASE WHEN {column_name} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW({})::{kind} END",
            values.join(", ")
        ))
    }

    pub(super) fn composite(&self, name: &Name, old: &Body, new: &Body) -> Vec<String> {
        let (Body::Composite { attributes: old }, Body::Composite { attributes: new }) = (old, new) else {
            return Vec::new();
        };
        let names = &self.making.to.names;
        let alter = format!("ALTER TYPE {}", names.full(name));
        let mut statements = Vec::new();
        for attribute in old.iter().filter(|attribute| !new.iter().any(|other| other.name == attribute.name)) {
            statements.push(format!("{alter} DROP ATTRIBUTE {} CASCADE", names.quoted(&attribute.name)));
        }
        for attribute in new {
            let collation =
                attribute.collation.as_ref().map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
            let kind = format!("{}{collation}", spelled(&attribute.kind));
            match old.iter().find(|other| other.name == attribute.name) {
                None => {
                    statements.push(format!("{alter} ADD ATTRIBUTE {} {kind} CASCADE", names.quoted(&attribute.name)))
                }
                Some(before) if (&before.kind, &before.collation) != (&attribute.kind, &attribute.collation) => {
                    statements
                        .push(format!("{alter} ALTER ATTRIBUTE {} TYPE {kind} CASCADE", names.quoted(&attribute.name)));
                }
                Some(_) => {}
            }
            let before = old.iter().find(|other| other.name == attribute.name).and_then(|other| other.comment.as_ref());
            if before != attribute.comment.as_ref() {
                statements.push(self.making.attribute_comment(name, &attribute.name, attribute.comment.as_deref()));
            }
        }
        statements
    }

    pub(super) fn domain(&self, name: &Name, old: &Domain, new: &Domain) -> Vec<String> {
        let names = &self.making.to.names;
        let alter = format!("ALTER DOMAIN {}", names.full(name));
        let mut statements = Vec::new();
        let has = |domain: &Domain, check: &DomainConstraint| {
            domain.constraints.iter().any(|other| (&other.name, &other.definition) == (&check.name, &check.definition))
        };
        for constraint in old.constraints.iter().filter(|constraint| !has(new, constraint)) {
            let stays = new.constraints.iter().any(|other| {
                other.name == constraint.name && format!("{} NOT VALID", other.definition) == constraint.definition
            });
            let quoted = names.quoted(&constraint.name);
            statements.push(if stays {
                format!("{alter} VALIDATE CONSTRAINT {quoted}")
            } else {
                format!("{alter} DROP CONSTRAINT {quoted}")
            });
        }
        match (&old.default, &new.default) {
            (old, new) if old == new => {}
            (_, Some(default)) => statements.push(format!("{alter} SET DEFAULT {default}")),
            (_, None) => statements.push(format!("{alter} DROP DEFAULT")),
        }
        if old.not_null != new.not_null {
            statements.push(format!("{alter} {} NOT NULL", if new.not_null { "SET" } else { "DROP" }));
        }
        for constraint in new.constraints.iter().filter(|constraint| !has(old, constraint)) {
            let was_there = old.constraints.iter().any(|other| {
                other.name == constraint.name && other.definition == format!("{} NOT VALID", constraint.definition)
            });
            if !was_there {
                statements.push(format!(
                    "{alter} ADD CONSTRAINT {} {}",
                    names.quoted(&constraint.name),
                    constraint.definition
                ));
            }
        }
        for constraint in &new.constraints {
            // A check that is made anew has none yet.
            let before = old.constraints.iter().find(|other| other.name == constraint.name);
            let stays = before.filter(|before| {
                before.definition.trim_end_matches(" NOT VALID") == constraint.definition.trim_end_matches(" NOT VALID")
            });
            if stays.and_then(|before| before.comment.as_ref()) != constraint.comment.as_ref() {
                statements.push(self.making.check_comment(name, &constraint.name, constraint.comment.as_deref()));
            }
        }
        statements
    }
}

/// What makes room for a type that takes the place of another: the old one waits under another name until no column has it.
pub(super) fn set_aside(schema: &Schema, key: &Key) -> Vec<String> {
    let Key::Type(name) = key else { return Vec::new() };
    let kind = if matches!(schema.body(key), Some(Body::Domain(_))) { "DOMAIN" } else { "TYPE" };
    let aside = schema.names.quoted(&format!("{}{OLD}", name.name));
    let mut statements = vec![format!("ALTER {kind} {} RENAME TO {aside}", schema.names.full(name))];
    if let Some(Body::Range { definition, multirange }) = schema.body(key) {
        // The functions that make ranges keep their names when the type gets another.
        let mut functions: Vec<(&String, String)> = Vec::new();
        if let Some(subtype) = definition.strip_prefix("subtype = ").and_then(|rest| rest.split(", ").next()) {
            functions.push((&name.name, format!("{subtype}, {subtype}")));
            functions.push((&name.name, format!("{subtype}, {subtype}, text")));
        }
        if let Some(multirange) = multirange {
            let full = schema.names.in_schema(&name.schema, multirange);
            let aside = schema.names.quoted(&format!("{multirange}{OLD}"));
            statements.push(format!("ALTER TYPE {full} RENAME TO {aside}"));
            functions.push((multirange, String::new()));
        }
        for (function, arguments) in functions {
            let full = schema.names.in_schema(&name.schema, function);
            let aside = schema.names.quoted(&format!("{function}{OLD}"));
            statements.push(format!("ALTER FUNCTION {full}({arguments}) RENAME TO {aside}"));
        }
    }
    statements
}

/// New values of an enum, each where it belongs.
pub(super) fn enum_values(full: &str, old: &[String], new: &[String]) -> Vec<String> {
    let mut there: Vec<&String> = old.iter().collect();
    let mut statements = Vec::new();
    for (index, label) in new.iter().enumerate() {
        if there.contains(&label) {
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| new.get(index));
        let place = match before {
            Some(before) if there.last() == Some(&before) => String::new(),
            Some(before) => format!(" AFTER {}", literal(before)),
            None => there.first().map(|first| format!(" BEFORE {}", literal(first))).unwrap_or_default(),
        };
        statements.push(format!("ALTER TYPE {full} ADD VALUE {}{place}", literal(label)));
        let at = before.and_then(|before| there.iter().position(|other| *other == before)).map_or(0, |at| at + 1);
        there.insert(at, label);
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_an_enum_come_where_they_belong() {
        let labels = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let values = |old: &str, new: &str| enum_values("t", &labels(old), &labels(new));
        assert_eq!(values("a b", "a b c"), ["ALTER TYPE t ADD VALUE 'c'"]);
        assert_eq!(values("a b", "a x b"), ["ALTER TYPE t ADD VALUE 'x' AFTER 'a'"]);
        assert_eq!(values("b", "a b"), ["ALTER TYPE t ADD VALUE 'a' BEFORE 'b'"]);
        assert_eq!(
            values("c", "a b c d"),
            [
                "ALTER TYPE t ADD VALUE 'a' BEFORE 'c'",
                "ALTER TYPE t ADD VALUE 'b' AFTER 'a'",
                "ALTER TYPE t ADD VALUE 'd'"
            ]
        );
    }
}
