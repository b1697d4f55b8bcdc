//! Campaigns: their sections, and what of them may not stand together (§5).

use std::collections::HashMap;

use super::channel::{self, Block};
use super::checker::Checker;
use super::literal::micros;
use super::names::{In, twice};
use super::near;
use super::scope::{Context, Scope};
use super::template::Message;
use crate::diagnostic::{Code, Severity};
use crate::ir::{BlockKind, Campaign, Channel, Content, Goal, Mode, Rule, Settings};
use crate::source::Span;
use crate::syntax;
use crate::syntax::ast::{self, SectionKind, When};

const PURPOSES: [&str; 13] = [
    "announcement",
    "known_issue",
    "urgent",
    "education",
    "tip",
    "promotion",
    "outreach",
    "offer",
    "support",
    "hint",
    "onboarding",
    "setup",
    "feedback",
];

/// The mode, with its place, and the rules.
type Audience<'a> = (Option<(ast::Mode, Span)>, Option<&'a ast::Rules>);

type Section<'a, T> = Option<(&'a ast::Section, T)>;

/// The sections of a campaign; of those given twice the first.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) purpose: Section<'a, &'a ast::Word>,
    pub(super) audience: Section<'a, Audience<'a>>,
    pub(super) when: Section<'a, &'a When>,
    pub(super) shareable: Section<'a, ()>,
    pub(super) page: Section<'a, &'a ast::Rules>,
    pub(super) delay: Section<'a, &'a ast::Duration>,
    pub(super) frequency: Section<'a, &'a [ast::Cap]>,
    pub(super) deliver: Section<'a, &'a ast::Deliver>,
    pub(super) priority: Section<'a, i64>,
    pub(super) live: Vec<(&'a ast::Section, &'a ast::Moment, Option<&'a ast::Moment>)>,
    pub(super) send: Section<'a, &'a ast::Send>,
    pub(super) goal: Section<'a, (&'a ast::Name, Option<&'a ast::Rules>, &'a ast::Duration)>,
    pub(super) exempt: Section<'a, &'a [(ast::Exemption, Span)]>,
    pub(super) reviewed: Section<'a, &'a ast::Moment>,
    pub(super) allow: Section<'a, &'a [ast::Word]>,
    broken: Vec<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(campaign: &'a ast::Campaign) -> Self {
        let mut parts =
            Self { broken: campaign.broken.iter().map(|word| word.text.as_str()).collect(), ..Self::default() };
        for section in &campaign.sections {
            match &section.kind {
                SectionKind::Purpose(word) => parts.purpose = parts.purpose.or(Some((section, word))),
                SectionKind::Audience { mode, rules } => {
                    parts.audience = parts.audience.or(Some((section, (*mode, rules.as_ref()))));
                }
                SectionKind::When(when) => parts.when = parts.when.or(Some((section, when))),
                SectionKind::Shareable => parts.shareable = parts.shareable.or(Some((section, ()))),
                SectionKind::Where(rules) => parts.page = parts.page.or(Some((section, rules))),
                SectionKind::Delay(duration) => parts.delay = parts.delay.or(Some((section, duration))),
                SectionKind::Frequency(caps) => parts.frequency = parts.frequency.or(Some((section, caps))),
                SectionKind::Deliver(deliver) => parts.deliver = parts.deliver.or(Some((section, deliver))),
                SectionKind::Priority(priority) => parts.priority = parts.priority.or(Some((section, *priority))),
                SectionKind::Live { from, until } => parts.live.push((section, from, until.as_ref())),
                SectionKind::Send(send) => parts.send = parts.send.or(Some((section, send))),
                SectionKind::Goal { event, rules, within } => {
                    parts.goal = parts.goal.or(Some((section, (event, rules.as_ref(), within))));
                }
                SectionKind::Exempt(exempt) => parts.exempt = parts.exempt.or(Some((section, exempt))),
                SectionKind::Reviewed(moment) => parts.reviewed = parts.reviewed.or(Some((section, moment))),
                SectionKind::Allow(lints) => parts.allow = parts.allow.or(Some((section, lints))),
            }
        }
        parts
    }

    /// Whether a section of this word may be there that could not be read: it starts with the word, or with none of
    /// a section.
    pub(super) fn is_broken(&self, word: &str) -> bool {
        self.broken.iter().any(|broken| *broken == word || !syntax::is_section(broken))
    }

    /// When the audience is decided.
    pub(super) fn mode(&self) -> Mode {
        self.stated_mode().map_or(Mode::Dynamic, |(mode, _)| mode)
    }

    /// The mode that was written, with its place.
    pub(super) fn stated_mode(&self) -> Option<(Mode, Span)> {
        self.audience.and_then(|(_, (mode, _))| mode).map(|(mode, span)| match mode {
            ast::Mode::Dynamic => (Mode::Dynamic, span),
            ast::Mode::Fixed => (Mode::Fixed, span),
        })
    }

    fn fixed(&self) -> Option<Span> {
        self.stated_mode().filter(|(mode, _)| *mode == Mode::Fixed).map(|(_, span)| span)
    }

    /// The place of the channel's word.
    pub(super) fn channel_span(&self) -> Option<Span> {
        self.send.map(|(_, send)| send.channel.span)
    }
}

