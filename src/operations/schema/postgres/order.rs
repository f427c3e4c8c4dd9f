//! In what order things have to happen: what depends on something goes before it and comes after it, on both sides.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::database::introspect::postgres::{
    Body, Column, ColumnKind, ConstraintKind, Key, Name, OtherKind, Schema, Sequence, Table,
};

use super::affected::Fate;
use super::attached::{comes_with_partition, is_attached_by_server, is_let_go};
use super::carriers::{Carriers, late};
use super::own;

/// What is done to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Act {
    Drop,
    Alter,
    Make,
}

/// One thing to do.
pub(super) type Deed = (Act, Key);

/// The things to do, in an order that runs.
#[derive(Debug)]
pub(super) struct Order {
    pub deeds: Vec<Deed>,
    /// Functions whose text names what comes after them.
    pub is_circular: bool,
    /// Sequences that come with a `serial` column.
    pub serials: HashMap<Name, Key>,
    /// Defaults that are set when more than their table is there.
    pub late: HashSet<Key>,
}

/// Sorts what has to happen.
pub(super) fn order(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>) -> Order {
    let serials = serials(to, fates);
    let graph = Graph::new(from, to, fates, &serials);
    let (deeds, is_circular) = graph.sorted();
    Order { deeds, is_circular, serials, late: late(to, fates) }
}

/// Sequences that `serial` would make just so, with the column that has it.
fn serials(to: &Schema, fates: &BTreeMap<Key, Fate>) -> HashMap<Name, Key> {
    let is_made = |key: &Key| fates.get(key).is_some_and(|fate| fate.is_made());
    let mut serials = HashMap::new();
    for (key, object) in &to.objects {
        let (Key::Ownership(sequence), Body::Ownership { table, column }) = (key, &object.body) else { continue };
        let owner = Key::Column(table.clone(), column.clone());
        let is_new = is_made(&Key::Sequence(sequence.clone())) && is_made(&owner);
        let Some(Body::Sequence(options)) = to.body(&Key::Sequence(sequence.clone())) else { continue };
        let has_usual_name = sequence.schema == table.schema
            && sequence.name == format!("{}_{column}_seq", table.name)
            && sequence.name.len() <= 63;
        let default = to.default_of(table, column);
        let is_usual = default == Some(&format!("nextval('{}'::regclass)", to.names.full(sequence)));
        let Some(owner_column) = to.column(table, column) else { continue };
        let has_comment =
            to.objects.get(&Key::Sequence(sequence.clone())).is_some_and(|object| object.comment.is_some());
        if is_new
            && has_usual_name
            && is_usual
            && !has_comment
            && owner_column.not_null
            && *options == Sequence::plain(&owner_column.kind)
            && matches!(owner_column.kind.as_str(), "smallint" | "integer" | "bigint")
        {
            serials.insert(sequence.clone(), owner);
        }
    }
    serials
}

struct Graph {
    deeds: Vec<Deed>,
    groups: Vec<Name>,
    /// To what comes later; `true` for what the server does not insist on.
    edges: Vec<BTreeMap<usize, bool>>,
}

