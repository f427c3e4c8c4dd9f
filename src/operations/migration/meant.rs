//! What somebody most likely meant who wrote an id that is wrong.

use crate::revision::Graph;

/// The files of one id, the one first that is most likely the copy: it follows that id itself, was made later, or sorts last.
pub fn newest_first(graph: &Graph, id: &str, files: &[String]) -> Vec<String> {
    let rank = |name: &String| {
        let file = graph.files().iter().find(|file| file.file_name() == *name && file.header.id.shown() == id);
        let header = file.map(|file| &file.header);
        let follows = header.is_some_and(|header| header.down.contains(&header.id));
        (follows, header.and_then(|header| header.created.as_ref()).map(|time| time.replace(' ', "T")), name.clone())
    };
    let mut files = files.to_vec();
    files.sort_by_cached_key(|name| std::cmp::Reverse(rank(name)));
    files
}

/// The revision with the same number and more or fewer zeros before it: ids like `006` are too short to be near to anything else.
pub fn same_number(graph: &Graph, id: &str) -> Option<String> {
    let number = |id: &str| id.parse::<u64>().ok().filter(|_| id.bytes().all(|byte| byte.is_ascii_digit()));
    let wanted = number(id)?;
    let same = graph.files().iter().find(|file| number(&file.header.id) == Some(wanted))?;
    Some(same.header.id.to_string())
}

/// An id that no file has: the old one with a number behind it.
pub fn free_id(graph: &Graph, id: &str) -> String {
    let taken = |id: &str| graph.by_id(id).is_some() || graph.by_label(id).is_some();
    (2..).map(|number| format!("{id}_{number}")).find(|id| !taken(id)).unwrap_or_default()
}
