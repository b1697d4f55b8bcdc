//! The text form of a bundle, for snapshots and for people: one line a fact.

use std::fmt::{self, Display, Formatter};

use super::content::{Filter, Part, TemplateKind};
use super::expr::{Compare, Did, Expr, ExprId, History, Range, Relative, Test, Window};
use super::layout::{Field, Literal, Place, Shape, Table, Type};
use super::{
    Bundle, Campaign, Cap, CapLimit, Content, Mode, Offset, Per, Receipt, Rule, Settings, TemplateId, Trigger,
};
use crate::time::{DAY, HOUR, Instant, SECOND};

impl Display for Bundle {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let workspace = &self.workspace;
        write!(f, "workspace {}, session gap {}", workspace.timezone, Length(workspace.session_gap))?;
        if let Some(quiet) = workspace.quiet {
            write!(f, ", quiet {}", Hours(quiet.from, quiet.to, quiet.contact_zone))?;
        }
        for cap in &workspace.caps {
            let what = cap.channel.map_or("messages", super::Channel::word);
            write!(f, ", at most {} {what} per {}", cap.count, PerText(cap.per))?;
        }
        writeln!(f)?;
        shape(f, "contact", &self.layout.contact)?;
        shape(f, "company", &self.layout.company)?;
        shape(f, "page", &self.layout.page)?;
        for event in &self.layout.events {
            writeln!(f, "event {:?}", event.name)?;
            fields(f, &event.shape)?;
        }
        for segment in &self.segments {
            writeln!(f, "segment {}{}", segment.name, company(&segment.rule))?;
            self.rule(f, &segment.rule)?;
        }
        self.campaigns.iter().try_for_each(|campaign| self.campaign(f, campaign))
    }
}

fn shape(f: &mut Formatter<'_>, what: &str, shape: &Shape) -> fmt::Result {
    if shape.fields.is_empty() {
        return Ok(());
    }
    writeln!(f, "{what}")?;
    fields(f, shape)
}

fn fields(f: &mut Formatter<'_>, shape: &Shape) -> fmt::Result {
    shape.fields.iter().try_for_each(|field| writeln!(f, "    {field}"))
}

const fn company(rule: &Rule) -> &'static str {
    if rule.mentions_company { " (of a company)" } else { "" }
}

impl Bundle {
    fn rule(&self, f: &mut Formatter<'_>, rule: &Rule) -> fmt::Result {
        rule.clauses.iter().try_for_each(|clause| writeln!(f, "        {}", self.show(clause.expr)))
    }

