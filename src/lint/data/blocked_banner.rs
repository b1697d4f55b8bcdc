//! A persistent banner that keeps a later one from a part of its audience: 10 % or more of the contacts that the later
//! one is for are in the audience of the earlier one, too, which holds the one place for banners all the while (§8.5).

use super::super::{Lint, Look, Member, Subject};
use super::percent;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Channel, Trigger};
use crate::source::Loc;
use crate::syntax::ast::FieldKind;

pub(super) const LINT: Lint = Lint { code: Code::BlockedBanner, look: Look::Campaign(look) };

/// The share of an audience, in percent, from which on it is worth a word.
const LEAST: usize = 10;

fn look(subject: &Subject<'_>, later: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((audience, _)) = subject.audience_of(later) else { return };
    let matched = audience.matched.count();
    for earlier in subject.members.iter().filter(|earlier| holds_before(earlier, later)) {
        let Some((other, _)) = subject.audience_of(earlier) else { continue };
        let mut both = audience.matched.clone();
        both.and(&other.matched);
        let blocked = both.count();
        if blocked == 0 || blocked * 100 < matched * LEAST {
            continue;
        }
        let name = &earlier.tree.name.text;
        let (part, share) = match blocked == matched {
            true => ("all", format!("all of its {matched} contacts")),
            false => {
                let share = percent(blocked as u64, matched as u64);
                ("part", format!("{blocked} of its {matched} contacts, {share},"))
            }
        };
        found.push(
            Diagnostic::new(LINT.code, later.name(), format!("`{name}` keeps this banner from {part} of its audience"))
                .because(format!("{share} are in the audience of `{name}`"))
                .label(persistent(earlier), "stays, and no other banner shows meanwhile")
                .help("let one end before the other goes live, or leave `persistent` out"),
        );
    }
}

/// Whether a persistent banner, once it is there, is there for everyone in its audience wherever and whenever another
/// one that goes live later could show.
fn holds_before(earlier: &Member<'_>, later: &Member<'_>) -> bool {
    let (one, other) = (earlier.settings(), later.settings());
    let banners = one.channel == Channel::Banner && other.channel == Channel::Banner && one.persistent;
    // Which of two that go live at once comes first, their priority and then their names say (§7.0).
    let order = |settings: &'_ crate::ir::Settings| (settings.first_live(), -settings.priority, settings.name.clone());
    let first = one.first_live().is_some() && order(one) < order(other);
    let meet = one.live.iter().any(|a| {
        other.live.iter().any(|b| a.until.is_none_or(|end| b.from < end) && b.until.is_none_or(|end| a.from < end))
    });
    // Who got a banner after an event, the audience does not tell.
    let visits = one.trigger == Trigger::Visit;
    let pages = earlier.typed.page.clauses.iter();
    let mut elsewhere = pages.filter(|page| !later.typed.page.clauses.iter().any(|other| other.expr == page.expr));
    banners && first && meet && visits && elsewhere.next().is_none()
}

/// The word that makes a banner stay.
fn persistent(member: &Member<'_>) -> Loc {
    let fields = member.send().map(|(send, _)| send.fields.as_slice()).unwrap_or_default();
    let field = fields.iter().find(|field| matches!(field.kind, FieldKind::Persistent));
    field.map_or_else(|| member.name(), |field| member.loc(field.span))
}
