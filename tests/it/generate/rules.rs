//! Random rule blocks that are valid: every name is used at most once in a block, so that none contradicts another.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::times::{CLOCKS, DURATIONS, Times};

/// What bare names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Contact,
    Company,
    Event(&'static str),
    Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Flag,
    Time,
    Texts,
    /// Compared with nothing but another of its kind.
    Any,
}

/// A named segment, and what it speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub(crate) name: String,
    used: BTreeSet<String>,
    has_did: bool,
    has_company: bool,
}

/// What may stand in a block.
#[derive(Clone, Debug)]
pub(crate) struct Allowed<'a> {
    pub(crate) segments: &'a [Segment],
    pub(crate) did: bool,
    pub(crate) company: bool,
    /// The event of the campaign's trigger, for `trigger.x`.
    pub(crate) trigger: Option<&'static str>,
}

pub(crate) const EVENTS: [&str; 3] = ["upload", "paid", "scroll"];

fn names(place: Place) -> &'static [(&'static str, Kind)] {
    match place {
        Place::Contact => &[
            ("plan", Kind::Text),
            ("name", Kind::Text),
            ("email", Kind::Text),
            ("seats", Kind::Number),
            ("score", Kind::Number),
            ("vip", Kind::Flag),
            ("unsubscribed", Kind::Flag),
            ("due_at", Kind::Time),
            ("trial_ends_at", Kind::Time),
            ("langs", Kind::Texts),
            ("session_count", Kind::Number),
            ("current_url", Kind::Text),
            ("last_seen_at", Kind::Time),
        ],
        Place::Company => &[
            ("id", Kind::Text),
            ("plan", Kind::Text),
            ("name", Kind::Text),
            ("seats", Kind::Number),
            ("active", Kind::Flag),
            ("renews_at", Kind::Time),
        ],
        Place::Event("upload") => &[
            ("size", Kind::Number),
            ("name", Kind::Text),
            ("ok", Kind::Flag),
            ("shot_at", Kind::Time),
            ("invoice", Kind::Any),
        ],
        Place::Event("paid") => &[("amount", Kind::Number), ("plan", Kind::Text), ("invoice", Kind::Any)],
        Place::Event(_) => &[("depth", Kind::Number), ("invoice", Kind::Any)],
        Place::Page => &[("path", Kind::Text), ("url", Kind::Text), ("section", Kind::Text), ("depth", Kind::Number)],
    }
}

/// The schema that declares all of these names.
pub(crate) const SCHEMA: &str = r#"
contacts {
    plan text, name text, email text
    seats number, score number
    vip flag, unsubscribed flag
    due_at time, trial_ends_at time
    langs texts
    tier text required one of ["gold", "silver"]
    site text
}
companies {
    plan text, name text
    seats number
    active flag
    renews_at time
}
event upload { size number, name text, ok flag, shot_at time, invoice text, url text }
event paid { amount number, plan text, invoice text, url text }
event scroll { depth number, invoice text, url text }
page {
    section text
    depth number
}
"#;

pub(crate) struct Rules<'a> {
    pub(crate) dice: &'a mut Dice,
    pub(crate) times: &'a Times,
    pub(crate) allowed: Allowed<'a>,
    used: BTreeSet<String>,
    has_did: bool,
    has_company: bool,
    /// Whether only the names of the place may stand.
    only_own: bool,
}

impl<'a> Rules<'a> {
    pub(crate) fn new(dice: &'a mut Dice, times: &'a Times, allowed: Allowed<'a>) -> Self {
        Self { dice, times, allowed, used: BTreeSet::new(), has_did: false, has_company: false, only_own: false }
    }

    /// A block of conditions, one a line, in braces.
    pub(crate) fn block(&mut self, place: Place, least: usize, most: usize) -> String {
        let lines = self.lines(place, least, most);
        format!("{{\n{}\n}}", lines.join("\n"))
    }

