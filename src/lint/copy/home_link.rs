//! An action that opens the bare root of a site. Who clicks "See the plans" wants the plans, not a front page to look
//! for them. Queries that only count visits, such as `?utm_source=…`, do not make another page of it.

use super::super::reading::PLACEHOLDER;
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::HomeLink, look: Look::Campaign(look) };

/// Keys of a query that tell where a visitor came from.
const COUNTERS: [&str; 8] = ["ref", "source", "src", "campaign", "medium", "gclid", "fbclid", "mc_cid"];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    for link in &member.reading.links {
        if link.readings.iter().any(|seen| is_home(&seen.whole())) {
            found.push(
                Diagnostic::new(LINT.code, member.loc(link.copy.span), "this opens the front page of a site")
                    .because("the reader has to look for what was promised")
                    .help("link to the page itself, such as `https://app.example.com/settings/plans`"),
            );
        }
    }
}

/// Whether a link is the root of a site.
fn is_home(link: &str) -> bool {
    let link = link.trim();
    let scheme = ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = link.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| link.get(scheme.len()..)).flatten()
    });
    let page = match scheme {
        Some(rest) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (site, page) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if site.contains(PLACEHOLDER) {
                return false;
            }
            page
        }
        None if link.starts_with('/') => link,
        None => return false,
    };
    let (page, fragment) = page.split_once('#').unwrap_or((page, ""));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let counts = |pair: &str| {
        let key = pair.split('=').next().unwrap_or_default().to_lowercase();
        key.is_empty() || key.starts_with("utm_") || COUNTERS.contains(&key.as_str())
    };
    matches!(path, "" | "/") && matches!(fragment, "" | "/") && query.split('&').all(counts)
}

#[cfg(test)]
mod tests {
    use super::is_home;

    #[test]
    fn a_front_page_has_no_path() {
        for home in [
            "https://example.com",
            "http://example.com/",
            "HTTPS://example.com:8080/",
            "https://example.com/?utm_source=banner&utm_medium=app",
            "https://example.com#",
            "https://example.com/#/",
            "/",
        ] {
            assert!(is_home(home), "{home}");
        }
        for page in [
            "https://example.com/plans",
            "https://example.com/?page=plans",
            "https://example.com/#plans",
            "https://\u{FFFC}.example.com/",
            "https://example.com/\u{FFFC}",
            "/plans",
            "mailto:a@example.com",
            "tel:123",
        ] {
            assert!(!is_home(page), "{page}");
        }
    }
}
