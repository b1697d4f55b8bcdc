//! What is proven of rule blocks as they are written, against a plain reading of §3 that goes through every contact
//! there may be.

use std::collections::BTreeMap;

use nuncio::diagnostic::Code;
use nuncio::proof::Proof;
use nuncio::source::{FileId, SourceFile, Sources, Span};
use nuncio::syntax::ast::{
    Condition, ConditionKind, File, GroupKind, ItemKind, JoinerKind, Operand, Predicate, PredicateKind, Rules,
};
use nuncio::time::Zone;
use nuncio::{Compilation, compile};

use crate::generate::Dice;
use crate::naive::bundle::Bundle;
use crate::naive::clock::{DAY, HOUR, read_text};
use crate::naive::history::{Contact, Past, PastKind};
use crate::naive::json::Json;
use crate::naive::rules::{Bare, Scope};

const BUNDLES: u64 = 70;
const BLOCKS: usize = 20;

const SCHEMA: &str = "workspace { timezone \"Europe/Dublin\" }
contacts {
    plan text one of [\"free\", \"Pro\", \"pro\"]
    name text
    vip flag
    seats number
    due time
}
companies { limit number }
event purchase { amount number }
";

/// What conditions are about.
struct Theme {
    name: &'static str,
    conditions: &'static [&'static str],
    /// Whether conditions side by side are decided by each value alone, so that every contradiction of them is found.
    decided: bool,
    people: fn() -> Vec<Person>,
}

const THEMES: [Theme; 5] = [
    Theme {
        name: "sets",
        conditions: &[
            "plan is \"free\"",
            "plan is not \"Pro\"",
            "plan in [\"free\", \"pro\"]",
            "plan not in [\"free\", \"Pro\", \"pro\"]",
            "plan is \"PRO\" ignoring case",
            "plan is known",
            "plan is unknown",
            "name is \"x\"",
            "name is not \"X\" ignoring case",
            "name in [\"X\", \"y\"]",
            "name is unknown",
            "vip",
            "vip is false",
            "vip is not true",
            "tagged \"a\"",
            "tagged \"A\" ignoring case",
            "tags does not contain \"A\"",
            "tags is known",
        ],
        decided: true,
        people: sets,
    },
    Theme {
        name: "numbers",
        conditions: &[
            "seats > 2",
            "seats >= 2",
            "seats < 2",
            "seats between 1 and 3",
            "seats is not 2",
            "seats in [1, 4]",
            "seats is unknown",
            "seats < company.limit",
            "company.limit is unknown",
            "company.limit <= 3",
            "company.limit is 3",
        ],
        decided: true,
        people: numbers,
    },
    Theme {
        name: "companies",
        conditions: &[
            "some company { limit > 2 }",
            "every company { limit > 2 }",
            "no company { limit > 2 }",
            "some company { limit > 3 }",
            "no company { limit is known }",
            "seats <= company.limit",
            "seats is company.limit",
            "seats > company.limit",
            "company.limit > 2",
            "seats < 2",
        ],
        decided: false,
        people: numbers,
    },
    Theme {
        name: "times",
        conditions: &[
            "due before 2026-10-25",
            "due after 2026-10-25",
            "due on 2026-10-25",
            "due between 2026-10-24 and 2026-10-25",
            "due is 2026-10-26",
            "due less than 2 days ago",
            "due more than 24 hours ago",
            "due more than 48 hours ago",
            "due in less than 2 days",
            "due in more than 24 hours",
            "due exactly 0 days ago",
            "due exactly 1 day ago",
            "due in exactly 1 day",
            "due in exactly 2 days",
            "due is unknown",
        ],
        decided: false,
        people: times,
    },
    Theme {
        name: "history",
        conditions: &[
            "did purchase",
            "never did purchase",
            "did purchase exactly once",
            "did purchase at least twice",
            "did purchase at most once",
            "did purchase { amount > 5 }",
            "never did purchase { amount > 5 }",
            "did purchase { amount > 5 } at least twice",
            "did purchase in the last 7 days",
            "did purchase exactly twice in the last 7 days",
            "never did purchase in the last 30 days",
            "did purchase since 2026-10-20",
        ],
        decided: false,
        people: history,
    },
];