impl Graph {
    fn new(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>, serials: &HashMap<Name, Key>) -> Graph {
        let carriers = Carriers::new(from, to, fates, serials);
        let mut deeds: Vec<Deed> = Vec::new();
        for (key, fate) in fates {
            if fate.is_gone() && carriers.of_drop(key) == *key {
                deeds.push((Act::Drop, key.clone()));
            }
            if fate.is_made() && carriers.of_make(key) == *key {
                deeds.push((Act::Make, key.clone()));
            }
            if *fate == Fate::Alter {
                deeds.push((Act::Alter, key.clone()));
            }
        }
        let index: HashMap<Deed, usize> = deeds.iter().cloned().zip(0..).collect();
        let groups = deeds.iter().map(|(act, key)| group(if *act == Act::Drop { from } else { to }, key)).collect();
        let edges = vec![BTreeMap::new(); deeds.len()];
        let mut graph = Graph { deeds, groups, edges };
        let fate = |key: &Key| fates.get(key).copied();
        let dropped = |key: &Key| {
            let is_gone = fate(key).is_some_and(Fate::is_gone);
            is_gone.then(|| index.get(&(Act::Drop, carriers.of_drop(key))).copied()).flatten()
        };
        let altered = |key: &Key| index.get(&(Act::Alter, key.clone())).copied();
        let made = |key: &Key| match fate(key) {
            Some(fate) if fate.is_made() => index.get(&(Act::Make, carriers.of_make(key))).copied(),
            _ => altered(key),
        };
        let is_retyped = |key: &Key| fate(key) == Some(Fate::Retype);
        // An index that its partition takes along is dropped after that, and one that its partition brings is made before.
        let mut later: HashSet<(&Key, Key)> = HashSet::new();
        for (key, attachment) in from.attachments() {
            let partition = Key::Relation(attachment.partition.clone());
            if is_let_go(from, to, fates, attachment) {
                graph.edge(altered(&partition), dropped(key), false);
                graph.edge(altered(&partition), dropped(&attachment.index), false);
                later.insert((&attachment.index, partition));
            } else {
                graph.edge(dropped(key), altered(&partition), false);
            }
        }
        let mut sooner: HashSet<(&Key, Key)> = HashSet::new();
        let mut joins: HashSet<(Key, Key)> = HashSet::new();
        for (key, attachment) in to.attachments() {
            if is_attached_by_server(from, to, fates, attachment) && !comes_with_partition(fates, attachment) {
                let partition = Key::Relation(attachment.partition.clone());
                graph.edge(made(&attachment.index), altered(&partition), false);
                graph.edge(altered(&partition), made(key), false);
                sooner.insert((&attachment.index, partition));
            }
        }
        for (user, used) in &from.dependencies {
            if later.contains(&(user, used.clone())) {
                continue;
            }
            graph.edge(dropped(user), dropped(used), false);
            graph.edge(altered(user), dropped(used), false);
            if says_not_null(from, user) {
                // It proves that SET NOT NULL need not look, and goes then.
                graph.edge(altered(used), dropped(user), false);
            } else {
                graph.edge(dropped(user), altered(used), false);
            }
            if is_retyped(used) && !is_retyped(user) {
                graph.edge(dropped(user), made(used), false);
            }
        }
        for (table, column) in own::of_joining(from, to) {
            let relation = Key::Relation(table.clone());
            for key in own::sources(to, table, column) {
                graph.edge(made(&key), altered(&relation), false);
            }
            for key in [Key::Column(table.clone(), column.clone()), Key::Default(table.clone(), column.clone())] {
                graph.edge(made(&key), altered(&relation), false);
                graph.edge(dropped(&key), altered(&relation), false);
                joins.insert((key, relation.clone()));
            }
        }
        for (user, used) in to.dependencies.iter().filter(|(user, used)| !sooner.contains(&(user, used.clone()))) {
            if joins.contains(&(user.clone(), used.clone())) {
                continue;
            }
            graph.edge(made(used), made(user), false);
        }
        for (key, fate) in fates {
            match fate {
                Fate::Retype => graph.edge(made(key), dropped(key), false),
                _ => graph.edge(dropped(key), made(key), false),
            }
        }
        for (name, table) in to.tables() {
            let relation = Key::Relation(name.clone());
            for source in table.own.keys().flat_map(|column| own::sources(to, name, column)) {
                graph.edge(made(&source), altered(&relation), false);
                graph.edge(dropped(&source), altered(&relation), false);
            }
        }
        for name in fates.keys().filter_map(|key| if let Key::Rows(name) = key { Some(name) } else { None }) {
            // While a parent changes, the table is not there.
            let relation = Key::Relation(name.clone());
            for source in from
                .table(name)
                .into_iter()
                .flat_map(|table| &table.columns)
                .flat_map(|column| own::sources(from, name, column))
            {
                graph.edge(dropped(&relation), dropped(&source), false);
                graph.edge(dropped(&relation), altered(&source), false);
            }
            for source in to
                .table(name)
                .into_iter()
                .flat_map(|table| &table.columns)
                .flat_map(|column| own::sources(to, name, column))
            {
                graph.edge(dropped(&source), made(&relation), false);
                graph.edge(made(&source), made(&relation), false);
            }
        }
        graph.move_rows(to, fates, &made);
        graph.free_names(from, to, &dropped, &made);
        graph.read_bodies(to, fates, &made);
        graph
    }

