//! A conformance kit for authors of backends: what must be true of every backend, tried on small and on large documents.
//!
//! ```no_run
//! # struct MyBackend;
//! # impl MyBackend { fn new() -> teiwright_plugin::Wasm { unimplemented!() } }
//! # mod tests {
//! # use super::MyBackend;
//! teiwright_plugin::backend_conformance!(MyBackend::new());
//! # }
//! ```
//!
//! makes one test a document. Each checks that
//!
//! 1. the backend ends without panic or error, and writes what it says: one file, or a folder;
//! 2. all text of the document arrives, in any order, or is reported lost ([`crate::rules::lost`]);
//! 3. a second run gives the same bytes;
//! 4. no characters of the text become markup, as far as the kit knows the media type: HTML and XML, LaTeX, Typst, Markdown,
//!    JSON, CSV, CoNLL-U, and archives of those;
//! 5. links inside what was written lead somewhere, and no id is there twice;
//! 6. names of files are relative and unique.

mod checks;
mod documents;
mod formats;
mod links;
mod listing;
mod markup;
mod text;

pub use documents::{Case, FILES, case, cases, novel};
pub use listing::listing;

use std::panic::{AssertUnwindSafe, catch_unwind};

use teiwright_export::{Backend, Files, Options, Report};
use teiwright_source::Diagnostic;

use crate::rules;

/// What is wrong with what a backend made of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the document.
    pub case: &'static str,
    /// What is wrong, in a sentence.
    pub what: String,
}

impl From<&Fault> for Diagnostic {
    fn from(fault: &Fault) -> Self {
        Self::new(&rules::plg112::RULE, format!("{}: {}", fault.case, fault.what))
    }
}

/// Runs a backend on a document, with the values that its options have by default.
///
/// # Errors
/// When it panics; the fault says so.
pub fn run(backend: &dyn Backend, case: &Case) -> Result<(Files, Report), Fault> {
    let options = Options::defaults(backend.options());
    let mut files = Files::default();
    let report = catch_unwind(AssertUnwindSafe(|| backend.write(&case.document, &options, &mut files)));
    match report {
        Ok(report) => Ok((files, report)),
        Err(_) => Err(Fault { case: case.name, what: "it panicked".to_owned() }),
    }
}

/// Everything that is wrong with what a backend makes of a document.
#[must_use]
pub fn check(backend: &dyn Backend, case: &Case) -> Vec<Fault> {
    let fault = |what: String| Fault { case: case.name, what };
    let (first, second) = match (run(backend, case), run(backend, case)) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(fault), _) | (_, Err(fault)) => return vec![fault],
    };
    if let Some(refused) =
        first.1.diagnostics.iter().find(|said| said.severity == teiwright_source::Severity::Error)
    {
        return vec![fault(format!("{}[{}] {}", refused.severity.as_str(), refused.code(), refused.message))];
    }
    let mut what = Vec::new();
    if first.0 != second.0 {
        what.push("a second run gives other bytes".to_owned());
    }
    checks::all(backend, case, &first.0, &first.1, &mut what);
    what.into_iter().map(fault).collect()
}

/// Fails with every fault of what a backend makes of the document `name`; what [`backend_conformance!`](crate::backend_conformance) calls.
///
/// # Panics
/// When there is a fault, or no such document.
#[expect(clippy::panic, reason = "an assertion for tests")]
pub fn assert_conforms(backend: &dyn Backend, name: &str) {
    let Some(case) = case(name) else { panic!("the kit has no document `{name}`") };
    let faults = check(backend, &case);
    let said = faults.iter().map(|fault| format!("\n  {}", fault.what)).collect::<String>();
    assert!(faults.is_empty(), "`{}` does not conform on `{name}`:{said}", backend.name());
}

/// Makes a test of each document of the kit for a backend: `backend_conformance!(MyBackend::default());`.
///
/// The tests stand in the module that it is called in; call it in one of its own for each backend.
#[macro_export]
macro_rules! backend_conformance {
    ($backend:expr) => {
        $crate::for_each_case!([$crate::conformance_tests], $backend);
    };
}

/// The tests of [`backend_conformance!`].
#[doc(hidden)]
#[macro_export]
macro_rules! conformance_tests {
    ($backend:expr; $($ident:ident = $name:literal,)+) => {
        $(
            #[test]
            fn $ident() {
                $crate::testkit::assert_conforms(&$backend, $name);
            }
        )+
    };
}
