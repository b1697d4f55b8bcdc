//! Numbers for ids, in the order in which they are met.

/// A table of hashes. Whoever asks keeps the ids themselves and compares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    hashes: Vec<u64>,
    /// Open addressing: a number plus one, or zero; a power of two of them, at most half in use.
    slots: Vec<u32>,
}

impl Ids {
    /// The number of an id with this hash; `same` tells whether a number is that of the id. A new id gets the next
    /// number, which is how many there were before.
    pub(super) fn number(&mut self, hash: u64, same: impl Fn(u32) -> bool) -> u32 {
        if self.hashes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let next = self.hashes.len() as u32;
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            let Some(number) = slot.checked_sub(1) else {
                *slot = next + 1;
                self.hashes.push(hash);
                return next;
            };
            if self.hashes.get(number as usize) == Some(&hash) && same(number) {
                return number;
            }
            at = (at + 1) & mask;
        }
        next
    }

    /// The hashes, by number.
    pub(super) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let mask = size - 1;
        let mut slots = vec![0_u32; size];
        for (number, hash) in (1..).zip(&self.hashes) {
            let mut at = *hash as usize & mask;
            while let Some(slot) = slots.get_mut(at) {
                if *slot == 0 {
                    *slot = number;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        self.slots = slots;
    }
}
