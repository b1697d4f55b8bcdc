//! A try of one campaign for one contact, and company, and what it was made for (§7).

use sha2::{Digest, Sha256};

use super::clock;
use super::content::{object, text};
use super::json::Fields;

#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// When it was.
    pub(crate) at: i64,
    /// The contact's record that it is, if it is one.
    pub(crate) record: Option<usize>,
    /// The number of that record among those of its type and name at its time.
    pub(crate) number: usize,
    pub(crate) kind: TriggerKind,
}

#[derive(Clone, Debug)]
pub(crate) enum TriggerKind {
    Event { name: String, metadata: Fields },
    Visit,
    Launch,
    Date { attribute: String, value: i64 },
    Check,
    Live,
}

/// A try, now or later.
#[derive(Clone, Debug)]
pub(crate) struct Try {
    /// The place of the campaign in the bundle.
    pub(crate) campaign: usize,
    pub(crate) company: Option<String>,
    pub(crate) trigger: Trigger,
    /// The page record the contact was on at the trigger.
    pub(crate) page: Option<super::history::Page>,
    /// When it is made.
    pub(crate) at: i64,
}

impl Try {
    /// The order of tries of one kind at one instant (§7.0); the bundle has its campaigns in order.
    pub(crate) fn order(&self) -> (usize, i64, Option<usize>, Option<String>) {
        (self.campaign, self.trigger.at, self.trigger.record, self.company.clone())
    }
}

impl Trigger {
    fn word(&self) -> &'static str {
        match self.kind {
            TriggerKind::Event { .. } => "event",
            TriggerKind::Visit => "visit",
            TriggerKind::Launch => "launch",
            TriggerKind::Date { .. } => "date",
            TriggerKind::Check => "check",
            TriggerKind::Live => "live",
        }
    }

    /// As records show it.
    pub(crate) fn json(&self) -> String {
        let kind = ("kind", text(self.word()));
        let received = ("received_at", text(&clock::format(self.at)));
        match &self.kind {
            TriggerKind::Event { name, .. } => object(&[kind, ("event", text(name)), received]),
            TriggerKind::Visit | TriggerKind::Launch => object(&[kind, received]),
            TriggerKind::Date { attribute, value } => {
                object(&[kind, ("attribute", text(attribute)), ("value", text(&clock::format(*value)))])
            }
            TriggerKind::Check | TriggerKind::Live => object(&[kind]),
        }
    }

    /// INTERFACE §3.1.
    pub(crate) fn id(&self, campaign: &str, contact: &str, company: Option<&str>, at: i64) -> String {
        let key = match &self.kind {
            TriggerKind::Event { .. } | TriggerKind::Visit | TriggerKind::Launch => {
                format!("{}#{}", clock::format(self.at), self.number)
            }
            TriggerKind::Date { attribute, value } => format!("{attribute}={}", clock::format(*value)),
            TriggerKind::Check | TriggerKind::Live => clock::format(at),
        };
        let mut hash = Sha256::new();
        for part in [campaign, contact, company.unwrap_or_default(), self.word(), &key] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
