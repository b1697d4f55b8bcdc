//! Compiled templates.

use serde::{Deserialize, Serialize};

use super::op::Reg;
use crate::ir::{Filter, Part, Place, TemplateKind};

/// A template as a list of ops.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Template {
    /// How values are written.
    pub kind: TemplateKind,
    /// What to write, in order.
    pub ops: Vec<TemplateOp>,
}

/// Writes, or jumps forward.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum TemplateOp {
    /// Writes a text.
    Text(String),
    /// Writes a value through filters.
    Value(Place, Vec<Filter>),
    /// Goes on at a later op unless the register of the moment is set.
    Unless(Reg, u32),
    /// Goes on at a later op.
    Jump(u32),
}

/// Lowers the parts of a template; `reg` gives the register of a condition.
pub(super) fn lower(parts: &[Part], reg: &mut impl FnMut(crate::ir::ExprId) -> Reg, ops: &mut Vec<TemplateOp>) {
    for part in parts {
        match part {
            Part::Text(text) => ops.push(TemplateOp::Text(text.clone())),
            Part::Value(place, filters) => ops.push(TemplateOp::Value(*place, filters.clone())),
            Part::If(branches, otherwise) => {
                let mut ends = Vec::new();
                for (condition, parts) in branches {
                    let condition = reg(*condition);
                    let skip = ops.len();
                    ops.push(TemplateOp::Unless(condition, 0));
                    lower(parts, reg, ops);
                    ends.push(ops.len());
                    ops.push(TemplateOp::Jump(0));
                    land(ops, skip);
                }
                lower(otherwise, reg, ops);
                for end in ends {
                    land(ops, end);
                }
            }
        }
    }
}

/// Makes the jump at `from` go to where the next op will stand.
fn land(ops: &mut [TemplateOp], from: usize) {
    let here = ops.len() as u32;
    if let Some(TemplateOp::Unless(_, target) | TemplateOp::Jump(target)) = ops.get_mut(from) {
        *target = here;
    }
}
