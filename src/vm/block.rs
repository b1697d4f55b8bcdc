//! Evaluating registers over the rows of a block.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;

use super::bits::Bits;
use super::column::Column;
use super::did::Positions;
use super::machine::Machine;
use super::moment::{Moment, NONE};
use super::relative;
use super::tables::Tables;
use crate::bytecode::{Args, Op, Program, Reg, Space};
use crate::data::Cell;
use crate::ir::{Compare, EventId, HistoryId, Place, Slot, Table, Type};
use crate::text::fold::fold;

type Memo<K, V> = RefCell<HashMap<K, Rc<V>>>;

/// The rows of a block with every register that was computed over them.
pub struct Block<'a> {
    machine: &'a Machine,
    tables: &'a Tables<'a>,
    registers: Memo<(Space, Reg), Bits>,
    columns: Memo<(Space, Slot), Column>,
    intervals: Memo<u32, Vec<(i64, i64)>>,
    positions: Memo<HistoryId, Positions>,
}

/// Moments with every register that was computed over them. All have triggers of one event, if any.
#[derive(Debug, Default)]
pub struct Frame {
    moments: Vec<Moment>,
    event: Option<EventId>,
    registers: Memo<Reg, Bits>,
}

impl Frame {
    /// A frame of moments whose `event.x` are metadata of `event`.
    pub fn new(moments: Vec<Moment>, event: Option<EventId>) -> Self {
        Self { moments, event, registers: Memo::default() }
    }

    /// Its moments.
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// The event of its triggers.
    pub const fn event(&self) -> Option<EventId> {
        self.event
    }
}

/// The rows that a register is evaluated over.
#[derive(Clone, Copy)]
enum Over<'f> {
    Rows(Space),
    Moments(&'f Frame),
}

impl<'a> Block<'a> {
    /// A block of rows.
    pub fn new(machine: &'a Machine, tables: &'a Tables<'a>) -> Self {
        Self {
            machine,
            tables,
            registers: Memo::default(),
            columns: Memo::default(),
            intervals: Memo::default(),
            positions: Memo::default(),
        }
    }

