//! The campaigns of a bundle, their sections found and defaults filled in, in the order in which they try.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use nuncio::source::{FileId, Sources};
use nuncio::syntax::ast::*;

use super::clock::{self, SECOND};
use super::delivery::Window;
use super::frequency::{Cap, Limit, Per, WorkspaceCap};
use super::types::{self, Types};

/// The conditions of a rule block with the file they stand in.
pub(crate) type Conditions<'a> = Vec<(FileId, &'a Condition)>;

pub(crate) struct Bundle<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) zone: TimeZone,
    pub(crate) gap: i64,
    pub(crate) quiet: Option<Window>,
    pub(crate) caps: Vec<WorkspaceCap>,
    reach: Vec<(String, Conditions<'a>)>,
    pub(crate) segments: BTreeMap<&'a str, &'a Rules>,
    /// By priority (high first), first live, name.
    pub(crate) campaigns: Vec<Campaign<'a>>,
    pub(crate) types: Types,
}

pub(crate) struct Campaign<'a> {
    pub(crate) name: &'a str,
    pub(crate) priority: i64,
    /// In order of time; empty for a draft.
    pub(crate) live: Vec<(i64, Option<i64>)>,
    pub(crate) fixed: bool,
    pub(crate) audience: Conditions<'a>,
    pub(crate) cause: Cause<'a>,
    /// Whether a launch record starts it.
    pub(crate) launchable: bool,
    pub(crate) page_rules: Conditions<'a>,
    pub(crate) delay: i64,
    pub(crate) time_on_page: i64,
    pub(crate) caps: Vec<Cap>,
    pub(crate) window: Option<Window>,
    pub(crate) exempt_from_caps: bool,
    pub(crate) exempt_from_quiet_hours: bool,
    pub(crate) channel: &'a str,
    pub(crate) direct: bool,
    pub(crate) persistent: bool,
    pub(crate) fields: &'a [Field],
    pub(crate) reach: Conditions<'a>,
    /// Whether it is decided for each company (§4.4).
    pub(crate) per_company: bool,
}

/// What makes it try.
pub(crate) enum Cause<'a> {
    Event(&'a str, Conditions<'a>),
    Date { company: bool, attribute: &'a str, offset: i64, at: Option<u32> },
    Launch,
    Visit,
    Check,
}

impl Campaign<'_> {
    pub(crate) fn first_live(&self) -> i64 {
        self.live[0].0
    }
}

const CHANNELS: [&str; 12] = [
    "banner",
    "post",
    "chat",
    "tooltip",
    "tour",
    "checklist",
    "carousel",
    "survey",
    "workflow",
    "email",
    "push",
    "sms",
];

impl<'a> Bundle<'a> {
    pub(crate) fn new(sources: &'a Sources, files: &'a [File]) -> Self {
        let items = || {
            let numbered = files.iter().enumerate();
            numbered.flat_map(|(at, file)| file.items.iter().map(move |item| (FileId(at as u32), &item.kind)))
        };
        let settings = || {
            items().filter_map(|(file, item)| match item {
                ItemKind::Workspace(workspace) => Some(workspace.settings.iter().map(move |setting| (file, setting))),
                _ => None,
            })
        };
        let zone = settings().flatten().find_map(|(_, setting)| match &setting.kind {
            SettingKind::Timezone(name) => Some(clock::zone(&name.value).expect("a known zone")),
            _ => None,
        });
        let zone = zone.unwrap_or(TimeZone::UTC);
        let mut bundle = Self {
            sources,
            types: Types::new(files, &zone),
            zone,
            gap: 30 * 60 * SECOND,
            quiet: None,
            caps: Vec::new(),
            reach: Vec::new(),
            segments: BTreeMap::new(),
            campaigns: Vec::new(),
        };
        for (file, setting) in settings().flatten() {
            bundle.setting(file, setting);
        }
        for (_, item) in items() {
            if let ItemKind::Segment(segment) = item {
                bundle.segments.insert(&segment.name.text, &segment.rules);
            }
        }
        for (file, item) in items() {
            if let ItemKind::Campaign(campaign) = item {
                let campaign = bundle.read(file, campaign);
                bundle.campaigns.push(campaign);
            }
        }
        bundle.campaigns.sort_by_key(|campaign| {
            (-i128::from(campaign.priority), campaign.live.first().map_or(i64::MAX, |&(start, _)| start), campaign.name)
        });
        bundle
    }

