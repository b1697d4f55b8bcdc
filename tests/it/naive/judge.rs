//! Whether a try sends, or the first reason why not (§14.1).

use nuncio::source::FileId;
use nuncio::syntax::ast::{Condition, Receipt};

use super::banners;
use super::bundle::{Bundle, Campaign, Cause, Conditions};
use super::content;
use super::delivery::Delivery;
use super::frequency;
use super::history::{Contact, PastKind};
use super::lifecycle;
use super::rules::{Bare, Scope};
use super::run::Person;
use super::tries::{Trigger, TriggerKind, Try};

/// Why a try does not send.
#[derive(Clone, Debug)]
pub(crate) struct Stop<'a> {
    pub(crate) reason: &'static str,
    pub(crate) rule: Option<(FileId, &'a Condition)>,
    pub(crate) by: Option<By>,
}

/// What is in the way.
#[derive(Clone, Debug)]
pub(crate) enum By {
    Campaign(String),
    Line(u32),
}

impl<'a> Stop<'a> {
    fn plain(reason: &'static str) -> Self {
        Self { reason, rule: None, by: None }
    }

    fn rule(reason: &'static str, rule: (FileId, &'a Condition)) -> Self {
        Self { reason, rule: Some(rule), by: None }
    }
}

pub(crate) fn scope<'a>(bundle: &'a Bundle<'a>, contact: &'a Contact, attempt: &'a Try, now: i64) -> Scope<'a> {
    Scope {
        bundle,
        contact,
        now,
        company: attempt.company.as_deref().and_then(|id| contact.company(id)),
        trigger: Some(&attempt.trigger),
        page: attempt.page.as_ref(),
        bare: Bare::Contact,
    }
}

/// Where the message is not for a company, one company must satisfy all (§4.4): the scopes in which rules are judged.
pub(crate) fn scopes<'a>(campaign: &Campaign<'_>, scope: Scope<'a>) -> Vec<Scope<'a>> {
    if campaign.per_company || scope.contact.companies.is_empty() {
        return vec![scope];
    }
    scope.contact.companies.iter().map(|company| Scope { company: Some(company), ..scope }).collect()
}

/// The scopes in which all conditions hold, or the first condition k such that none satisfies 1…k.
pub(crate) fn satisfying<'a, 'b>(
    scopes: Vec<Scope<'a>>,
    conditions: &Conditions<'b>,
) -> Result<Vec<Scope<'a>>, (FileId, &'b Condition)> {
    let mut left = scopes;
    for condition in conditions {
        left.retain(|scope| scope.holds(condition.1));
        if left.is_empty() {
            return Err(*condition);
        }
    }
    Ok(left)
}

impl<'a> Person<'a> {
    fn campaign(&self, attempt: &Try) -> &'a Campaign<'a> {
        &self.bundle.campaigns[attempt.campaign]
    }

