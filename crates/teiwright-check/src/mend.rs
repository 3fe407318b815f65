//! Mends: which of those that findings offer are made together, and what the file is then.

use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Severity, Source, Span};

/// A file with mends made.
#[derive(Debug)]
pub struct Mended {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many mends were made.
    pub count: usize,
}

/// How bad a document is: the number of its errors, then that of all findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Badness(usize, usize);

impl Badness {
    /// That of a document with these findings, and `dropped` errors more.
    #[must_use]
    pub fn of(found: &[Diagnostic], dropped: usize) -> Self {
        let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
        Self(errors + dropped, found.len() + dropped)
    }
}

/// The mends that `found` offers and that may be made by `allowed`: the best of each finding.
pub fn offered(found: &[Diagnostic], allowed: Applicability) -> impl Iterator<Item = &Fix> {
    found.iter().filter_map(move |finding| {
        let fixes = finding.fixes.iter().filter(|fix| fix.applicability >= allowed && !fix.edits.is_empty());
        fixes.max_by_key(|fix| fix.applicability)
    })
}

/// Makes mends in the file with the `bytes` that `source` was decoded from, all at once, but of two that overlap only the first. `None`
/// where none can be made.
#[must_use]
pub fn mend<'f>(source: &Source, bytes: &[u8], fixes: impl Iterator<Item = &'f Fix>) -> Option<Mended> {
    let mut taken = Vec::<&Edit>::new();
    let mut count = 0;
    for fix in fixes {
        let free = fix.edits.iter().all(|edit| taken.iter().all(|other| !collide(edit.span, other.span)));
        let apart =
            fix.edits.iter().enumerate().all(|(number, edit)| {
                fix.edits[..number].iter().all(|other| !collide(edit.span, other.span))
            });
        // One that cannot be made takes no other with it.
        let mut own = fix.edits.iter().collect::<Vec<_>>();
        own.sort_by_key(|edit| edit.span);
        if free && apart && source.patched(bytes, &own).is_some() {
            taken.append(&mut own);
            count += 1;
        }
    }
    if count == 0 {
        return None;
    }
    taken.sort_by_key(|edit| edit.span);
    let bytes = source.patched(bytes, &taken)?;
    Some(Mended { bytes, count })
}

/// Whether two edits would touch one another: then what comes of both is not sure.
const fn collide(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

#[cfg(test)]
mod tests {
    use super::{mend, offered};
    use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Source, Span};

    fn fix(edits: &[(u32, u32, &str)], applicability: Applicability) -> Diagnostic {
        let edits = edits
            .iter()
            .map(|(start, end, text)| Edit { span: Span::new(*start, *end), text: (*text).into() });
        let fix = Fix { title: String::new(), applicability, edits: edits.collect() };
        Diagnostic::new(&crate::rules::cfg011::RULE, "a").with_fix(fix)
    }

    #[test]
    fn edits_that_touch_are_not_made_together() {
        let text = "<a>one two</a>";
        let source = Source::from_text("a.xml", text);
        let found = [
            fix(&[(1, 2, "b"), (12, 13, "b")], Applicability::Safe),
            fix(&[(3, 6, "1")], Applicability::Safe),
            fix(&[(6, 7, "_")], Applicability::Safe),
            fix(&[(7, 10, "2")], Applicability::Unsafe),
        ];
        let safe = mend(&source, text.as_bytes(), offered(&found, Applicability::Safe)).unwrap();
        assert_eq!((safe.bytes.as_slice(), safe.count), (&b"<b>1 two</b>"[..], 2));
        let all = mend(&source, text.as_bytes(), offered(&found, Applicability::Unsafe)).unwrap();
        assert_eq!((all.bytes.as_slice(), all.count), (&b"<b>1 2</b>"[..], 3));
        assert!(mend(&source, text.as_bytes(), offered(&found[..0], Applicability::Safe)).is_none());
    }
}