    pub(crate) fn campaign(&self, name: &str) -> Option<&Campaign<'a>> {
        self.campaigns.iter().find(|campaign| campaign.name == name)
    }

    fn line(&self, file: FileId, span: nuncio::source::Span) -> Option<u32> {
        Some(self.sources.line_column(nuncio::source::Loc { file, span }).line)
    }

    fn setting(&mut self, file: FileId, setting: &'a Setting) {
        match &setting.kind {
            SettingKind::SessionGap(gap) => self.gap = micros(gap.kind),
            SettingKind::QuietHours(between, in_contact_timezone) => {
                self.quiet = Some(Window {
                    days: [true; 7],
                    from: between.from.minute,
                    to: between.to.minute,
                    in_contact_timezone: *in_contact_timezone,
                });
            }
            SettingKind::AtMost { count, what, per } => self.caps.push(WorkspaceCap {
                channel: channel(&what.text),
                count: *count,
                per: window(per.kind),
                line: self.line(file, setting.span).unwrap(),
            }),
            SettingKind::Reach(channels, rules) => {
                let conditions = placed(file, rules);
                self.reach.extend(channels.iter().map(|word| (word.text.clone(), conditions.clone())));
            }
            SettingKind::Timezone(_) | SettingKind::Channels(_) | SettingKind::Fin(_) => {}
        }
    }

    fn read(&self, file: FileId, campaign: &'a nuncio::syntax::ast::Campaign) -> Campaign<'a> {
        let sections = || campaign.sections.iter().map(|section| &section.kind);
        let send = sections().find_map(|section| if let SectionKind::Send(send) = section { Some(send) } else { None });
        let send = send.expect("a campaign has a send");
        let mut read = Campaign {
            name: &campaign.name.text,
            priority: 0,
            live: Vec::new(),
            fixed: false,
            audience: Vec::new(),
            cause: Cause::Visit,
            launchable: false,
            page_rules: Vec::new(),
            delay: 0,
            time_on_page: 0,
            caps: Vec::new(),
            window: None,
            exempt_from_caps: false,
            exempt_from_quiet_hours: false,
            channel: &send.channel.text,
            direct: matches!(send.channel.text.as_str(), "email" | "push" | "sms"),
            persistent: send.fields.iter().any(|field| matches!(field.kind, FieldKind::Persistent)),
            fields: &send.fields,
            reach: Vec::new(),
            per_company: mentions_company_in_message(&send.fields, &self.segments),
        };
        if read.direct {
            read.cause = Cause::Check;
        }
        let reach = self.reach.iter().filter(|(channel, _)| channel == read.channel);
        read.reach = reach.flat_map(|(_, conditions)| conditions.clone()).collect();
        for section in sections() {
            match section {
                SectionKind::Audience { mode, rules } => {
                    read.fixed = matches!(mode, Some((Mode::Fixed, _)));
                    read.audience = rules.as_ref().map_or(Vec::new(), |rules| placed(file, rules));
                }
                SectionKind::When(When::Event(name, rules)) => {
                    let rules = rules.as_ref().map_or(Vec::new(), |rules| placed(file, rules));
                    read.cause = Cause::Event(&name.text, rules);
                }
                SectionKind::When(When::Launched) => {
                    read.cause = Cause::Launch;
                    read.launchable = true;
                }
                SectionKind::When(When::Date { offset, path, at }) => {
                    let company = path.segments.len() == 2 && path.segments[0].text == "company";
                    read.per_company |= company;
                    read.cause = Cause::Date {
                        company,
                        attribute: &path.segments.last().unwrap().text,
                        offset: match offset {
                            Offset::Before(duration) => -micros(duration.kind),
                            Offset::After(duration) => micros(duration.kind),
                            Offset::On => 0,
                        },
                        at: at.as_ref().map(|clock| clock.minute * 60),
                    };
                }
                SectionKind::Shareable => read.launchable = true,
                SectionKind::Where(rules) => {
                    read.page_rules = placed(file, rules);
                    read.time_on_page = rules.conditions.iter().find_map(time_on_page).unwrap_or(0);
                }
                SectionKind::Delay(duration) => read.delay = micros(duration.kind),
                SectionKind::Deliver(deliver) => read.window = Some(Window::new(deliver)),
                SectionKind::Priority(priority) => read.priority = *priority,
                SectionKind::Live { from, until } => read.live.push((
                    clock::span(&self.zone, from.kind).0,
                    until.as_ref().map(|until| clock::span(&self.zone, until.kind).0),
                )),
                SectionKind::Exempt(from) => {
                    read.exempt_from_caps = from.iter().any(|(what, _)| *what == Exemption::Caps);
                    read.exempt_from_quiet_hours = from.iter().any(|(what, _)| *what == Exemption::QuietHours);
                }
                _ => {}
            }
        }
        read.live.sort();
        let stated =
            sections().find_map(|section| if let SectionKind::Frequency(caps) = section { Some(caps) } else { None });
        read.caps = match (stated, &read.cause) {
            (Some(caps), _) => caps.iter().filter_map(|cap| self.cap(file, cap)).collect(),
            (None, _) if read.fixed => vec![Cap { limit: Limit::Total(1), line: None }],
            (None, Cause::Event(..)) => vec![Cap { limit: Limit::Within(1, Per::Duration(60 * SECOND)), line: None }],
            (None, Cause::Date { .. } | Cause::Launch) => Vec::new(),
            (None, Cause::Visit | Cause::Check) => vec![Cap { limit: Limit::Total(1), line: None }],
        };
        read
    }

    fn cap(&self, file: FileId, cap: &nuncio::syntax::ast::Cap) -> Option<Cap> {
        let limit = match &cap.kind {
            CapKind::OnceEver => Limit::Total(1),
            CapKind::EveryTime | CapKind::UntilStopped => return None,
            CapKind::UntilDismissed => Limit::UntilDismissed,
            CapKind::InTotal(times) => Limit::Total(times.count),
            CapKind::Per(times, per) => Limit::Within(times.count, window(per.kind)),
        };
        Some(Cap { limit, line: self.line(file, cap.span) })
    }
}

