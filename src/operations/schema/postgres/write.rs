//! The difference put together: each thing to do as statements, in blocks that belong together.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::database::introspect::postgres::{Body, Key, Name, Object, Schema};

use super::super::{Block, Change, Difference, Note, Options, Stage};
use super::affected::{Fate, fates};
use super::alter::Altering;
use super::attached::{Sides, is_attached_by_server};
use super::compare::{Way, way};
use super::create::{Making, Written};
use super::order::{Act, Order, group, order};
use super::remove::{OLD, drop};
use super::types::set_aside;
use super::{describe, inherit, own, privileges, relabel, rows};

/// What turns `from` into `to`, all of it in `stage`.
///
/// Values that an enum gets can be used only after the COMMIT, which [`waypoints`](super::waypoints) sees to on the way there. On the way back,
/// in one transaction, the enum is made anew instead.
pub fn difference(from: &Schema, to: &Schema, options: &Options, stage: Stage) -> Difference {
    let plain = plain_difference(from, to, options, stage, false);
    if super::stages::uses_new_values(from, to, &plain) {
        plain_difference(from, to, options, stage, true)
    } else {
        plain
    }
}

/// The same without a look at when values of enums may be used.
pub(super) fn plain_difference(
    from: &Schema,
    to: &Schema,
    options: &Options,
    stage: Stage,
    swaps_enums: bool,
) -> Difference {
    // Most of the time nothing differs, and nothing has to be copied to see that.
    if is_same(from, to, options) {
        return Difference::default();
    }
    let mut sides = Sides::new(from, to);
    let made_anew = inherit::made_anew(&sides.from, &sides.to);
    let given = own::even_out(&mut sides.from, &mut sides.to, &made_anew);
    let relabels = relabel::relabel(&mut sides.from, &sides.to);
    let Sides { from, to, only } = &sides;
    let fates = fates(from, to, options, only, &made_anew, swaps_enums);
    if fates.is_empty() && relabels.is_empty() {
        return Difference::default();
    }
    let order = order(from, to, &fates);
    let mut changes: Vec<Change> = relabels.iter().map(|(old, new)| describe::relabelled(from, old, new)).collect();
    changes.extend(describe::changes(from, to, &fates));
    let making = Making {
        from,
        to,
        options,
        only,
        given: &given,
        serials: &order.serials,
        late: &order.late,
        is_beside: stage == Stage::Beside,
    };
    let is_retyped = |key: &Key| fates.get(key) == Some(&Fate::Retype);
    let is_touched = |key: &Key| fates.contains_key(key);
    let altering = Altering { from, making: &making, is_retyped: &is_retyped, is_touched: &is_touched };
    let writer = Writer {
        from,
        to,
        options,
        fates: &fates,
        making: &making,
        altering: &altering,
        folded: folded(to, &fates, &order),
    };
    let mut blocks: Vec<Block> = Vec::new();
    if order.is_circular {
        let statement = "SET LOCAL check_function_bodies = off".to_owned();
        blocks.push(Block { notes: Vec::new(), statements: vec![statement], stage });
    }
    let renames: Vec<String> = relabels.iter().filter_map(|names| relabel::statement(from, names)).collect();
    if !renames.is_empty() {
        blocks.push(Block { notes: Vec::new(), statements: renames, stage });
    }
    let mut last: Option<(Name, bool)> = None;
    for (act, key) in &order.deeds {
        let mut written = writer.write(*act, key);
        for change in changes.iter().filter(|change| change.loss.is_some()) {
            let schema = if to.objects.contains_key(key) { to } else { from };
            let is_it = change.name == describe::name(schema, key) && *act != Act::Make;
            if let (true, Some(loss)) = (is_it, &change.loss) {
                let note = Note::Loses { name: change.name.clone(), loss: loss.clone() };
                if !written.notes.contains(&note) {
                    written.notes.push(note);
                }
            }
        }
        if written.statements.is_empty() {
            continue;
        }
        let here = (group(if *act == Act::Drop { from } else { to }, key), *act == Act::Drop);
        let belongs = last.as_ref() == Some(&here) && written.notes.is_empty();
        last = Some(here);
        match blocks.last_mut().filter(|_| belongs) {
            Some(block) => block.statements.extend(written.statements),
            None => blocks.push(Block { notes: written.notes, statements: written.statements, stage }),
        }
    }
    for block in &mut blocks {
        block.statements = joined(std::mem::take(&mut block.statements));
    }
    Difference { changes, blocks }
}

