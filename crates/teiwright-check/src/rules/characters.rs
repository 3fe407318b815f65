//! What is said of characters in a document by the rules of encodings.

use teiwright_source::rules::enc008;
use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Span};

/// The first places, of `count`, that are not in Normalization Form C, each with what it becomes, if it can be changed there; there is at least one.
pub(crate) fn not_nfc(places: &[(Span, Option<String>)], count: usize) -> Diagnostic {
    let words = if count == 1 { "1 place is".to_owned() } else { format!("{count} places are") };
    let found = Diagnostic::new(&enc008::RULE, format!("{words} not in Unicode Normalization Form C"));
    let title = "bring the text into Normalization Form C, as `--fix` does";
    let found = found.with_help(title);
    let spans = places.iter().take(5).map(|place| place.0).collect::<Vec<_>>();
    let found = super::several(found, &spans);
    // Out of an entity or behind a reference they do not stand as they are.
    let edits = places.iter().filter_map(|(span, text)| Some(Edit { span: *span, text: text.clone()? }));
    let edits = edits.collect::<Vec<_>>();
    if edits.is_empty() || edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
        return found;
    }
    found.with_fix(Fix { title: title.to_owned(), applicability: Applicability::Safe, edits })
}
