//! What a try sees.

/// No row, no record.
pub const NONE: u32 = 0;

/// What a try sees: an instant and a row of each table. Rules are judged at moments and nowhere else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moment {
    /// The contact, by its place in the block.
    pub contact: u32,
    /// How many of the contact's records are taken in.
    pub seq: u32,
    /// Now, in microseconds.
    pub at: i64,
    /// The row of the contact's attributes.
    pub version: u32,
    /// The row of the company that is looked at.
    pub company: u32,
    /// The row of the engine-kept attributes.
    pub kept: u32,
    /// The row of the page.
    pub page: u32,
    /// The row of the event that `event.x` reads: the trigger, inside `did` the counted event.
    pub event: u32,
    /// The row of the triggering event that `trigger.x` reads.
    pub trigger: u32,
    /// The place of the trigger's record among the contact's records, from 1; [`NONE`] if no record triggers.
    pub trigger_seq: u32,
}