/// A contact at an instant: its attributes, and its purchases, each with its amount and how long ago it was.
struct Person {
    attributes: String,
    purchases: Vec<(Option<u8>, i64)>,
    now: i64,
}

fn now() -> i64 {
    read_text("2026-10-26T12:00:00", &jiff::tz::TimeZone::UTC).unwrap()
}

fn person(attributes: &[(&str, &str)]) -> Person {
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    Person { attributes: format!("{{{}}}", attributes.join(",")), purchases: Vec::new(), now: now() }
}

fn sets() -> Vec<Person> {
    let mut all = Vec::new();
    for plan in ["null", "\"free\"", "\"Pro\"", "\"pro\"", "\"other\""] {
        for name in ["null", "\"x\"", "\"X\"", "\"y\"", "\"\""] {
            for vip in ["null", "true", "false"] {
                for tags in ["null", "[]", "[\"a\"]", "[\"A\"]", "[\"a\",\"A\"]"] {
                    all.push(person(&[("plan", plan), ("name", name), ("vip", vip), ("tags", tags)]));
                }
            }
        }
    }
    all
}

fn numbers() -> Vec<Person> {
    let limits: [&[&str]; 11] =
        [&[], &["null"], &["1"], &["2"], &["2.5"], &["3"], &["4"], &["5"], &["1", "4"], &["null", "3"], &["3", "4"]];
    let mut all = Vec::new();
    for seats in ["null", "0", "1", "1.5", "2", "2.5", "3", "4"] {
        for limits in limits {
            let companies: Vec<_> = limits
                .iter()
                .enumerate()
                .map(|(id, limit)| format!("{{\"id\":\"c{id}\",\"limit\":{limit}}}"))
                .collect();
            all.push(person(&[("seats", seats), ("companies", &format!("[{}]", companies.join(",")))]));
        }
    }
    all
}

fn times() -> Vec<Person> {
    let mut all = vec![person(&[])];
    let midnight = read_text("2026-10-25T00:00:00", &jiff::tz::TimeZone::UTC).unwrap() - HOUR;
    for due in [-24, 0, 12, 24, 25, 49] {
        for hours in [-73, -49, -48, -47, -25, -24, -12, 0, 1, 12, 24, 25, 36, 48, 49, 60] {
            for aside in [-1, 0, 1] {
                let due = midnight + due * HOUR;
                let text = nuncio::time::Instant(due).to_string();
                let now = due - hours * HOUR - aside;
                all.push(Person { now, ..person(&[("due", &format!("\"{text}\""))]) });
            }
        }
    }
    all
}

fn history() -> Vec<Person> {
    let kinds: Vec<_> =
        [None, Some(3), Some(8)].into_iter().flat_map(|amount| [1, 10, 40].map(|days| (amount, days * DAY))).collect();
    let mut all = vec![Vec::new()];
    let mut longest = vec![(0, Vec::new())];
    for _ in 0..3 {
        longest = longest
            .iter()
            .flat_map(|(from, own)| {
                (*from..kinds.len()).map(|kind| (kind, own.iter().copied().chain([kinds[kind]]).collect::<Vec<_>>()))
            })
            .collect();
        all.extend(longest.iter().map(|(_, own)| own.clone()));
    }
    all.into_iter().map(|purchases| Person { purchases, ..person(&[]) }).collect()
}

fn contact(person: &Person, bundle: &Bundle<'_>) -> Contact {
    let record = Json::parse(&person.attributes).unwrap();
    let mut contact = Contact::new("c", Some(&record), None, bundle.gap, &bundle.zone);
    for (record, (amount, ago)) in person.purchases.iter().enumerate() {
        let metadata = amount.map(|amount| ("amount".to_owned(), Json::Number(amount.to_string())));
        let what = PastKind::Event("purchase".to_owned(), metadata.into_iter().collect());
        contact.history.push(Past { record, at: person.now - ago, what });
    }
    contact
}

