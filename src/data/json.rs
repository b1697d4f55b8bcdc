//! JSON text, checked in one pass over its bytes and never built into a tree.

use super::value::Value;

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    /// The byte at which it was seen.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) what: &'static str,
}

type Result<T> = std::result::Result<T, JsonError>;

/// A place in a JSON text. Nesting may be of any depth: what is nested is skipped without recursion.
pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

/// Calls `entry` with each name and value of the one object that `text` is, in the order written. A name is a
/// [`Value`] too, for it may have escapes.
pub(super) fn object<'a>(text: &'a str, mut entry: impl FnMut(Value<'a>, Value<'a>)) -> Result<()> {
    let mut scanner = Scanner::new(text);
    scanner.expect(b'{', "a `{` is missing: a record is an object")?;
    if !scanner.next_is(b'}') {
        loop {
            scanner.blank();
            let name = scanner.name()?;
            entry(name, scanner.value()?);
            if scanner.next_is(b',') {
                continue;
            }
            scanner.expect(b'}', "a `,` or `}` is missing")?;
            break;
        }
    }
    scanner.end()
}

/// Calls `element` with each element of the one array that `text` is.
pub(super) fn array<'a>(text: &'a str, mut element: impl FnMut(Value<'a>)) -> Result<()> {
    let mut scanner = Scanner::new(text);
    scanner.expect(b'[', "a `[` is missing")?;
    if !scanner.next_is(b']') {
        loop {
            element(scanner.value()?);
            if scanner.next_is(b',') {
                continue;
            }
            scanner.expect(b']', "a `,` or `]` is missing")?;
            break;
        }
    }
    scanner.end()
}

/// Whether `text` is a number as JSON writes it, and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    scanner.number().is_ok_and(|number| number.len() == text.len())
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// How many of eight bytes come before the first quote, backslash or control character.
fn plain_bytes(eight: [u8; 8]) -> usize {
    let word = u64::from_le_bytes(eight);
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let quote = zero(word ^ (ONES * b'"' as u64));
    let backslash = zero(word ^ (ONES * b'\\' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    ((quote | backslash | control).trailing_zeros() / 8) as usize
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn fail<T>(&self, what: &'static str) -> Result<T> {
        let what = if self.at >= self.bytes.len() { "it ends in the middle" } else { what };
        Err(JsonError { at: self.at, what })
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Skips blanks, and `byte` if it follows.
    fn next_is(&mut self, byte: u8) -> bool {
        self.blank();
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Result<()> {
        if self.next_is(byte) { Ok(()) } else { self.fail(what) }
    }

    fn end(&mut self) -> Result<()> {
        self.blank();
        if self.at == self.bytes.len() { Ok(()) } else { self.fail("something follows the end of the record") }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A name and the colon behind it.
    fn name(&mut self) -> Result<Value<'a>> {
        if self.peek() != Some(b'"') {
            return self.fail("a name in double quotes is missing");
        }
        let name = self.string()?;
        self.expect(b':', "a `:` is missing after a name")?;
        Ok(name)
    }

    fn value(&mut self) -> Result<Value<'a>> {
        self.blank();
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{') => self.nested().map(Value::Object),
            Some(b'[') => self.nested().map(Value::Array),
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> Result<Value<'a>> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(b't') => self.word("true", Value::Flag(true)),
            Some(b'f') => self.word("false", Value::Flag(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => self.fail("a value is missing"),
        }
    }

    fn word(&mut self, word: &'static str, value: Value<'a>) -> Result<Value<'a>> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return self.fail("a word that is no JSON value");
        }
        self.at = end;
        Ok(value)
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<&'a str> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (zero && whole > 1) {
            return self.fail("a number that JSON does not know");
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return self.fail("a number that JSON does not know");
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return self.fail("a number that JSON does not know");
            }
        }
        Ok(self.since(start))
    }

    /// A string from its opening quote on.
    fn string(&mut self) -> Result<Value<'a>> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            while let Some(eight) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
                let plain = plain_bytes(*eight);
                self.at += plain;
                if plain < 8 {
                    break;
                }
            }
            match self.peek() {
                Some(b'"') => {
                    let raw = self.since(start);
                    self.at += 1;
                    return Ok(Value::Text { raw, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0..0x20) => return self.fail("a control character in a text"),
                Some(_) => self.at += 1,
                None => return self.fail("a text without an end"),
            }
        }
    }

    /// An escape from its backslash on. A half of a surrogate pair alone is no character.
    fn escape(&mut self) -> Result<()> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Ok(())
            }
            Some(b'u') => {
                let rest = self.text.get(self.at + 2..).unwrap_or_default();
                let Some((_, length)) = unicode_escape(rest) else {
                    return self.fail("a `\\u` that writes no character");
                };
                self.at += 2 + length;
                Ok(())
            }
            _ => self.fail("an escape that JSON does not know"),
        }
    }

    /// An object or array, whatever is in it.
    fn nested(&mut self) -> Result<&'a str> {
        let start = self.at;
        let mut open = Nesting::default();
        loop {
            self.blank();
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.at += 1;
                    open.push(bracket == b'{');
                    if !self.next_is(if bracket == b'{' { b'}' } else { b']' }) {
                        if bracket == b'{' {
                            self.name()?;
                        }
                        continue;
                    }
                    open.pop();
                }
                Some(b'"') => drop(self.string()?),
                _ => drop(self.scalar()?),
            }
            loop {
                let Some(in_object) = open.last() else { return Ok(self.since(start)) };
                if self.next_is(b',') {
                    if in_object {
                        self.blank();
                        self.name()?;
                    }
                    break;
                }
                let (close, what) =
                    if in_object { (b'}', "a `,` or `}` is missing") } else { (b']', "a `,` or `]` is missing") };
                self.expect(close, what)?;
                open.pop();
            }
        }
    }
}

/// What is open, innermost last: objects are ones, arrays zeros. The first 64 need no memory.
#[derive(Default)]
struct Nesting {
    depth: usize,
    word: u64,
    full: Vec<u64>,
}

impl Nesting {
    fn push(&mut self, object: bool) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.full.push(self.word);
        }
        self.word = self.word << 1 | u64::from(object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.word >>= 1;
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.word = self.full.pop().unwrap_or_default();
        }
    }

    fn last(&self) -> Option<bool> {
        (self.depth > 0).then_some(self.word & 1 == 1)
    }
}

/// The character that the digits after `\u` write, with how many bytes of `rest` they are.
fn unicode_escape(rest: &str) -> Option<(char, usize)> {
    let unit = |rest: &str| {
        let digits = rest.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let high = unit(rest)?;
    if !(0xD800..0xDC00).contains(&high) {
        return Some((char::from_u32(high)?, 4));
    }
    let low = unit(rest.get(4..)?.strip_prefix("\\u")?).filter(|low| (0xDC00..0xE000).contains(low))?;
    Some((char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))?, 10))
}

/// The text that the inside of a checked string stands for.
pub(super) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, behind)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = behind.chars();
        let simple = match chars.next() {
            Some('u') => {
                let (char, length) = unicode_escape(chars.as_str()).unwrap_or((char::REPLACEMENT_CHARACTER, 4));
                out.push(char);
                rest = chars.as_str().get(length..).unwrap_or_default();
                continue;
            }
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(other) => other,
            None => break,
        };
        out.push(simple);
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}
