//! Tables for people: drawn with lines on a terminal, plain columns elsewhere.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::console::Face;

/// A table with these headings.
pub(super) fn new(face: Face, headings: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(if face.boxes { presets::UTF8_FULL_CONDENSED } else { presets::NOTHING });
    table.set_content_arrangement(if face.terminal {
        ContentArrangement::Dynamic
    } else {
        ContentArrangement::Disabled
    });
    table.set_width(u16::try_from(face.width).unwrap_or(u16::MAX));
    table.set_header(headings);
    table
}

/// Aligns the numbers of a column.
pub(super) fn numbers(table: &mut Table, columns: impl IntoIterator<Item = usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// Its lines, without blanks at their ends.
pub(super) fn text(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
