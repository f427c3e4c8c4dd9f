//! In what order things have to happen: what depends on something goes before it and comes after it, on both sides.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::database::introspect::postgres::{
    Attachment, Body, Column, ColumnKind, ConstraintKind, Key, Name, Schema, Sequence,
};

use super::affected::Fate;
use super::attached::{comes_with_partition, is_attached_by_server, is_let_go};
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
}

/// Sorts what has to happen.
pub(super) fn order(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>) -> Order {
    let serials = serials(to, fates);
    let graph = Graph::new(from, to, fates, &serials);
    let (deeds, is_circular) = graph.sorted();
    Order { deeds, is_circular, serials }
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
        let carriers = Carriers {
            from,
            to,
            fates,
            serials,
            cut: cut_foreign_keys(from, fates),
            attached_before: attached(from),
            attached_after: attached(to),
        };
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
        for (user, used) in to.dependencies.iter().filter(|(user, used)| !sooner.contains(&(user, used.clone()))) {
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
        Key::Ownership(_) => 9,
        Key::Constraint(..) => 10,
        Key::Index(_) => 11,
        Key::Attachment(_) => 12,
        Key::Statistics(_) => 13,
        Key::Rule(..) => 14,
        Key::Trigger(..) => 15,
        Key::Policy(..) => 16,
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
        Key::Function(name, _) | Key::Aggregate(name, _) => name.clone(),
        other => other.relation().cloned().unwrap_or_else(|| plain("")),
    }
}

/// The names that an object takes among those of tables, indexes, sequences and types.
fn class_names(schema: &Schema, key: &Key) -> Vec<Name> {
    match (key, schema.body(key)) {
        (_, None) => Vec::new(),
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

/// Whose statement takes something along.
struct Carriers<'a> {
    from: &'a Schema,
    to: &'a Schema,
    fates: &'a BTreeMap<Key, Fate>,
    serials: &'a HashMap<Name, Key>,
    cut: HashSet<Key>,
    /// What makes an index belong to one of its parent, by the index and by itself.
    attached_before: HashMap<&'a Key, &'a Attachment>,
    attached_after: HashMap<&'a Key, &'a Attachment>,
}

impl Carriers<'_> {
    fn is_gone(&self, key: &Key) -> bool {
        self.fates.get(key).is_some_and(|fate| fate.is_gone())
    }

    fn is_made(&self, key: &Key) -> bool {
        self.fates.get(key).is_some_and(|fate| fate.is_made())
    }

    /// A table's parts go with it, and what a column has with the column.
    fn of_drop(&self, key: &Key) -> Key {
        if self.cut.contains(key) {
            return key.clone();
        }
        let relation = match self.from.body(key) {
            Some(Body::Index(index)) => Some(Key::Relation(index.table.clone())),
            Some(Body::Attachment(attachment)) => Some(Key::Relation(attachment.partition.clone())),
            _ => key.relation().map(|name| Key::Relation(name.clone())),
        };
        if let Some(relation) = relation
            && *key != relation
            && self.is_gone(&relation)
        {
            return relation;
        }
        if let Some(attachment) = self.attached_before.get(key)
            && self.is_gone(&attachment.parent)
        {
            return self.of_drop(&attachment.parent);
        }
        match (key, self.from.body(key)) {
            (Key::Default(table, column), _) => {
                let column = Key::Column(table.clone(), column.clone());
                if self.is_gone(&column) { self.of_drop(&column) } else { key.clone() }
            }
            (Key::Sequence(name), _) => match self.from.body(&Key::Ownership(name.clone())) {
                Some(Body::Ownership { table, column }) => {
                    let column = Key::Column(table.clone(), column.clone());
                    if self.is_gone(&column) { self.of_drop(&column) } else { key.clone() }
                }
                _ => key.clone(),
            },
            (Key::Ownership(name), _) => {
                let sequence = Key::Sequence(name.clone());
                if self.is_gone(&sequence) { self.of_drop(&sequence) } else { key.clone() }
            }
            _ => key.clone(),
        }
    }

    /// Columns and their defaults come with what makes them.
    fn of_make(&self, key: &Key) -> Key {
        if let Some(attachment) = self.attached_after.get(key)
            && comes_with_partition(self.fates, attachment)
        {
            return Key::Relation(attachment.partition.clone());
        }
        match key {
            Key::Column(table, _) => {
                let relation = Key::Relation(table.clone());
                if self.is_made(&relation) { relation } else { key.clone() }
            }
            Key::Default(table, column) => {
                let column = Key::Column(table.clone(), column.clone());
                if self.is_made(&column) && self.to.objects.contains_key(&column) {
                    self.of_make(&column)
                } else {
                    key.clone()
                }
            }
            Key::Sequence(name) | Key::Ownership(name) => match self.serials.get(name) {
                Some(column) => self.of_make(column),
                None => key.clone(),
            },
            _ => key.clone(),
        }
    }
}

fn attached(schema: &Schema) -> HashMap<&Key, &Attachment> {
    schema.attachments().flat_map(|(key, attachment)| [(key, attachment), (&attachment.index, attachment)]).collect()
}

/// Foreign keys that have to go by themselves, since their tables go and refer to each other in a circle.
fn cut_foreign_keys(from: &Schema, fates: &BTreeMap<Key, Fate>) -> HashSet<Key> {
    let is_gone = |name: &Name| fates.get(&Key::Relation(name.clone())).is_some_and(|fate| fate.is_gone());
    let mut links: Vec<(&Key, &Name, &Name)> = Vec::new();
    for (user, used) in &from.dependencies {
        if let (Key::Constraint(table, _), Some(other)) = (user, used.relation())
            && table != other
            && is_gone(table)
            && is_gone(other)
        {
            links.push((user, table, other));
        }
    }
    loop {
        // A table that nobody refers to any more goes first, and its foreign keys with it.
        let referred: HashSet<&Name> = links.iter().map(|(_, _, other)| *other).collect();
        let before = links.len();
        links.retain(|(_, table, _)| referred.contains(table));
        if links.len() == before {
            return links.into_iter().map(|(key, _, _)| key.clone()).collect();
        }
    }
}
