//! What a rule would have taken, in words.

use crate::syntax::grammar::Rule;

/// "`within`", "a text or `admin`": what could have gone on.
pub(super) fn phrase(expected: &[Rule]) -> String {
    let mut parts: Vec<String> = Vec::new();
    // What ends a statement comes last.
    let ends = [Rule::EOI, Rule::close_brace];
    let end = ends.iter().any(|end| expected.contains(end));
    for &rule in expected.iter().filter(|rule| !ends.contains(rule)) {
        let part = describe(rule);
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    if end || parts.is_empty() {
        parts.push("the end of the line".to_owned());
    }
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The words among what could have gone on.
pub(super) fn words(expected: &[Rule]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for rule in expected {
        words.extend(match rule {
            Rule::predicate => PREDICATES,
            Rule::cap => &["once", "twice", "every", "until"],
            Rule::days | Rule::day => DAYS,
            Rule::mode => &["dynamic", "fixed"],
            Rule::unit => &["seconds", "minutes", "hours", "days", "weeks"],
            Rule::joiner => &["and", "or"],
            Rule::fold => &["ignoring"],
            Rule::between => &["between"],
            Rule::zone | Rule::window => &["in"],
            Rule::exemption => &["caps", "quiet"],
            Rule::p_starts | Rule::p_ends => &["with"],
            Rule::expectation => &["sent", "not", "goal"],
            Rule::act => {
                &["event", "visit", "set", "launch", "check", "wait", "view", "click", "dismiss", "reply", "complete"]
            }
            Rule::times => &["once", "twice"],
            Rule::what_event => &["visit"],
            _ => &[][..],
        });
        words.extend(keyword(*rule));
    }
    words
}

/// Words that days are told by.
const DAYS: &[&str] = &[
    "weekdays",
    "weekends",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words that a predicate starts with.
const PREDICATES: &[&str] = &[
    "is", "in", "not", "between", "contains", "starts", "ends", "matches", "does", "less", "more", "exactly", "before",
    "after", "on",
];

/// The word of a rule of `keywords.pest`.
pub(super) fn keyword(rule: Rule) -> Option<&'static str> {
    KEYWORDS.iter().find(|(of, _)| *of == rule).map(|(_, word)| *word)
}

/// The sign that a rule is.
pub(super) const fn sign(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::comma_sign => ",",
        Rule::colon => ":",
        Rule::close_bracket => "]",
        Rule::close_paren => ")",
        _ => return None,
    })
}

fn describe(rule: Rule) -> String {
    if let Some(word) = keyword(rule) {
        return format!("`{word}`");
    }
    match rule {
        Rule::text | Rule::copy => "a text in quotes",
        Rule::sq_text => "",
        Rule::int | Rule::signed => "a whole number",
        Rule::number => "a number",
        Rule::flag => "`true` or `false`",
        Rule::value => "a value",
        Rule::list => "a list such as `[\"a\", \"b\"]`",
        Rule::ident | Rule::qname => "a name",
        Rule::path => "an attribute",
        Rule::scoped => "an attribute with its scope",
        Rule::date => "a date such as `2026-03-01`",
        Rule::moment | Rule::datetime => "a date such as `2026-03-01`",
        Rule::clock => "a time of day such as `09:00`",
        Rule::duration | Rule::short_duration => "a duration such as `2 minutes`",
        Rule::unit => "a unit of time",
        Rule::day_word => "`days`",
        Rule::per => "`session` or a duration",
        Rule::predicate => "what is asked of the value, such as `is`",
        Rule::p_is | Rule::p_in | Rule::p_known | Rule::p_between | Rule::p_time => "a value",
        Rule::distance => "`less than`, `more than` or `exactly`",
        Rule::order => "a comparison",
        Rule::condition
        | Rule::term
        | Rule::compare
        | Rule::parens
        | Rule::group
        | Rule::companies
        | Rule::tagged
        | Rule::in_segment
        | Rule::did => "a condition",
        Rule::joiner => "`and`, `or`",
        Rule::fold => "`ignoring case`",
        Rule::what_visit | Rule::what_receipt | Rule::what_event => "an event",
        Rule::receipt => "",
        Rule::count => "a count such as `at least twice`",
        Rule::window => "a time such as `in the last 7 days`",
        Rule::times => "`once`, `twice` or a number of times",
        Rule::rules
        | Rule::fields
        | Rule::sections
        | Rule::settings
        | Rule::steps
        | Rule::test_lines
        | Rule::schema_block
        | Rule::object => "`{`",
        Rule::comma_sign => "`,`",
        Rule::colon => "`:`",
        Rule::pipe => "`|`",
        Rule::close_bracket => "`]`",
        Rule::close_paren => "`)`",
        Rule::close_show => "`}}`",
        Rule::close_tag => "`%}`",
        Rule::setting => "a setting",
        Rule::section => "a section",
        Rule::field => "a field",
        Rule::step => "`step`",
        Rule::schema_line => "a name and its type",
        Rule::schema_type => "a type: `text`, `number`, `flag`, `time` or `texts`",
        Rule::test_line => "`contact`, `company`, `at`, `after` or `expect`",
        Rule::act => "what happens, such as `event NAME` or `visit \"url\"`",
        Rule::expectation => "`sent`, `not sent` or `goal`",
        Rule::source => "`from`",
        Rule::entry => "a key and its value",
        Rule::with_all => "`with all`",
        Rule::between => "`between`",
        Rule::zone => "`in contact timezone`",
        Rule::mode => "`dynamic`, `fixed`",
        Rule::cap => "a cap such as `once per day`",
        Rule::days => "days",
        Rule::day => "a day",
        Rule::exemption => "`caps` or `quiet hours`",
        Rule::when_event | Rule::when_launched | Rule::when_date => "a trigger: `event`, `launched` or a time",
        Rule::scale => "`scale`",
        Rule::filter => "a filter",
        Rule::placeholder => "a placeholder",
        Rule::with_field => "a field and its text",
        Rule::item | Rule::workspace | Rule::schema | Rule::segment | Rule::procedure | Rule::campaign | Rule::test => {
            "an item"
        }
        _ => "",
    }
    .to_owned()
}

