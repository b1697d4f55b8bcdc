//! Text of the data, stored end to end.

/// A text of an [`Arena`], or a list of texts of one; which, the [`Cell`](super::Cell) around it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Str {
    start: u32,
    len: u32,
    arena: u16,
}

impl Str {
    /// Its length in bytes, or in texts.
    pub const fn len(self) -> usize {
        self.len as usize
    }

    /// Whether it has no bytes, or no texts.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// Text that one reader has met. It takes up to 4 GiB; [`Arena::is_full`] says when to go on with the next.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    id: u16,
    text: String,
    lists: Vec<Str>,
}

impl Arena {
    /// An empty arena that will stand at `id` in [`Arenas`].
    pub fn new(id: u16) -> Self {
        Self { id, ..Self::default() }
    }

    /// Whether a reader should go on with another arena.
    pub fn is_full(&self) -> bool {
        self.text.len() > 1 << 30 || self.lists.len() > 1 << 30
    }

    /// Stores a text. One that does not fit any more is cut at nothing: it is stored as the empty text, which
    /// readers avoid by asking [`Arena::is_full`] between records.
    pub fn add(&mut self, text: &str) -> Str {
        let (Ok(start), Ok(len)) = (u32::try_from(self.text.len()), u32::try_from(text.len())) else {
            return Str { arena: self.id, ..Str::default() };
        };
        self.text.push_str(text);
        Str { start, len, arena: self.id }
    }

    /// The bytes of a text of this arena.
    pub fn text(&self, text: Str) -> &str {
        self.text.get(text.start as usize..text.start as usize + text.len as usize).unwrap_or_default()
    }

    /// The texts of a list of this arena.
    pub fn list(&self, list: Str) -> &[Str] {
        self.lists.get(list.start as usize..list.start as usize + list.len as usize).unwrap_or_default()
    }

    /// Stores a list of texts of this arena.
    pub fn add_list(&mut self, texts: &[Str]) -> Str {
        let (Ok(start), Ok(len)) = (u32::try_from(self.lists.len()), u32::try_from(texts.len())) else {
            return Str { arena: self.id, ..Str::default() };
        };
        self.lists.extend_from_slice(texts);
        Str { start, len, arena: self.id }
    }
}

/// All arenas of a data set, by id.
#[derive(Clone, Debug, Default)]
pub struct Arenas(Vec<Arena>);

impl Arenas {
    /// Takes an arena in; its id is its place.
    pub fn push(&mut self, arena: Arena) {
        self.0.push(arena);
    }

    /// How many there are: the id of the next.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of a text.
    pub fn text(&self, text: Str) -> &str {
        self.0.get(text.arena as usize).map(|arena| arena.text(text)).unwrap_or_default()
    }

    /// The texts of a list.
    pub fn list(&self, list: Str) -> &[Str] {
        self.0.get(list.arena as usize).map(|arena| arena.list(list)).unwrap_or_default()
    }
}
