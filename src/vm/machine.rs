//! A bundle made ready to run.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use super::matcher::Matcher;
use crate::bytecode::Bundle;
use crate::time::Zone;

/// A bundle with its searchers built and its zones found. One serves any number of threads.
#[derive(Debug)]
pub struct Machine {
    bundle: Arc<Bundle>,
    matchers: Vec<Matcher>,
    zone: Zone,
    zones: RwLock<HashMap<String, Option<Zone>>>,
}

impl Machine {
    /// Makes a bundle ready.
    pub fn new(bundle: Arc<Bundle>) -> Self {
        let matchers = bundle.tests.iter().map(|(_, test)| Matcher::new(test)).collect();
        let zone = bundle.workspace.zone();
        Self { bundle, matchers, zone, zones: RwLock::default() }
    }

    /// The bundle.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The zone of the workspace.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The zone that data names; none if the program does not know it.
    pub fn zone_named(&self, name: &str) -> Option<Zone> {
        if let Ok(zones) = self.zones.read()
            && let Some(known) = zones.get(name)
        {
            return known.clone();
        }
        let zone = Zone::get(name);
        if let Ok(mut zones) = self.zones.write() {
            zones.insert(name.to_owned(), zone.clone());
        }
        zone
    }

    pub(super) fn matcher(&self, test: u32) -> Option<&Matcher> {
        self.matchers.get(test as usize)
    }
}
