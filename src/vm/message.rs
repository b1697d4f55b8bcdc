//! Messages as JSON (INTERFACE §3.1a).

use std::fmt::Write;

use super::block::Block;
use super::moment::Moment;
use crate::ir::{Content, EventId};

/// Writes a message, rendered at a moment, as compact JSON.
pub fn write_content(out: &mut String, block: &Block<'_>, moment: &Moment, event: Option<EventId>, content: &Content) {
    match content {
        Content::Text(text) => write_json_text(out, text),
        Content::Number(value) => out.push_str(&value.to_string()),
        Content::Flag(value) => out.push_str(if *value { "true" } else { "false" }),
        Content::Template(id) => write_json_text(out, &block.render(moment, event, *id)),
        Content::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_content(out, block, moment, event, item);
            }
            out.push(']');
        }
        Content::Object(entries) => {
            out.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_json_text(out, key);
                out.push(':');
                write_content(out, block, moment, event, item);
            }
            out.push('}');
        }
    }
}

/// Writes a JSON text: only `"`, `\` and control characters are escaped.
pub fn write_json_text(out: &mut String, text: &str) {
    out.push('"');
    for scalar in text.chars() {
        match scalar {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", control as u32);
            }
            scalar => out.push(scalar),
        }
    }
    out.push('"');
}