fn condition(dice: &mut Dice, theme: &Theme, depth: usize, segments: usize) -> String {
    let plain = dice.pick(theme.conditions).to_owned();
    let one = |dice: &mut Dice| condition(dice, theme, depth.saturating_sub(1), segments);
    if depth == 0 || dice.percent(60) {
        return plain;
    }
    match dice.below(11) {
        0 => format!("not ({plain})"),
        1 => format!("none {{ {plain} }}"),
        2 => format!("not ({} and {})", one(dice), one(dice)),
        3 => format!("none {{\n{}\n{}\n}}", one(dice), one(dice)),
        4 => format!("all {{\n{}\n{}\n}}", one(dice), one(dice)),
        5 => format!("any {{\n{}\n{}\n}}", one(dice), one(dice)),
        6 => format!("(({}) or ({}))", one(dice), one(dice)),
        7 => format!("(({}) and ({}))", one(dice), one(dice)),
        8 => format!("not not ({plain})"),
        at if segments > 0 => {
            format!("{}in segment s{}", if at == 9 { "not " } else { "" }, dice.below(segments))
        }
        _ => plain,
    }
}

/// Segments and blocks, in turn.
fn text(dice: &mut Dice, theme: &Theme) -> String {
    let mut text = SCHEMA.to_owned();
    for at in 0..3 {
        let rules: Vec<_> = (0..dice.between(1, 2)).map(|_| dice.pick(theme.conditions)).collect();
        text += &format!("segment s{at} {{\n{}\n}}\n", rules.join("\n"));
    }
    for at in 0..BLOCKS {
        let rules: Vec<_> = (0..dice.between(1, 4)).map(|_| condition(dice, theme, 2, 3)).collect();
        text += &format!("segment b{at} {{\n{}\n}}\n", rules.join("\n"));
    }
    text
}

/// A block read by itself.
struct Reading<'a> {
    bundle: &'a Bundle<'a>,
    /// What it requires for certain (§3.6), and whether it holds or not.
    premises: Vec<(&'a Condition, bool)>,
    /// Whether each of those is about one value by itself.
    simple: bool,
}

impl<'a> Reading<'a> {
    fn of(bundle: &'a Bundle<'a>, rules: &'a Rules) -> Self {
        let mut reading = Self { bundle, premises: Vec::new(), simple: true };
        rules.conditions.iter().for_each(|condition| reading.read(condition, true));
        reading
    }

    fn read(&mut self, condition: &'a Condition, truth: bool) {
        match &condition.kind {
            ConditionKind::Parens(inner) => self.read(inner, truth),
            ConditionKind::Not(_, inner) => self.read(inner, !truth),
            ConditionKind::Chain { first, rest } => {
                if truth && rest.iter().all(|(joiner, _)| joiner.kind == JoinerKind::And) {
                    self.read(first, true);
                    rest.iter().for_each(|(_, condition)| self.read(condition, true));
                }
            }
            ConditionKind::Group(kind, rules) => match (kind, rules.conditions.as_slice()) {
                (GroupKind::All, conditions) if truth || conditions.len() == 1 => {
                    conditions.iter().for_each(|condition| self.read(condition, truth));
                }
                (GroupKind::None, [only]) => self.read(only, !truth),
                _ => {}
            },
            ConditionKind::InSegment(name) => match self.bundle.segments[name.text.as_str()].conditions.as_slice() {
                conditions if truth => conditions.iter().for_each(|condition| self.read(condition, true)),
                [only] => self.read(only, false),
                _ => {
                    self.simple = false;
                    self.premises.push((condition, false));
                }
            },
            ConditionKind::Compare { predicate: Some(Predicate { kind, .. }), .. } => {
                let apart = !matches!(kind, PredicateKind::Order(_, Operand::Path(_)));
                self.simple &= apart;
                self.premises.push((condition, truth));
            }
            _ => self.premises.push((condition, truth)),
        }
    }

    fn holds(&self, scope: &Scope<'_>) -> bool {
        self.premises.iter().all(|(condition, truth)| scope.holds(condition) == *truth)
    }
}

/// Every condition that stands in a block by itself, by its place.
fn places<'a>(conditions: &'a [Condition], found: &mut BTreeMap<(u32, u32), &'a Condition>) {
    for condition in conditions {
        found.insert((condition.span.start, condition.span.end), condition);
        match &condition.kind {
            ConditionKind::Parens(inner) | ConditionKind::Not(_, inner) => places(std::slice::from_ref(inner), found),
            ConditionKind::Chain { first, rest } => {
                places(std::slice::from_ref(first), found);
                rest.iter().for_each(|(_, condition)| places(std::slice::from_ref(condition), found));
            }
            ConditionKind::Group(_, rules) => places(&rules.conditions, found),
            _ => {}
        }
    }
}

