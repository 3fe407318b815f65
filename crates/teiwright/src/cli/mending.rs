//! `check --fix` and `--diff`: mends that are made, checked again, and kept where the document is better for it.

use std::path::Path;

use similar::TextDiff;
use teiwright::rules;
use teiwright_check::{Badness, Mended, mend, offered};
use teiwright_source::{Applicability, Fix};

use super::checking::{Checked, Checking, Tools};
use super::inputs::Input;
use super::{CheckArgs, Failure, output};

/// How often a document is mended and checked again: what a mend uncovers can be mended too.
const PASSES: usize = 10;

/// How many mends of one pass are tried one by one, where all together make the document worse.
const TRIED: usize = 100;

/// What is to be done about mends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mending {
    pub(crate) how: How,
    allowed: Applicability,
}

/// What becomes of a document that was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It takes the place of the file.
    Write,
    /// What changed is shown.
    Show,
}

/// A document that was mended.
pub(crate) struct Outcome {
    /// What is found in it now.
    pub(crate) checked: Checked,
    /// How many mends were made.
    pub(crate) count: usize,
    /// What changed, as a unified diff, if that is asked for.
    pub(crate) diff: String,
}

impl Mending {
    /// What the command line asks for; `None` where nothing is to be mended.
    ///
    /// # Errors
    /// When standard input is to be mended in its place.
    pub(crate) fn of(args: &CheckArgs) -> Result<Option<Self>, Failure> {
        let how = match (args.fix, args.diff) {
            (true, _) => How::Write,
            (_, true) => How::Show,
            _ => return Ok(None),
        };
        if how == How::Write && args.inputs.iter().any(|input| input.as_os_str() == "-") {
            let message = "standard input cannot be mended in its place";
            return Err(Failure::new(&rules::cfg014::RULE, "--fix", message, "write --diff, or name a file"));
        }
        let allowed = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        Ok(Some(Self { how, allowed }))
    }

    /// Mends the document of `input`, in which `checked` was found and whose bytes these are.
    ///
    /// # Errors
    /// When it cannot be written, or checked again.
    pub(crate) fn document(
        self,
        input: &Input,
        bytes: Vec<u8>,
        checked: Checked,
        checking: &Checking<'_>,
        tools: &mut Tools,
    ) -> Result<Outcome, Option<Failure>> {
        let before = checked.source.text().to_owned();
        let (mut now, mut bytes, mut count) = (checked, bytes, 0);
        for _ in 0..PASSES {
            let Some((next, after)) = self.pass(input, &bytes, &now, checking, tools)? else { break };
            count += next.count;
            bytes = next.bytes;
            now = after;
        }
        let mut diff = String::new();
        if count > 0 {
            match self.how {
                How::Write => output::write(&input.path, &bytes).map_err(Some)?,
                How::Show => diff = unified(&input.path, &before, now.source.text()),
            }
        }
        Ok(Outcome { checked: now, count, diff })
    }

    /// Mends once: what the document is then, and what is found in it. `None` where it would not be better.
    fn pass(
        self,
        input: &Input,
        bytes: &[u8],
        now: &Checked,
        checking: &Checking<'_>,
        tools: &mut Tools,
    ) -> Result<Option<(Mended, Checked)>, Option<Failure>> {
        let bad = badness(now);
        let fixes = offered(&now.found, self.allowed).collect::<Vec<_>>();
        let Some(all) = mend(&now.source, bytes, fixes.iter().copied()) else { return Ok(None) };
        let after = checking.document(input, all.bytes.clone(), tools)?;
        if badness(&after) < bad {
            return Ok(Some((all, after)));
        }
        // One of them does harm: each is tried alone.
        let mut good = Vec::<&Fix>::new();
        let mut best = bad;
        let mut result = None;
        for fix in fixes.into_iter().take(TRIED) {
            good.push(fix);
            let tried =
                mend(&now.source, bytes, good.iter().copied()).filter(|tried| tried.count == good.len());
            let Some(tried) = tried else {
                good.pop();
                continue;
            };
            let after = checking.document(input, tried.bytes.clone(), tools)?;
            if badness(&after) < best {
                best = badness(&after);
                result = Some((tried, after));
            } else {
                good.pop();
            }
        }
        Ok(result)
    }
}

fn badness(checked: &Checked) -> Badness {
    Badness::of(&checked.found, checked.dropped)
}

/// What changed, as `diff -u` and `patch` write it.
fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = path.display().to_string();
    let (old, new) =
        if path.is_absolute() { (name.clone(), name) } else { (format!("a/{name}"), format!("b/{name}")) };
    TextDiff::from_lines(before, after).unified_diff().header(&old, &new).to_string()
}