    pub(crate) fn lines(&mut self, place: Place, least: usize, most: usize) -> Vec<String> {
        let count = self.dice.between(least, most);
        (0..count).filter_map(|_| self.condition(place, 2)).collect()
    }

    pub(crate) fn into_segment(self, name: &str) -> Segment {
        Segment { name: name.to_owned(), used: self.used, has_did: self.has_did, has_company: self.has_company }
    }

    pub(crate) fn condition(&mut self, place: Place, depth: usize) -> Option<String> {
        if depth == 0 || self.dice.percent(60) {
            let atom = self.atom(place)?;
            return Some(if self.dice.percent(12) { format!("not {atom}") } else { atom });
        }
        let one = self.condition(place, depth - 1)?;
        let Some(other) = self.condition(place, depth - 1) else { return Some(one) };
        Some(match self.dice.below(7) {
            0 => format!("any {{\n{one}\n{other}\n}}"),
            1 => format!("all {{\n{one}\n{other}\n}}"),
            2 => format!("none {{\n{one}\n{other}\n}}"),
            3 => format!("(({one}) or ({other}))"),
            4 => format!("(({one}) and ({other}))"),
            5 => format!("not (({one}) or ({other}))"),
            _ => format!("({one}) or ({other})"),
        })
    }

    fn take(&mut self, key: String) -> Option<()> {
        self.used.insert(key).then_some(())
    }

    fn atom(&mut self, place: Place) -> Option<String> {
        (0..8).find_map(|_| self.try_atom(place))
    }

    fn try_atom(&mut self, place: Place) -> Option<String> {
        let inside = matches!(place, Place::Company);
        match self.dice.below(12) {
            0 if !inside => {
                self.take("tags".to_owned())?;
                let fold = if self.dice.percent(30) { " ignoring case" } else { "" };
                Some(format!("tagged \"{}\"{fold}", self.dice.pick(&["a", "B", "vip"])))
            }
            1 if !inside => self.segment(),
            2 | 3 if !inside && self.allowed.did => self.did(),
            4 if place == Place::Contact && self.allowed.company => self.companies(),
            5 if place == Place::Contact && self.allowed.company => {
                self.has_company = true;
                self.compare(Place::Company, "company.")
            }
            6 if matches!(place, Place::Event(_) | Place::Page) => self.compare(Place::Contact, "contact."),
            7 if place == Place::Contact => self.compare(place, "contact."),
            _ => self.compare(place, ""),
        }
    }

    fn segment(&mut self) -> Option<String> {
        let segments = self.allowed.segments;
        if segments.is_empty() {
            return None;
        }
        let segment = &segments[self.dice.below(segments.len())];
        let allowed = (self.allowed.did || !segment.has_did) && (self.allowed.company || !segment.has_company);
        if !allowed || segment.used.iter().any(|key| self.used.contains(key)) {
            return None;
        }
        self.used.extend(segment.used.iter().cloned());
        self.has_did |= segment.has_did;
        self.has_company |= segment.has_company;
        Some(format!("{}in segment {}", self.dice.pick(&["", "", "not "]), segment.name))
    }

    fn companies(&mut self) -> Option<String> {
        let which = self.dice.pick(&["some", "every", "no"]);
        self.take(format!("{which} company"))?;
        let allowed = Allowed { segments: &[], did: false, company: false, trigger: None };
        let lines = Rules::new(self.dice, self.times, allowed).lines(Place::Company, 1, 2);
        Some(format!("{which} company {{\n{}\n}}", lines.join("\n")))
    }