fn placed(file: FileId, rules: &Rules) -> Conditions<'_> {
    rules.conditions.iter().map(|condition| (file, condition)).collect()
}

pub(crate) fn micros(duration: DurationKind) -> i64 {
    i64::try_from(duration.seconds()).unwrap() * SECOND
}

fn window(per: PerKind) -> Per {
    match per {
        PerKind::Session => Per::Session,
        PerKind::Duration(duration) => Per::Duration(micros(duration)),
    }
}

/// `messages` is no channel; the others may be plural.
fn channel(word: &str) -> Option<&'static str> {
    CHANNELS.into_iter().find(|name| word == *name || word == format!("{name}s") || word == format!("{name}es"))
}

/// Whether this is the condition that moves the try (§7.6).
pub(crate) fn is_time_on_page(path: &Path) -> bool {
    matches!(&path.segments[..], [name] if name.text == "time_on_page" && name.quotes == Quotes::None)
}

fn time_on_page(condition: &Condition) -> Option<i64> {
    match &condition.kind {
        ConditionKind::Chain { first, rest } => {
            std::iter::once(&**first).chain(rest.iter().map(|(_, condition)| condition)).find_map(time_on_page)
        }
        ConditionKind::Compare { path, predicate: Some(predicate) } if is_time_on_page(path) => match &predicate.kind {
            PredicateKind::Order(_, Operand::Value(Value { kind: ValueKind::Duration(duration), .. })) => {
                Some(micros(*duration))
            }
            _ => None,
        },
        _ => None,
    }
}

/// §4.4: conditions in its templates included, through `in segment` too; a company block is no mention.
fn mentions_company_in_message(fields: &[Field], segments: &BTreeMap<&str, &Rules>) -> bool {
    fn parts(all: &[Part], segments: &BTreeMap<&str, &Rules>) -> bool {
        all.iter().any(|part| match part {
            Part::Text(..) => false,
            Part::Placeholder(placeholder) => of_company(&placeholder.path),
            Part::If(choice) => {
                let branch =
                    |(condition, all): &(Condition, Vec<Part>)| mentions(condition, segments) || parts(all, segments);
                choice.branches.iter().any(branch) || choice.otherwise.as_ref().is_some_and(|all| parts(all, segments))
            }
        })
    }
    types::copies(fields).iter().any(|copy| parts(&copy.parts, segments))
}

fn of_company(path: &Path) -> bool {
    path.segments.len() == 2 && path.segments[0].text == "company"
}

fn mentions(condition: &Condition, segments: &BTreeMap<&str, &Rules>) -> bool {
    let block = |rules: &Rules| rules.conditions.iter().any(|condition| mentions(condition, segments));
    match &condition.kind {
        ConditionKind::Chain { first, rest } => {
            mentions(first, segments) || rest.iter().any(|(_, condition)| mentions(condition, segments))
        }
        ConditionKind::Not(_, inner) | ConditionKind::Parens(inner) => mentions(inner, segments),
        ConditionKind::Group(_, rules) => block(rules),
        ConditionKind::InSegment(name) => block(segments[name.text.as_str()]),
        ConditionKind::Compare { path, predicate } => {
            let right = predicate.as_ref().and_then(|predicate| match &predicate.kind {
                PredicateKind::Is(Operand::Path(path)) | PredicateKind::Order(_, Operand::Path(path)) => Some(path),
                _ => None,
            });
            of_company(path) || right.is_some_and(of_company)
        }
        ConditionKind::Companies(..) | ConditionKind::Tagged { .. } | ConditionKind::Did(_) => false,
    }
}
