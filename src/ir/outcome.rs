//! What tries come to (§14.1): the words of decision records and of `because` in tests.

/// What a try came to, in the order in which reasons are judged (§14.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// Sent.
    Sent,
    /// Before its first live interval.
    BeforeLive,
    /// A fixed audience past its thirty days.
    AutoPaused,
    /// Paused or ended.
    NotLive,
    /// A tour after an event from `rest`.
    SourceNotSupported,
    /// The rules of `when event` do not hold.
    Metadata,
    /// The audience does not match.
    Audience,
    /// No member of the fixed audience.
    NotInFixedAudience,
    /// `reach` does not hold.
    Unreachable,
    /// The page changed before the delayed try.
    LeftPage,
    /// The page rules do not hold.
    Page,
    /// Outside the delivery window.
    OutsideDelivery,
    /// In quiet hours.
    QuietHours,
    /// A cap of the campaign is full.
    Frequency,
    /// A cap of the workspace is full.
    WorkspaceCap,
    /// Another banner holds the slot.
    BlockedByBanner,
    /// A link is not safe.
    UnsafeLink,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Sent,
        Self::BeforeLive,
        Self::AutoPaused,
        Self::NotLive,
        Self::SourceNotSupported,
        Self::Metadata,
        Self::Audience,
        Self::NotInFixedAudience,
        Self::Unreachable,
        Self::LeftPage,
        Self::Page,
        Self::OutsideDelivery,
        Self::QuietHours,
        Self::Frequency,
        Self::WorkspaceCap,
        Self::BlockedByBanner,
        Self::UnsafeLink,
    ];

    /// Its word in decision records and tests.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::BeforeLive => "before_live",
            Self::AutoPaused => "auto_paused",
            Self::NotLive => "not_live",
            Self::SourceNotSupported => "source_not_supported",
            Self::Metadata => "metadata",
            Self::Audience => "audience",
            Self::NotInFixedAudience => "not_in_fixed_audience",
            Self::Unreachable => "unreachable",
            Self::LeftPage => "left_page",
            Self::Page => "page",
            Self::OutsideDelivery => "outside_delivery",
            Self::QuietHours => "quiet_hours",
            Self::Frequency => "frequency",
            Self::WorkspaceCap => "workspace_cap",
            Self::BlockedByBanner => "blocked_by_banner",
            Self::UnsafeLink => "unsafe_link",
        }
    }

    /// Why a campaign does not send: every word but that of [`Outcome::Sent`].
    pub fn reasons() -> impl Iterator<Item = &'static str> + Clone {
        Self::ALL.into_iter().filter(|outcome| *outcome != Self::Sent).map(Self::word)
    }
}
