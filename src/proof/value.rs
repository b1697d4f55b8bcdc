//! A value of a row: whether it may be unknown, and what it may be if it is known.

use super::integers::Integers;
use super::lists::Element;
use super::moment::Distance;
use super::{Power, lists, moment, number, texts};
use crate::ir::{Bundle, Literal, Place, Relative, Test, Type};

/// What is asked of one value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'b> {
    /// A test of it.
    Test(&'b Test),
    /// Where it lies relative to now, the received time of the row itself or not.
    Relative(Relative, bool),
    /// It is compared with another one: both are known.
    Compared,
}

/// What values of one type may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Number,
    Flag,
    Time,
    Text,
    List,
    TextOrList,
}

/// Whether no value, unknown included, does all of this. Where conditions take it for values of two types, that is
/// another error, and nothing follows here.
pub(super) fn clash(bundle: &Bundle, power: Power, spread: i128, place: Place, asked: &[(Asked<'_>, bool)]) -> bool {
    let may_be_unknown = !asked.iter().any(|(_, truth)| *truth);
    if may_be_unknown {
        return false;
    }
    let ty = bundle.layout.ty(place);
    let mut class = None;
    for (asked, _) in asked {
        let of = class_of(asked, ty);
        if of.is_some_and(|of| !fits(of, ty)) {
            return false;
        }
        match (class, of) {
            (Some(class), Some(of)) if class != of => return false,
            (None, Some(_)) => class = of,
            _ => {}
        }
    }
    if asked.iter().any(|(asked, truth)| !truth && matches!(asked, Asked::Test(Test::Known))) {
        return true;
    }
    let closed = closed(bundle, place);
    let tests = || {
        asked
            .iter()
            .filter_map(|(asked, truth)| if let Asked::Test(test) = asked { Some((*test, *truth)) } else { None })
    };
    match class {
        None => false,
        Some(Class::Number) => {
            let own = closed
                .iter()
                .filter_map(|literal| if let Literal::Number(number) = literal { Some(*number) } else { None });
            let all = known_or(number::values(own), number::ENDS);
            let sets = tests().filter_map(|(test, truth)| match test {
                Test::Numbers(ranges) => Some((number::ranges(ranges), truth)),
                _ => None,
            });
            narrow(all, sets, number::ENDS).is_empty()
        }
        Some(Class::Flag) => {
            let own =
                closed.iter().filter_map(|literal| if let Literal::Flag(flag) = literal { Some(*flag) } else { None });
            let one = |flag: bool| (i128::from(flag), i128::from(flag));
            let all = known_or(Integers::new(own.map(one)), (0, 1));
            let sets = tests().filter_map(|(test, truth)| match test {
                Test::Flag(flag) => Some((Integers::new([one(*flag)]), truth)),
                _ => None,
            });
            narrow(all, sets, (0, 1)).is_empty()
        }
        Some(Class::Time) => times(spread, asked, &closed),
        Some(Class::Text) => texts::clash(power, &tests().collect::<Vec<_>>(), &closed_texts(&closed)),
        Some(class @ (Class::List | Class::TextOrList)) => {
            let elements: Vec<Element<'_>> = tests()
                .filter_map(|(test, there)| match test {
                    Test::Contains { text, fold } => Some(Element { text, fold: *fold, there }),
                    _ => None,
                })
                .collect();
            let lists = class == Class::List;
            (lists || power == Power::Warning) && lists::clash(&elements, &closed_texts(&closed), lists)
        }
    }
}

fn times(spread: i128, asked: &[(Asked<'_>, bool)], closed: &[Literal]) -> bool {
    let own = closed
        .iter()
        .filter_map(|literal| if let Literal::Time(start, end) = literal { Some((*start, *end)) } else { None });
    let all = known_or(moment::instants(own), moment::INSTANTS);
    let far = (-moment::FAR, moment::FAR);
    let (mut instants, mut micros, mut days) = (all, Integers::range(far.0, far.1), Integers::range(far.0, far.1));
    let mut of_record = None;
    for (asked, truth) in asked {
        match asked {
            Asked::Test(Test::Times(ranges)) => {
                let set = moment::instants(ranges.iter().copied());
                instants = narrow(instants, [(set, *truth)], moment::INSTANTS);
            }
            Asked::Relative(relative, at_record) => {
                if of_record.replace(*at_record).is_some_and(|before| before != *at_record) {
                    return false;
                }
                match moment::distance(*relative) {
                    Distance::Micros(set) => micros = narrow(micros, [(set, *truth)], far),
                    Distance::Days(set) => days = narrow(days, [(set, *truth)], far),
                }
            }
            _ => {}
        }
    }
    instants.is_empty() || micros.and(&moment::apart(&days, spread)).is_empty()
}

/// The values of a closed set, or all from one end to the other if the set is open.
fn known_or(closed: Integers, ends: (i128, i128)) -> Integers {
    if closed.is_empty() { Integers::range(ends.0, ends.1) } else { closed }
}

fn narrow(all: Integers, sets: impl IntoIterator<Item = (Integers, bool)>, ends: (i128, i128)) -> Integers {
    sets.into_iter().fold(
        all,
        |all, (set, truth)| {
            if truth { all.and(&set) } else { all.and(&set.complement(ends.0, ends.1)) }
        },
    )
}

const fn class_of(asked: &Asked<'_>, ty: Option<Type>) -> Option<Class> {
    match asked {
        Asked::Compared => None,
        Asked::Relative(..) => Some(Class::Time),
        Asked::Test(test) => match test {
            Test::Known => None,
            Test::Flag(_) => Some(Class::Flag),
            Test::Numbers(_) => Some(Class::Number),
            Test::Times(_) => Some(Class::Time),
            Test::OneOf { .. } | Test::StartsWith { .. } | Test::EndsWith { .. } | Test::Matches { .. } => {
                Some(Class::Text)
            }
            Test::Contains { .. } => match ty {
                Some(Type::Texts) => Some(Class::List),
                Some(Type::Text) => Some(Class::Text),
                _ => Some(Class::TextOrList),
            },
        },
    }
}

/// Whether a value of this type may be of this class.
const fn fits(class: Class, ty: Option<Type>) -> bool {
    match ty {
        Some(Type::Number) => matches!(class, Class::Number),
        Some(Type::Flag) => matches!(class, Class::Flag),
        Some(Type::Time) => matches!(class, Class::Time),
        Some(Type::Text) => matches!(class, Class::Text),
        Some(Type::Texts) => matches!(class, Class::List),
        Some(Type::TextOrTexts) => matches!(class, Class::TextOrList),
        Some(Type::Any) | None => false,
    }
}

/// The values that `one of` of the schema allows; none where it allows all.
fn closed(bundle: &Bundle, place: Place) -> Vec<Literal> {
    let shape = bundle.layout.shape(place.table);
    let field = shape.and_then(|shape| shape.fields.get(place.slot as usize));
    field.map(|field| field.one_of.clone()).unwrap_or_default()
}

fn closed_texts(closed: &[Literal]) -> Vec<&str> {
    closed
        .iter()
        .filter_map(|literal| if let Literal::Text(text) = literal { Some(text.as_str()) } else { None })
        .collect()
}
