//! An audience that matches over 80 % of the contacts, without `when`. It is as good as none: what is for everyone is
//! relevant to few.

use super::super::{Lint, Look, Member, Subject};
use super::percent;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::SectionKind;

pub(super) const LINT: Lint = Lint { code: Code::WideAudience, look: Look::Campaign(look) };

/// The share of the contacts, in percent, that is still an audience.
const MOST: usize = 80;

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((audience, known)) = subject.audience_of(member).filter(|_| member.when().is_none()) else { return };
    let (matched, contacts) = (audience.matched.count(), known.count());
    if matched * 100 <= contacts * MOST {
        return;
    }
    let section = member.section(|kind| if let SectionKind::Audience { .. } = kind { Some(()) } else { None });
    let loc = section.map_or_else(|| member.name(), |(_, section)| member.loc(section.keyword));
    let share = match matched == contacts {
        true => format!("all {contacts} contacts of the data match"),
        false => format!("{matched} of {contacts} contacts match, {}", percent(matched as u64, contacts as u64)),
    };
    found.push(
        Diagnostic::new(LINT.code, loc, format!("`{}` goes to nearly everyone", member.tree.name.text))
            .because(share)
            .help("say more closely who it is for, or when: by plan, by what they did, after an event"),
    );
}
