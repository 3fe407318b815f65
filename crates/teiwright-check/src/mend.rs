//! Mends: which of those that findings offer are made together, and what the file is then.

use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Severity, Source, Span};

/// How often a document is mended and checked again: what a mend uncovers can be mended too.
const PASSES: usize = 10;

/// How many mends of one pass are tried one by one, where all together make the document worse.
const TRIED: usize = 100;

/// A file with mends made.
#[derive(Debug)]
pub struct Mended {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many mends were made.
    pub count: usize,
}

/// A document that was checked.
pub trait Examined {
    /// Its text.
    fn source(&self) -> &Source;
    /// What was found in it.
    fn found(&self) -> &[Diagnostic];
    /// How many errors more there were.
    fn dropped(&self) -> usize;
}

/// A document after its mends.
#[derive(Debug)]
pub struct Improved<T> {
    /// Its bytes, and how many mends were made.
    pub mended: Mended,
    /// What is found in it now.
    pub examined: T,
}

/// Mends a document with these `bytes`, in which `first` was found, as far as it becomes better by mends that `allowed` lets be made:
/// after each pass `check` looks at it again, and what would make it worse is not kept.
///
/// # Errors
/// Those of `check`.
pub fn improve<T: Examined, E>(
    bytes: Vec<u8>,
    first: T,
    allowed: Applicability,
    mut check: impl FnMut(Vec<u8>) -> Result<T, E>,
) -> Result<Improved<T>, E> {
    let mut now = Improved { mended: Mended { bytes, count: 0 }, examined: first };
    for _ in 0..PASSES {
        let Some(next) = pass(&now, allowed, &mut check)? else { break };
        let count = now.mended.count + next.mended.count;
        now = Improved { mended: Mended { count, ..next.mended }, examined: next.examined };
    }
    Ok(now)
}

/// Mends once; `None` where the document would not be better.
fn pass<T: Examined, E>(
    now: &Improved<T>,
    allowed: Applicability,
    check: &mut impl FnMut(Vec<u8>) -> Result<T, E>,
) -> Result<Option<Improved<T>>, E> {
    let Improved { mended: Mended { bytes, .. }, examined } = now;
    let bad = badness(examined);
    let fixes = offered(examined.found(), allowed).collect::<Vec<_>>();
    let Some(all) = mend(examined.source(), bytes, fixes.iter().copied()) else { return Ok(None) };
    let after = check(all.bytes.clone())?;
    if badness(&after) < bad {
        return Ok(Some(Improved { mended: all, examined: after }));
    }
    // One of them does harm: each is tried alone.
    let mut good = Vec::<&Fix>::new();
    let mut best = bad;
    let mut result = None;
    for fix in fixes.into_iter().take(TRIED) {
        good.push(fix);
        let tried = mend(examined.source(), bytes, good.iter().copied());
        let Some(tried) = tried.filter(|tried| tried.count == good.len()) else {
            good.pop();
            continue;
        };
        let after = check(tried.bytes.clone())?;
        if badness(&after) < best {
            best = badness(&after);
            result = Some(Improved { mended: tried, examined: after });
        } else {
            good.pop();
        }
    }
    Ok(result)
}

fn badness<T: Examined>(examined: &T) -> Badness {
    Badness::of(examined.found(), examined.dropped())
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
