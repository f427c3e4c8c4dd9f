//! Sequences, and where they stand.

use crate::database::introspect::postgres::{Name, Names, Sequence};
use crate::database::literal;

/// What of a sequence is not as `CREATE SEQUENCE` makes it.
pub(super) fn sequence_options(sequence: &Sequence) -> String {
    let mut text = String::new();
    if sequence.kind != "bigint" {
        text.push_str(&format!(" AS {}", sequence.kind));
    }
    let usual = if sequence.increment < 0 {
        let plain = Sequence::plain(&sequence.kind);
        Sequence { min: -plain.max - 1, max: -1, start: sequence.max, ..plain }
    } else {
        Sequence { start: sequence.min, ..Sequence::plain(&sequence.kind) }
    };
    if sequence.increment != 1 {
        text.push_str(&format!(" INCREMENT BY {}", sequence.increment));
    }
    if sequence.min != usual.min {
        text.push_str(&format!(" MINVALUE {}", sequence.min));
    }
    if sequence.max != usual.max {
        text.push_str(&format!(" MAXVALUE {}", sequence.max));
    }
    if sequence.start != usual.start {
        text.push_str(&format!(" START WITH {}", sequence.start));
    }
    if sequence.cache != 1 {
        text.push_str(&format!(" CACHE {}", sequence.cache));
    }
    if sequence.cycle {
        text.push_str(" CYCLE");
    }
    text
}

/// A sequence that a column of rows gets goes on behind them, within its bounds.
pub(super) fn position(names: &Names, table: &Name, column: &str, sequence: &Sequence) -> String {
    let full = names.full(table);
    let quoted = names.quoted(column);
    let plain = Sequence::plain(&sequence.kind);
    let mut next = if sequence.increment < 0 {
        format!("least(min({quoted}) - 1, {})", sequence.start)
    } else {
        format!("greatest(max({quoted}) + 1, {})", sequence.start)
    };
    if sequence.increment < 0 {
        next = format!("greatest({next}, {})", sequence.min);
    } else if sequence.max != plain.max {
        next = format!("least({next}, {})", sequence.max);
    }
    format!("SELECT setval(pg_get_serial_sequence({}, {}), {next}, false) FROM {full}", literal(&full), literal(column),)
}

pub(super) fn sequence(full: &str, old: &Sequence, new: &Sequence) -> Vec<String> {
    let mut statements = Vec::new();
    let changed = changed_sequence(old, new);
    if !changed.is_empty() {
        statements.extend(fitting_position(full, old, new));
        statements.push(format!("ALTER SEQUENCE {full}{changed}"));
    }
    if old.unlogged != new.unlogged {
        statements.push(format!("ALTER SEQUENCE {full} SET {}", if new.unlogged { "UNLOGGED" } else { "LOGGED" }));
    }
    statements
}

/// What moves a sequence whose position is outside of its new bounds into them, where its old bounds have room for that; one that fits stays.
pub(super) fn fitting_position(full: &str, old: &Sequence, new: &Sequence) -> Option<String> {
    let is_narrower = new.min > old.min || new.max < old.max;
    if !is_narrower || old.max < new.min || new.max < old.min {
        return None;
    }
    let start = new.start.clamp(new.min.max(old.min), new.max.min(old.max));
    let fits = format!("last_value BETWEEN {} AND {}", new.min, new.max);
    Some(format!(
        "SELECT setval({}, CASE WHEN {fits} THEN last_value ELSE {start} END, is_called AND {fits}) FROM {full}",
        literal(full)
    ))
}

/// Every property that differs, named: ALTER leaves the others as they are.
pub(super) fn changed_sequence(old: &Sequence, new: &Sequence) -> String {
    let mut text = String::new();
    let mut old = old.clone();
    if old.kind != new.kind {
        text.push_str(&format!(" AS {}", new.kind));
        // A bound that was the type's own goes along with it.
        if old.max == Sequence::plain(&old.kind).max {
            old.max = Sequence::plain(&new.kind).max;
        }
        if old.min == -Sequence::plain(&old.kind).max - 1 {
            old.min = -Sequence::plain(&new.kind).max - 1;
        }
    }
    for (name, before, after) in [
        ("INCREMENT BY", old.increment, new.increment),
        ("MINVALUE", old.min, new.min),
        ("MAXVALUE", old.max, new.max),
        ("START WITH", old.start, new.start),
        ("CACHE", old.cache, new.cache),
    ] {
        if before != after {
            text.push_str(&format!(" {name} {after}"));
        }
    }
    // No position fits the new bounds: it begins anew.
    if old.max < new.min || new.max < old.min {
        text.push_str(&format!(" RESTART WITH {}", new.start));
    }
    match (old.cycle, new.cycle) {
        (false, true) => text.push_str(" CYCLE"),
        (true, false) => text.push_str(" NO CYCLE"),
        _ => {}
    }
    text
}