impl<'a> Checker<'a> {
    /// Lowers every campaign.
    pub(super) fn campaigns(&mut self) {
        for campaign in self.names.campaigns.clone() {
            let lowered = self.lower(campaign);
            self.campaigns.push(lowered);
        }
    }

    fn lower(&mut self, campaign: In<'a, ast::Campaign>) -> Campaign {
        self.file = campaign.file;
        let node = campaign.node;
        self.repeated_sections(node);
        let parts = Parts::of(node);
        let channel = self.channel(&parts, node);
        let scope = Scope {
            context: Context::Audience,
            triggered: self.triggered(&parts),
            direct: channel.is_some_and(Channel::is_direct),
            in_company: false,
        };
        let audience = self.rule(parts.audience.and_then(|(_, (_, rules))| rules), scope, BlockKind::Audience);

        self.mentions_company = false;
        let (trigger, when) = self.trigger_of(&parts, scope);
        let mut per_company = std::mem::take(&mut self.mentions_company);
        let (page, time_on_page) = self.page(parts.page.map(|(_, rules)| rules), scope.to(Context::Where));
        let (goal, goal_rule) = self.goal(&parts, scope);

        self.mentions_company = false;
        let mut message = Message { scope: scope.to(Context::Template), links: Vec::new() };
        let content = match (parts.send, channel) {
            (Some((section, send)), Some(channel)) => {
                self.content(Block::Message(channel), &send.fields, section.keyword, &mut message)
            }
            _ => Content::default(),
        };
        per_company |= std::mem::take(&mut self.mentions_company);

        self.conflicts(&parts, channel);
        self.words(&parts);
        let frequency = self.frequency(&parts, &trigger, channel);
        let delivery = self.delivery(&parts);
        let live = self.live(&parts);
        let exempt = |what| parts.exempt.is_some_and(|(_, list)| list.iter().any(|(exemption, _)| *exemption == what));
        let persistent = channel == Some(Channel::Banner)
            && parts.send.is_some_and(|(_, send)| {
                send.fields.iter().any(|field| matches!(field.kind, ast::FieldKind::Persistent))
            });
        let reach = self.reach_of(channel);
        Campaign {
            settings: Settings {
                name: node.name.text.clone(),
                loc: self.name_loc(&node.name),
                channel: channel.unwrap_or(Channel::Banner),
                mode: parts.mode(),
                trigger,
                shareable: parts.shareable.is_some(),
                time_on_page,
                delay: parts.delay.map(|(_, delay)| micros(delay.kind)),
                frequency,
                delivery,
                priority: parts.priority.map_or(0, |(_, priority)| priority),
                live,
                exempt_caps: exempt(ast::Exemption::Caps),
                exempt_quiet: exempt(ast::Exemption::QuietHours),
                per_company,
                persistent,
                goal,
                purpose: parts.purpose.map(|(_, word)| word.text.clone()),
            },
            audience,
            reach,
            when,
            page,
            goal: goal_rule,
            content,
            links: message.links,
        }
    }