    fn did(&mut self) -> Option<String> {
        let what = self.dice.below(5);
        let event = self.dice.one(&EVENTS);
        self.take(format!("did {}", if what < 3 { event } else { ["visit", "receipt"][what - 3] }))?;
        self.has_did = true;
        let never = self.dice.percent(30);
        let trigger = self.allowed.trigger;
        let mut text = if never { "never did ".to_owned() } else { "did ".to_owned() };
        match what {
            0..3 => {
                text.push_str(event);
                if trigger.is_some() && self.dice.percent(40) {
                    text.push_str(
                        self.dice.pick(&[" { invoice is trigger.invoice }", " { invoice is not trigger.invoice }"]),
                    );
                } else if self.dice.percent(50) {
                    text.push_str(&self.inner(Place::Event(event)));
                }
            }
            3 => {
                text.push_str("visit");
                if self.dice.percent(60) {
                    text.push_str(&self.inner(Place::Page));
                }
            }
            _ => {
                let action = self.dice.pick(&["view", "click", "dismiss", "reply", "complete"]);
                text.push_str(&format!("{action} campaign c0"));
            }
        }
        if !never && self.dice.percent(60) {
            text.push_str(self.dice.pick(&[
                " at least once",
                " at least twice",
                " at most once",
                " at most 2 times",
                " exactly once",
                " exactly 0 times",
                " exactly twice",
                " at most 0 times",
            ]));
        }
        match self.dice.below(6) {
            0 | 1 => text.push_str(&format!(" in the last {}", self.dice.one(&DURATIONS).0)),
            2 => text.push_str(&format!(" since {}", self.times.moment(self.dice))),
            3 => text.push_str(&format!(" before {}", self.times.moment(self.dice))),
            4 if trigger.is_some() => text.push_str(" since the trigger"),
            _ => {}
        }
        Some(text)
    }

    /// Rules on the records that are counted: their own properties only.
    fn inner(&mut self, place: Place) -> String {
        let allowed = Allowed { segments: &[], did: false, company: false, trigger: None };
        let mut rules = Rules::new(self.dice, self.times, allowed);
        rules.only_own = true;
        let lines: Vec<_> = (0..rules.dice.between(1, 2)).filter_map(|_| rules.compare(place, "")).collect();
        if lines.is_empty() { String::new() } else { format!(" {{\n{}\n}}", lines.join("\n")) }
    }

    fn compare(&mut self, place: Place, scope: &str) -> Option<String> {
        let all = names(place);
        let (name, kind) = all[self.dice.below(all.len())];
        let key = match place {
            Place::Contact => format!("contact.{name}"),
            Place::Company => format!("company.{name}"),
            Place::Event(_) => format!("event.{name}"),
            // The path is part of the url.
            Place::Page if matches!(name, "url" | "path") => "page.url".to_owned(),
            Place::Page => format!("page.{name}"),
        };
        self.take(key)?;
        let operand = if self.dice.percent(10) { self.operand(place, kind) } else { None };
        let predicate = match kind {
            _ if let Some(operand) = operand => operand,
            Kind::Text => self.text(name),
            Kind::Number => self.number(place)?,
            Kind::Flag => self.dice.pick(&["", "", " is true", " is false", " is not true", " is known"]).to_owned(),
            Kind::Time => self.time(),
            Kind::Texts => format!(
                " {} \"{}\"{}",
                self.dice.pick(&["contains", "does not contain"]),
                self.dice.pick(&["en", "FR"]),
                self.dice.pick(&["", " ignoring case"])
            ),
            Kind::Any => " is known".to_owned(),
        };
        Some(format!("{scope}{name}{predicate}"))
    }

    /// A comparison with another attribute of the contact.
    fn operand(&mut self, place: Place, kind: Kind) -> Option<String> {
        let (name, predicates): (&str, &[&str]) = match kind {
            Kind::Text => ("plan", &["is", "is not"]),
            Kind::Number => ("score", &["<", ">=", "is", "is not"]),
            Kind::Flag => ("vip", &["is", "is not"]),
            Kind::Time => ("due_at", &["is", "is not"]),
            Kind::Texts | Kind::Any => return None,
        };
        if place == Place::Company || self.only_own {
            return None;
        }
        self.take(format!("contact.{name}"))?;
        let fold = if kind == Kind::Text && self.dice.percent(30) { " ignoring case" } else { "" };
        Some(format!(" {} contact.{name}{fold}", self.dice.pick(predicates)))
    }

