//! Which links a message may carry (§12.3).

/// Whether a whole rendered link may be sent: it begins with `http://`, `https://`, `mailto:`, `tel:` in any case, or
/// one `/` that neither `/` nor `\` follows, and holds no white space or control characters.
pub fn is_safe(link: &str) -> bool {
    let begins = |prefix: &str| link.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let rooted = link.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
    let known = rooted || ["http://", "https://", "mailto:", "tel:"].into_iter().any(begins);
    known && !link.chars().any(|c| c.is_whitespace() || c.is_control())
}
