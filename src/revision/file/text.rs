//! Bytes to text: a BOM is dropped, and everything that is not UTF-8 text is refused by place.

use std::path::Path;

use super::shown_name;
use crate::revision::error::FileProblem;

/// The file's text without a byte order mark.
pub fn decode<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, FileProblem> {
    let file = || shown_name(path);
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..] = bytes {
        return Err(FileProblem::Utf16 { file: file(), offset: 0 });
    }
    // `contains` looks at many bytes at once; the place is only needed for the message.
    if bytes.contains(&0) {
        let offset = bytes.iter().position(|&byte| byte == 0).unwrap_or_default();
        return Err(FileProblem::NulByte { file: file(), line: line_of(bytes, offset), offset });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.valid_up_to();
            let (file, line, byte) = (file(), line_of(bytes, offset), format!("0x{:02X}", bytes[offset]));
            return Err(if looks_like_windows_1254(bytes) {
                FileProblem::Windows1254 { file, line, offset, byte }
            } else {
                FileProblem::NotUtf8 { file, line, offset, byte }
            });
        }
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() { Err(FileProblem::Empty { file: file() }) } else { Ok(text) }
}

fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether all bytes above ASCII are letters that Turkish uses (with the circumflex), or typographic quotes and dashes,
/// in Windows code page 1254.
fn looks_like_windows_1254(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).all(|byte| {
        matches!(
            byte,
            0x80 | 0x85 | 0x91
                ..=0x97 | 0xA0 | 0xAB | 0xB0 | 0xBB
            // Ç Ğ İ Ö Ş Ü, then ç ğ ı ö ş ü, then Â Î Û â î û
            | 0xC7 | 0xD0 | 0xDD | 0xD6 | 0xDE | 0xDC | 0xE7 | 0xF0 | 0xFD | 0xF6 | 0xFE | 0xFC
            | 0xC2 | 0xCE | 0xDB | 0xE2 | 0xEE | 0xFB
        )
    })
}
