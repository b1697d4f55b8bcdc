//! Loud copy after an event: an exclamation mark, a word in capitals, or copy that pushes. Such a message comes again
//! with every event, and what is cheerful once is noise the tenth time.
//!
//! Abbreviations are not loud: what has no vowel, what is two or three letters long and no common word, and the longer
//! ones that are listed here.

use super::super::reading::{Found, Visible};
use super::super::{Lint, Look, Member, Subject};
use super::salesy_copy::pushes;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};

pub(super) const LINT: Lint = Lint { code: Code::LoudEventCopy, look: Look::Campaign(look) };

/// Words of two or three letters that are no abbreviations.
const SHORT: [&str; 50] = [
    "ALL", "AND", "ANY", "BAD", "BIG", "BUT", "BUY", "CAN", "DAY", "DUE", "END", "FOR", "GET", "GO", "HEY", "HOT",
    "HOW", "IN", "IS", "LOW", "MAX", "NEW", "NO", "NOT", "NOW", "OFF", "ON", "ONE", "OUR", "OUT", "OVER", "PAY", "SEE",
    "SET", "SO", "THE", "TOO", "TOP", "TRY", "TWO", "UP", "USE", "WAY", "WE", "WIN", "WOW", "YAY", "YES", "YOU",
    "YOUR",
];

/// Abbreviations of four letters and more that have a vowel.
const KNOWN: [&str; 60] = [
    "AJAX", "AMER", "APAC", "APIS", "ASAP", "ASCII", "BACS", "CAPTCHA", "CORS", "CRUD", "DACH", "DMARC", "EBITDA",
    "EFTPOS", "EMEA", "EORI", "GAAP", "HEIC", "HIPAA", "HSTS", "IBAN", "ICAL", "ICANN", "EULA", "IEEE", "IFRS", "IMAP",
    "IMEI", "ISBN", "JPEG", "JSON", "LATAM", "LDAP", "MPEG", "NASA", "NATO", "OAUTH", "OIDC", "PAYE", "POSIX", "REST",
    "ROAS", "SAAS", "SAML", "SCIM", "SEPA", "SIEM", "SOAP", "SWIFT", "TIFF", "TOML", "TOTP", "UNESCO", "UNICEF", "UTC",
    "UUID", "WEBM", "WEBP", "YAML", "ZAPIER",
];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((_, when)) = member.when().filter(|_| member.is_event()) else { return };
    let shouts = member.reading.search(exclamations);
    let capitals = member.reading.search(capitals);
    let mut say = |places: &[Found], message: String, why: &str, help: &str, fix: Option<(&str, Vec<String>)>| {
        let Some(first) = places.first() else { return };
        let mut diagnostic = Diagnostic::new(LINT.code, member.loc(first.span), message)
            .because(why)
            .label(member.loc(when.span), "it comes again with each of these events")
            .help(help);
        for other in places.iter().skip(1) {
            diagnostic = diagnostic.label(member.loc(other.span), "and here");
        }
        if let Some((title, texts)) = fix {
            let edits = places.iter().zip(texts);
            let edits = edits.map(|(place, text)| Edit { loc: member.loc(place.span), text }).collect();
            diagnostic.fixes.push(Fix { title: title.to_owned(), edits, safe: false });
        }
        found.push(diagnostic);
    };
    say(
        &shouts,
        "an exclamation mark in a message that repeats".to_owned(),
        "cheerful once, noise the tenth time",
        "say it plainly, with a full stop",
        Some(("write a full stop", shouts.iter().map(|place| full_stop(&place.text)).collect())),
    );
    let word = capitals.first().map(|place| place.text.clone()).unwrap_or_default();
    say(
        &capitals,
        format!("`{word}` shouts in a message that repeats"),
        "a word in capitals",
        &format!("write `{}`", word.to_lowercase()),
        Some(("write it in lower case", capitals.iter().map(|place| place.text.to_lowercase()).collect())),
    );
    let pushing = member.reading.search(pushes);
    let phrase = pushing.first().map(|place| place.text.clone()).unwrap_or_default();
    say(
        &pushing,
        format!("`{phrase}` pushes in a message that repeats"),
        "sells again with each event",
        "say what happened, and no more",
        None,
    );
}

/// What takes the place of exclamation marks: a question stays one.
fn full_stop(marks: &str) -> String {
    (if marks.contains('?') { "?" } else { "." }).to_owned()
}

fn exclamations(seen: &Visible) -> Vec<Found> {
    let is_mark = |c: char| matches!(c, '!' | '?' | '！' | '¡');
    let mut found = Vec::new();
    let mut from: Option<usize> = None;
    for at in 0..=seen.glyphs.len() {
        match (seen.glyphs.get(at).filter(|glyph| is_mark(glyph.c)), from) {
            (Some(_), None) => from = Some(at),
            (None, Some(start)) => {
                from = None;
                let text = seen.text(start..at);
                // One before a `/` is of an address.
                let address = seen.glyphs.get(at).is_some_and(|next| matches!(next.c, '/' | '='));
                found.extend(seen.found(start..at).filter(|_| !address && text.contains(['!', '！', '¡'])));
            }
            _ => {}
        }
    }
    found
}

fn capitals(seen: &Visible) -> Vec<Found> {
    let mut found = Vec::new();
    for word in seen.words_in(0..seen.glyphs.len()) {
        let text = seen.text(word.clone());
        // What is joined to digits or signs is a code or an address, not a word.
        let code = |c: char| c.is_ascii_digit() || matches!(c, '_' | '/' | '@' | '#' | '\\' | '=' | '\u{FFFC}');
        if text.contains(code) {
            continue;
        }
        let tokens = seen.tokens.iter().filter(|token| word.contains(&token.range.start));
        for token in tokens {
            found.extend(is_loud(&seen.text(token.range.clone())).then(|| seen.found(token.range.clone())).flatten());
        }
    }
    found
}

/// Whether a word is written in capitals for loudness.
fn is_loud(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let capital = letters.chars().all(|c| c.is_alphabetic() && c.is_uppercase());
    let vowels = letters.contains(['A', 'E', 'I', 'O', 'U', 'Y']) || !letters.is_ascii();
    capital
        && match letters.chars().count() {
            0 | 1 => false,
            2 | 3 => SHORT.contains(&letters.as_str()),
            _ => vowels && !KNOWN.contains(&letters.as_str()),
        }
}

#[cfg(test)]
mod tests {
    use super::is_loud;

    #[test]
    fn abbreviations_are_not_loud() {
        for word in ["READY", "NOW", "DON'T", "FREE", "YOUR", "FÜNF"] {
            assert!(is_loud(word), "{word}");
        }
        for word in ["PDF", "CSV", "USD", "VIP", "OK", "ID", "SMS", "API", "JSON", "HTTPS", "I", "Ready", "PDFs"] {
            assert!(!is_loud(word), "{word}");
        }
    }
}