#[derive(Debug, Default)]
struct Tally {
    said: usize,
    silent: usize,
    border: usize,
    always: usize,
    implied: usize,
}

fn hold(theme: &Theme, seed: u64, tally: &mut Tally) {
    let text = text(&mut Dice::new(seed), theme);
    let file = SourceFile::new("blocks.campaign", text.as_str());
    let (tree, _) = nuncio::syntax::parse(FileId(0), &file);
    let mut sources = Sources::new();
    sources.add(file);
    let Compilation { ir, diagnostics, .. } = compile(sources.clone());
    let files: [File; 1] = [tree];
    let bundle = Bundle::new(&sources, &files);
    let people: Vec<_> = (theme.people)().iter().map(|person| (contact(person, &bundle), person.now)).collect();
    let mut scopes = Vec::new();
    for (contact, now) in &people {
        let bare = Scope {
            bundle: &bundle,
            contact,
            now: *now,
            company: None,
            trigger: None,
            page: None,
            bare: Bare::Contact,
        };
        scopes.extend(contact.companies.iter().map(|company| Scope { company: Some(company), ..bare }));
        scopes.extend(contact.companies.is_empty().then_some(bare));
    }
    let errors: Vec<Span> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| {
            assert_eq!(diagnostic.code, Code::NeverMatches, "{diagnostic:#?}\n{text}");
            diagnostic.primary.loc.span
        })
        .collect();
    let context =
        |span: Span| format!("{} {seed}:\n{}", theme.name, text.get(span.start as usize..span.end as usize).unwrap());
    let mut conditions = BTreeMap::new();
    let mut empty = false;
    for item in &files[0].items {
        let ItemKind::Segment(segment) = &item.kind else { continue };
        let reading = Reading::of(&bundle, &segment.rules);
        let said = errors.iter().any(|span| item.span.contains(span.start));
        let witness = scopes.iter().find(|scope| reading.holds(scope));
        if segment.name.text.starts_with('s') {
            empty |= witness.is_none();
        }
        match witness {
            Some(scope) => {
                let (contact, now) = (&scope.contact.attributes, scope.now);
                assert!(!said, "{contact:?} at {now} does what is certain of {}", context(item.span));
                tally.silent += 1;
                // What takes more than what is certain is no error, even if nobody is in the block.
                let whole = |scope: &Scope<'_>| segment.rules.conditions.iter().all(|condition| scope.holds(condition));
                tally.border += usize::from(!scopes.iter().any(whole));
            }
            None => {
                assert!(said || empty || !reading.simple || !theme.decided, "nobody does {}", context(item.span));
                tally.said += usize::from(said);
            }
        }
        places(&segment.rules.conditions, &mut conditions);
    }
    if !errors.is_empty() && empty {
        return;
    }
    let zone = Zone::get("Europe/Dublin").unwrap();
    let proof = Proof::new(&ir, &zone);
    let said = proof.always_true().into_iter().map(|found| (found, true));
    for (found, always) in said.chain(proof.implied().into_iter().map(|found| (found, false))) {
        let of = |span: Span| conditions.get(&(span.start, span.end)).copied();
        let by: Option<Vec<&Condition>> = found.by.iter().map(|loc| of(loc.span)).collect();
        let (Some(goal), Some(by)) = (of(found.loc.span), by) else { continue };
        let wrong = scopes.iter().find(|scope| by.iter().all(|one| scope.holds(one)) && !scope.holds(goal));
        let places: Vec<_> = by.iter().map(|one| context(one.span)).collect();
        assert!(wrong.is_none(), "{places:#?} do not imply {}", context(goal.span));
        if always { tally.always += 1 } else { tally.implied += 1 }
    }
}

/// §3.6: of blocks as they are written, too, nothing that is said is wrong, errors rest on what is certain alone, and
/// whatever each value by itself decides is said.
#[test]
fn what_is_said_of_written_blocks_is_right() {
    for theme in &THEMES {
        let mut tally = Tally::default();
        for seed in 0..BUNDLES {
            hold(theme, seed, &mut tally);
        }
        let Tally { said, silent, border, always, implied } = tally;
        assert!(said > 10 && silent > 500 && border > 2 && always + implied > 50, "{}: {tally:?}", theme.name);
    }
}
