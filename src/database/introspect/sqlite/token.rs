//! SQLite's tokens, as far as reading a definition needs them.
//!
//! The catalogue keeps definitions as the text that somebody wrote. SQLite has accepted it once, so it is read here without judging it;
//! whatever a damaged file holds instead, reading it ends and does not fail.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A keyword, or a name without quotes.
    Word,
    /// A name in brackets or backticks.
    Quoted,
    /// In double quotes: a name, or a text when nothing has that name.
    DoubleQuoted,
    /// A text or a blob.
    Text,
    /// A number.
    Number,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// Anything else, a character each.
    Other,
}

/// A token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Token<'_> {
    /// Whether it is this keyword.
    pub fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these keywords.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Other && self.text == sign
    }

    /// The byte behind it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// What stands inside the quotes, or the word itself. SQLite takes a text for a name where only a name can stand.
    pub fn name(&self) -> Option<String> {
        let inside = |quote: char| {
            let text = self.text.strip_prefix(quote)?;
            let text = text.strip_suffix(quote).unwrap_or(text);
            let (doubled, single) = (format!("{quote}{quote}"), quote.to_string());
            Some(text.replace(&doubled, &single))
        };
        match self.kind {
            Kind::Word => Some(self.text.to_owned()),
            Kind::DoubleQuoted => inside('"'),
            Kind::Text => inside('\''),
            Kind::Quoted => match self.text.strip_prefix('[') {
                Some(text) => Some(text.strip_suffix(']').unwrap_or(text).to_owned()),
                None => inside('`'),
            },
            _ => None,
        }
    }
}

/// The tokens of `text`, without white space and comments.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut position = 0;
    while let Some((kind, length)) = first(&text[position..]) {
        if let Some(kind) = kind {
            found.push(Token { kind, text: &text[position..position + length], start: position });
        }
        position += length;
    }
    found
}

/// The first token of a text and its length; without a kind for what lies between tokens.
fn first(text: &str) -> Option<(Option<Kind>, usize)> {
    let bytes = text.as_bytes();
    let all = text.len();
    let through = |from: usize, end: &str| text[from..].find(end).map_or(all, |at| from + at + end.len());
    let second = bytes.get(1).copied();
    Some(match *bytes.first()? {
        b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => (None, 1),
        b'-' if second == Some(b'-') => (None, through(2, "\n")),
        b'/' if second == Some(b'*') => (None, through(2, "*/")),
        b'\'' => (Some(Kind::Text), quoted(bytes, 0)),
        b'x' | b'X' if second == Some(b'\'') => (Some(Kind::Text), quoted(bytes, 1)),
        b'"' => (Some(Kind::DoubleQuoted), quoted(bytes, 0)),
        b'`' => (Some(Kind::Quoted), quoted(bytes, 0)),
        b'[' => (Some(Kind::Quoted), through(1, "]")),
        b'(' => (Some(Kind::Open), 1),
        b')' => (Some(Kind::Close), 1),
        b',' => (Some(Kind::Comma), 1),
        byte if byte.is_ascii_digit() || byte == b'.' && second.is_some_and(|byte| byte.is_ascii_digit()) => {
            (Some(Kind::Number), number(bytes))
        }
        // A byte order mark is white space to SQLite.
        _ if text.starts_with('\u{feff}') => (None, '\u{feff}'.len_utf8()),
        byte if is_word(byte) => (Some(Kind::Word), bytes.iter().position(|&byte| !is_word(byte)).unwrap_or(all)),
        _ => (Some(Kind::Other), 1),
    })
}

/// The length of what stands in quotes, which begin at `from`; a doubled quote is part of it.
fn quoted(bytes: &[u8], from: usize) -> usize {
    let quote = bytes[from];
    let mut position = from + 1;
    while position < bytes.len() {
        if bytes[position] == quote {
            if bytes.get(position + 1) != Some(&quote) {
                return position + 1;
            }
            position += 1;
        }
        position += 1;
    }
    bytes.len()
}

fn number(bytes: &[u8]) -> usize {
    let is_hexadecimal = bytes.len() > 1 && bytes[0] == b'0' && matches!(bytes[1], b'x' | b'X');
    let mut position = 1;
    while let Some(&byte) = bytes.get(position) {
        let after_exponent = !is_hexadecimal && matches!(bytes[position - 1], b'e' | b'E');
        if !(byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_')
            || after_exponent && matches!(byte, b'+' | b'-'))
        {
            break;
        }
        position += 1;
    }
    position
}

/// What a word is made of: every byte of a character beyond ASCII belongs to it.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..)
}

/// The number of tokens up to the one that closes the parenthesis with which `tokens` begins; 0 when it begins with none.
pub fn group(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if index == 0 { 0 } else { index + 1 };
        }
    }
    tokens.len()
}

/// What stands inside a pair of parentheses, or everything when there is none.
pub fn inside<'a, 't>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    match tokens {
        [first, middle @ .., last] if first.kind == Kind::Open && last.kind == Kind::Close => middle,
        [first, rest @ ..] if first.kind == Kind::Open => rest,
        _ => tokens,
    }
}

/// The parts between commas that stand in no parentheses.
pub fn parts<'a, 't>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut depth = 0_usize;
    tokens
        .split(|token| {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            token.kind == Kind::Comma && depth == 0
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// The text from the first to the last of these tokens.
pub fn written<'a>(text: &'a str, tokens: &[Token<'_>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end()).unwrap_or_default(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn definitions_come_apart_into_tokens() {
        for (text, expected) in [
            ("a -- b\n/* c */ d", &["a", "d"][..]),
            ("'it''s' \"a \"\"b\" [c d] `e``f`", &["'it''s'", "\"a \"\"b\"", "[c d]", "`e``f`"]),
            ("x'00' X'ff' xy 1.5e-3 .5 0x1F 1-1", &["x'00'", "X'ff'", "xy", "1.5e-3", ".5", "0x1F", "1", "-", "1"]),
            ("ürün.ğ<>'ş'", &["ürün", ".", "ğ", "<", ">", "'ş'"]),
            ("\u{feff}CREATE", &["CREATE"]),
            ("'open", &["'open"]),
            ("\"open", &["\"open"]),
            ("[open", &["[open"]),
            ("/* open", &[]),
            ("a(b,(c))", &["a", "(", "b", ",", "(", "c", ")", ")"]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_comes_out_of_its_quotes() {
        for (text, expected) in
            [("a", "a"), ("\"a \"\"b\"", "a \"b"), ("[a]", "a"), ("`a``b`", "a`b"), ("'a'", "a"), ("\"", ""), ("[", "")]
        {
            let name = tokens(text).first().and_then(Token::name);
            assert_eq!(name.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(tokens("(").first().and_then(Token::name), None);
    }

    #[test]
    fn groups_and_parts_end_where_their_parentheses_do() {
        let text = "(a, (b, c), d) e";
        let all = tokens(text);
        let length = group(&all);
        assert_eq!(written(text, &all[..length]), "(a, (b, c), d)");
        let found: Vec<&str> = parts(inside(&all[..length])).into_iter().map(|part| written(text, part)).collect();
        assert_eq!(found, ["a", "(b, c)", "d"]);
        assert_eq!(group(&tokens("a")), 0);
        assert_eq!(group(&tokens("((a")), 3);
        assert_eq!(group(&tokens(&"(".repeat(100_000))), 100_000);
    }
}