/// Whether every object is the same on both sides.
fn is_same(from: &Schema, to: &Schema, options: &Options) -> bool {
    let mut pairs = from.objects.iter().zip(&to.objects);
    from.objects.len() == to.objects.len()
        && pairs.all(|((key, old), (other, new))| key == other && way(old, new, options) == Way::Same)
}

struct Writer<'a> {
    from: &'a Schema,
    to: &'a Schema,
    options: &'a Options,
    fates: &'a BTreeMap<Key, Fate>,
    making: &'a Making<'a>,
    altering: &'a Altering<'a>,
    /// Constraints that go into the CREATE TABLE of their table.
    folded: HashSet<Key>,
}

impl Writer<'_> {
    fn write(&self, act: Act, key: &Key) -> Written {
        let fate = self.fates.get(key).copied();
        match act {
            Act::Drop => self.write_drop(key, fate),
            Act::Alter => match (self.from.objects.get(key), self.to.objects.get(key)) {
                (Some(old), Some(new)) => {
                    let mut written = self.altering.alter(key, old, new);
                    if old.comment != new.comment {
                        written.statements.extend(privileges::comment(self.to, key, new.comment.as_deref()));
                    }
                    if self.options.privileges {
                        if old.owner != new.owner {
                            written.statements.extend(privileges::owner(self.to, key, &new.owner));
                        }
                        if old.grants != new.grants {
                            written.statements.extend(privileges::change_grants(self.to, key, old, new));
                        }
                    }
                    written
                }
                _ => Written::default(),
            },
            Act::Make if self.folded.contains(key) => Written::default(),
            Act::Make if matches!(key, Key::Rows(_)) => rows::bring_back(self.altering, key),
            Act::Make => match self.to.objects.get(key) {
                Some(object) => self.write_make(key, object, fate),
                None => Written::default(),
            },
        }
    }

    fn write_drop(&self, key: &Key, fate: Option<Fate>) -> Written {
        if fate == Some(Fate::Retype) {
            // Its name has gone to its successor.
            return match key {
                Key::Type(name) => {
                    let old = Name { name: format!("{}{OLD}", name.name), ..name.clone() };
                    let kind = if matches!(self.from.body(key), Some(Body::Domain(_))) { "DOMAIN" } else { "TYPE" };
                    format!("DROP {kind} {}", self.from.names.full(&old)).into()
                }
                _ => Written::default(),
            };
        }
        let mut written: Written = match key.relation() {
            Some(table) if self.fates.contains_key(&Key::Rows(table.clone())) && matches!(key, Key::Relation(_)) => {
                rows::put_aside(self.altering, table)
            }
            _ => Written::default(),
        };
        written.statements.extend(drop(self.from, key, self.making.is_beside));
        // A default is a detail of its column, which is spoken of already.
        if fate == Some(Fate::Rebuild) && !matches!(key, Key::Default(..) | Key::Ownership(_) | Key::Attachment(_)) {
            written.notes.push(Note::Around { name: describe::name(self.from, key) });
        }
        written
    }

    fn write_make(&self, key: &Key, object: &Object, fate: Option<Fate>) -> Written {
        if let Body::Attachment(attachment) = &object.body
            && is_attached_by_server(self.from, self.to, self.fates, attachment)
        {
            return Written::default();
        }
        let mut folded: Vec<&Key> = match key {
            Key::Relation(table) => self.folded.iter().filter(|key| key.relation() == Some(table)).collect(),
            _ => Vec::new(),
        };
        folded.sort_by_key(|key| (super::stages::constraint_rank(self.to, key), (*key).clone()));
        let mut written = Written::default();
        if fate == Some(Fate::Retype) {
            written.statements.extend(set_aside(self.from, key));
        }
        written.extend(self.making.make(key, object, &folded));
        let old = self.from.objects.get(key);
        self.finish(&mut written, key, object, old);
        if let (Key::Relation(table), Body::Table(parts)) = (key, &object.body) {
            let columns = parts.columns.iter().map(|column| Key::Column(table.clone(), column.clone()));
            for part in columns.chain(folded.into_iter().cloned()) {
                if let Some(comment) = self.to.objects.get(&part).and_then(|object| object.comment.as_deref()) {
                    written.statements.extend(privileges::comment(self.to, &part, Some(comment)));
                }
                let like =
                    if self.options.privileges { self.to.objects.get(&part) } else { self.from.objects.get(&part) };
                if let Some(grants) = like.and_then(|like| like.grants.as_ref()) {
                    written.statements.extend(privileges::grants(self.to, &part, grants));
                }
            }
        }
        written
    }

    /// Comment, owner and privileges of what was made. An object that was there before keeps its owner and privileges.
    fn finish(&self, written: &mut Written, key: &Key, object: &Object, old: Option<&Object>) {
        if let Some(comment) = &object.comment {
            written.statements.extend(privileges::comment(self.to, key, Some(comment)));
        }
        let like = if self.options.privileges { Some(object) } else { old };
        if let Some(like) = like {
            if like.owner != self.from.user {
                written.statements.extend(privileges::owner(self.to, key, &like.owner));
            }
            if let Some(grants) = &like.grants {
                written.statements.extend(privileges::grants(self.to, key, grants));
            }
        }
    }
}