    fn edge(&mut self, before: Option<usize>, after: Option<usize>, is_soft: bool) {
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            let soft = self.edges[before].entry(after).or_insert(is_soft);
            *soft &= is_soft;
        }
    }

    /// Rows come back into a table that is made anew when all its partitions are there, and before anything looks at them.
    fn move_rows(&mut self, to: &Schema, fates: &BTreeMap<Key, Fate>, made: &impl Fn(&Key) -> Option<usize>) {
        for (rows, name) in fates.keys().filter_map(|key| Some((key, key.relation()?))) {
            if !matches!(rows, Key::Rows(_)) {
                continue;
            }
            let mut tables = vec![name];
            let mut at = 0;
            while let Some(&table) = tables.get(at) {
                at += 1;
                self.edge(made(&Key::Relation(table.clone())), made(rows), false);
                let is_part = |part: &Table| part.partition_of.as_ref().is_some_and(|(parent, _)| parent == table);
                tables.extend(to.tables().filter(|(_, part)| is_part(part)).map(|(name, _)| name));
            }
            let is_here = |key: &Key| key.relation().is_some_and(|relation| tables.contains(&relation));
            let is_foreign_key = |key: &Key| matches!(to.body(key), Some(Body::Constraint(constraint)) if constraint.kind == ConstraintKind::ForeignKey);
            for key in fates.keys() {
                let watches = match key {
                    Key::Trigger(..) | Key::Rule(..) | Key::Policy(..) => is_here(key),
                    Key::Constraint(..) if is_foreign_key(key) => {
                        is_here(key) || to.dependencies.iter().any(|(user, used)| user == key && is_here(used))
                    }
                    _ => false,
                };
                if watches {
                    self.edge(made(rows), made(key), false);
                }
            }
        }
    }

    /// A name that goes to another object has to be free first.
    fn free_names(
        &mut self,
        from: &Schema,
        to: &Schema,
        dropped: &impl Fn(&Key) -> Option<usize>,
        made: &impl Fn(&Key) -> Option<usize>,
    ) {
        let mut old: HashMap<Name, Vec<(&Key, usize)>> = HashMap::new();
        for key in from.objects.keys() {
            for name in class_names(from, key) {
                // What only loses the name is altered, as a column that is an identity no more.
                let deed = dropped(key).or_else(|| made(key).filter(|_| !class_names(to, key).contains(&name)));
                old.entry(name).or_default().extend(deed.map(|deed| (key, deed)));
            }
        }
        for key in to.objects.keys() {
            for name in class_names(to, key) {
                for (other, deed) in old.get(&name).cloned().unwrap_or_default() {
                    if other != key {
                        self.edge(Some(deed), made(key), false);
                    }
                }
            }
        }
    }

    /// What the text of a function names should be there first: the server reads it when the function is made.
    fn read_bodies(&mut self, to: &Schema, fates: &BTreeMap<Key, Fate>, made: &impl Fn(&Key) -> Option<usize>) {
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for key in fates.keys() {
            let word = match key {
                Key::Relation(name) | Key::Type(name) | Key::Function(name, _) | Key::Sequence(name) => &name.name,
                Key::Column(table, _) => &table.name,
                _ => continue,
            };
            by_word.entry(word).or_default().extend(made(key));
        }
        for key in fates.keys() {
            let Some(Body::Function(function)) = to.body(key) else { continue };
            if function.is_parsed {
                continue;
            }
            let texts = [&function.body, &function.arguments, &function.result];
            let words: HashSet<&str> =
                texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
            for word in words {
                for &deed in by_word.get(word).into_iter().flatten() {
                    self.edge(Some(deed), made(key), true);
                }
            }
        }
    }

    /// What is ready, one after the other: what goes away first, and what belongs to the same table together.
    fn sorted(mut self) -> (Vec<Deed>, bool) {
        let count = self.deeds.len();
        let mut waits = vec![0_usize; count];
        for edges in &self.edges {
            edges.keys().for_each(|&after| waits[after] += 1);
        }
        let mut open: BTreeSet<usize> = (0..count).collect();
        let mut order = Vec::with_capacity(count);
        let mut last: Option<usize> = None;
        let mut is_circular = false;
        let mut ready: BTreeSet<usize> = open.iter().copied().filter(|&deed| waits[deed] == 0).collect();
        while !open.is_empty() {
            let Some(next) = self.first(&ready, last) else {
                // First without what the server does not insist on, and then as well as it goes.
                let mut has_soft = false;
                for &deed in &open {
                    let soft: Vec<usize> =
                        self.edges[deed].iter().filter(|(_, soft)| **soft).map(|(&after, _)| after).collect();
                    for after in soft {
                        self.edges[deed].remove(&after);
                        waits[after] -= 1;
                        has_soft = true;
                    }
                }
                is_circular |= has_soft;
                let is_ready = |deed: &usize| !has_soft || waits[*deed] == 0;
                ready = open.iter().copied().filter(is_ready).take(if has_soft { count } else { 1 }).collect();
                if ready.is_empty() {
                    ready = open.iter().copied().take(1).collect();
                }
                continue;
            };
            ready.remove(&next);
            open.remove(&next);
            order.push(next);
            last = Some(next);
            for &after in self.edges[next].keys() {
                waits[after] = waits[after].saturating_sub(1);
                if waits[after] == 0 && open.contains(&after) {
                    ready.insert(after);
                }
            }
        }
        (order.into_iter().map(|deed| self.deeds[deed].clone()).collect(), is_circular)
    }

    fn first(&self, ready: &BTreeSet<usize>, last: Option<usize>) -> Option<usize> {
        let is_apart = |deed: usize| last.is_none_or(|last| self.groups[last] != self.groups[deed]);
        let weight = |deed: usize| {
            let (act, key) = &self.deeds[deed];
            let phase = u8::from(*act != Act::Drop);
            // Foreign keys between tables come when all tables are there.
            (phase, is_apart(deed), rank(*act, key), deed)
        };
        ready.iter().copied().min_by_key(|&deed| weight(deed))
    }
}

