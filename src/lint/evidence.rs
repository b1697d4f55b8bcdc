//! What data says about campaigns.

use std::sync::Arc;

use crate::bytecode;
use crate::data::Dataset;
use crate::data::survey::{Census, Survey};
use crate::engine::{Audiences, Engine};
use crate::ir::{Bundle, Place, Table};

/// Contacts and activity, as far as lints ask for them.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What the data is like as a whole.
    pub survey: Survey,
    /// Who each campaign of the bundle is for; none where the bundle has errors.
    pub audiences: Option<Audiences>,
}

impl Evidence {
    /// What was read for a bundle, where it has one, and how its campaigns look at `survey.now`.
    pub fn new(bundle: Option<&Arc<bytecode::Bundle>>, data: &Dataset, survey: Survey) -> Self {
        let audiences = bundle.map(|bundle| Engine::new(Arc::clone(bundle)).audiences(data, survey.now.0));
        Self { survey, audiences }
    }

    /// The rows of the kind that a value belongs to; none where the data tells nothing about them.
    pub(super) fn census(&self, bundle: &Bundle, place: Place) -> Option<&Census> {
        let survey = &self.survey;
        match place.table {
            Table::Contact => Some(&survey.contacts).filter(|_| self.has_contacts()),
            Table::Company => Some(&survey.companies).filter(|_| self.has_contacts()),
            Table::Page => Some(&survey.pages).filter(|pages| pages.rows > 0),
            Table::Event(event) | Table::Trigger(event) => {
                let name = &bundle.layout.events.get(event.0 as usize)?.name;
                Some(&survey.events.get(name)?.metadata)
            }
            Table::Kept => None,
        }
    }

    /// Whether the data says anything about attributes.
    fn has_contacts(&self) -> bool {
        self.survey.contacts.rows > 0 || !self.survey.contacts.names.is_empty()
    }
}