/// Constraints of new tables that need nothing which comes later.
fn folded(to: &Schema, fates: &BTreeMap<Key, Fate>, order: &Order) -> HashSet<Key> {
    let positions: HashMap<&Key, usize> = order
        .deeds
        .iter()
        .enumerate()
        .filter(|(_, (act, _))| *act != Act::Drop)
        .map(|(at, (_, key))| (key, at))
        .collect();
    let at = |key: &Key| {
        let relation = key.relation().map(|name| Key::Relation(name.clone()));
        positions.get(key).or_else(|| relation.and_then(|relation| positions.get(&relation))).copied()
    };
    let mut needs: HashMap<&Key, Vec<&Key>> = HashMap::new();
    for (user, used) in to.dependencies.iter().filter(|(user, _)| matches!(user, Key::Constraint(..))) {
        needs.entry(user).or_default().push(used);
    }
    let is_early = |key: &Key, table: &Name| {
        let made = positions.get(&Key::Relation(table.clone())).copied();
        needs.get(key).into_iter().flatten().all(|used| used.relation() == Some(table) || at(used) < made)
    };
    let mut folded: HashSet<Key> = HashSet::new();
    for (key, fate) in fates.iter().filter(|(_, fate)| fate.is_made()) {
        let (Key::Constraint(table, _), Some(Body::Constraint(constraint))) = (key, to.body(key)) else { continue };
        let is_new = fates.get(&Key::Relation(table.clone())).is_some_and(|fate| fate.is_made());
        let _ = fate;
        if is_new && constraint.is_valid && is_early(key, table) {
            folded.insert(key.clone());
        }
    }
    folded
}

/// Columns that are added to one table, or dropped from it, in one statement.
fn joined(statements: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let head = |statement: &str| {
        let at = [" ADD COLUMN ", " DROP COLUMN "].iter().find_map(|words| statement.find(words))?;
        statement.starts_with("ALTER TABLE ").then(|| statement[..at].to_owned())
    };
    let is_drop = |statement: &str| statement.contains(" DROP COLUMN ");
    for statement in statements {
        let same = joined.last().is_some_and(|last| {
            head(last).is_some() && head(last) == head(&statement) && is_drop(last) == is_drop(&statement)
        });
        match (joined.last_mut().filter(|_| same), head(&statement)) {
            (Some(last), Some(front)) => {
                let mut rest = &statement[front.len()..];
                rest = rest.trim_start();
                let start = format!("{front} ");
                if !last.contains('\n') {
                    *last = last.replacen(&start, &format!("{front}\n    "), 1);
                }
                last.push_str(&format!(",\n    {rest}"));
            }
            _ => joined.push(statement),
        }
    }
    joined
}
