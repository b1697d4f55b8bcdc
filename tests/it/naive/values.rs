//! Values as rules see them: what was sent, read by the type that the bundle gives it (§3.3, §3.4).

use jiff::tz::TimeZone;

use super::clock;
use super::json::Json;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    Time(i64),
    Texts(Vec<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Flag,
    Time,
    Texts,
    /// Only `contains` was asked of it: text or membership by the value.
    TextOrTexts,
}

/// A type, with the closed set of `one of`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Type {
    pub(crate) kind: Option<Kind>,
    pub(crate) one_of: Option<Vec<Value>>,
}

fn text(json: &Json) -> Option<Value> {
    json.text().map(|text| Value::Text(text.to_owned()))
}

fn texts(json: &Json) -> Option<Value> {
    let Json::List(elements) = json else { return None };
    let texts = elements.iter().map(|element| element.text().map(str::to_owned));
    texts.collect::<Option<Vec<_>>>().map(Value::Texts)
}

fn number(json: &Json) -> Option<Value> {
    let Json::Number(digits) = json else { return None };
    let number: f64 = digits.parse().unwrap();
    number.is_finite().then_some(Value::Number(number))
}

fn flag(json: &Json) -> Option<Value> {
    match json {
        Json::Flag(flag) => Some(Value::Flag(*flag)),
        _ => None,
    }
}

/// The value, or `None` where it is unknown.
pub(crate) fn read(json: &Json, ty: &Type, workspace: &TimeZone) -> Option<Value> {
    let value = match ty.kind {
        Some(Kind::Text) => text(json),
        Some(Kind::Number) => number(json),
        Some(Kind::Flag) => flag(json),
        Some(Kind::Time) => clock::read(json, workspace).map(Value::Time),
        Some(Kind::Texts) => texts(json),
        Some(Kind::TextOrTexts) => text(json).or_else(|| texts(json)),
        None => text(json).or_else(|| number(json)).or_else(|| flag(json)).or_else(|| texts(json)),
    }?;
    let among = |set: &Vec<Value>| match &value {
        Value::Texts(all) => all.iter().all(|one| set.contains(&Value::Text(one.clone()))),
        one => set.contains(one),
    };
    ty.one_of.as_ref().is_none_or(among).then_some(value)
}

/// A value as a template shows it: as it was sent (§12.2).
pub(crate) fn shown(json: &Json) -> String {
    match json {
        Json::Text(text) | Json::Number(text) => text.clone(),
        Json::Flag(flag) => flag.to_string(),
        Json::List(elements) => elements.iter().map(shown).collect::<Vec<_>>().join(", "),
        Json::Null | Json::Object(_) => String::new(),
    }
}
