//! Campaigns and their sections (§5).

use super::Printer;
use super::blocks::Style;
use crate::source::Span;
use crate::syntax::ast::{
    Campaign, Cap, CapKind, Days, Deliver, Exemption, Mode, Offset, Rules, Section, SectionKind, When,
};
use crate::syntax::section_rank;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Printer<'_> {
    pub(super) fn campaign(&mut self, campaign: &Campaign, span: Span) -> String {
        let braces = self.braces(campaign.name.span.end, span.end);
        let block =
            self.block(braces, &campaign.sections, Style::Order(section_rank), |section| section.span, Self::section);
        format!("campaign {} {block}", self.name(&campaign.name))
    }

    fn section(&mut self, section: &Section) -> String {
        match &section.kind {
            SectionKind::Purpose(word) => format!("purpose {}", self.word(word)),
            SectionKind::Audience { mode, rules } => {
                let mode = match mode {
                    Some((Mode::Dynamic, _)) => " dynamic",
                    Some((Mode::Fixed, _)) => " fixed",
                    None => "",
                };
                format!("audience{mode}{}", self.rules_after(rules.as_ref()))
            }
            SectionKind::When(when) => format!("when {}", self.when(when)),
            SectionKind::Shareable => "shareable".to_owned(),
            SectionKind::Where(rules) => format!("where {}", self.rules(rules)),
            SectionKind::Delay(duration) => format!("delay {}", self.duration(duration)),
            SectionKind::Frequency(caps) => self.commas("frequency ", caps, |cap| cap.span, |p, cap| p.cap(cap)),
            SectionKind::Deliver(deliver) => Self::deliver(deliver),
            SectionKind::Priority(number) => {
                let written = self.slice(section.span).trim_start_matches("priority").trim_start();
                let digits = written.trim_start_matches('-').trim_start();
                format!("priority {}{digits}", if *number < 0 || written.starts_with('-') { "-" } else { "" })
            }
            SectionKind::Live { from, until } => {
                let until = until.as_ref().map(|until| format!(" until {}", self.moment(until))).unwrap_or_default();
                format!("live from {}{until}", self.moment(from))
            }
            SectionKind::Send(send) => {
                format!("send {} {}", self.word(&send.channel), self.fields(&send.fields, send.block))
            }
            SectionKind::Goal { event, rules, within } => {
                let rules = self.rules_after(rules.as_ref());
                format!("goal event {}{rules} within {}", self.name(event), self.duration(within))
            }
            SectionKind::Exempt(from) => {
                let word = |exemption: &(Exemption, Span)| match exemption.0 {
                    Exemption::Caps => "caps".to_owned(),
                    Exemption::QuietHours => "quiet hours".to_owned(),
                };
                self.commas("exempt from ", from, |exemption| exemption.1, |_, exemption| word(exemption))
            }
            SectionKind::Reviewed(moment) => format!("reviewed {}", self.moment(moment)),
            SectionKind::Allow(words) => self.words("allow ", words),
        }
    }

    fn rules_after(&mut self, rules: Option<&Rules>) -> String {
        rules.map(|rules| format!(" {}", self.rules(rules))).unwrap_or_default()
    }

    fn when(&mut self, when: &When) -> String {
        match when {
            When::Event(name, rules) => format!("event {}{}", self.name(name), self.rules_after(rules.as_ref())),
            When::Launched => "launched".to_owned(),
            When::Date { offset, path, at } => {
                let offset = match offset {
                    Offset::Before(duration) => format!("{} before", self.duration(duration)),
                    Offset::After(duration) => format!("{} after", self.duration(duration)),
                    Offset::On => "on".to_owned(),
                };
                let at = at.as_ref().map(|clock| format!(" at {}", Self::clock(clock))).unwrap_or_default();
                format!("{offset} {}{at}", self.path(path))
            }
        }
    }

    fn cap(&self, cap: &Cap) -> String {
        match &cap.kind {
            CapKind::OnceEver => "once ever".to_owned(),
            CapKind::EveryTime => "every time".to_owned(),
            CapKind::UntilStopped => "until stopped".to_owned(),
            CapKind::UntilDismissed => "until dismissed".to_owned(),
            CapKind::InTotal(times) => format!("{} in total", self.times(times)),
            CapKind::Per(times, per) => format!("{} per {}", self.times(times), self.per(per)),
        }
    }

    fn deliver(deliver: &Deliver) -> String {
        let name = |day: u8| DAYS.get(usize::from(day)).copied().unwrap_or_default();
        let days: Vec<String> = deliver
            .days
            .iter()
            .map(|days| match days {
                Days::Weekdays => "weekdays".to_owned(),
                Days::Weekends => "weekends".to_owned(),
                Days::One(day) => name(*day).to_owned(),
                Days::Range(first, last) => format!("{} to {}", name(*first), name(*last)),
            })
            .collect();
        let mut text = "deliver".to_owned();
        if !days.is_empty() {
            text.push_str(&format!(" {}", days.join(", ")));
        }
        if let Some(between) = &deliver.between {
            text.push_str(&format!(" {}", Self::between(between)));
        }
        if deliver.in_contact_timezone {
            text.push_str(" in contact timezone");
        }
        text
    }
}
