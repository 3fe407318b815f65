//! `JUnit` XML: a test suite a text, a test case a finding; a text without findings is a test that passed.
//!
//! There is no standard; this is what Jenkins, GitLab and GitHub's actions read, and what the `xunit` plug-in's schema allows.

use teiwright_source::Diagnostic;

use crate::Options;
use crate::places::Places;
use crate::report::{Found, sentences};
use crate::xml::{content, escaped};

pub(crate) const BEGIN: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Teiwright\">\n";
pub(crate) const END: &str = "</testsuites>\n";

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> String {
    let name = escaped(&options.root.name(found.source.name()));
    let places = Places::new(found.source);
    let fails = found.diagnostics.iter().filter(|d| found.failed || d.severity >= options.fail_on).count();
    let (failures, errors) = if found.failed { (0, fails) } else { (fails, 0) };
    let tests = found.diagnostics.len().max(1);
    let mut out = format!(
        "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">\n"
    );
    if found.diagnostics.is_empty() {
        out.push_str(&format!("<testcase classname=\"{name}\" name=\"no findings\"/>\n"));
    }
    for diagnostic in found.diagnostics {
        let place = diagnostic.span.map(|span| places.at(span.start));
        let at = place.map_or_else(String::new, |(line, column)| format!(" at {line}:{column}"));
        let case = format!("{} {}{at}", diagnostic.code(), diagnostic.rule.name);
        let fails = found.failed || diagnostic.severity >= options.fail_on;
        let element = match (found.failed, fails) {
            (true, _) => "error",
            (false, true) => "failure",
            (false, false) => "system-out",
        };
        let attributes = match fails {
            true => {
                let (message, code) = (escaped(&diagnostic.message), diagnostic.code());
                format!(" message=\"{message}\" type=\"{code}\"")
            }
            false => String::new(),
        };
        let text = content(&text(diagnostic, &options.root.name(found.source.name()), place));
        out.push_str(&format!(
            "<testcase classname=\"{name}\" name=\"{}\"><{element}{attributes}>{text}</{element}></testcase>\n",
            escaped(&case)
        ));
    }
    out.push_str("</testsuite>\n");
    out
}

/// What is read by whoever opens the test: place, finding, mend.
fn text(diagnostic: &Diagnostic, name: &str, place: Option<(u32, u32)>) -> String {
    let at = place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let severity = diagnostic.severity.as_str();
    format!("{name}{at}: {severity}[{}] {}", diagnostic.code(), sentences(diagnostic))
}
