//! The conformance suites as one table. The suites run as tests, which hold them to the lists of what passes; this runs
//! those tests on the suites of a folder and gathers what they say.

use std::path::Path;
use std::process::Command;

/// Runs the suites below `folder` (`relaxng/spectest`, `relaxng/compacttest`, `relaxng/xsdtest.xml`, `xml/xmlts20130923.zip`).
///
/// Whether every case passes or stands in a list of exceptions.
pub(crate) fn run(folder: &Path) -> Result<bool, String> {
    let folder = folder.canonicalize().map_err(|why| format!("{}: {why}", folder.display()))?;
    let runs: [&[&str]; 3] = [
        &["--package", "teiwright-relaxng", "--test", "relaxng", "--", "_suite"],
        &["--package", "teiwright-relaxng", "--lib", "--", "the_datatype_suite_passes"],
        &["--package", "teiwright-xml", "--test", "w3c", "--", "every_case"],
    ];
    println!("{:42} {:>6} {:>7} {:>10}", "suite", "cases", "passed", "not passed");
    let mut sound = true;
    for arguments in runs {
        let mut cargo = Command::new("cargo");
        cargo.args(["test", "--quiet"]).args(arguments).args(["--nocapture", "--test-threads=1"]);
        let output =
            cargo.env("TEIWRIGHT_SUITES", &folder).output().map_err(|why| format!("cargo: {why}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        for row in said.lines().filter_map(|line| line.split_once("suite: ")).map(|found| found.1) {
            let cells = row.split('|').collect::<Vec<_>>();
            if let [name, cases, passed, open] = cells.as_slice() {
                println!("{name:42} {cases:>6} {passed:>7} {open:>10}");
            }
        }
        // A suite that is not there was skipped, which is no success here.
        if !output.status.success() || !said.contains("suite: ") {
            eprintln!("{said}{}", String::from_utf8_lossy(&output.stderr));
            sound = false;
        }
    }
    println!(
        "Every case that does not pass stands by name and reason in tests/w3c/exceptions.txt or is missing in tests/relaxng/passed."
    );
    Ok(sound)
}
