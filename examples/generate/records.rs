//! Contact and activity records as JSON, in the order in which the stories tell them.

/// Records of one file.
#[derive(Default)]
pub(crate) struct Records(Vec<String>);

impl Records {
    /// A contact; `attributes` is what stands after the id, as JSON without its braces.
    pub(crate) fn contact(&mut self, id: &str, attributes: &str) {
        let comma = if attributes.is_empty() { "" } else { "," };
        self.0.push(format!(r#"{{"id":"{id}"{comma}{attributes}}}"#));
    }

    /// An event with its metadata as a JSON object.
    pub(crate) fn event(&mut self, contact: &str, at: &str, event: &str, metadata: &str) {
        self.record("track", contact, at, &format!(r#""event":"{event}","metadata":{metadata}"#));
    }

    /// A page.
    pub(crate) fn page(&mut self, contact: &str, at: &str, url: &str) {
        self.record("page", contact, at, &format!(r#""url":"{url}""#));
    }

    /// New attributes as a JSON object.
    pub(crate) fn identify(&mut self, contact: &str, at: &str, attributes: &str) {
        self.record("identify", contact, at, &format!(r#""attributes":{attributes}"#));
    }

    /// What a contact did with a message.
    pub(crate) fn receipt(&mut self, contact: &str, at: &str, campaign: &str, action: &str) {
        self.record("receipt", contact, at, &format!(r#""campaign":"{campaign}","action":"{action}""#));
    }

    /// Any record; `rest` is what stands after its time, without a comma before it, and may be empty.
    pub(crate) fn record(&mut self, kind: &str, contact: &str, at: &str, rest: &str) {
        let comma = if rest.is_empty() { "" } else { "," };
        self.0.push(format!(r#"{{"type":"{kind}","contact_id":"{contact}","received_at":"{at}"{comma}{rest}}}"#));
    }

    /// One object a line.
    pub(crate) fn lines(&self) -> String {
        self.0.iter().flat_map(|record| [record.as_str(), "\n"]).collect()
    }

    /// One array.
    pub(crate) fn array(&self) -> String {
        format!("[\n{}\n]\n", self.0.join(",\n"))
    }
}