/// Whether a constraint was added to make a column NOT NULL.
fn says_not_null(schema: &Schema, key: &Key) -> bool {
    matches!(schema.body(key), Some(Body::Constraint(constraint)) if constraint.not_null_of.is_some() && !constraint.is_valid)
}

/// In what order a reader expects kinds of objects.
fn rank(act: Act, key: &Key) -> u8 {
    let rank = match key {
        Key::Schema(_) => 0,
        Key::Extension(_) => 1,
        Key::Collation(_) => 2,
        Key::Type(_) => 3,
        Key::Sequence(_) => 4,
        Key::Function(..) | Key::Aggregate(..) => 5,
        Key::Relation(_) => 6,
        Key::Column(..) => 7,
        Key::Default(..) => 8,
        Key::Ownership(_) | Key::Rows(_) => 9,
        Key::Constraint(..) => 10,
        Key::Index(_) => 11,
        Key::Attachment(_) => 12,
        Key::Statistics(_) => 13,
        Key::Rule(..) => 14,
        Key::Trigger(..) => 15,
        Key::Policy(..) => 16,
        Key::Other(kind, ..) => match kind {
            OtherKind::ForeignTable => 6,
            OtherKind::Publication | OtherKind::EventTrigger => 17,
            _ => 5,
        },
    };
    if act == Act::Drop { 20 - rank } else { rank }
}

/// What a deed belongs to: the table, else the object itself.
pub(super) fn group(schema: &Schema, key: &Key) -> Name {
    let owner_of = |sequence: &Name| match schema.body(&Key::Ownership(sequence.clone())) {
        Some(Body::Ownership { table, .. }) => table.clone(),
        _ => sequence.clone(),
    };
    let plain = |name: &str| Name { schema: String::new(), name: name.to_owned() };
    match key {
        Key::Index(name) => match schema.body(key) {
            Some(Body::Index(index)) => index.table.clone(),
            _ => name.clone(),
        },
        Key::Attachment(name) => match schema.body(key) {
            Some(Body::Attachment(attachment)) => attachment.partition.clone(),
            _ => name.clone(),
        },
        Key::Sequence(name) | Key::Ownership(name) => owner_of(name),
        Key::Schema(name) | Key::Extension(name) => plain(name),
        Key::Collation(name) | Key::Type(name) | Key::Statistics(name) => name.clone(),
        Key::Function(name, _) | Key::Aggregate(name, _) | Key::Other(_, name, _) => name.clone(),
        other => other.relation().cloned().unwrap_or_else(|| plain("")),
    }
}

/// The names that an object takes among those of tables, indexes, sequences and types.
fn class_names(schema: &Schema, key: &Key) -> Vec<Name> {
    match (key, schema.body(key)) {
        (_, None) => Vec::new(),
        (Key::Other(OtherKind::ForeignTable, name, _), _) => vec![name.clone()],
        (Key::Relation(name) | Key::Index(name) | Key::Sequence(name) | Key::Type(name), _) => vec![name.clone()],
        (Key::Constraint(table, name), Some(Body::Constraint(constraint)))
            if !matches!(constraint.kind, ConstraintKind::Check | ConstraintKind::ForeignKey) =>
        {
            vec![Name { schema: table.schema.clone(), name: name.clone() }]
        }
        (Key::Column(..), Some(Body::Column(Column { value: ColumnKind::Identity(identity), .. }))) => {
            vec![identity.sequence_name.clone()]
        }
        _ => Vec::new(),
    }
}