    fn campaign(&self, f: &mut Formatter<'_>, campaign: &Campaign) -> fmt::Result {
        let settings = &campaign.settings;
        writeln!(f, "campaign {}: {settings}", settings.name)?;
        if let Trigger::Date(date) = &settings.trigger {
            writeln!(f, "    date {} at {}", date.attribute, self.place(date.place))?;
        }
        if let Some(goal) = &settings.goal {
            writeln!(f, "    goal {} within {}", self.event(Table::Event(goal.event)), Length(goal.within))?;
        }
        let rules = [
            ("audience", &campaign.audience),
            ("reach", &campaign.reach),
            ("when", &campaign.when),
            ("where", &campaign.page),
            ("goal", &campaign.goal),
        ];
        for (name, rule) in rules.into_iter().filter(|(_, rule)| !rule.clauses.is_empty()) {
            writeln!(f, "    {name}{}", company(rule))?;
            self.rule(f, rule)?;
        }
        f.write_str("    content ")?;
        self.content(f, &campaign.content)?;
        writeln!(f)?;
        if !campaign.links.is_empty() {
            f.write_str("    links")?;
            for link in &campaign.links {
                f.write_str(" ")?;
                self.template(f, *link)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn content(&self, f: &mut Formatter<'_>, content: &Content) -> fmt::Result {
        match content {
            Content::Text(text) => write!(f, "{text:?}"),
            Content::Number(number) => write!(f, "{number}"),
            Content::Flag(flag) => write!(f, "{flag}"),
            Content::Template(id) => self.template(f, *id),
            Content::List(values) => {
                f.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    self.content(f, value)?;
                }
                f.write_str("]")
            }
            Content::Object(entries) => {
                f.write_str("{")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    write!(f, "{key}: ")?;
                    self.content(f, value)?;
                }
                f.write_str("}")
            }
        }
    }

    fn template(&self, f: &mut Formatter<'_>, id: TemplateId) -> fmt::Result {
        let Some(template) = self.templates.get(id.0 as usize) else { return f.write_str("?") };
        f.write_str(match template.kind {
            TemplateKind::Plain => "",
            TemplateKind::Html => "html ",
            TemplateKind::Link => "link ",
        })?;
        f.write_str("`")?;
        self.parts(f, &template.parts)?;
        f.write_str("`")
    }

    fn parts(&self, f: &mut Formatter<'_>, parts: &[Part]) -> fmt::Result {
        for part in parts {
            match part {
                Part::Text(text) => write!(f, "{}", text.escape_debug())?,
                Part::Value(place, filters) => {
                    write!(f, "{{{{{}", self.place(*place))?;
                    filters.iter().try_for_each(|filter| write!(f, " | {filter}"))?;
                    f.write_str("}}")?;
                }
                Part::If(branches, otherwise) => {
                    for (at, (condition, parts)) in branches.iter().enumerate() {
                        write!(f, "{{% {} {} %}}", if at > 0 { "elsif" } else { "if" }, self.show(*condition))?;
                        self.parts(f, parts)?;
                    }
                    if !otherwise.is_empty() {
                        f.write_str("{% else %}")?;
                        self.parts(f, otherwise)?;
                    }
                    f.write_str("{% endif %}")?;
                }
            }
        }
        Ok(())
    }

    /// A condition as text.
    pub fn show(&self, expr: ExprId) -> impl Display {
        Shown { bundle: self, expr }
    }

    /// A value as text: the kind of row it is of, and its name.
    pub fn place(&self, place: Place) -> impl Display {
        let table = match place.table {
            Table::Contact => "contact".to_owned(),
            Table::Company => "company".to_owned(),
            Table::Page => "page".to_owned(),
            Table::Kept => "kept".to_owned(),
            Table::Event(_) => self.event(place.table),
            Table::Trigger(_) => format!("trigger {}", self.event(place.table)),
        };
        let name = self.layout.name(place);
        format!("{table}.{}", name.unwrap_or("?"))
    }

    fn event(&self, table: Table) -> String {
        match table {
            Table::Event(event) | Table::Trigger(event) => {
                self.layout.events.get(event.0 as usize).map_or_else(|| "?".to_owned(), |event| event.name.clone())
            }
            _ => "?".to_owned(),
        }
    }
}

/// A condition of a bundle.
struct Shown<'b> {
    bundle: &'b Bundle,
    expr: ExprId,
}

