//! What campaigns do over time, shown by the engine.

mod audience;
pub(crate) mod cases;
mod centuries;
mod compare;
mod operators;
mod purchases;
pub(crate) mod real;
mod rules;

/// How two lists of lines differ, `-` before what is wanted and `+` before what there is.
fn same(what: &str, want: &[String], got: &[String]) -> Option<String> {
    if want == got {
        return None;
    }
    let mut text = format!("{what} differ\n");
    let start = want.iter().zip(got).take_while(|(want, got)| want == got).count();
    let end = want.iter().rev().zip(got.iter().rev()).take_while(|(want, got)| want == got).count();
    let end = end.min(want.len().min(got.len()) - start);
    let lines =
        |sign: &str, lines: &[String]| lines.iter().map(|line| format!("  {sign} {line}\n")).collect::<String>();
    text += &lines(" ", &want[..start]);
    text += &lines("-", &want[start..want.len() - end]);
    text += &lines("+", &got[start..got.len() - end]);
    text += &lines(" ", &want[want.len() - end..]);
    Some(text)
}
