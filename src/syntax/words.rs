//! The words that a line may start with, by place; for telling what a line was meant to be.

/// First words of items.
pub(super) const ITEMS: &[&str] =
    &["workspace", "contacts", "companies", "event", "page", "segment", "procedure", "campaign", "test"];

/// First words of settings.
pub(super) const SETTINGS: &[&str] = &["timezone", "session", "quiet", "at", "channels", "fin", "reach"];

/// First words of sections, in the order of §5.
pub(super) const SECTIONS: &[&str] = &[
    "purpose",
    "audience",
    "when",
    "shareable",
    "where",
    "delay",
    "frequency",
    "deliver",
    "priority",
    "live",
    "send",
    "goal",
    "exempt",
    "reviewed",
    "allow",
];

/// First words of fields, of whatever channel.
pub(super) const FIELDS: &[&str] = &[
    "style",
    "persistent",
    "shown",
    "body",
    "headline",
    "subject",
    "title",
    "html",
    "opens",
    "from",
    "anchor",
    "name",
    "image",
    "action",
    "answered",
    "step",
    "card",
    "task",
    "question",
    "input",
];

/// First words of the lines of a test.
pub(super) const TEST_LINES: &[&str] = &["contact", "company", "at", "after", "expect"];

/// Types of a schema.
pub(super) const TYPES: &[&str] = &["text", "number", "flag", "time", "texts"];

/// Filters of templates (§12.1).
pub const FILTERS: [&str; 10] = [
    "fallback",
    "upcase",
    "downcase",
    "capitalize",
    "truncate",
    "date",
    "days_until",
    "days_since",
    "url_encode",
    "raw",
];