    fn goal(&mut self, parts: &Parts<'_>, scope: Scope) -> (Option<Goal>, Rule) {
        let Some((_, (name, rules, within))) = parts.goal else { return (None, Rule::default()) };
        self.declared_event(name);
        let event = self.fields.event(&name.text);
        let rule = self.rule(rules, scope.to(Context::Goal(event)), BlockKind::Goal);
        (Some(Goal { event, within: micros(within.kind) }), rule)
    }

    fn channel(&mut self, parts: &Parts<'_>, node: &ast::Campaign) -> Option<Channel> {
        let Some((_, send)) = parts.send else {
            if !parts.is_broken("send") {
                let diagnostic = self
                    .at(Code::MissingContent, node.keyword, format!("campaign `{}` sends nothing", node.name.text))
                    .because("no `send` in it")
                    .help("add `send banner { body \"…\" }`, or another channel");
                self.report(diagnostic);
            }
            return None;
        };
        let word = &send.channel;
        let Some(channel) = Channel::from_word(&word.text) else {
            let diagnostic = self
                .at(Code::UnknownName, word.span, format!("there is no channel `{}`", word.text))
                .because("not a channel");
            self.report(near::suggest(diagnostic, &word.text, channel::words(), near::Spelling::Name, None));
            return None;
        };
        if let Some((listed, at)) = self.channels()
            && !listed.contains(&channel)
        {
            let what = match channel {
                Channel::Tour | Channel::Survey | Channel::Carousel | Channel::Checklist => "needs the add-on",
                _ if channel.is_direct() => "is not among them",
                _ => "needs the messenger",
            };
            let help = "add it to `channels` of the workspace; in-app channels need the messenger, and tour, survey, \
                        carousel and checklist the add-on";
            let diagnostic = self
                .at(Code::ChannelUnavailable, word.span, format!("this workspace has no {}", channel.word()))
                .because(format!("{} {what}", channel.word()))
                .label(at, "the channels that it has")
                .help(help);
            self.report(diagnostic);
        }
        Some(channel)
    }

    fn repeated_sections(&mut self, node: &ast::Campaign) {
        let mut seen: HashMap<std::mem::Discriminant<SectionKind>, &ast::Section> = HashMap::new();
        for section in &node.sections {
            if matches!(section.kind, SectionKind::Live { .. }) {
                continue;
            }
            let kind = std::mem::discriminant(&section.kind);
            let Some(first) = seen.get(&kind) else {
                seen.insert(kind, section);
                continue;
            };
            let (first, second) = (self.loc(first.keyword), self.loc(section.keyword));
            let diagnostic = if matches!(section.kind, SectionKind::When(_)) {
                self.at(Code::SecondTrigger, section.keyword, "a campaign has one trigger")
                    .because("the second one")
                    .label(first, "the first one")
                    .help("keep one `when`, and write another campaign for the other one")
            } else {
                let word = super::lapse::first_word(&section.kind);
                twice(&format!("`{word}`"), second, first).help("join the two, or leave one of them out")
            };
            self.report(diagnostic);
        }
    }