    fn text(&mut self, name: &str) -> String {
        let always_known = matches!(name, "path" | "url" | "id");
        let values: &[&str] = match name {
            "path" => &["/", "/pricing", "/checkout", "/a/b"],
            "url" | "current_url" => &["https://x.example/pricing", "https://x.example/a/b?q=1"],
            "email" => &["a@x.example", "b@x.example"],
            "section" => &["docs", "Blog"],
            "id" => &["c1", "c2", "7"],
            _ => &["free", "pro", "Team", "Ann"],
        };
        let value = self.dice.pick(values);
        let fold = if self.dice.percent(25) { " ignoring case" } else { "" };
        let part: String = value.chars().skip(self.dice.below(2)).take(2).collect();
        match self.dice.below(10) {
            0 | 1 => format!(" is \"{value}\"{fold}"),
            2 => format!(" is not \"{value}\"{fold}"),
            3 => format!(" in [\"{value}\", \"{}\"]{fold}", values[0]),
            4 => format!(" not in [\"{value}\", \"{}\"]{fold}", values[0]),
            5 => format!(" {} \"{part}\"{fold}", self.dice.pick(&["contains", "does not contain"])),
            6 => format!(
                " {} with \"{}\"{fold}",
                self.dice.pick(&["starts", "does not start"]),
                value.chars().next().unwrap()
            ),
            7 => format!(
                " {} with \"{}\"{fold}",
                self.dice.pick(&["ends", "does not end"]),
                value.chars().next_back().unwrap()
            ),
            8 => format!(
                " {} \"{}\"{fold}",
                self.dice.pick(&["matches", "does not match"]),
                self.dice.pick(&["^.r", "e+$", "\\w/"])
            ),
            _ if always_known => format!(" is not \"{value}\""),
            _ => self.dice.pick(&[" is known", " is unknown"]).to_owned(),
        }
    }

    fn number(&mut self, place: Place) -> Option<String> {
        let bound = self.dice.one(&["1", "2", "5", "5.0", "120", "2 minutes"]);
        Some(match self.dice.below(9) {
            0..4 => format!(" {} {bound}", self.dice.pick(&["<=", ">", ">=", "<"])),
            4 => format!(" is {bound}"),
            5 => format!(" is not {bound}"),
            6 => format!(" between {} and {}", self.dice.pick(&["0", "1", "2"]), self.dice.pick(&["2", "5", "120"])),
            7 if place == Place::Contact && self.allowed.company => {
                self.take("company.seats".to_owned())?;
                self.has_company = true;
                format!(" {} company.seats", self.dice.pick(&["<", "<=", ">", ">=", "is", "is not"]))
            }
            _ => format!(" {} [1, 5, 120]", self.dice.pick(&["in", "not in"])),
        })
    }

    fn time(&mut self) -> String {
        let duration = self.dice.one(&DURATIONS).0;
        let days = self.dice.one(&["0 days", "1 day", "2 days"]);
        match self.dice.below(14) {
            0 | 1 => format!(" less than {duration} ago"),
            2 | 3 => format!(" more than {duration} ago"),
            4 => format!(" exactly {days} ago"),
            5 => format!(" in less than {duration}"),
            6 => format!(" in more than {duration}"),
            7 => format!(" in exactly {days}"),
            8 => format!(" before {}", self.times.moment(self.dice)),
            9 => format!(" after {}", self.times.moment(self.dice)),
            10 => format!(" on {}", self.times.moment(self.dice)),
            11 => {
                let mut dates = [self.times.any_date(self.dice), self.times.any_date(self.dice)];
                dates.sort();
                let [from, to] = dates;
                if from < to && self.dice.percent(40) {
                    return format!(" between {from}T{} and {to}T{}", self.dice.one(&CLOCKS), self.dice.one(&CLOCKS));
                }
                format!(" between {from} and {to}")
            }
            12 => format!(" {} {}", self.dice.pick(&["is", "is not"]), self.times.moment(self.dice)),
            _ => self.dice.pick(&[" is known", " is unknown"]).to_owned(),
        }
    }
}