    /// What is judged at the trigger and not again: life cycle, source, `when` rules (§8.1).
    pub(crate) fn at_trigger(&self, attempt: &Try, js: bool, now: i64) -> Result<(), Stop<'a>> {
        let campaign = self.campaign(attempt);
        if let Some(reason) = lifecycle::not_live(campaign, now) {
            return Err(Stop::plain(reason));
        }
        let (Cause::Event(_, rules), TriggerKind::Event { name, metadata }) = (&campaign.cause, &attempt.trigger.kind)
        else {
            return Ok(());
        };
        if campaign.channel == "tour" && !js {
            return Err(Stop::plain("source_not_supported"));
        }
        let scope = Scope { bare: Bare::Event(name, metadata), ..scope(self.bundle, &self.contact, attempt, now) };
        match scope.first_failing(rules) {
            Some(at) => Err(Stop::rule("metadata", rules[at])),
            None => Ok(()),
        }
    }

    /// What does not depend on earlier sends.
    pub(crate) fn by_state(&self, attempt: &Try, now: i64) -> Result<(), Stop<'a>> {
        let campaign = self.campaign(attempt);
        if let Some(reason) = lifecycle::not_live(campaign, now) {
            return Err(Stop::plain(reason));
        }
        let scope = scope(self.bundle, &self.contact, attempt, now);
        let outside = if campaign.fixed { "not_in_fixed_audience" } else { "audience" };
        if campaign.per_company && scope.company.is_none() {
            return Err(Stop::plain(outside));
        }
        let mut left = scopes(campaign, scope);
        if campaign.fixed {
            if !self.members.contains(&(attempt.campaign, attempt.company.clone())) {
                return Err(Stop::plain(outside));
            }
        } else {
            left = satisfying(left, &campaign.audience).map_err(|rule| Stop::rule(outside, rule))?;
        }
        satisfying(left, &campaign.reach).map_err(|rule| Stop::rule("unreachable", rule))?;
        if matches!(attempt.trigger.kind, TriggerKind::Launch) {
            return Ok(());
        }
        if !campaign.direct {
            let current = self.contact.page(now).map(|page| page.record);
            if current != attempt.page.as_ref().map(|page| page.record) {
                return Err(Stop::plain("left_page"));
            }
            if !campaign.page_rules.is_empty() {
                let Some(page) = &attempt.page else { return Err(Stop::plain("page")) };
                let scope = Scope { bare: Bare::Page(&page.fields), ..scope };
                if let Some(at) = scope.first_failing(&campaign.page_rules) {
                    return Err(Stop::rule("page", campaign.page_rules[at]));
                }
            }
        }
        match Delivery::new(self.bundle, campaign, &self.contact).closed(now) {
            Some(reason) => Err(Stop::plain(reason)),
            None => Ok(()),
        }
    }

    /// What depends on earlier sends, and the links; the content of the message.
    pub(crate) fn by_sends(&self, attempt: &Try, id: &str, now: i64) -> Result<String, Stop<'a>> {
        let campaign = self.campaign(attempt);
        let session = self.contact.session(now);
        if !matches!(attempt.trigger.kind, TriggerKind::Launch) {
            let dismissed =
                self.contact.history.iter().any(
                    |past| matches!(&past.what, PastKind::Receipt(name, Receipt::Dismiss) if name == campaign.name),
                );
            let company = attempt.company.as_deref();
            if let Some(cap) = frequency::full(campaign, company, &self.sent, now, session, dismissed) {
                return Err(Stop { reason: "frequency", rule: None, by: cap.line.map(By::Line) });
            }
        }
        if self.ids.contains(id) {
            return Err(Stop::plain("frequency"));
        }
        if !matches!(attempt.trigger.kind, TriggerKind::Launch) {
            if let Some(cap) = frequency::workspace_full(&self.bundle.caps, campaign, &self.sent, now, session) {
                return Err(Stop { reason: "workspace_cap", rule: None, by: Some(By::Line(cap.line)) });
            }
            let blocking = (campaign.channel == "banner").then(|| banners::blocking(self, attempt, now)).flatten();
            if let Some(other) = blocking {
                return Err(Stop { reason: "blocked_by_banner", rule: None, by: Some(By::Campaign(other)) });
            }
        }
        let (content, safe) = content::render(campaign, scope(self.bundle, &self.contact, attempt, now));
        if safe { Ok(content) } else { Err(Stop::plain("unsafe_link")) }
    }

    /// Whether the audience of a banner and its page rules hold for what it was sent for (§8.5).
    pub(crate) fn banner_stands(
        &self,
        campaign: &Campaign<'_>,
        sent: (&Option<String>, &Trigger),
        attempt: &Try,
        now: i64,
    ) -> bool {
        let (company, trigger) = sent;
        let own = Try { company: company.clone(), trigger: trigger.clone(), ..attempt.clone() };
        let scope = scope(self.bundle, &self.contact, &own, now);
        if campaign.per_company && scope.company.is_none() {
            return false;
        }
        let page = match &own.page {
            Some(page) => {
                Scope { bare: Bare::Page(&page.fields), ..scope }.first_failing(&campaign.page_rules).is_none()
            }
            None => campaign.page_rules.is_empty(),
        };
        page && satisfying(scopes(campaign, scope), &campaign.audience).is_ok()
    }
}
