//! Random rule blocks, what they mean, and their typed form.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use nuncio::ir::{
    Block, BlockKind, Bundle, Compare, Count, Did, Event, EventId, Expr, ExprId, Field, Form, History, HistoryId,
    Literal, Number, Place, Range, Relative, Rule, Segment, Stated, Table, Test, Type, Window,
};
use nuncio::source::{FileId, Loc, Span};

use super::world::{CHANGING, DAY, EPOCH, HOUR, World};
use crate::generate::Dice;

/// What a block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// Equal texts, numbers and flags, side by side.
    Values,
    /// Equal texts, and how they begin and end.
    Texts,
    Tags,
    Instants,
    Distances,
    /// Times from now where clocks are changed.
    Changes,
    /// A value that is compared with another.
    Pairs,
    Counts,
}

impl Theme {
    pub(super) const ALL: [Self; 8] = [
        Self::Values,
        Self::Texts,
        Self::Tags,
        Self::Instants,
        Self::Distances,
        Self::Changes,
        Self::Pairs,
        Self::Counts,
    ];

    pub(super) const fn zone(self) -> &'static str {
        if matches!(self, Self::Changes) { CHANGING } else { "UTC" }
    }
}

/// What a condition asks, its own way.
#[derive(Clone, Debug)]
enum Asked {
    Plan(Ask),
    Tag(&'static str, bool),
    Seats(&'static str, f64),
    Vip(bool),
    /// Seats against the limit.
    Pair(Compare),
    Known(&'static str),
    /// From, up to and not including.
    Due(i64, i64),
    Relative(Relative),
    /// Window, least, most.
    Did(usize, u64, u64),
}

#[derive(Clone, Debug)]
enum Ask {
    Is(Vec<&'static str>, bool),
    Starts(&'static str, bool),
    Ends(&'static str, bool),
    Contains(&'static str, bool),
}

/// A condition.
#[derive(Clone, Debug)]
pub(super) struct Node {
    form: Form,
    asked: Option<Asked>,
    parts: Vec<Node>,
    at: u32,
}

/// A block, the segments that it uses, and both as a bundle.
pub(super) struct Case {
    pub(super) bundle: Bundle,
    pub(super) block: Vec<Node>,
    pub(super) segments: Vec<Vec<Node>>,
    /// Every condition of the block by its place.
    pub(super) nodes: BTreeMap<u32, Node>,
}

fn cased(text: &str, folds: bool) -> String {
    if folds { text.to_ascii_lowercase() } else { text.to_owned() }
}

impl Asked {
    fn holds(&self, world: &World) -> bool {
        match self {
            Self::Known("plan") => world.plan.is_some(),
            Self::Known("seats") => world.seats.is_some(),
            Self::Known("vip") => world.vip.is_some(),
            Self::Known("tags") => world.tags.is_some(),
            Self::Known("limit") => world.limit.is_some(),
            Self::Pair(order) => world.seats.zip(world.limit).is_some_and(|(seats, limit)| match order {
                Compare::Less => seats < limit,
                Compare::LessOrEqual => seats <= limit,
                Compare::Greater => seats > limit,
                Compare::GreaterOrEqual => seats >= limit,
                Compare::Is { .. } => seats == limit,
            }),
            Self::Known(_) => world.due.is_some(),
            Self::Vip(flag) => world.vip == Some(*flag),
            Self::Seats(order, bound) => world.seats.is_some_and(|seats| match *order {
                "<" => seats < *bound,
                "<=" => seats <= *bound,
                ">" => seats > *bound,
                ">=" => seats >= *bound,
                _ => seats == *bound,
            }),
            Self::Tag(tag, folds) => {
                world.tags.as_ref().is_some_and(|tags| tags.iter().any(|own| cased(own, *folds) == cased(tag, *folds)))
            }
            Self::Plan(ask) => world.plan.as_ref().is_some_and(|plan| match ask {
                Ask::Is(texts, folds) => texts.iter().any(|text| cased(text, *folds) == cased(plan, *folds)),
                Ask::Starts(text, folds) => cased(plan, *folds).starts_with(&cased(text, *folds)),
                Ask::Ends(text, folds) => cased(plan, *folds).ends_with(&cased(text, *folds)),
                Ask::Contains(text, folds) => cased(plan, *folds).contains(&cased(text, *folds)),
            }),
            Self::Due(from, to) => world.due.is_some_and(|due| *from <= due && due < *to),
            Self::Relative(relative) => world.due.is_some_and(|due| {
                let now = world.now;
                match *relative {
                    Relative::LessAgo(length) => now - length < due && due <= now,
                    Relative::MoreAgo(length) => due <= now - length,
                    Relative::InLess(length) => now < due && due < now + length,
                    Relative::InMore(length) => due >= now + length,
                    Relative::DaysAgo(days) => world.due_day == world.today - days,
                    Relative::InDays(days) => world.due_day == world.today + days,
                }
            }),
            Self::Did(window, least, most) => (*least..=*most).contains(&world.events[*window]),
        }
    }

    fn random(dice: &mut Dice, theme: Theme, decided: bool) -> Self {
        let text = |dice: &mut Dice| dice.one(&["a", "A", "b", "B", "1", "ab", "aB"]);
        match theme {
            Theme::Values => match dice.below(7) {
                0 | 1 => Self::Plan(Ask::Is((0..dice.between(1, 3)).map(|_| text(dice)).collect(), dice.percent(40))),
                2..=4 => {
                    let bounds = [1.0, 2.0, 2.0_f64.next_up(), 3.0];
                    Self::Seats(dice.pick(&["<", "<=", ">", ">=", "is"]), dice.one(&bounds))
                }
                5 => Self::Vip(dice.percent(50)),
                _ => Self::Known(dice.pick(&["plan", "seats", "vip"])),
            },
            Theme::Texts => match dice.below(if decided { 2 } else { 6 }) {
                0 | 1 if decided || dice.percent(50) => {
                    Self::Plan(Ask::Is((0..dice.between(1, 4)).map(|_| text(dice)).collect(), dice.percent(40)))
                }
                2 => Self::Plan(Ask::Starts(dice.one(&["", "a", "A", "ab", "b"]), dice.percent(40))),
                3 => Self::Plan(Ask::Ends(dice.one(&["", "a", "B", "ab", "b"]), dice.percent(40))),
                4 => Self::Plan(Ask::Contains(dice.one(&["", "a", "B", "ab", "1"]), dice.percent(40))),
                _ => Self::Known("plan"),
            },
            Theme::Tags if dice.percent(90) => Self::Tag(dice.one(&["a", "A", "b", "1"]), dice.percent(40)),
            Theme::Tags => Self::Known("tags"),
            Theme::Instants => {
                let from = EPOCH + dice.below(5) as i64 * 12 * HOUR - DAY;
                match dice.below(6) {
                    0 => Self::Due(i64::MIN, from),
                    1 => Self::Due(from, i64::MAX),
                    2 => Self::Due(from, from + 1),
                    3 => Self::Due(from, from + DAY),
                    4 => Self::Due(from, from - 12 * HOUR + dice.below(3) as i64 * 12 * HOUR),
                    _ => Self::Known("due"),
                }
            }
            Theme::Pairs => match dice.below(if decided { 4 } else { 6 }) {
                0 | 1 if decided => Self::Pair(Compare::Less),
                0 | 1 => {
                    let is = Compare::Is { fold: false };
                    let less = [Compare::Less, Compare::LessOrEqual];
                    Self::Pair(dice.one(&[less[0], less[1], Compare::Greater, Compare::GreaterOrEqual, is]))
                }
                2 => Self::Known("seats"),
                3 => Self::Known("limit"),
                _ => Self::Seats(dice.pick(&["<", "<=", ">", ">=", "is"]), dice.one(&[1.0, 2.0])),
            },
            Theme::Distances | Theme::Changes => {
                let hours: &[i64] = match theme {
                    Theme::Changes => &[1, 23, 24, 25, 47, 48, 49],
                    _ => &[0, 12, 24, 36, 48],
                };
                let length = dice.one(hours) * HOUR;
                let days = dice.below(3) as i64;
                match dice.below(8) {
                    0 => Self::Relative(Relative::LessAgo(length)),
                    1 => Self::Relative(Relative::MoreAgo(length)),
                    2 => Self::Relative(Relative::InLess(length)),
                    3 => Self::Relative(Relative::InMore(length)),
                    4 | 5 => Self::Relative(Relative::DaysAgo(days)),
                    6 => Self::Relative(Relative::InDays(days)),
                    _ => Self::Known("due"),
                }
            }
            Theme::Counts => {
                let window = if decided { 2 } else { dice.below(3) };
                let least = dice.below(4) as u64;
                match dice.below(3) {
                    0 => Self::Did(window, least, u64::MAX),
                    1 => Self::Did(window, 0, least),
                    _ => Self::Did(window, least, least),
                }
            }
        }
    }

    fn lower(&self, bundle: &mut Bundle) -> ExprId {
        let slot = match self {
            Self::Plan(_) | Self::Known("plan") => 0,
            Self::Seats(..) | Self::Known("seats") => 1,
            Self::Vip(_) | Self::Known("vip") => 2,
            Self::Tag(..) | Self::Known("tags") => 3,
            Self::Known("limit") => 5,
            _ => 4,
        };
        let place = Place { table: Table::Contact, slot };
        let text = |text: &str, folds: &bool| cased(text, *folds);
        let test = match self {
            Self::Known(_) => Test::Known,
            Self::Vip(flag) => Test::Flag(*flag),
            Self::Seats(order, bound) => {
                let (bound, most) = (Number::new(*bound), Number::new(f64::INFINITY));
                let least = Number::new(f64::NEG_INFINITY);
                let range = |low, low_in, high, high_in| Range { low, low_in, high, high_in };
                Test::Numbers(vec![match *order {
                    "<" => range(least, true, bound, false),
                    "<=" => range(least, true, bound, true),
                    ">" => range(bound, false, most, true),
                    ">=" => range(bound, true, most, true),
                    _ => range(bound, true, bound, true),
                }])
            }
            Self::Tag(tag, folds) => Test::Contains { text: text(tag, folds), fold: *folds },
            Self::Plan(Ask::Is(texts, folds)) => {
                let mut texts: Vec<String> = texts.iter().map(|one| text(one, folds)).collect();
                texts.sort();
                texts.dedup();
                Test::OneOf { texts, fold: *folds }
            }
            Self::Plan(Ask::Starts(one, folds)) => Test::StartsWith { text: text(one, folds), fold: *folds },
            Self::Plan(Ask::Ends(one, folds)) => Test::EndsWith { text: text(one, folds), fold: *folds },
            Self::Plan(Ask::Contains(one, folds)) => Test::Contains { text: text(one, folds), fold: *folds },
            Self::Pair(order) => {
                let limit = Place { table: Table::Contact, slot: 5 };
                let seats = Place { table: Table::Contact, slot: 1 };
                // Some are written the other way round.
                return bundle.exprs.add(match order {
                    Compare::Greater => Expr::Compare(limit, Compare::Less, seats),
                    Compare::GreaterOrEqual => Expr::Compare(limit, Compare::LessOrEqual, seats),
                    _ => Expr::Compare(seats, *order, limit),
                });
            }
            Self::Due(from, to) => Test::Times(vec![(*from, *to)]),
            Self::Relative(relative) => {
                return bundle.exprs.add(Expr::Relative { place, relative: *relative, at_record: false });
            }
            Self::Did(window, least, most) => {
                let window = [Window::Last(7 * DAY), Window::Last(30 * DAY), Window::All][*window];
                let count = Count { min: *least, max: Some(*most).filter(|most| *most < u64::MAX) };
                let did = Did { history: HistoryId(0), count, window, reads_trigger: false };
                return bundle.exprs.add(Expr::Did(did));
            }
        };
        bundle.exprs.add(Expr::Test(place, test))
    }
}

pub(super) fn all(nodes: &[Node], world: &World) -> bool {
    nodes.iter().all(|node| node.holds(world))
}

impl Node {
    pub(super) fn holds(&self, world: &World) -> bool {
        let mut parts = self.parts.iter();
        match self.form {
            Form::Any => parts.any(|part| part.holds(world)),
            Form::None | Form::Not => !parts.any(|part| part.holds(world)),
            Form::Plain => self.asked.as_ref().is_some_and(|asked| asked.holds(world)),
            // Of a segment the parts are its rules.
            Form::All | Form::Segment(_) | Form::Block => parts.all(|part| part.holds(world)),
        }
    }

    fn random(dice: &mut Dice, theme: Theme, decided: bool, depth: usize, segments: &[Vec<Self>]) -> Self {
        let one = |dice: &mut Dice| Self::random(dice, theme, decided, depth.saturating_sub(1), segments);
        let made = |form, parts| Self { form, asked: None, parts, at: 0 };
        if depth == 0 || dice.percent(55) {
            return Self {
                form: Form::Plain,
                asked: Some(Asked::random(dice, theme, decided)),
                parts: Vec::new(),
                at: 0,
            };
        }
        match dice.below(if decided { 5 } else { 8 }) {
            form @ (0 | 1) => {
                let mut inner = Self::random(dice, theme, decided, 0, segments);
                // That values lie to each other as they do not is more than an error may rest on.
                if decided && matches!(inner.asked, Some(Asked::Pair(_))) {
                    inner.asked = Some(Asked::Known("limit"));
                }
                made(if form == 0 { Form::Not } else { Form::None }, vec![inner])
            }
            2 => made(Form::All, vec![one(dice), one(dice)]),
            3 | 4 if !segments.is_empty() => {
                let at = dice.below(segments.len());
                let of = made(Form::Segment(at), segments[at].clone());
                if dice.percent(40) { made(Form::Not, vec![of]) } else { of }
            }
            5 => made(Form::Any, vec![one(dice), one(dice)]),
            6 => made(Form::None, vec![one(dice), one(dice)]),
            7 => {
                let inner = made(Form::All, vec![one(dice), one(dice)]);
                made(Form::Not, vec![inner])
            }
            _ => one(dice),
        }
    }

    fn lower(&mut self, bundle: &mut Bundle, next: &mut u32, keep: &mut dyn FnMut(&Self)) -> Stated {
        *next += 1;
        self.at = *next;
        let mut stated: Vec<Stated> = Vec::new();
        for part in &mut self.parts {
            let mut unseen = |_: &Self| ();
            // The rules of a segment stand at the segment.
            stated.push(match self.form {
                Form::Segment(_) => part.lower(bundle, &mut 1_000_000, &mut unseen),
                _ => part.lower(bundle, next, keep),
            });
        }
        let ids: Vec<ExprId> = stated.iter().filter_map(|part| part.expr).collect();
        let expr = match self.form {
            Form::Any => bundle.exprs.any(ids),
            Form::None | Form::Not => {
                let any = bundle.exprs.any(ids);
                bundle.exprs.not(any)
            }
            Form::Plain => match &self.asked {
                Some(asked) => asked.clone().lower(bundle),
                None => bundle.exprs.constant(true),
            },
            Form::All | Form::Segment(_) | Form::Block => bundle.exprs.all(ids),
        };
        keep(self);
        let parts = if matches!(self.form, Form::Segment(_)) { Vec::new() } else { stated };
        Stated { loc: place(self.at), expr: Some(expr), form: self.form, parts }
    }
}

/// Some of the values that there may be.
fn one_of(dice: &mut Dice, ty: Type) -> Vec<Literal> {
    let all: Vec<Literal> = match ty {
        Type::Text => ["a", "A", "b", "ab"].map(|text| Literal::Text(text.to_owned())).into(),
        Type::Texts => ["a", "A", "b"].map(|text| Literal::Text(text.to_owned())).into(),
        Type::Number => [1.0, 2.0, 3.0].map(Literal::Number).into(),
        Type::Flag => [true, false].map(Literal::Flag).into(),
        Type::Time => [-1, 0].map(|day| Literal::Time(EPOCH + day * DAY, EPOCH + (day + 1) * DAY)).into(),
        Type::Any | Type::TextOrTexts => Vec::new(),
    };
    all.into_iter().filter(|_| dice.percent(60)).collect()
}

fn place(at: u32) -> Loc {
    Loc { file: FileId(0), span: Span::new(at, at + 1) }
}

impl Case {
    pub(super) fn new(dice: &mut Dice, theme: Theme, decided: bool) -> Self {
        let mut bundle = Bundle::default();
        let types = [Type::Text, Type::Number, Type::Flag, Type::Texts, Type::Time, Type::Number];
        // Where now lies is tried for open times only.
        let open = matches!(theme, Theme::Pairs | Theme::Distances | Theme::Changes | Theme::Counts);
        let closed = !open && dice.percent(25);
        bundle.layout.contact.fields = types
            .into_iter()
            .map(|ty| {
                let one_of = if closed { one_of(dice, ty) } else { Vec::new() };
                Field { name: format!("{ty:?}"), ty, one_of, required: false, shown: false }
            })
            .collect();
        bundle.layout.events.push(Event { name: "e".to_owned(), shape: nuncio::ir::Shape::default() });
        bundle.histories.push(History::Event(EventId(0), None));

        // Rules of a segment that is denied are about one value, or they are not decided.
        let single = if matches!(theme, Theme::Values | Theme::Pairs) { 1 } else { 2 };
        let mut segments: Vec<Vec<Node>> = Vec::new();
        let most = if decided && theme == Theme::Pairs { 0 } else { 2 };
        for _ in 0..dice.between(0, most) {
            let nodes = (0..dice.between(1, single)).map(|_| Node::random(dice, theme, decided, 0, &[])).collect();
            segments.push(nodes);
        }
        let mut next = 500_000;
        for (at, segment) in segments.iter_mut().enumerate() {
            let conditions = segment.iter_mut().map(|node| node.lower(&mut bundle, &mut next, &mut |_| ())).collect();
            bundle.blocks.push(Block { of: BlockKind::Segment(at), conditions });
            bundle.segments.push(Segment { name: format!("s{at}"), loc: place(next), rule: Rule::default() });
        }
        let mut block: Vec<Node> =
            (0..dice.between(1, 4)).map(|_| Node::random(dice, theme, decided, 2, &segments)).collect();
        let mut nodes = BTreeMap::new();
        let mut next = 0;
        let conditions = block
            .iter_mut()
            .map(|node| {
                node.lower(&mut bundle, &mut next, &mut |node| {
                    nodes.insert(node.at, node.clone());
                })
            })
            .collect();
        bundle.blocks.push(Block { of: BlockKind::Audience, conditions });
        Self { bundle, block, segments, nodes }
    }

    /// Whether the values of a world are of the closed sets.
    pub(super) fn allows(&self, world: &World) -> bool {
        if self.bundle.layout.contact.fields.iter().all(|field| field.one_of.is_empty()) {
            return true;
        }
        let among = |slot: usize, value: Option<Literal>| {
            let set = &self.bundle.layout.contact.fields[slot].one_of;
            set.is_empty() || value.is_none_or(|value| set.contains(&value))
        };
        let during = |due: i64| {
            let set = &self.bundle.layout.contact.fields[4].one_of;
            set.is_empty() || set.iter().any(|day| matches!(day, Literal::Time(from, to) if *from <= due && due < *to))
        };
        among(0, world.plan.clone().map(Literal::Text))
            && among(1, world.seats.map(Literal::Number))
            && among(2, world.vip.map(Literal::Flag))
            && world.tags.iter().flatten().all(|tag| among(3, Some(Literal::Text((*tag).to_owned()))))
            && world.due.is_none_or(during)
    }

    pub(super) fn holds(&self, world: &World) -> bool {
        all(&self.block, world)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(asked) = &self.asked {
            return write!(f, "{asked:?}");
        }
        write!(f, "{:?} {{ ", self.form)?;
        self.parts.iter().try_for_each(|part| write!(f, "{part}; "))?;
        f.write_str("}")
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.block.iter().try_for_each(|node| writeln!(f, "    {node}"))
    }
}
