//! Operations and programs.

use serde::{Deserialize, Serialize};

use crate::ir::{EventId, Table};

/// A register: a bit per row of its space. Its number is the place of the op that defines it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Reg(pub u32);

/// The rows that a program runs over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Space {
    /// Versions of contacts.
    Contact,
    /// Companies of contacts.
    Company,
    /// States of the engine-kept attributes.
    Kept,
    /// Page records.
    Page,
    /// Events of a name.
    Event(EventId),
    /// What a try sees: pointers to a row of each other space, and an instant.
    Moment,
}

impl Space {
    /// The space of the rows of a table; the trigger is only reached from moments.
    pub const fn of(table: Table) -> Self {
        match table {
            Table::Contact => Self::Contact,
            Table::Company => Self::Company,
            Table::Kept => Self::Kept,
            Table::Page => Self::Page,
            Table::Event(event) => Self::Event(event),
            Table::Trigger(_) => Self::Moment,
        }
    }
}

/// Operands of [`Op::All`] and [`Op::Any`]: a piece of [`Program::args`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Args {
    /// The place of the first, low and high half: so an op stays at eight bytes.
    start: (u16, u16),
    len: u16,
}

impl Args {
    /// `len` operands from a place on.
    pub const fn new(start: u32, len: u16) -> Self {
        Self { start: halves(start), len }
    }

    const fn range(self) -> std::ops::Range<usize> {
        let start = whole(self.start) as usize;
        start..start + self.len as usize
    }
}

/// A number as its low and high half, which need no alignment to four bytes.
const fn halves(number: u32) -> (u16, u16) {
    ((number & 0xffff) as u16, (number >> 16) as u16)
}

const fn whole((low, high): (u16, u16)) -> u32 {
    low as u32 | (high as u32) << 16
}

/// Defines one register.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Op {
    /// `const b`: the same for every row.
    Const(bool),
    /// `test t`: a test of one value of the row. In moments: of the trigger, inside a history.
    Test(u32),
    /// `compare c`: two values of the row, or of rows that the moment points at.
    Compare(u32),
    /// `within r`: now lies where the relative condition holds. Now is the moment's instant, elsewhere the row's
    /// received time.
    Within(u32),
    /// `did d`: a count of the contact's records. Moments only.
    Did(u32),
    /// `gather`: a register of another space, at the row that the moment points at. Moments only.
    Gather(Gather),
    /// `some company`: a register of the companies of the version (contacts), or of this space with each company in
    /// turn (moments).
    SomeCompany(Reg),
    /// `not a`
    Not(Reg),
    /// `all a b …`: operands are computed in order until none is left standing.
    All(Args),
    /// `any a b …`: operands are computed in order until every row has one.
    Any(Args),
}

/// Where a gathered register lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Gather {
    /// A space other than moments, packed as by [`Gather::new`].
    space: u16,
    /// Its register, low and high half.
    reg: (u16, u16),
}

impl Gather {
    /// A register of a space; none for moments and for more events than fit.
    pub fn new(space: Space, reg: Reg) -> Option<Self> {
        let space = match space {
            Space::Contact => 0,
            Space::Company => 1,
            Space::Kept => 2,
            Space::Page => 3,
            Space::Event(event) => u16::try_from(event.0).ok()?.checked_add(4)?,
            Space::Moment => return None,
        };
        Some(Self { space, reg: halves(reg.0) })
    }

    /// The space.
    pub const fn space(self) -> Space {
        match self.space {
            0 => Space::Contact,
            1 => Space::Company,
            2 => Space::Kept,
            3 => Space::Page,
            event => Space::Event(EventId(event as u32 - 4)),
        }
    }

    /// The register.
    pub const fn reg(self) -> Reg {
        Reg(whole(self.reg))
    }
}

/// The registers of one space.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    /// The op at place `r` defines register `r`.
    pub ops: Vec<Op>,
    /// Operands of the ops that take many.
    pub args: Vec<Reg>,
}

impl Program {
    /// The op of a register.
    pub fn op(&self, reg: Reg) -> Option<Op> {
        self.ops.get(reg.0 as usize).copied()
    }

    /// The operands of an op that takes many.
    pub fn args(&self, args: Args) -> &[Reg] {
        self.args.get(args.range()).unwrap_or_default()
    }

    /// The registers of this space that a register is computed from, itself included, without repeats.
    pub fn reached(&self, from: Reg) -> Vec<Reg> {
        let mut seen = vec![false; self.ops.len()];
        let mut stack = vec![from];
        let mut found = Vec::new();
        while let Some(reg) = stack.pop() {
            let Some(seen) = seen.get_mut(reg.0 as usize) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            found.push(reg);
            match self.op(reg) {
                Some(Op::Not(inner) | Op::SomeCompany(inner)) => stack.push(inner),
                Some(Op::All(args) | Op::Any(args)) => stack.extend(self.args(args)),
                _ => {}
            }
        }
        found
    }
}

/// The program of each space.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Programs {
    /// Over versions of contacts.
    pub contact: Program,
    /// Over companies.
    pub company: Program,
    /// Over states of the engine-kept attributes.
    pub kept: Program,
    /// Over page records.
    pub page: Program,
    /// Over the events of each name.
    pub events: Vec<Program>,
    /// Over moments.
    pub moment: Program,
}

impl Programs {
    /// The program of a space.
    pub fn get(&self, space: Space) -> Option<&Program> {
        match space {
            Space::Contact => Some(&self.contact),
            Space::Company => Some(&self.company),
            Space::Kept => Some(&self.kept),
            Space::Page => Some(&self.page),
            Space::Event(event) => self.events.get(event.0 as usize),
            Space::Moment => Some(&self.moment),
        }
    }

    /// The program of a space, to be built.
    pub fn get_mut(&mut self, space: Space) -> Option<&mut Program> {
        match space {
            Space::Contact => Some(&mut self.contact),
            Space::Company => Some(&mut self.company),
            Space::Kept => Some(&mut self.kept),
            Space::Page => Some(&mut self.page),
            Space::Event(event) => self.events.get_mut(event.0 as usize),
            Space::Moment => Some(&mut self.moment),
        }
    }

    /// Every space with its program.
    pub fn iter(&self) -> impl Iterator<Item = (Space, &Program)> {
        let fixed = [
            (Space::Contact, &self.contact),
            (Space::Company, &self.company),
            (Space::Kept, &self.kept),
            (Space::Page, &self.page),
        ];
        let events = self.events.iter().enumerate().map(|(at, program)| (Space::Event(EventId(at as u32)), program));
        fixed.into_iter().chain(events).chain([(Space::Moment, &self.moment)])
    }
}