impl Shown<'_> {
    fn inner(&self, expr: ExprId) -> Shown<'_> {
        Shown { bundle: self.bundle, expr }
    }

    fn joined(&self, f: &mut Formatter<'_>, parts: &[ExprId], word: &str) -> fmt::Result {
        f.write_str("(")?;
        for (at, part) in parts.iter().enumerate() {
            write!(f, "{}{}", if at > 0 { word } else { "" }, self.inner(*part))?;
        }
        f.write_str(")")
    }

    fn did(&self, f: &mut Formatter<'_>, did: &Did) -> fmt::Result {
        f.write_str("did ")?;
        let rules = match self.bundle.histories.get(did.history.0 as usize) {
            Some(History::Event(event, rules)) => {
                f.write_str(&self.bundle.event(Table::Event(*event)))?;
                *rules
            }
            Some(History::Visit(rules)) => {
                f.write_str("visit")?;
                *rules
            }
            Some(History::Receipt(receipt, campaign)) => {
                write!(f, "{receipt} campaign {campaign}")?;
                None
            }
            None => None,
        };
        if let Some(rules) = rules {
            write!(f, " {{{}}}", self.inner(rules))?;
        }
        match did.count.max {
            None => write!(f, " {}..", did.count.min)?,
            Some(max) => write!(f, " {}..={max}", did.count.min)?,
        }
        match did.window {
            Window::All => {}
            Window::Last(length) => write!(f, " in the last {}", Length(length))?,
            Window::Since(at) => write!(f, " since {}", At(at))?,
            Window::Before(at) => write!(f, " before {}", At(at))?,
            Window::SinceTrigger => f.write_str(" since the trigger")?,
        }
        f.write_str(if did.reads_trigger { " (for each trigger)" } else { "" })
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.bundle.exprs.get(self.expr) {
            None => f.write_str("?"),
            Some(Expr::Const(value)) => write!(f, "{value}"),
            Some(Expr::Test(place, test)) => write!(f, "{} {test}", self.bundle.place(*place)),
            Some(Expr::Relative { place, relative, at_record }) => {
                let of = if *at_record { " of the record" } else { "" };
                write!(f, "{} {relative}{of}", self.bundle.place(*place))
            }
            Some(Expr::Compare(left, compare, right)) => {
                write!(f, "{} {compare} {}", self.bundle.place(*left), self.bundle.place(*right))
            }
            Some(Expr::All(parts)) => self.joined(f, parts, " and "),
            Some(Expr::Any(parts)) => self.joined(f, parts, " or "),
            Some(Expr::Not(part)) => write!(f, "not {}", self.inner(*part)),
            Some(Expr::Did(did)) => self.did(f, did),
            Some(Expr::SomeCompany(part)) => write!(f, "some company {{{}}}", self.inner(*part)),
        }
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let folded = |fold: &bool| if *fold { " ignoring case" } else { "" };
        match self {
            Self::Known => f.write_str("is known"),
            Self::Flag(flag) => write!(f, "is {flag}"),
            Self::Numbers(ranges) => listed(f, "in ", ranges),
            Self::Times(ranges) => listed(f, "in ", ranges.iter().map(|(from, to)| Times(*from, *to))),
            Self::OneOf { texts, fold } => write!(f, "in {texts:?}{}", folded(fold)),
            Self::Contains { text, fold } => write!(f, "contains {text:?}{}", folded(fold)),
            Self::StartsWith { text, fold } => write!(f, "starts with {text:?}{}", folded(fold)),
            Self::EndsWith { text, fold } => write!(f, "ends with {text:?}{}", folded(fold)),
            Self::Matches { pattern, fold } => write!(f, "matches {pattern:?}{}", folded(fold)),
        }
    }
}

fn listed<T: Display>(f: &mut Formatter<'_>, before: &str, values: impl IntoIterator<Item = T>) -> fmt::Result {
    f.write_str(before)?;
    values.into_iter().enumerate().try_for_each(|(at, value)| write!(f, "{}{value}", if at > 0 { ", " } else { "" }))
}

impl Display for Range {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (open, close) = (if self.low_in { '[' } else { '(' }, if self.high_in { ']' } else { ')' });
        write!(f, "{open}{}, {}{close}", self.low.get(), self.high.get())
    }
}

impl Display for Relative {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::LessAgo(length) => write!(f, "less than {} ago", Length(length)),
            Self::MoreAgo(length) => write!(f, "more than {} ago", Length(length)),
            Self::DaysAgo(days) => write!(f, "exactly {days} days ago"),
            Self::InLess(length) => write!(f, "in less than {}", Length(length)),
            Self::InMore(length) => write!(f, "in more than {}", Length(length)),
            Self::InDays(days) => write!(f, "in exactly {days} days"),
        }
    }
}

impl Display for Compare {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Is { fold: false } => "is",
            Self::Is { fold: true } => "is (ignoring case)",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        })
    }
}

impl Display for Receipt {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Viewed => "viewed",
            Self::Clicked => "clicked",
            Self::Dismissed => "dismissed",
            Self::Replied => "replied",
            Self::Completed => "completed",
        })
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.ty)?;
        f.write_str(if self.required { " required" } else { "" })?;
        if !self.one_of.is_empty() {
            listed(f, " one of ", &self.one_of)?;
        }
        f.write_str(if self.shown { " shown" } else { "" })
    }
}

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "any",
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Time => "time",
            Self::Texts => "texts",
            Self::TextOrTexts => "text or texts",
        })
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Time(from, to) => Times(*from, *to).fmt(f),
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fallback(text) => write!(f, "fallback {text:?}"),
            Self::Upcase => f.write_str("upcase"),
            Self::Downcase => f.write_str("downcase"),
            Self::Capitalize => f.write_str("capitalize"),
            Self::Truncate(length) => write!(f, "truncate {length}"),
            Self::Date(format) => write!(f, "date {format:?}"),
            Self::DaysUntil => f.write_str("days_until"),
            Self::DaysSince => f.write_str("days_since"),
            Self::UrlEncode => f.write_str("url_encode"),
            Self::Raw => f.write_str("raw"),
        }
    }
}

