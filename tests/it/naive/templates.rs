//! Templates rendered for one contact at one instant (§12).

use jiff::tz::TimeZone;
use nuncio::syntax::ast::{Argument, ArgumentKind, Copy, Filter, Part, Placeholder};

use super::clock::{self, DAY};
use super::json::Json;
use super::rules::Scope;
use super::values;

/// How values are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Html,
    Link,
}

pub(crate) fn render(copy: &Copy, style: Style, scope: &Scope<'_>) -> String {
    let mut out = String::new();
    parts(&copy.parts, style, scope, &mut out);
    out.truncate(out.trim_end_matches(['\n', '\r']).len());
    out
}

fn parts(all: &[Part], style: Style, scope: &Scope<'_>, out: &mut String) {
    for part in all {
        match part {
            Part::Text(text, _) => out.push_str(text),
            Part::Placeholder(placeholder) => {
                let value = placeholder_text(placeholder, scope).unwrap_or_default();
                let used = |name: &str| placeholder.filters.iter().any(|filter| filter.name.text == name);
                match style {
                    Style::Html if !used("raw") => out.push_str(&escaped(&value)),
                    Style::Link if !out.is_empty() && !used("url_encode") => out.push_str(&percent_encoded(&value)),
                    _ => out.push_str(&value),
                }
            }
            Part::If(choice) => {
                let branch = choice.branches.iter().find(|(condition, _)| scope.holds(condition));
                let chosen = branch.map(|(_, parts)| parts).or(choice.otherwise.as_ref());
                parts(chosen.map_or(&[][..], |parts| parts), style, scope, out);
            }
        }
    }
}

fn placeholder_text(placeholder: &Placeholder, scope: &Scope<'_>) -> Option<String> {
    let sent = scope.sent(&placeholder.path);
    let mut text = sent.map(values::shown);
    for (at, filter) in placeholder.filters.iter().enumerate() {
        text = match filter.name.text.as_str() {
            "fallback" => text.filter(|text| !text.is_empty()).or_else(|| Some(argument(filter).to_owned())),
            "date" | "days_until" | "days_since" => text.and_then(|text| {
                let zone = &scope.bundle.zone;
                let time = match sent {
                    Some(json) if at == 0 => clock::read(json, zone),
                    _ => clock::read(&Json::Text(text), zone),
                };
                time.and_then(|time| time_text(filter, time, scope.now, zone))
            }),
            _ => text.map(|text| filtered(filter, &text)),
        };
    }
    text
}

fn argument(filter: &Filter) -> &str {
    match &filter.argument {
        Some(Argument { kind: ArgumentKind::Text(text), .. }) => text,
        other => panic!("{other:?} is no text"),
    }
}

fn filtered(filter: &Filter, text: &str) -> String {
    match filter.name.text.as_str() {
        "upcase" => text.to_uppercase(),
        "downcase" => text.to_lowercase(),
        "capitalize" => {
            let mut scalars = text.chars();
            scalars.next().map_or(String::new(), |first| first.to_uppercase().chain(scalars).collect())
        }
        "truncate" => {
            let Some(Argument { kind: ArgumentKind::Number(length, _), .. }) = &filter.argument else {
                panic!("truncate takes a number")
            };
            let length = *length as usize;
            if text.chars().count() > length {
                text.chars().take(length - 1).chain(['…']).collect()
            } else {
                text.to_owned()
            }
        }
        "url_encode" => percent_encoded(text),
        "raw" => text.to_owned(),
        other => panic!("no filter is called {other}"),
    }
}

fn time_text(filter: &Filter, time: i64, now: i64, zone: &TimeZone) -> Option<String> {
    let whole_days = |length: i64| length.div_euclid(DAY) + i64::from(length.rem_euclid(DAY) > 0);
    match filter.name.text.as_str() {
        "days_until" => (time >= now).then(|| whole_days(time - now).to_string()),
        "days_since" => (time <= now).then(|| ((now - time) / DAY).to_string()),
        _ => Some(clock::local(zone, time).strftime(argument(filter)).to_string()),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encode).collect()
}

/// §12.3: what a rendered link must be like.
pub(crate) fn is_safe(link: &str) -> bool {
    let lower = link.to_ascii_lowercase();
    let starts = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
        || (link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/\\"));
    starts && !link.chars().any(|c| c.is_whitespace() || c.is_control())
}