macro_rules! keywords {
    ($($rule:ident $word:literal)*) => {
        const KEYWORDS: &[(Rule, &str)] = &[$((Rule::$rule, $word)),*];
    };
}

keywords! {
    kw_workspace "workspace" kw_contacts "contacts" kw_companies "companies" kw_event "event" kw_page "page"
    kw_segment "segment" kw_procedure "procedure" kw_campaign "campaign" kw_test "test" kw_timezone "timezone"
    kw_session "session" kw_gap "gap" kw_quiet "quiet" kw_hours "hours" kw_between "between" kw_at "at" kw_most "most"
    kw_per "per" kw_channels "channels" kw_fin "fin" kw_reach "reach" kw_in "in" kw_contact "contact"
    kw_required "required" kw_one "one" kw_of "of" kw_step "step" kw_purpose "purpose" kw_audience "audience"
    kw_dynamic "dynamic" kw_fixed "fixed" kw_ongoing "ongoing" kw_filters "filters" kw_when "when"
    kw_launched "launched" kw_before "before" kw_after "after" kw_on "on" kw_shareable "shareable" kw_where "where"
    kw_delay "delay" kw_frequency "frequency" kw_once "once" kw_ever "ever" kw_twice "twice" kw_every "every"
    kw_time "time" kw_times "times" kw_until "until" kw_stopped "stopped" kw_dismissed "dismissed" kw_total "total"
    kw_show_once "show_once" kw_show_until_dismissed "show_until_dismissed" kw_deliver "deliver"
    kw_weekdays "weekdays" kw_weekends "weekends" kw_to "to" kw_priority "priority" kw_live "live" kw_from "from"
    kw_send "send" kw_goal "goal" kw_within "within" kw_exempt "exempt" kw_caps "caps" kw_reviewed "reviewed"
    kw_allow "allow" kw_style "style" kw_persistent "persistent" kw_shown "shown" kw_as "as" kw_admin "admin"
    kw_image "image" kw_alt "alt" kw_action "action" kw_opens "opens" kw_starts "starts" kw_launches "launches"
    kw_answered "answered" kw_by "by" kw_task "task" kw_done "done" kw_question "question" kw_choices "choices"
    kw_scale "scale" kw_input "input" kw_with "with" kw_all "all" kw_company "company" kw_set "set" kw_visit "visit"
    kw_launch "launch" kw_check "check" kw_wait "wait" kw_expect "expect" kw_not "not" kw_sent "sent"
    kw_because "because" kw_reached "reached" kw_unknown "unknown" kw_known "known" kw_and "and" kw_or "or"
    kw_any "any" kw_none "none" kw_some "some" kw_no "no" kw_tagged "tagged" kw_ignoring "ignoring" kw_case "case"
    kw_did "did" kw_never "never" kw_least "least" kw_exactly "exactly" kw_the "the" kw_last "last" kw_since "since"
    kw_trigger "trigger" kw_is "is" kw_does "does" kw_contain "contain" kw_contains "contains" kw_start "start"
    kw_ends "ends" kw_end "end" kw_matches "matches" kw_match "match" kw_less "less" kw_more "more" kw_than "than"
    kw_ago "ago" kw_if "if" kw_elsif "elsif" kw_else "else" kw_endif "endif"
}
