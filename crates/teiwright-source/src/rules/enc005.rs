//! # Line ends of more than one kind
//!
//! Some lines end with LF, some with CR LF or CR. Every kind is read as a line end, so nothing is lost; but a file like
//! this was often pasted together from two sources, and a lone CR may be a line break that an editor does not show.
//!
//! Mend: let your editor save the file with one kind of line end.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC005.
pub static RULE: Rule = Rule {
    code: "ENC005",
    name: "mixed-line-ends",
    severity: Severity::Hint,
    file: include_str!("enc005.rs"),
};

/// The kinds of line ends, each with how many there are and the offset of the first.
pub(crate) fn mixed_line_ends(kinds: [(&str, usize, usize); 3]) -> Diagnostic {
    let mut present = kinds.into_iter().filter(|kind| kind.1 > 0).collect::<Vec<_>>();
    present.sort_by_key(|kind| std::cmp::Reverse(kind.1));
    let counts = present.iter().map(|(name, count, _)| format!("{count} × {name}")).collect::<Vec<_>>();
    let rarest = present.last().map_or(0, |kind| kind.2);
    let place = u32::try_from(rarest).unwrap_or(u32::MAX);
    Diagnostic::new(&RULE, format!("line ends are mixed: {}", counts.join(", ")))
        .with_span(Span::at(place))
        .with_label("the first of the rarest kind")
        .with_help("save the file with one kind of line end")
}
