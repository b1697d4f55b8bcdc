//! Declarations that suit what was found.

use std::collections::BTreeMap;

use super::census::Census;
use super::values::{Distinct, Values};
use crate::syntax::ast::SchemaType;
use crate::syntax::spell;

/// What is said about the names of some rows.
#[derive(Default)]
pub(super) struct Declarations {
    /// Those that are declared, in order.
    pub(super) declared: Vec<Declared>,
    /// Why others are not, and which.
    pub(super) left: BTreeMap<&'static str, Vec<String>>,
}

/// A name that is declared.
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) ty: SchemaType,
    pub(super) required: bool,
    /// The texts of a closed set; none if it is open.
    pub(super) one_of: Vec<String>,
    /// What else there is to know.
    pub(super) notes: Vec<String>,
}

/// A set of texts is closed if it has so many at most …
const MOST_TEXTS: usize = 8;
/// … over so many values at least, …
const LEAST_VALUES: u64 = 50;
/// … each of them so often at least.
const LEAST_EACH: u64 = 3;

/// What the names of some rows are declared as, but those that are declared always. `whole` says that nothing is known
/// without such a row, so that what is in every row is always known.
pub(super) fn declarations(census: &Census, is_declared: impl Fn(&str) -> bool, whole: bool) -> Declarations {
    let mut declarations = Declarations::default();
    for (name, values) in census.names.iter().filter(|(name, _)| !is_declared(name)) {
        match declare(name, values, census.rows, whole) {
            Ok(declared) => declarations.declared.push(declared),
            Err(why) => declarations.left.entry(why).or_default().push(name.escape_debug().to_string()),
        }
    }
    declarations
}

/// A declaration, or why there is none.
fn declare(name: &str, values: &Values, rows: u64, whole: bool) -> Result<Declared, &'static str> {
    let Some(ty) = type_of(name, values) else {
        return Err(if values.nested > 0 {
            "objects and lists that nothing reads"
        } else if values.beyond > 0 {
            "always past the 20th entry, where nothing reads it"
        } else {
            "never known"
        });
    };
    if spell::name(name).is_none() {
        return Err("no name can be written so");
    }
    let mut notes = Vec::new();
    if values.rows == 0 {
        notes.push("set by `identify` alone".to_owned());
    } else if values.rows < rows {
        notes.push(format!("known for {}", percent(values.rows, rows)));
    }
    let other = values.known() - readable(values, ty, name) + values.nested;
    if other > 0 {
        let are = if other == 1 { "value is" } else { "values are" };
        notes.push(format!("{other} {are} {}", no(ty)));
    }
    if values.beyond > 0 {
        notes.push(format!("past the 20th entry {}", times(values.beyond)));
    }
    let always = whole && values.rows == rows && values.unset == 0;
    Ok(Declared {
        name: name.to_owned(),
        ty,
        required: always && other == 0,
        one_of: if ty == SchemaType::Text { closed(name, values) } else { Vec::new() },
        notes,
    })
}

/// The type that reads most of the values, if there is any. What is written in quotes or in CSV is a text whatever it
/// says, so a narrower type is taken where it reads 9 of 10 of them; not of ids, which need not be numbers.
fn type_of(name: &str, values: &Values) -> Option<SchemaType> {
    use SchemaType::{Flag, Number, Text, Texts, Time};
    // Of several that read as many the last one is the largest.
    let narrow = [Texts, Number, Flag, Time].into_iter().max_by_key(|ty| readable(values, *ty, name))?;
    let (narrowly, texts) = (readable(values, narrow, name), values.text);
    if narrowly + texts == 0 {
        return None;
    }
    let nearly_all = narrowly * 10 >= values.known() * 9;
    let is_narrow = if is_id(name) { narrowly > texts } else { narrowly >= texts || nearly_all };
    Some(if is_narrow { narrow } else { Text })
}

/// How many values a type reads. A number is a time only where the name says so.
fn readable(values: &Values, ty: SchemaType, name: &str) -> u64 {
    match ty {
        SchemaType::Text => values.text,
        SchemaType::Number => values.number,
        SchemaType::Flag => values.flag,
        SchemaType::Texts => values.texts,
        SchemaType::Time if name.ends_with("_at") || name.ends_with("At") => values.times(),
        SchemaType::Time => values.time,
    }
}

fn is_id(name: &str) -> bool {
    name == "id" || name.ends_with("_id") || name.ends_with("Id")
}

/// The texts of a set that is clearly closed.
fn closed(name: &str, values: &Values) -> Vec<String> {
    let Distinct::Few(texts) = &values.distinct else { return Vec::new() };
    let few = (2..=MOST_TEXTS).contains(&texts.len()) && texts.values().all(|count| *count >= LEAST_EACH);
    let closed = few && values.known() >= LEAST_VALUES && values.text == values.known() && !is_id(name);
    if closed { texts.keys().cloned().collect() } else { Vec::new() }
}

/// What a value of another type is not.
const fn no(ty: SchemaType) -> &'static str {
    match ty {
        SchemaType::Text => "no text",
        SchemaType::Number => "no number",
        SchemaType::Flag => "no flag",
        SchemaType::Time => "no time",
        SchemaType::Texts => "no list of texts",
    }
}

pub(super) fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// A share, never rounded to none or all.
fn percent(part: u64, whole: u64) -> String {
    let share = part.saturating_mul(100).checked_div(whole).unwrap_or_default();
    if share == 0 { "under 1 %".to_owned() } else { format!("{share} %") }
}