    /// What may not stand together (§5.2, §8.1).
    fn conflicts(&mut self, parts: &Parts<'_>, channel: Option<Channel>) {
        let send = parts.channel_span().zip(channel);
        let event = parts.when.filter(|(_, when)| matches!(when, When::Event(..)));
        let launched = parts.when.filter(|(_, when)| matches!(when, When::Launched));
        if let (Some(mode), Some((word, Channel::Banner))) = (parts.fixed(), send) {
            let diagnostic = self
                .conflict(
                    Code::FixedBanner,
                    "a banner has no fixed audience",
                    (mode, "a fixed audience"),
                    (word, "a banner"),
                )
                .help("make the audience dynamic, or send a post");
            self.report(diagnostic);
        }
        if let (Some(mode), Some((section, _)), None) = (parts.fixed(), parts.when, launched) {
            let diagnostic = self
                .conflict(
                    Code::FixedTrigger,
                    "a fixed audience has no trigger",
                    (mode, "drawn once, when the campaign goes live"),
                    (section.keyword, "tries whenever this happens"),
                )
                .help("make the audience dynamic, or leave `when` out");
            self.report(diagnostic);
        }
        if let (Some((section, _)), Some((word, channel @ (Channel::Tooltip | Channel::Checklist)))) = (event, send) {
            let why = format!("a {} waits on the page", channel.word());
            let diagnostic = self
                .conflict(
                    Code::EventChannel,
                    format!("a {} cannot follow an event", channel.word()),
                    (section.keyword, "an event"),
                    (word, &why),
                )
                .help("leave `when` out and say in `where` on which page it waits, or send another channel");
            self.report(diagnostic);
        }
        if let (Some((word, channel)), Some(section)) =
            (send, launched.map(|(section, _)| section).or(parts.shareable.map(|(section, ())| section)))
            && !channel.is_launchable()
        {
            let why = near::a(channel.word());
            let diagnostic = self
                .conflict(
                    Code::LaunchChannel,
                    format!("{} cannot be launched", near::a(channel.word())),
                    (section.keyword, "opened by a link or from code"),
                    (word, &why),
                )
                .help("send a tour, survey or carousel, or choose another trigger");
            self.report(diagnostic);
        }
        if let (Some((section, _)), Some((word, channel))) = (parts.page, send)
            && channel.is_direct()
        {
            let why = format!("{} is read outside the app", channel.word());
            let diagnostic = self
                .conflict(
                    Code::PageRuleOffPage,
                    format!("page rules on {}", channel.word()),
                    (section.keyword, "asks for the page the contact is on"),
                    (word, &why),
                )
                .help("ask for `current_url` in the audience, or for `did visit { … }`");
            self.report(diagnostic);
        }
        self.delay(parts, send);
    }

    fn delay(&mut self, parts: &Parts<'_>, send: Option<(Span, Channel)>) {
        let Some((section, _)) = parts.delay else { return };
        let other = match (parts.when, send) {
            (Some((_, When::Event(..))), _) => None,
            (Some((when, _)), _) => Some((when.keyword, "neither an event nor a visit".to_owned())),
            (None, Some((word, channel))) if channel.is_direct() && !parts.is_broken("when") => {
                Some((word, format!("{} without `when` is checked every hour", channel.word())))
            }
            (None, _) => None,
        };
        if let Some((span, why)) = other {
            let diagnostic = self
                .conflict(
                    Code::MisplacedDelay,
                    "nothing to delay",
                    (section.keyword, "counts from an event or a visit"),
                    (span, &why),
                )
                .help("leave `delay` out, or add `when event`");
            self.report(diagnostic);
        }
    }

    /// Words that are looked up: purposes, lints, the date of a review.
    fn words(&mut self, parts: &Parts<'_>) {
        if let Some((_, word)) = parts.purpose
            && !PURPOSES.contains(&word.text.as_str())
        {
            let diagnostic = self
                .at(Code::UnknownName, word.span, format!("there is no purpose `{}`", word.text))
                .because("not a purpose");
            self.report(near::suggest(diagnostic, &word.text, PURPOSES, near::Spelling::Name, None));
        }
        for word in parts.allow.iter().flat_map(|(_, words)| words.iter()) {
            let lints = Code::ALL.iter().filter(|code| code.severity() < Severity::Error).map(|code| code.word());
            if !lints.clone().any(|lint| lint == word.text) {
                let diagnostic = self
                    .at(Code::UnknownName, word.span, format!("there is no warning `{}`", word.text))
                    .because("not the name of a warning");
                let otherwise = "write the name that the warning shows, such as `missing_fallback`".to_owned();
                self.report(near::suggest(diagnostic, &word.text, lints, near::Spelling::Name, Some(otherwise)));
            }
        }
        if let Some((_, moment)) = parts.reviewed
            && let ast::MomentKind::DateTime { date, .. } = moment.kind
        {
            let loc = self.loc(moment.span);
            let diagnostic = self
                .at(Code::InvalidValue, moment.span, "`reviewed` takes a date")
                .because("a date and a time")
                .help(format!("write `reviewed {date}`"))
                .fix("leave the time out", loc, date.to_string());
            self.report(diagnostic);
        }
    }
}
