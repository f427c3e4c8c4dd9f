//! Reading passwords: from a terminal that does not show them, from a file, from standard input. Never from an argument, which every
//! user of the machine could see in the process list.
//!
//! Everything read here is wiped from memory when it is dropped. That is why the standard library's buffered input is not used: its
//! buffer lives as long as the process.

use std::fs::File;
use std::os::fd::AsFd;
use std::path::Path;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::output::{Output, Style};
use super::text::{CliProblem, Text};
use crate::i18n::safe;

/// A line that was read, without its end.
pub type Line = Zeroizing<String>;

/// Longer lines are no answers, and no passwords.
const LONGEST_LINE: usize = 64 * 1024;

/// Reads a line byte by byte, so that what stands behind it stays where it is; `None` at the end of input.
pub fn read_line(from: impl AsFd) -> std::io::Result<Option<Line>> {
    let mut line = Zeroizing::new(Vec::with_capacity(1024));
    let mut byte = Zeroizing::new([0_u8]);
    loop {
        match rustix::io::read(from.as_fd(), &mut byte[..]) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
            Ok(0) if line.is_empty() => return Ok(None),
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) if line.len() >= LONGEST_LINE => return Err(std::io::ErrorKind::InvalidData.into()),
            Ok(_) => push(&mut line, byte[0]),
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    match std::str::from_utf8(&line) {
        Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
        Err(_) => Err(std::io::ErrorKind::InvalidData.into()),
    }
}

/// Grows by copying into a new buffer, so that the old one is wiped.
fn push(line: &mut Zeroizing<Vec<u8>>, byte: u8) {
    if line.len() == line.capacity() {
        let mut larger = Zeroizing::new(Vec::with_capacity(line.capacity() * 2));
        larger.extend_from_slice(line);
        *line = larger;
    }
    line.push(byte);
}

/// A copy that is wiped, made in one piece: a text that has to grow or shrink leaves parts of itself behind.
pub fn from(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// Whether both are the same.
pub fn equal(a: &SecretString, b: &SecretString) -> bool {
    a.expose_secret() == b.expose_secret()
}

/// Reads the first line of a file, or of standard input for `-`. A file that others can read is warned about.
///
/// # Errors
/// The file cannot be read, or its first line is empty.
pub fn read_file(output: Output, path: &Path) -> Result<SecretString, CliProblem> {
    let name = safe(&path.to_string_lossy()).into_owned();
    let unreadable = |error: std::io::Error| CliProblem::PasswordFile { file: name.clone(), reason: reason(&error) };
    let line = if path == Path::new("-") {
        read_line(std::io::stdin()).map_err(unreadable)?
    } else {
        let file = File::open(path).map_err(unreadable)?;
        if is_readable_by_others(&file) {
            let text = Text::PasswordFileOpen { file: name.clone() };
            output.note(output.styled_note(Style::Warning, output.say(text)));
        }
        read_line(&file).map_err(unreadable)?
    };
    match line {
        Some(line) if !line.is_empty() => Ok(from(&line)),
        _ => Err(CliProblem::EmptyPasswordFile { file: name }),
    }
}

fn reason(error: &std::io::Error) -> String {
    safe(&error.to_string()).into_owned()
}

#[cfg(unix)]
fn is_readable_by_others(file: &File) -> bool {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    // A pipe (`<(pass show shop)`) is nobody else's, whatever its mode says.
    file.metadata().is_ok_and(|metadata| !metadata.file_type().is_fifo() && metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_readable_by_others(_: &File) -> bool {
    false
}

/// The terminal does not echo while this lives.
pub struct Silence(Option<rustix::termios::Termios>);

impl Silence {
    pub fn new() -> Silence {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let stdin = std::io::stdin();
        let Ok(before) = tcgetattr(&stdin) else { return Silence(None) };
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        let _ = tcsetattr(&stdin, OptionalActions::Now, &silent);
        Silence(Some(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ = rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, before);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use super::*;

    fn lines(content: &[u8]) -> Vec<Option<String>> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(content).and_then(|()| file.rewind()).expect("written");
        let mut lines = Vec::new();
        loop {
            match read_line(&file) {
                Ok(Some(line)) => lines.push(Some(line.to_string())),
                Ok(None) => return lines,
                Err(_) => lines.push(None),
            }
        }
    }

    #[test]
    fn a_line_ends_where_it_ends_and_keeps_its_spaces() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(lines(b"a b \n\r\n  c\r\nd"), [some("a b "), some(""), some("  c"), some("d")]);
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"\xff\nok\n"), [None, some("ok")]);
        let long = "x".repeat(5000);
        assert_eq!(lines(long.as_bytes()), [some(&long)]);
    }
}
