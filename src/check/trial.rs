//! Names in tests of the language (§10).

use super::channel::Block;
use super::checker::Checker;
use super::fields::Owner;
use super::names::twice;
use super::near;
use crate::diagnostic::Code;
use crate::ir::Channel;
use crate::ir::Outcome;
use crate::syntax::ast::{self, Act, Expect, SectionKind, TestLineKind};

const SOURCES: [&str; 4] = ["js", "gtm", "rest", "integration"];

impl Checker<'_> {
    /// Looks up the names in every test.
    pub(super) fn trials(&mut self) {
        for test in self.names.tests.clone() {
            self.file = test.file;
            let known = self.campaign(&test.node.of);
            let channel = known.then(|| self.channel_of(&test.node.of.text)).flatten();
            for line in &test.node.lines {
                match &line.kind {
                    TestLineKind::Contact(object) => self.object(object, Some(Owner::Contact)),
                    TestLineKind::Company(object) => self.object(object, Some(Owner::Company)),
                    TestLineKind::Step(_, act) => self.act(act),
                    TestLineKind::Expect(expect) => self.expect(expect, channel),
                }
            }
        }
    }

    fn channel_of(&self, campaign: &str) -> Option<Channel> {
        let campaign = self.names.campaign.get(campaign)?;
        campaign.node.sections.iter().find_map(|section| match &section.kind {
            SectionKind::Send(send) => Channel::from_word(&send.channel.text),
            _ => None,
        })
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Event(name, object, source) => {
                let declared = self.declared_event(name);
                if let Some(object) = object {
                    let owner = declared.then(|| Owner::Event(self.fields.event(&name.text)));
                    self.object(object, owner);
                }
                if let Some(word) = source.as_ref().filter(|word| !SOURCES.contains(&word.text.as_str())) {
                    let diagnostic = self
                        .at(Code::UnknownName, word.span, format!("there is no source `{}`", word.text))
                        .because("not a source of events");
                    self.report(near::suggest(diagnostic, &word.text, SOURCES, near::Spelling::Name, None));
                }
            }
            Act::Visit(_, Some(object)) => self.object(object, Some(Owner::Page)),
            Act::Set(object) => self.object(object, Some(Owner::Contact)),
            Act::Receipt(_, Some(name)) => {
                self.campaign(name);
            }
            Act::Visit(_, None) | Act::Receipt(_, None) | Act::Launch | Act::Check | Act::Wait => {}
        }
    }

    fn object(&mut self, object: &ast::Object, owner: Option<Owner>) {
        let mut seen: Vec<&ast::Name> = Vec::new();
        for (name, _) in &object.entries {
            match seen.iter().find(|other| other.text == name.text) {
                Some(first) => {
                    let (first, second) = (self.name_loc(first), self.name_loc(name));
                    self.report(twice(&format!("`{}`", name.text), second, first).help("leave one of them out"));
                }
                None => {
                    seen.push(name);
                    if let Some(owner) = owner {
                        self.declared(owner, &name.text, name.span);
                    }
                }
            }
        }
    }

    fn expect(&mut self, expect: &Expect, channel: Option<Channel>) {
        match expect {
            Expect::NotSent(_, Some(word)) if Outcome::reasons().all(|reason| reason != word.text) => {
                let diagnostic = self
                    .at(Code::UnknownName, word.span, format!("there is no reason `{}`", word.text))
                    .because("not a reason why a campaign does not send");
                self.report(near::suggest(diagnostic, &word.text, Outcome::reasons(), near::Spelling::Name, None));
            }
            Expect::SentAt(_, fields) => {
                let Some(block) = channel.map(Block::Message) else { return };
                for (word, _) in fields {
                    if block.field(&word.text).is_none() && block.key(&word.text).is_none() {
                        self.unknown_field(block, word);
                    }
                }
            }
            Expect::NotSent(..) | Expect::Sent(_) | Expect::Goal(_) => {}
        }
    }
}
