//! Text made fit for a terminal: what could move its cursor or reorder what is read is shown as a sign instead.

/// The text with every control and direction character replaced by a sign of as many bytes, so that offsets stay
/// right. Tabs and line breaks stay.
pub(super) fn clean(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut clean = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        clean.push(match c {
            '\t' | '\n' => c,
            '\r' if chars.peek() == Some(&'\n') => c,
            c if c.is_control() && c.len_utf8() == 1 => '?',
            c if c.is_control() => '·',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        });
    }
    clean
}

/// The text with lines of at most `width` characters, the first of at most `first`, broken at spaces. Line breaks that
/// it has stay. A word that is longer than a line stands alone.
pub(super) fn wrap(text: &str, first: usize, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let mut room = first;
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
            room = width;
        }
        let mut column = 0;
        for (at, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > room {
                wrapped.push('\n');
                (column, room) = (0, width);
            } else if at > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
    }
    wrapped
}