impl Display for Settings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.channel.word())?;
        f.write_str(if self.persistent { ", persistent" } else { "" })?;
        f.write_str(if self.mode == Mode::Fixed { ", fixed" } else { "" })?;
        match &self.trigger {
            Trigger::Event(event) => write!(f, ", after event #{}", event.0)?,
            Trigger::Visit => f.write_str(", at visits")?,
            Trigger::Launched => f.write_str(", launched")?,
            Trigger::Date(date) => match date.offset {
                Offset::Micros(offset) => write!(f, ", at a date + {}", Length(offset))?,
                Offset::Days(days, minute) => write!(f, ", on the day + {days} at {}", Clock(minute))?,
            },
            Trigger::Check => f.write_str(", at checks")?,
        }
        f.write_str(if self.shareable { ", shareable" } else { "" })?;
        if let Some(time) = self.time_on_page {
            write!(f, ", {} on the page", Length(time))?;
        }
        if let Some(delay) = self.delay {
            write!(f, ", delay {}", Length(delay))?;
        }
        if self.frequency.is_empty() {
            f.write_str(", every time")?;
        }
        self.frequency.iter().try_for_each(|cap| write!(f, ", {cap}"))?;
        if let Some(delivery) = self.delivery {
            let hours = Hours(delivery.from, delivery.to, delivery.contact_zone);
            write!(f, ", deliver {:07b} {hours}", delivery.days.reverse_bits() >> 1)?;
        }
        if self.priority != 0 {
            write!(f, ", priority {}", self.priority)?;
        }
        for interval in &self.live {
            write!(f, ", live {}", Times(interval.from, interval.until.unwrap_or(i64::MAX)))?;
        }
        f.write_str(if self.exempt_caps { ", exempt from caps" } else { "" })?;
        f.write_str(if self.exempt_quiet { ", exempt from quiet hours" } else { "" })?;
        f.write_str(if self.per_company { ", for each company" } else { "" })?;
        self.purpose.iter().try_for_each(|purpose| write!(f, ", for {purpose}"))
    }
}

impl Display for Cap {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.limit {
            CapLimit::Total(count) => write!(f, "{count} in total"),
            CapLimit::Per(count, per) => write!(f, "{count} per {}", PerText(per)),
            CapLimit::UntilDismissed => f.write_str("until dismissed"),
        }?;
        f.write_str(if self.loc.is_none() { " (default)" } else { "" })
    }
}

struct PerText(Per);

impl Display for PerText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Per::Session => f.write_str("session"),
            Per::Window(length) => Length(length).fmt(f),
        }
    }
}

/// A length in the largest unit that divides it.
struct Length(i64);

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let units = [(DAY, "d"), (HOUR, "h"), (60 * SECOND, "m"), (SECOND, "s"), (1, "us")];
        let (unit, letter) = units.into_iter().find(|(unit, _)| self.0 % unit == 0).unwrap_or((1, "us"));
        write!(f, "{}{letter}", self.0 / unit)
    }
}

/// An instant; the two ends of time are `…`.
struct At(i64);

impl Display for At {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 == i64::MIN || self.0 == i64::MAX { f.write_str("…") } else { Instant(self.0).fmt(f) }
    }
}

/// A half-open range of instants.
struct Times(i64, i64);

impl Display for Times {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {})", At(self.0), At(self.1))
    }
}

struct Clock(u32);

impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

struct Hours(u32, u32, bool);

impl Display for Hours {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let zone = if self.2 { " in contact timezone" } else { "" };
        write!(f, "{} to {}{zone}", Clock(self.0), Clock(self.1))
    }
}
