//! White space of running text: a run of it is one space, and none stands at the edges of a block.

use teiwright_model::{Inline, InlineKind};
use teiwright_source::Span;
use teiwright_xml::Element;

/// Characters with runs of white space as one space; `None` for nothing.
pub(crate) fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    // Runs of other characters are copied whole: most text has single spaces only.
    for piece in text.split([' ', '\n', '\t', '\r']) {
        if space && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(piece);
        space = true;
    }
    out
}

/// Whether white space in an element is meant as it stands: it says so (XML 1.0, section 2.10), or it is an example or code.
pub(crate) fn preserves(element: Element<'_>) -> bool {
    matches!(element.local(), "eg" | "code") || element.attribute("xml:space") == Some("preserve")
}

/// Adds characters as they stand.
pub(crate) fn push_kept(content: &mut Vec<Inline>, text: &str, span: Span) {
    if !text.is_empty() {
        content.push(Inline::text(text, span));
    }
}

/// Adds characters to running text, joined with what is before them.
pub(crate) fn push_text(content: &mut Vec<Inline>, text: &str, span: Span) {
    let mut text = collapsed(text);
    let after_space = content.last().is_some_and(ends_with_space);
    if after_space && text.starts_with(' ') {
        text.remove(0);
    }
    if !text.is_empty() {
        content.push(Inline::text(text, span));
    }
}

/// Whether a space, or a line break, is the last of a node.
fn ends_with_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text { text } => text.ends_with(' '),
        InlineKind::Break { unit } => *unit == teiwright_model::BreakUnit::Line,
        _ => inline.content().last().is_some_and(ends_with_space),
    }
}

/// Takes white space away at both edges of a block.
pub(crate) fn trim(content: &mut Vec<Inline>) {
    while let Some(first) = content.first_mut() {
        let InlineKind::Text { text } = &mut first.kind else { break };
        if text.starts_with(' ') {
            text.remove(0);
        }
        if !text.is_empty() {
            break;
        }
        content.remove(0);
    }
    while let Some(last) = content.last_mut() {
        let InlineKind::Text { text } = &mut last.kind else { break };
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() {
            break;
        }
        content.pop();
    }
}

/// The characters of an element's string value on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::collapsed;

    #[test]
    fn runs_of_white_space_are_one_space() {
        assert_eq!(collapsed("\n  a  b\n\tc "), " a b c ");
        assert_eq!(collapsed("   "), " ");
        assert_eq!(collapsed("a\u{A0} b"), "a\u{A0} b");
        assert_eq!(collapsed(""), "");
    }
}
