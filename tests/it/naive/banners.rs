//! One banner at a time (§8.5).

use nuncio::syntax::ast::Receipt;

use super::frequency::Sent;
use super::history::PastKind;
use super::lifecycle;
use super::run::Person;
use super::tries::Try;

/// The campaign of the earliest sent banner that still holds.
pub(crate) fn blocking(person: &Person<'_>, attempt: &Try, now: i64) -> Option<String> {
    let name = person.bundle.campaigns[attempt.campaign].name;
    let another = |sent: &&Sent| sent.channel == "banner" && (sent.campaign != name || sent.company != attempt.company);
    let holding = person.sent.iter().filter(another).find(|sent| holds(person, sent, attempt, now));
    holding.map(|sent| sent.campaign.clone())
}

fn holds(person: &Person<'_>, sent: &Sent, attempt: &Try, now: i64) -> bool {
    let Some(campaign) = person.bundle.campaign(&sent.campaign) else { return false };
    if !campaign.persistent {
        let dismissed = person.contact.history.iter().any(|past| {
            matches!(&past.what, PastKind::Receipt(name, Receipt::Dismiss) if *name == sent.campaign)
                && past.record >= sent.after_records
        });
        return !dismissed && person.contact.session(now) == sent.session;
    }
    let Some(trigger) = &sent.trigger else { return false };
    lifecycle::not_live(campaign, now).is_none()
        && person.banner_stands(campaign, (&sent.company, trigger), attempt, now)
}
