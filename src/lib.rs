//! Nuncio: campaigns as code.
//!
//! [`compile`] makes a bundle of sources and says what is wrong with them; an [`Engine`] runs it over contacts and what
//! they did. The language is described in `grammar/REFERENCE.md`, the way through the modules in `README.md`.
//!
//! ```
//! use nuncio::data::{self, Input, MaxBad, Plan};
//! use nuncio::engine::{Options, write_send};
//! use nuncio::source::{SourceFile, Sources};
//! use nuncio::{Engine, compile};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut sources = Sources::new();
//! sources.add(SourceFile::new(
//!     "welcome.campaign",
//!     r#"
//!         campaign welcome {
//!             audience { plan is "pro" }
//!             when event signed_up
//!             live from 2026-03-01
//!             send sms { body "Welcome, {{ first_name | fallback: "friend" }}." }
//!         }
//!     "#,
//! ));
//! let compilation = compile(sources);
//! for diagnostic in &compilation.diagnostics {
//!     eprintln!("{}: {}", diagnostic.code, diagnostic.message);
//! }
//! let engine = Engine::new(compilation.bundle().ok_or("the campaign has errors")?);
//!
//! // Files are read for one bundle: only what its campaigns ask for is kept.
//! let bundle = engine.bundle();
//! let zone = bundle.workspace.zone();
//! let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone };
//! let contacts = [Input::memory("contacts.jsonl", r#"{"id":"u1","plan":"pro","first_name":"Ada"}"#)];
//! let activity = [Input::memory(
//!     "activity.jsonl",
//!     r#"{"contact_id":"u1","event":"signed_up","received_at":"2026-03-02T10:00:00Z"}"#,
//! )];
//! let (dataset, report) = data::read(&plan, &contacts, &activity, MaxBad::default(), &())?;
//! assert_eq!(report.bad, 0);
//!
//! let latest = report.latest.ok_or("there is no activity")?;
//! let options = Options { to: latest.0, ..Options::default() };
//! let results = engine.run(&dataset, &options, &|_| ());
//! assert_eq!(results.sends.len(), 1);
//! let mut line = String::new();
//! write_send(&mut line, engine.bundle(), &results.sends[0]);
//! assert!(line.contains(r#""content":{"body":"Welcome, Ada."}"#));
//! # Ok(())
//! # }
//! ```

pub mod bytecode;
pub mod check;
pub mod cli;
mod compile;
pub mod data;
pub mod diagnostic;
pub mod engine;
pub mod ir;
pub mod lint;
pub mod proof;
pub mod source;
pub mod syntax;
pub mod text;
pub mod time;
pub mod vm;

pub use compile::{Compilation, compile};
pub use engine::Engine;