    /// The bundle that runs.
    pub const fn machine(&self) -> &'a Machine {
        self.machine
    }

    /// The rows.
    pub const fn tables(&self) -> &'a Tables<'a> {
        self.tables
    }

    /// A register of the space of moments, a bit for each moment of the frame.
    pub fn eval(&self, frame: &Frame, reg: Reg) -> Rc<Bits> {
        self.register(Over::Moments(frame), reg)
    }

    /// A register at one moment.
    pub fn holds(&self, moment: Moment, event: Option<EventId>, reg: Reg) -> bool {
        self.eval(&Frame::new(vec![moment], event), reg).get(0)
    }

    /// The value that a place has at a moment.
    pub fn cell(&self, moment: &Moment, event: Option<EventId>, place: Place) -> Cell {
        let row = match place.table {
            Table::Contact => moment.version,
            Table::Company => moment.company,
            Table::Kept => moment.kept,
            Table::Page => moment.page,
            Table::Event(of) => {
                if event == Some(of) {
                    moment.event
                } else {
                    NONE
                }
            }
            Table::Trigger(_) => moment.trigger,
        };
        let space = match place.table {
            Table::Trigger(event) => Space::Event(event),
            table => Space::of(table),
        };
        self.tables.table(space).map_or(Cell::Unknown, |table| table.cell(row, place.slot))
    }

    /// For each row of the table of a relative condition's value, the interval of now in which it holds.
    pub fn intervals(&self, at: u32) -> Rc<Vec<(i64, i64)>> {
        if let Some(known) = self.intervals.borrow().get(&at) {
            return Rc::clone(known);
        }
        let relative = self.machine.bundle().relatives.get(at as usize);
        let column = relative.and_then(|(place, relative)| {
            let table = self.tables.table(Space::of(place.table))?;
            let zone = self.machine.zone();
            let interval = |row| match table.cell(row, place.slot) {
                Cell::Time(a) => relative::interval(*relative, a, zone),
                _ => (0, 0),
            };
            Some((0..table.len() as u32).map(interval).collect::<Vec<_>>())
        });
        let column = Rc::new(column.unwrap_or_default());
        self.intervals.borrow_mut().insert(at, Rc::clone(&column));
        column
    }

    /// Where the records of a history stand.
    pub(super) fn positions(&self, history: HistoryId) -> Rc<Positions> {
        if let Some(known) = self.positions.borrow().get(&history) {
            return Rc::clone(known);
        }
        let found = Rc::new(Positions::find(self, history));
        self.positions.borrow_mut().insert(history, Rc::clone(&found));
        found
    }

    /// A register over the rows of a space.
    pub(super) fn rows(&self, space: Space, reg: Reg) -> Rc<Bits> {
        self.register(Over::Rows(space), reg)
    }

    fn register(&self, over: Over<'_>, reg: Reg) -> Rc<Bits> {
        let known = match over {
            Over::Rows(space) => self.registers.borrow().get(&(space, reg)).map(Rc::clone),
            Over::Moments(frame) => frame.registers.borrow().get(&reg).map(Rc::clone),
        };
        if let Some(known) = known {
            return known;
        }
        let bits = Rc::new(self.compute(over, reg));
        match over {
            Over::Rows(space) => self.registers.borrow_mut().insert((space, reg), Rc::clone(&bits)),
            Over::Moments(frame) => frame.registers.borrow_mut().insert(reg, Rc::clone(&bits)),
        };
        bits
    }

    fn compute(&self, over: Over<'_>, reg: Reg) -> Bits {
        let (space, len) = match over {
            Over::Rows(space) => (space, self.tables.table(space).map_or(0, super::Table::len)),
            Over::Moments(frame) => (Space::Moment, frame.moments.len()),
        };
        let Some(program) = self.machine.bundle().programs.get(space) else { return Bits::new(len, false) };
        match (program.op(reg), over) {
            (Some(Op::Const(value)), _) => Bits::new(len, value),
            (Some(Op::Not(inner)), _) => {
                let mut bits = Bits::clone(&self.register(over, inner));
                bits.not();
                bits
            }
            (Some(Op::All(args)), _) => self.all(over, len, program, args),
            (Some(Op::Any(args)), _) => self.any(over, len, program, args),
            (Some(Op::Test(test)), Over::Rows(space)) => self.test_rows(space, len, test),
            (Some(Op::Test(test)), Over::Moments(frame)) => self.test_moments(frame, test),
            (Some(Op::Compare(at)), _) => self.compare(over, len, at),
            (Some(Op::Within(at)), _) => self.within(over, len, at),
            (Some(Op::SomeCompany(inner)), Over::Rows(_)) => self.some_company_of_rows(len, inner),
            (Some(Op::SomeCompany(inner)), Over::Moments(frame)) => self.some_company(frame, inner),
            (Some(Op::Gather(gather)), Over::Moments(frame)) => {
                let bits = self.rows(gather.space(), gather.reg());
                let row = pointer(gather.space(), frame.event);
                Bits::from_fn(len, |at| frame.moments.get(at).is_some_and(|moment| bits.get(row(moment) as usize)))
            }
            (Some(Op::Did(at)), Over::Moments(frame)) => self.did(frame, at),
            // A verified program has no such op.
            (Some(Op::Gather(_) | Op::Did(_)), Over::Rows(_)) | (None, _) => Bits::new(len, false),
        }
    }

    fn all(&self, over: Over<'_>, len: usize, program: &Program, args: Args) -> Bits {
        let mut bits = Bits::new(len, true);
        for &arg in program.args(args) {
            bits.and(&self.register(over, arg));
            if bits.none() {
                break;
            }
        }
        bits
    }

    fn any(&self, over: Over<'_>, len: usize, program: &Program, args: Args) -> Bits {
        let mut bits = Bits::new(len, false);
        for &arg in program.args(args) {
            bits.or(&self.register(over, arg));
            if bits.all() {
                break;
            }
        }
        bits
    }

    fn test_rows(&self, space: Space, len: usize, test: u32) -> Bits {
        let place = self.machine.bundle().tests.get(test as usize).map(|(place, _)| *place);
        let (Some(place), Some(matcher)) = (place, self.machine.matcher(test)) else { return Bits::new(len, false) };
        self.column(space, place)
            .map_or_else(|| Bits::new(len, false), |column| column.test(matcher, &self.tables.data.arenas))
    }

    fn column(&self, space: Space, place: Place) -> Option<Rc<Column>> {
        if let Some(known) = self.columns.borrow().get(&(space, place.slot)) {
            return Some(Rc::clone(known));
        }
        let ty = self.machine.bundle().layout.ty(place);
        let column =
            Column::new(self.tables.table(space)?, place.slot, ty.unwrap_or(Type::Any), &self.tables.data.arenas);
        let column = Rc::new(column);
        self.columns.borrow_mut().insert((space, place.slot), Rc::clone(&column));
        Some(column)
    }

    fn test_moments(&self, frame: &Frame, test: u32) -> Bits {
        let place = self.machine.bundle().tests.get(test as usize).map(|(place, _)| *place);
        let (Some(place), Some(matcher)) = (place, self.machine.matcher(test)) else {
            return Bits::new(frame.moments.len(), false);
        };
        Bits::from_fn(frame.moments.len(), |at| {
            frame
                .moments
                .get(at)
                .is_some_and(|moment| matcher.holds(self.cell(moment, frame.event, place), &self.tables.data.arenas))
        })
    }

    fn compare(&self, over: Over<'_>, len: usize, at: u32) -> Bits {
        let Some(&(left, how, right)) = self.machine.bundle().compares.get(at as usize) else {
            return Bits::new(len, false);
        };
        let pair = |row: usize| match over {
            Over::Rows(space) => {
                let table = self.tables.table(space)?;
                Some((table.cell(row as u32, left.slot), table.cell(row as u32, right.slot)))
            }
            Over::Moments(frame) => {
                let moment = frame.moments.get(row)?;
                Some((self.cell(moment, frame.event, left), self.cell(moment, frame.event, right)))
            }
        };
        Bits::from_fn(len, |row| pair(row).is_some_and(|(left, right)| self.compares(left, how, right)))
    }

    fn compares(&self, left: Cell, how: Compare, right: Cell) -> bool {
        let text = |text| self.tables.text(text);
        match (how, left, right) {
            (Compare::Is { fold: true }, Cell::Text(a), Cell::Text(b)) => fold(text(a)) == fold(text(b)),
            (Compare::Is { .. }, Cell::Text(a), Cell::Text(b)) => text(a) == text(b),
            (Compare::Is { .. }, Cell::Flag(a), Cell::Flag(b)) => a == b,
            (Compare::Is { .. }, Cell::Number(a), Cell::Number(b)) => a == b,
            (Compare::Is { .. }, Cell::Time(a), Cell::Time(b)) => a == b,
            (Compare::Is { fold: ignoring }, Cell::Texts(a), Cell::Texts(b)) => {
                let list = |list| self.tables.data.arenas.list(list).iter().map(|item| text(*item));
                let same = |(a, b): (&str, &str)| if ignoring { fold(a) == fold(b) } else { a == b };
                a.len() == b.len() && list(a).zip(list(b)).all(same)
            }
            (Compare::Less, Cell::Number(a), Cell::Number(b)) => a < b,
            (Compare::LessOrEqual, Cell::Number(a), Cell::Number(b)) => a <= b,
            (Compare::Greater, Cell::Number(a), Cell::Number(b)) => a > b,
            (Compare::GreaterOrEqual, Cell::Number(a), Cell::Number(b)) => a >= b,
            _ => false,
        }
    }

    fn within(&self, over: Over<'_>, len: usize, at: u32) -> Bits {
        let Some((place, _)) = self.machine.bundle().relatives.get(at as usize) else { return Bits::new(len, false) };
        let intervals = self.intervals(at);
        let holds = |row: u32, now: i64| intervals.get(row as usize).is_some_and(|span| relative::holds(*span, now));
        match over {
            Over::Rows(space) => {
                let times = self.tables.table(space).map(super::Table::times).unwrap_or_default();
                Bits::from_fn(len, |row| times.get(row).is_some_and(|now| holds(row as u32, *now)))
            }
            Over::Moments(frame) => {
                let row = pointer(Space::of(place.table), frame.event);
                Bits::from_fn(len, |at| frame.moments.get(at).is_some_and(|moment| holds(row(moment), moment.at)))
            }
        }
    }

    fn some_company_of_rows(&self, len: usize, inner: Reg) -> Bits {
        let companies = self.rows(Space::Company, inner);
        Bits::from_fn(len, |version| {
            self.tables.companies_of(version as u32).any(|company| companies.get(company as usize))
        })
    }

    fn some_company(&self, frame: &Frame, inner: Reg) -> Bits {
        let mut pairs = Vec::new();
        let mut owners = Vec::new();
        for (at, moment) in frame.moments.iter().enumerate() {
            for company in self.tables.companies_of(moment.version) {
                pairs.push(Moment { company, ..*moment });
                owners.push(at);
            }
        }
        let pairs = Frame::new(pairs, frame.event);
        let held = self.eval(&pairs, inner);
        let mut bits = Bits::new(frame.moments.len(), false);
        held.rows().filter_map(|pair| owners.get(pair)).for_each(|owner| bits.set(*owner));
        bits
    }
}

/// Which row of a space a moment points at.
fn pointer(space: Space, event: Option<EventId>) -> impl Fn(&Moment) -> u32 {
    move |moment| match space {
        Space::Contact => moment.version,
        Space::Company => moment.company,
        Space::Kept => moment.kept,
        Space::Page => moment.page,
        Space::Event(of) if event == Some(of) => moment.event,
        Space::Event(_) | Space::Moment => NONE,
    }
}
