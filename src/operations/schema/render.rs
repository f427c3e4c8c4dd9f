//! A difference as the sections of a revision file.

use std::fmt::Write as _;

use super::compare::Stretch;
use super::{Block, Note, Stage};
use crate::i18n::{Lang, Say, safe};
use crate::revision::{Direction, Engine};

/// Both sections of a revision, its notes in `lang`.
pub fn sections(stretch: &Stretch, engine: Engine, lang: Lang) -> String {
    let mut text = String::new();
    for (direction, blocks) in [(Direction::Upgrade, &stretch.upgrade), (Direction::Downgrade, &stretch.downgrade)] {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "-- goc:{} {}", direction.as_str(), engine.as_str());
        if stretch.stage == Stage::Beside {
            text.push_str("-- goc:transaction off\n");
        }
        text.push_str(&script(blocks, lang));
    }
    text
}

/// Blocks as SQL, an empty line between them.
pub fn script(blocks: &[Block], lang: Lang) -> String {
    let texts: Vec<String> = blocks.iter().map(|block| block_text(block, lang)).collect();
    texts.join("\n")
}

fn block_text(block: &Block, lang: Lang) -> String {
    let mut text = String::new();
    let note = |note: &Note| note.say(lang);
    for line in block.notes.iter().map(note) {
        // A name with a line end would end the comment.
        let _ = writeln!(text, "-- {}", safe(&line));
    }
    for statement in &block.statements {
        // A line of a function's body that begins so would be taken for one of goc's.
        let _ = writeln!(text, "{};", statement.replace("\n-- goc:", "\n -- goc:"));
    }
    text
}
