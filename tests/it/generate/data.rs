//! Random contacts and activity, as JSON lines, some of it of the wrong type or out of order.

use super::campaigns::{self, Made};
use super::dice::Dice;
use super::times::Times;

pub(crate) struct Data<'a> {
    pub(crate) dice: &'a mut Dice,
    pub(crate) times: &'a Times,
    pub(crate) campaigns: &'a [Made],
}

const URLS: [&str; 7] = [
    "https://x.example",
    "https://x.example/pricing",
    "https://x.example/pricing?a=1#b",
    "https://x.example/checkout",
    "https://x.example/a/b?q=1",
    "/pricing",
    "https://x.example?q",
];

impl Data<'_> {
    /// One JSON object a line.
    pub(crate) fn contacts(&mut self, ids: &[String]) -> String {
        let mut lines = Vec::new();
        for id in ids {
            if self.dice.percent(90) {
                let mut fields = vec![format!("\"id\":{id}")];
                fields.extend(self.attributes(70));
                for (name, percent) in [("session_count", 20), ("current_url", 15), ("last_seen_at", 25)] {
                    if self.dice.percent(percent) {
                        fields.push(self.engine_kept(name));
                    }
                }
                lines.push(format!("{{{}}}", fields.join(",")));
            }
            if self.dice.percent(5) {
                lines.push(format!("{{\"id\":{id},\"plan\":\"pro\"}}"));
            }
        }
        lines.join("\n")
    }

    fn engine_kept(&mut self, name: &str) -> String {
        let value = match name {
            "session_count" => self.dice.pick(&["1", "2", "5"]).to_owned(),
            "current_url" => "\"https://x.example/pricing\"".to_owned(),
            _ => format!("\"{}\"", Times::utc(self.times.near(self.dice))),
        };
        format!("\"{name}\":{value}")
    }

    /// Attributes as `name:value`, each with this chance.
    fn attributes(&mut self, percent: usize) -> Vec<String> {
        let names = [
            "plan",
            "name",
            "email",
            "seats",
            "score",
            "vip",
            "unsubscribed",
            "due_at",
            "trial_ends_at",
            "langs",
            "tags",
            "timezone",
            "companies",
            "site",
            "tier",
        ];
        let mut fields = Vec::new();
        for name in names {
            if self.dice.percent(percent) {
                let value = self.attribute(name);
                fields.push(format!("\"{name}\":{value}"));
            }
        }
        fields
    }

    fn attribute(&mut self, name: &str) -> String {
        if name != "companies" && self.dice.percent(5) {
            return self.dice.pick(&["null", "5", "\"5\"", "{\"a\":1}", "[\"x\",1]", "[]", "true"]).to_owned();
        }
        match name {
            "email" => self.dice.pick(&["\"a@x.example\"", "\"B@x.example\"", "\"\""]).to_owned(),
            "seats" | "score" => self.number(),
            "vip" | "unsubscribed" | "active" => self.dice.pick(&["true", "false"]).to_owned(),
            "due_at" | "trial_ends_at" | "renews_at" => self.time(),
            "langs" => self.dice.pick(&["[\"en\"]", "[\"en\",\"FR\"]", "[]", "[\"fr\"]", "\"en\""]).to_owned(),
            "tags" => self.dice.pick(&["[\"a\"]", "[\"A\",\"b\"]", "[\"vip\",\"B\"]", "[]"]).to_owned(),
            "timezone" => campaigns::contact_zone(self.dice),
            "companies" => self.companies(),
            "site" => self
                .dice
                .pick(&[
                    "\"https://y.example/é\"",
                    "\"javascript:1\"",
                    "\"//evil\"",
                    "\"/ok\"",
                    "\"HTTP://Y\"",
                    "\"a b\"",
                    "null",
                ])
                .to_owned(),
            "tier" => self.dice.pick(&["\"gold\"", "\"silver\"", "\"tin\""]).to_owned(),
            _ => self
                .dice
                .pick(&["\"free\"", "\"pro\"", "\"PRO\"", "\"Team\"", "\"Ann\"", "\"é<b>&'\"", "\"\""])
                .to_owned(),
        }
    }

    fn number(&mut self) -> String {
        self.dice.pick(&["0", "1", "1.0", "2", "5", "5.00", "120", "1.2e2", "-0", "121", "1e400"]).to_owned()
    }

    fn time(&mut self) -> String {
        let at = self.times.near(self.dice);
        self.times.json(at, self.dice)
    }

    fn companies(&mut self) -> String {
        let mut all = Vec::new();
        for _ in 0..self.dice.below(4) {
            let mut fields = Vec::new();
            if self.dice.percent(95) {
                fields.push(format!("\"id\":{}", self.dice.pick(&["\"c1\"", "\"c2\"", "\"C3\"", "7"])));
            }
            for name in ["plan", "name", "seats", "active", "renews_at"] {
                if self.dice.percent(75) {
                    let value = self.attribute(name);
                    fields.push(format!("\"{name}\":{value}"));
                }
            }
            all.push(format!("{{{}}}", fields.join(",")));
        }
        format!("[{}]", all.join(","))
    }

    /// Records of all contacts, mostly in order.
    pub(crate) fn activity(&mut self, ids: &[String], most: usize) -> String {
        self.activity_between(ids, 6, most)
    }

    /// The same, with so many records for each.
    pub(crate) fn activity_between(&mut self, ids: &[String], least: usize, most: usize) -> String {
        let mut records = Vec::new();
        for id in ids {
            for _ in 0..self.dice.between(least, most) {
                let at = self.times.near(self.dice);
                let record = self.record(id, at);
                records.push((at, record));
            }
        }
        if self.dice.percent(70) {
            records.sort_by_key(|(at, _)| *at);
        }
        if self.dice.percent(15) {
            records.push((0, "{\"type\":\"track\",".to_owned()));
        }
        records.into_iter().map(|(_, record)| record).collect::<Vec<_>>().join("\n")
    }

    fn record(&mut self, id: &str, at: i64) -> String {
        let received =
            if self.dice.percent(85) { format!("\"{}\"", Times::utc(at)) } else { self.times.json(at, self.dice) };
        let mut fields = vec![format!("\"contact_id\":{id}"), format!("\"received_at\":{received}")];
        match self.dice.below(20) {
            0..8 => {
                let event = self.dice.pick(&["upload", "upload", "upload", "paid", "scroll", "other"]);
                fields.push(format!("\"event\":\"{event}\""));
                if self.dice.percent(50) {
                    fields.push("\"type\":\"track\"".to_owned());
                }
                if self.dice.percent(40) {
                    let source = self.dice.pick(&["js", "rest", "gtm", "integration", "kafka"]);
                    fields.push(format!("\"source\":\"{source}\""));
                }
                fields.push(format!("\"metadata\":{{{}}}", self.metadata().join(",")));
            }
            8..14 => {
                fields.push("\"type\":\"page\"".to_owned());
                fields.push(format!("\"url\":\"{}\"", self.dice.one(&URLS)));
                if self.dice.percent(50) {
                    let section = self.dice.pick(&["\"docs\"", "\"blog\"", "\"Blog\"", "3"]);
                    fields.push(format!("\"metadata\":{{\"section\":{section},\"depth\":{}}}", self.number()));
                }
            }
            14..16 => {
                fields.push("\"type\":\"identify\"".to_owned());
                let mut attributes = self.attributes(12);
                if self.dice.percent(8) {
                    attributes.push("\"plan\":null".to_owned());
                }
                if self.dice.percent(5) {
                    attributes.push(self.engine_kept("session_count"));
                }
                fields.push(format!("\"attributes\":{{{}}}", attributes.join(",")));
            }
            16 | 17 => {
                fields.push("\"type\":\"receipt\"".to_owned());
                fields.push(format!("\"campaign\":\"{}\"", self.campaign()));
                let action =
                    self.dice.pick(&["dismissed", "dismissed", "viewed", "clicked", "replied", "completed", "eaten"]);
                fields.push(format!("\"action\":\"{action}\""));
            }
            18 => {
                fields.push("\"type\":\"launch\"".to_owned());
                let launchable: Vec<&Made> = self.campaigns.iter().filter(|made| made.launchable).collect();
                let campaign = if launchable.is_empty() || self.dice.percent(10) {
                    self.campaign()
                } else {
                    launchable[self.dice.below(launchable.len())].name.clone()
                };
                fields.push(format!("\"campaign\":\"{campaign}\""));
            }
            _ => fields.push(format!("\"type\":\"{}\"", self.dice.pick(&["check", "check", "check", "dance"]))),
        }
        format!("{{{}}}", fields.join(","))
    }

    fn campaign(&mut self) -> String {
        if self.dice.percent(5) {
            "gone".to_owned()
        } else {
            self.campaigns[self.dice.below(self.campaigns.len())].name.clone()
        }
    }

    fn metadata(&mut self) -> Vec<String> {
        let mut fields = Vec::new();
        if self.dice.percent(8) {
            // Some of what follows stands past the 20th entry.
            fields.extend((0..self.dice.between(14, 20)).map(|at| format!("\"f{at}\":null")));
        }
        for name in ["size", "amount", "depth", "name", "plan", "ok", "shot_at", "invoice", "url"] {
            if !self.dice.percent(55) {
                continue;
            }
            for _ in 0..if self.dice.percent(4) { 2 } else { 1 } {
                let value = match name {
                    "size" | "amount" | "depth" => self.number(),
                    "ok" => self.dice.pick(&["true", "false", "\"true\""]).to_owned(),
                    "shot_at" => self.time(),
                    "invoice" => self.dice.pick(&["1", "1.0", "\"1\"", "\"in_2\"", "null", "[\"a\"]"]).to_owned(),
                    "url" => {
                        self.dice.pick(&["\"https://y.example/a b\"", "\"/f\"", "\"https://y.example/\""]).to_owned()
                    }
                    _ => self.attribute("name"),
                };
                fields.push(format!("\"{name}\":{value}"));
            }
        }
        fields
    }
}
