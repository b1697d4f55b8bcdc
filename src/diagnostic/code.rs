//! The registry of codes: every word a diagnostic can be known by (LANGUAGE §5.2, §13). A code is never reused.

use std::fmt;

/// How grave a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Advice.
    Hint,
    /// Likely a mistake; the campaigns run.
    Warning,
    /// The campaigns do not run.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! codes {
    (@off) => { false };
    (@off off) => { true };
    ($($variant:ident $word:literal $severity:ident $($off:ident)? $about:literal;)*) => {
        /// The stable name of a diagnostic.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $(#[doc = $about] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that `allow`, project files and JSON use.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The severity that it has unless a project says otherwise.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// Whether it is silent unless a project file asks for it.
            pub const fn is_off(self) -> bool {
                match self { $(Self::$variant => codes!(@off $($off)?),)* }
            }

            /// What it is about, in one line.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            /// What it means and why it matters, with a sample that shows it and one that is right: the Markdown of its
            /// file in `grammar/codes/`.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("../../grammar/codes/", $word, ".md")),)*
                }
            }
        }
    };
}

codes! {
    Syntax "syntax" Error "text that is no campaign file";
    TooDeep "too_deep" Error "blocks, parentheses and `not` nested more than 64 deep";
    TypeMismatch "type_mismatch" Error "a value used as another type than it has";
    DuplicateName "duplicate_name" Error "a name, section, field, setting or key given twice";
    UnknownName "unknown_name" Error "a name that stands for nothing known";
    UnknownAttribute "unknown_attribute" Error "an attribute, metadata key or page property that is not declared";
    UnknownZone "unknown_zone" Error "a time zone that is no IANA name";
    MixedAndOr "mixed_and_or" Error "`and` and `or` side by side without parentheses";
    EmptyGroup "empty_group" Error "a group without a condition";
    InvalidRegex "invalid_regex" Error "a regular expression that does not compile";
    InvalidWindow "invalid_window" Error "a delivery window that is none";
    InvalidFrequency "invalid_frequency" Error "`every time` beside a cap";
    InvalidOffset "invalid_offset" Error "a date trigger with `at` and an offset that is no whole number of days";
    InvalidFilter "invalid_filter" Error "a filter with an argument or in a place that it does not take";
    InvalidValue "invalid_value" Error "a value that cannot stand where it does";
    OutOfScope "out_of_scope" Error "a name or condition where it may not stand";
    MisplacedTimeOnPage "misplaced_time_on_page" Error "`time_on_page` where it may not stand";
    MisplacedDelay "misplaced_delay" Error "`delay` beside a trigger that takes none";
    NeverMatches "never_matches" Error "a rule block that no contact can satisfy";
    NestedMetadata "nested_metadata" Error "a path into nested metadata";
    EventWithoutTrigger "event_without_trigger" Error "event metadata in a campaign without `when event`";
    UnknownField "unknown_field" Error "a field that the channel does not have";
    SegmentCycle "segment_cycle" Error "segments that contain each other";
    ChannelUnavailable "channel_unavailable" Error "a channel that the workspace does not have";
    FinUnavailable "fin_unavailable" Error "Fin in a workspace without it";
    SessionCap "session_cap" Error "a cap per session where no session is";
    FixedFrequency "fixed_frequency" Error "a fixed audience with another frequency than once ever";
    EndlessChecks "endless_checks" Error "a checked campaign that would send every hour";
    OverlappingLive "overlapping_live" Error "live intervals that overlap or are empty";
    UnsafeLink "unsafe_link" Error "a link that no message may carry";
    ModeChanged "mode_changed" Error "an audience mode other than the recorded one";
    LiveChanged "live_changed" Error "a first-live instant other than the recorded one";
    FixedBanner "fixed_banner" Error "a banner with a fixed audience";
    FixedTrigger "fixed_trigger" Error "a fixed audience with a trigger";
    SecondTrigger "second_trigger" Error "more than one `when`";
    UntilDismissed "until_dismissed" Error "`until dismissed` where nothing is dismissed";
    EventChannel "event_channel" Error "`when event` with a channel that waits on the page";
    LaunchChannel "launch_channel" Error "a launch of a channel that cannot be launched";
    PageRuleOffPage "page_rule_off_page" Error "page rules on a direct channel";
    MissingContent "missing_content" Error "a message without its required content";
    MissingFallback "missing_fallback" Warning "a placeholder that may render as nothing";
    LongCopy "long_copy" Warning "more text than is read in an app";
    DenseCopy "dense_copy" Warning "a paragraph of a post too long to scan";
    VagueAction "vague_action" Warning "a label that does not say where it leads";
    ManyActions "many_actions" Warning "more than one action in a message";
    NoAction "no_action" Warning "a message that leads nowhere";
    HomeLink "home_link" Warning "an action that opens the root of a site";
    NoHelp "no_help" Warning off "a message about trouble without an action that helps";
    FeatureFirst "feature_first" Warning "copy that opens with the feature, not with its benefit";
    SalesyCopy "salesy_copy" Warning "copy that pushes";
    LoudEventCopy "loud_event_copy" Warning "loud copy in a message that repeats";
    ImpersonalChat "impersonal_chat" Warning "a chat that is no conversation";
    ImpersonalCopy "impersonal_copy" Warning off "a post or email without a placeholder";
    PlaceholderCopy "placeholder_copy" Warning "copy left to fill in";
    CountedDays "counted_days" Warning "a fixed number of days where the audience has a range of them";
    UnformattedAmount "unformatted_amount" Warning "a number shown as it was sent";
    WrongChannel "wrong_channel" Warning "a purpose that another channel fits better";
    BroadAudience "broad_audience" Warning "a message to everyone";
    WideAudience "wide_audience" Warning "a message to nearly everyone in the data";
    InterruptsFlow "interrupts_flow" Warning "a message in the middle of a checkout";
    OddDelay "odd_delay" Warning "an in-app delay too short or too long to help";
    NoFrequency "no_frequency" Warning "an event campaign without a frequency";
    FrequentMessage "frequent_message" Warning "an in-app message more than once a session";
    ShortFrequency "short_frequency" Warning "an event campaign with a window under one hour";
    NoWorkspaceCap "no_workspace_cap" Warning off "many campaigns and no cap over all of them";
    NoReach "no_reach" Warning off "emails or text messages without a rule on who can be reached";
    PerCompany "per_company" Hint "a message that goes out once for each company";
    OldName "old_name" Warning "an old name of something";
    FutureAgo "future_ago" Warning "`ago` on an attribute that mostly lies in the future";
    UnseenEvent "unseen_event" Warning "an event that does not occur in the data";
    UnseenAttribute "unseen_attribute" Warning "an attribute that does not occur in the data";
    NewMetadata "new_metadata" Warning "a metadata key first received just before first live";
    MetadataBeyond20 "metadata_beyond_20" Warning "a metadata key past the 20th, which does not exist";
    TourRestEvent "tour_rest_event" Warning "a tour after an event that arrives only from `rest`";
    EndlessBanner "endless_banner" Warning "a persistent banner without an end";
    BlockedBanner "blocked_banner" Warning "a banner that another one keeps from showing";
    AlwaysTrue "always_true" Warning "a condition that always holds";
    ImpliedRule "implied_rule" Warning "a condition that its neighbours imply";
    StaleCampaign "stale_campaign" Warning "a campaign that was long not looked at";
    NoEnd "no_end" Warning off "a live campaign without an end or a review";
    EventEmail "event_email" Warning off "an email after an event";
    UnusedSegment "unused_segment" Warning off "a segment that nothing uses";
    UntestedCampaign "untested_campaign" Warning off "a campaign without a test";
}

impl Code {
    /// The code of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.word() == word)
    }

    /// The paragraph of its explanation: what stands between the heading and the first sample.
    pub fn meaning(self) -> &'static str {
        let body = self.explanation().split_once('\n').map_or("", |(_, body)| body);
        body.split("```").next().unwrap_or_default().trim()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
