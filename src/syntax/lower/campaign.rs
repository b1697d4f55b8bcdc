//! Campaigns and their sections (§5 to §9).

use super::Lower;
use super::literals::Zero;
use crate::source::Span;
use crate::syntax::ast::{
    Campaign, Cap, CapKind, Days, Deliver, Exemption, Mode, Offset, Section, SectionKind, When, Word,
};
use crate::syntax::grammar::{Children, Pair, Rule};

impl Lower<'_> {
    /// A campaign, with mistakes in it or without.
    pub(super) fn campaign(&mut self, pair: Pair<'_>) -> Option<Campaign> {
        let mut children = Children::of(pair);
        let keyword = self.pass(&mut children, Rule::kw_campaign)?;
        let name = self.next_name(&mut children)?;
        self.head(&mut children, "campaign");
        let mut campaign = Campaign { keyword, name, sections: Vec::new(), broken: Vec::new() };
        let mut open = None;
        for child in children.next().into_iter().flat_map(Children::of) {
            if child.as_rule() != Rule::section {
                campaign.broken.extend(self.sections_within(&child));
            }
            match child.as_rule() {
                Rule::e_section => {
                    campaign.broken.push(self.first_word(&child));
                    self.mistake(&child);
                }
                Rule::section | Rule::t_audience | Rule::t_when | Rule::t_where | Rule::t_send | Rule::t_goal => {
                    let (span, word) = (self.span(&child), self.first_word(&child));
                    let kind = self.section(child).filter(|_| !self.is_too_deep(span));
                    match kind {
                        Some(kind) => campaign.sections.push(Section { kind, span, keyword: word.span }),
                        None => campaign.broken.push(word),
                    }
                }
                _ => _ = self.edge(&child, &mut open, "the campaign"),
            }
        }
        Some(campaign)
    }

    /// The word that a statement starts with.
    pub(super) fn first_word(&self, pair: &Pair<'_>) -> Word {
        let span = self.span(pair);
        let text = self.text(span);
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let span = Span::new(span.start, span.start + end as u32);
        Word { text: self.text(span).to_owned(), span }
    }

    fn section(&mut self, pair: Pair<'_>) -> Option<SectionKind> {
        let statement = pair.clone();
        let inner = if pair.as_rule() == Rule::section { Children::of(pair).next()? } else { pair };
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        let word = children.next()?;
        Some(match rule {
            Rule::sec_purpose => SectionKind::Purpose(self.word(children.next()?)),
            Rule::sec_audience | Rule::t_audience => self.audience(children, &statement),
            Rule::sec_when => SectionKind::When(self.when(children.next()?)?),
            Rule::t_when => {
                children.pass(Rule::kw_event);
                let event = self.next_name(&mut children)?;
                self.head(&mut children, "when");
                let rules = self.rules(children.next()?);
                self.tail(&mut children, &statement);
                SectionKind::When(When::Event(event, Some(rules)))
            }
            Rule::sec_shareable => SectionKind::Shareable,
            Rule::sec_where | Rule::t_where => {
                self.head(&mut children, word.as_str());
                let rules = self.rules(children.next()?);
                self.tail(&mut children, &statement);
                SectionKind::Where(rules)
            }
            Rule::sec_delay => SectionKind::Delay(self.duration(children.next()?)?),
            Rule::sec_frequency => {
                let caps: Vec<Option<Cap>> = children.map(|cap| self.cap(cap)).collect();
                SectionKind::Frequency(caps.into_iter().collect::<Option<_>>()?)
            }
            Rule::sec_deliver => SectionKind::Deliver(self.deliver(children)?),
            Rule::sec_priority => {
                let signed = children.next()?;
                let minus = signed.as_str().starts_with('-');
                let number = self.int(&Children::of(signed).next()?)? as i64;
                SectionKind::Priority(if minus { -number } else { number })
            }
            Rule::sec_live => {
                children.pass(Rule::kw_from);
                let from = self.moment(children.next()?);
                let until = match children.find(|child| child.as_rule() == Rule::moment) {
                    Some(until) => Some(self.moment(until)?),
                    None => None,
                };
                SectionKind::Live { from: from?, until }
            }
            Rule::sec_send | Rule::t_send => SectionKind::Send(self.send(children, &statement)?),
            Rule::sec_goal | Rule::t_goal => self.goal(children, &statement)?,
            Rule::sec_exempt => {
                children.pass(Rule::kw_from);
                let mut from = Vec::new();
                for child in children {
                    let span = self.span(&child);
                    let caps = Children::of(child).pass(Rule::kw_caps);
                    from.push((if caps { Exemption::Caps } else { Exemption::QuietHours }, span));
                }
                SectionKind::Exempt(from)
            }
            Rule::sec_reviewed => SectionKind::Reviewed(self.moment(children.next()?)?),
            _ => SectionKind::Allow(children.map(|name| self.word(name)).collect()),
        })
    }

    /// What stands after the last `}` of a section, which is a mistake.
    pub(super) fn tail(&mut self, children: &mut Children<'_>, statement: &Pair<'_>) {
        if let Some(tail) = children.next_of(Rule::e_tail) {
            self.mistake_in(&tail, statement, Rule::one_section);
        }
    }

    fn audience(&mut self, mut children: Children<'_>, statement: &Pair<'_>) -> SectionKind {
        let mode = children.next_of(Rule::mode).map(|pair| {
            let span = self.span(&pair);
            let mode = match Children::of(pair).next().map(|word| word.as_rule()) {
                Some(Rule::kw_fixed) => Mode::Fixed,
                Some(Rule::one_off) => {
                    self.keep_old(span, "fixed");
                    Mode::Fixed
                }
                Some(Rule::kw_ongoing) => {
                    self.keep_old(span, "dynamic");
                    Mode::Dynamic
                }
                _ => Mode::Dynamic,
            };
            (mode, span)
        });
        if let Some(span) = self.pass(&mut children, Rule::kw_filters) {
            self.keep_old(span, "");
        }
        self.head(&mut children, "audience");
        let rules = children.next().map(|pair| self.rules(pair));
        self.tail(&mut children, statement);
        SectionKind::Audience { mode, rules }
    }

    fn when(&mut self, pair: Pair<'_>) -> Option<When> {
        let rule = pair.as_rule();
        let mut children = Children::of(pair);
        let first = children.next()?;
        Some(match rule {
            Rule::when_event => {
                let event = self.next_name(&mut children)?;
                When::Event(event, children.next().map(|pair| self.rules(pair)))
            }
            Rule::when_launched => When::Launched,
            _ => {
                let offset = if first.as_rule() == Rule::kw_on {
                    Offset::On
                } else {
                    let duration = self.duration(first)?;
                    match children.next()?.as_rule() {
                        Rule::kw_before => Offset::Before(duration),
                        _ => Offset::After(duration),
                    }
                };
                let path = self.path(children.next()?);
                let at = match children.find(|child| child.as_rule() == Rule::clock) {
                    Some(clock) => Some(self.clock(&clock, false)?),
                    None => None,
                };
                When::Date { offset, path, at }
            }
        })
    }

    fn cap(&mut self, pair: Pair<'_>) -> Option<Cap> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let first = children.next()?;
        let kind = match first.as_rule() {
            Rule::kw_show_once => {
                self.keep_old(span, "once ever");
                CapKind::OnceEver
            }
            Rule::kw_show_until_dismissed => {
                self.keep_old(span, "until dismissed");
                CapKind::UntilDismissed
            }
            Rule::kw_once => CapKind::OnceEver,
            Rule::kw_every => CapKind::EveryTime,
            Rule::kw_until => match children.next()?.as_rule() {
                Rule::kw_stopped => CapKind::UntilStopped,
                _ => CapKind::UntilDismissed,
            },
            _ => {
                let times = self.times(first, Zero::Refused)?;
                match children.next()?.as_rule() {
                    Rule::kw_in => CapKind::InTotal(times),
                    _ => CapKind::Per(times, self.per(children.next()?)?),
                }
            }
        };
        Some(Cap { kind, span })
    }

    fn deliver(&mut self, children: Children<'_>) -> Option<Deliver> {
        let mut deliver = Deliver { days: Vec::new(), between: None, in_contact_timezone: false };
        for child in children {
            match child.as_rule() {
                Rule::days => {
                    let mut words = Children::of(child).filter(|word| word.as_rule() != Rule::kw_to);
                    let first = words.next()?;
                    deliver.days.push(match (first.as_rule(), words.next()) {
                        (Rule::kw_weekdays, _) => Days::Weekdays,
                        (Rule::kw_weekends, _) => Days::Weekends,
                        (_, None) => Days::One(day(&first)),
                        (_, Some(last)) => Days::Range(day(&first), day(&last)),
                    });
                }
                Rule::between => deliver.between = Some(self.between(child)?),
                _ => deliver.in_contact_timezone = true,
            }
        }
        Some(deliver)
    }

    fn goal(&mut self, mut children: Children<'_>, statement: &Pair<'_>) -> Option<SectionKind> {
        children.pass(Rule::kw_event);
        let event = self.next_name(&mut children)?;
        self.head(&mut children, "goal");
        let mut rules = None;
        let mut within = None;
        for child in children {
            match child.as_rule() {
                Rule::rules | Rule::t_rules => rules = Some(self.rules(child)),
                Rule::duration => within = self.duration(child),
                Rule::e_tail => self.mistake_in(&child, statement, Rule::one_section),
                Rule::e_no_within => {
                    let end = Span::at(self.span(statement).end);
                    let diagnostic = self.syntax(end, "a goal says within what time it counts");
                    let diagnostic = diagnostic.because("expected `within`");
                    let diagnostic = diagnostic.help("add `within 7 days`, or how long it may take");
                    let place = self.loc(end);
                    self.report(diagnostic.fix("add `within 7 days`", place, " within 7 days"));
                }
                _ => {}
            }
        }
        Some(SectionKind::Goal { event, rules, within: within? })
    }
}

/// The day of a word; Monday is 0.
fn day(pair: &Pair<'_>) -> u8 {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    days.iter().position(|day| pair.as_str().starts_with(day)).unwrap_or(0) as u8
}
