//! A set of whole numbers.

/// Whole numbers as ranges, both ends included: sorted, apart from each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Integers(Vec<(i128, i128)>);

impl Integers {
    /// The numbers that lie in one of some ranges; a range whose ends cross has none.
    pub(super) fn new(ranges: impl IntoIterator<Item = (i128, i128)>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().filter(|(low, high)| low <= high).collect();
        ranges.sort_unstable();
        let mut apart: Vec<(i128, i128)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match apart.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => apart.push((low, high)),
            }
        }
        Self(apart)
    }

    /// One range, both ends included.
    pub(super) fn range(low: i128, high: i128) -> Self {
        Self::new([(low, high)])
    }

    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its ranges.
    pub(super) fn ranges(&self) -> impl Iterator<Item = (i128, i128)> {
        self.0.iter().copied()
    }

    /// The least and the greatest.
    pub(super) fn bounds(&self) -> Option<(i128, i128)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    /// The numbers of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let (mut ours, mut theirs) = (self.ranges().peekable(), other.ranges().peekable());
        let mut both = Vec::new();
        while let (Some(one), Some(two)) = (ours.peek(), theirs.peek()) {
            let (low, high) = (one.0.max(two.0), one.1.min(two.1));
            if low <= high {
                both.push((low, high));
            }
            if one.1 < two.1 {
                ours.next();
            } else {
                theirs.next();
            }
        }
        Self(both)
    }

    /// The numbers from `low` to `high` that are not in it.
    pub(super) fn complement(&self, low: i128, high: i128) -> Self {
        let mut rest = Vec::with_capacity(self.0.len() + 1);
        let mut from = low;
        for (first, last) in self.ranges() {
            rest.push((from, high.min(first.saturating_sub(1))));
            from = from.max(last.saturating_add(1));
        }
        rest.push((from, high));
        Self::new(rest)
    }
}

/// `1..3, 5`
impl std::fmt::Display for Integers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        for (at, (low, high)) in self.ranges().enumerate() {
            f.write_str(if at > 0 { ", " } else { "" })?;
            if low == high { write!(f, "{low}")? } else { write!(f, "{low}..{high}")? }
        }
        Ok(())
    }
}
