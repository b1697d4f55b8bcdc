//! Settings of the workspace (§2.1).

use std::collections::HashMap;

use super::channel;
use super::checker::Checker;
use super::frequency::per_of;
use super::literal::micros;
use super::names::twice;
use super::near;
use super::scope::{Context, Scope};
use crate::diagnostic::Code;
use crate::ir::{BlockKind, Channel, Per, Quiet, Rule, WorkspaceCap};
use crate::source::Loc;
use crate::syntax::ast::{self, PerKind, SettingKind};
use crate::time::Zone;

/// `reach CHANNEL, … { rules }`
#[derive(Clone, Debug)]
pub(super) struct Reach {
    channels: Vec<Channel>,
    rule: Rule,
}

impl Checker<'_> {
    /// Lowers the settings; rules on reach after them, for they may use segments.
    pub(super) fn workspace(&mut self) {
        for workspace in self.names.workspaces.clone() {
            self.file = workspace.file;
            let mut seen: HashMap<&str, Loc> = HashMap::new();
            for setting in &workspace.node.settings {
                if let Some(word) = single(&setting.kind) {
                    let loc = self.loc(setting.span);
                    if let Some(first) = seen.insert(word, loc) {
                        self.report(twice(&format!("`{word}`"), loc, first).help("leave one of them out"));
                        continue;
                    }
                }
                self.setting(setting);
            }
        }
    }

    fn setting(&mut self, setting: &ast::Setting) {
        match &setting.kind {
            SettingKind::Timezone(name) => {
                if Zone::get(&name.value).is_some() {
                    self.workspace.timezone.clone_from(&name.value);
                } else {
                    let diagnostic = self
                        .at(Code::UnknownZone, name.span, format!("there is no time zone `{}`", name.value))
                        .because("not an IANA name, spelled exactly");
                    let otherwise = "write an IANA name, such as `\"Europe/Dublin\"`".to_owned();
                    let spelling = near::Spelling::Text;
                    self.report(near::suggest(diagnostic, &name.value, Zone::names(), spelling, Some(otherwise)));
                }
            }
            SettingKind::SessionGap(gap) => self.workspace.session_gap = micros(gap.kind),
            SettingKind::QuietHours(between, contact_zone) => {
                self.hours(between);
                if *contact_zone {
                    self.contact_zone();
                }
                let (from, to) = (between.from.minute, between.to.minute);
                self.workspace.quiet = Some(Quiet { from, to, contact_zone: *contact_zone });
            }
            SettingKind::AtMost { count, what, per } => self.cap(setting, *count, what, per),
            SettingKind::Channels(words) => {
                for word in words {
                    self.channel_word(word);
                }
            }
            SettingKind::Fin(_) | SettingKind::Reach(..) => {}
        }
    }

    fn cap(&mut self, setting: &ast::Setting, count: u64, what: &ast::Word, per: &ast::Per) {
        let channel = match what.text.as_str() {
            "message" | "messages" => None,
            word => match channel::counted(word) {
                Some(channel) => Some(channel),
                None => {
                    let diagnostic = self
                        .at(Code::UnknownName, what.span, format!("there is no channel `{word}`"))
                        .because("neither `messages` nor a channel");
                    let known = channel::words().chain(["messages"]);
                    self.report(near::suggest(diagnostic, word, known, near::Spelling::Name, None));
                    return;
                }
            },
        };
        if per.kind == PerKind::Session && channel.is_none_or(Channel::is_direct) {
            let what = channel.map_or("all messages", Channel::word);
            let diagnostic = self
                .at(Code::SessionCap, per.span, format!("a cap per session on {what}"))
                .because("direct messages are sent outside of sessions")
                .help("count by a duration: `per day`");
            self.report(diagnostic);
            return;
        }
        let per: Per = per_of(per.kind);
        self.workspace.caps.push(WorkspaceCap { count, channel, per, loc: self.loc(setting.span) });
    }

    fn channel_word(&mut self, word: &ast::Word) -> Option<Channel> {
        let channel = Channel::from_word(&word.text);
        if channel.is_none() {
            let diagnostic = self
                .at(Code::UnknownName, word.span, format!("there is no channel `{}`", word.text))
                .because("not a channel");
            self.report(near::suggest(diagnostic, &word.text, channel::words(), near::Spelling::Name, None));
        }
        channel
    }

    /// Lowers the rules on who can be reached.
    pub(super) fn reaches(&mut self) {
        for workspace in self.names.workspaces.clone() {
            self.file = workspace.file;
            for setting in &workspace.node.settings {
                let SettingKind::Reach(words, rules) = &setting.kind else { continue };
                let channels = words.iter().filter_map(|word| self.channel_word(word)).collect();
                let rule = self.rule(Some(rules), Scope::shared(Context::Reach), BlockKind::Reach);
                self.reach.push(Reach { channels, rule });
            }
        }
    }

    /// All that is asked of those who are sent something on a channel.
    pub(super) fn reach_of(&self, channel: Option<Channel>) -> Rule {
        let mut all = Rule::default();
        for reach in self.reach.iter().filter(|reach| channel.is_some_and(|channel| reach.channels.contains(&channel)))
        {
            all.clauses.extend(&reach.rule.clauses);
            all.mentions_company |= reach.rule.mentions_company;
        }
        all
    }

    fn settings(&self) -> impl Iterator<Item = (Loc, &ast::Setting)> {
        self.names.workspaces.iter().flat_map(|workspace| {
            workspace.node.settings.iter().map(|setting| (Loc { file: workspace.file, span: setting.span }, setting))
        })
    }

    /// Where Fin is turned off.
    pub(super) fn fin_off(&self) -> Option<Loc> {
        self.settings().find_map(|(loc, setting)| matches!(setting.kind, SettingKind::Fin(false)).then_some(loc))
    }

    /// The channels that the workspace has, if it lists them, and where.
    pub(super) fn channels(&self) -> Option<(Vec<Channel>, Loc)> {
        self.settings().find_map(|(loc, setting)| match &setting.kind {
            SettingKind::Channels(words) => {
                // A word that is no channel may have been meant for any.
                let all: Option<Vec<Channel>> = words.iter().map(|word| Channel::from_word(&word.text)).collect();
                all.map(|all| (all, loc))
            }
            _ => None,
        })
    }
}

/// The words of a setting that may stand once.
const fn single(kind: &SettingKind) -> Option<&'static str> {
    match kind {
        SettingKind::Timezone(_) => Some("timezone"),
        SettingKind::SessionGap(_) => Some("session gap"),
        SettingKind::QuietHours(..) => Some("quiet hours"),
        SettingKind::Channels(_) => Some("channels"),
        SettingKind::Fin(_) => Some("fin"),
        SettingKind::AtMost { .. } | SettingKind::Reach(..) => None,
    }
}
