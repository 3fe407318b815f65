//! `check --fix` and `--diff`: mends that are made, checked again, and kept where the document is better for it.

use std::path::Path;

use similar::TextDiff;
use teiwright::rules;
use teiwright_check::{Improved, improve};
use teiwright_source::Applicability;

use super::checking::{Checked, Checking, Tools};
use super::inputs::Input;
use super::{CheckArgs, Failure, output};

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
        let again = |bytes| checking.document(input, bytes, tools);
        let Improved { mended, examined } = improve(bytes, checked, self.allowed, again)?;
        let mut diff = String::new();
        if mended.count > 0 {
            match self.how {
                How::Write => output::write(&input.path, &mended.bytes).map_err(Some)?,
                How::Show => diff = unified(&input.path, &before, examined.source.text()),
            }
        }
        Ok(Outcome { checked: examined, count: mended.count, diff })
    }
}

/// What changed, as `diff -u` and `patch` write it.
fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = path.display().to_string();
    let (old, new) =
        if path.is_absolute() { (name.clone(), name) } else { (format!("a/{name}"), format!("b/{name}")) };
    TextDiff::from_lines(before, after).unified_diff().header(&old, &new).to_string()
}
