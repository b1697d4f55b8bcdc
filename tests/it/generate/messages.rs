//! Random messages of every channel, with templates that are valid for the campaign.

use super::dice::Dice;
use super::rules::{Allowed, Place, Rules};
use super::times::Times;

pub(crate) struct Message<'a> {
    pub(crate) dice: &'a mut Dice,
    pub(crate) times: &'a Times,
    pub(crate) allowed: Allowed<'a>,
    /// The event whose metadata templates may show.
    pub(crate) event: Option<&'static str>,
    /// Whether `page.` may stand.
    pub(crate) page: bool,
    /// Whether the message is about a company.
    pub(crate) company: bool,
    /// A campaign that an action may launch.
    pub(crate) launches: Option<String>,
}

impl Message<'_> {
    /// `send CHANNEL { … }`
    pub(crate) fn send(&mut self, channel: &str, persistent: bool) -> String {
        let mut lines = Vec::new();
        match channel {
            "banner" => {
                lines.push(self.body());
                if self.dice.percent(40) {
                    lines.push(format!("style {}", self.dice.pick(&["success", "warning", "informational"])));
                }
                if persistent {
                    lines.push("persistent".to_owned());
                }
                self.actions(&mut lines);
            }
            "post" => {
                lines.push(format!("headline {}", self.copy()));
                lines.push(self.body());
                if self.dice.percent(40) {
                    lines.push(format!("image {} alt {}", self.link(), self.copy()));
                }
                self.actions(&mut lines);
                if self.dice.percent(30) {
                    lines.push("answered by team".to_owned());
                }
            }
            "chat" => {
                lines.push(self.dice.pick(&["from \"Ann \\\"A\\\"\"", "from admin \"42\""]).to_owned());
                lines.push(self.body());
                self.actions(&mut lines);
            }
            "tooltip" => {
                lines.push("anchor \"#new\"".to_owned());
                lines.push(format!("body {}", self.copy()));
                if self.dice.percent(50) {
                    lines.push("shown on hover".to_owned());
                }
                self.actions(&mut lines);
            }
            "tour" => {
                for _ in 0..self.dice.between(1, 2) {
                    lines.push(format!("step {{\nanchor \"#a\"\nbody {}\n}}", self.copy()));
                }
            }
            "checklist" => {
                lines.push(format!("headline {}", self.copy()));
                lines.push(format!("task {} opens {} done event paid", self.copy(), self.link()));
            }
            "carousel" => {
                let mut card = vec![format!("headline {}", self.copy())];
                if self.dice.percent(50) {
                    card.push(format!("image {}", self.link()));
                }
                self.actions(&mut card);
                lines.push(format!("card {{\n{}\n}}", card.join("\n")));
            }
            "survey" => {
                lines.push(format!("question {} scale 0 to 10", self.copy()));
                lines.push(format!("question {} choices [\"a\", \"b\"]", self.copy()));
                if self.dice.percent(30) {
                    lines.push("shown as popup".to_owned());
                }
            }
            "workflow" => {
                lines.push("name \"w\"".to_owned());
                if self.dice.percent(70) {
                    lines.push(format!("input first {}", self.copy()));
                }
            }
            "email" => {
                lines.push(format!("subject {}", self.copy()));
                lines.push(self.body());
                self.actions(&mut lines);
            }
            "push" => {
                lines.push(format!("title {}", self.copy()));
                lines.push(format!("body {}", self.copy()));
                if self.dice.percent(60) {
                    lines.push(format!("opens {}", self.link()));
                }
            }
            _ => lines.push(format!("body {}", self.copy())),
        }
        if self.company {
            // The first field that takes a template names the company, so that the campaign is one for each.
            let at = lines.iter().position(|line| line.contains("\"{{")).unwrap_or(0);
            let name =
                self.dice.pick(&["{{ company.name }}", "{{ company.id }}", "{% if company.active %}+{% endif %}"]);
            match lines[at].split_once(" \"{{") {
                Some((before, after)) => lines[at] = format!("{before} \"{name} {{{{{after}"),
                None => self.company = false,
            }
        }
        format!("send {channel} {{\n{}\n}}", lines.join("\n"))
    }

    fn actions(&mut self, lines: &mut Vec<String>) {
        for _ in 0..self.dice.below(3) {
            let label = self.copy();
            lines.push(match (self.dice.below(6), self.launches.clone()) {
                (0, _) => format!("action {label} starts \"refund\""),
                (1, Some(campaign)) => format!("action {label} launches {campaign}"),
                _ => format!("action {label} opens {}", self.link()),
            });
        }
    }

    fn body(&mut self) -> String {
        let (first, condition) = (self.piece(), self.condition());
        match self.dice.below(4) {
            0 => format!("html \"{{{{ name }}}}<b>{first}</b>{{{{ name | raw }}}}\""),
            1 => format!(
                "body \"\"\"\n        Hello {first},\n          {{% if {condition} %}}\n        to \\\"you\\\"\n        {{% endif %}}\n\n        bye\n        \"\"\""
            ),
            _ => format!("body {}", self.copy()),
        }
    }

    /// A text with some placeholders; it begins with one.
    fn copy(&mut self) -> String {
        let mut text = String::from("{{ name | fallback: \"you\" }}");
        for _ in 0..self.dice.below(4) {
            text.push_str(self.dice.pick(&[" ", ", ", " é \\n", " {}", "\\t"]));
            text.push_str(&self.piece());
        }
        if self.dice.percent(10) {
            text.push_str("\\n\\n");
        }
        format!("\"{text}\"")
    }

    fn piece(&mut self) -> String {
        let choice = self.dice.below(12);
        let piece = match choice {
            0 | 1 if self.event.is_some() => self.dice.pick(&[
                "{{ event.invoice }}",
                "{{ event.invoice | truncate: 3 }}",
                "{{ event.url | url_encode }}",
                "{{ event.invoice | downcase | fallback: 'none' }}",
            ]),
            2 if self.page => {
                self.dice.pick(&["{{ page.path }}", "{{ page.depth }}", "{{ page.url | fallback: \"-\" }}"])
            }
            3 if self.company => self.dice.pick(&["{{ company.seats }}", "{{ company.renews_at | days_until }}"]),
            4 => self.dice.pick(&[
                "{{ due_at | date: \"%e %b %Y %H:%M %j\" }}",
                "{{ due_at }}",
                "{{ due_at | days_until }}",
            ]),
            5 => self.dice.pick(&["{{ trial_ends_at | days_since | fallback: \"?\" }}", "{{ last_seen_at }}"]),
            6 => self.dice.pick(&["{{ seats }}", "{{ score }}", "{{ session_count }}", "{{ vip }}"]),
            7 => self.dice.pick(&["{{ langs }}", "{{ tags | upcase }}", "{{ current_url }}", "{{ contact.id }}"]),
            8 | 9 => {
                let condition = self.condition();
                let end = self.dice.pick(&["", "{% else %}no"]);
                return format!("{{% if {condition} %}}{{{{ plan }}}}{end}{{% endif %}}");
            }
            _ => self.dice.pick(&[
                "{{ plan | capitalize }}",
                "word",
                "{{ email | truncate: 2 | upcase }}",
                "{{ contact.plan }}",
            ]),
        };
        piece.to_owned()
    }

    /// A condition of one line.
    fn condition(&mut self) -> String {
        for _ in 0..4 {
            let mut allowed = self.allowed.clone();
            if !self.company {
                // What speaks of a company would make the campaign one for each company.
                allowed.company = false;
                allowed.segments = &[];
            }
            let condition = Rules::new(self.dice, self.times, allowed).condition(Place::Contact, 1);
            if let Some(condition) = condition.filter(|condition| !condition.contains('\n')) {
                return condition;
            }
        }
        "some company { plan is \"pro\" }".to_owned()
    }

    /// A link, safe or not, as the values have it.
    fn link(&mut self) -> String {
        let choice = self.dice.below(8);
        let link = match choice {
            0 => "https://x.example/{{ name }}",
            1 => "{{ site }}",
            2 => "{{ site | fallback: \"/start\" }}/more",
            3 if self.event.is_some() => "{{ event.url }}",
            4 => "/files/{{ plan | downcase }}?q={{ name | url_encode }}",
            5 => "{{ current_url }}",
            6 => "{% if vip %}mailto:a@x.example{% else %}tel:1{% endif %}",
            _ => "https://x.example/{% if vip %}vip{% endif %}",
        };
        format!("\"{link}\"")
    }
}
