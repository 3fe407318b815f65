//! `check --fix`, `--diff` and the levels of rules through the binary: what is written, what is not, exit status.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DOCUMENT: &str = "<?xml version=\"1.0\"?>\r\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc>\
    <titleStmt><title>Letters</title></titleStmt><publicationStmt><p>Unpublished</p></publicationStmt>\
    <sourceDesc><p>Born digital</p></sourceDesc></fileDesc></teiHeader>\r\n<text><body xml:id=\"all\">\
    <p>On <date when='5.10.1917'>that day</date> <persname>Ann</persname> came\u{e9} <ref target=\"#al\">back</ref> \
    <ref target=\"#elsewhere\">there</ref>.</p></body></text></TEI>\n";

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.xml"), text).unwrap();
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teiwright"));
    command.arg("check").args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn written(folder: &TempDir) -> String {
    std::fs::read_to_string(folder.path().join("a.xml")).unwrap()
}

#[test]
fn fix_makes_what_is_safe_and_tells_what_is_left() {
    let folder = folder(DOCUMENT);
    let ran = check(folder.path(), &["a.xml", "--fix", "--format", "short"]);
    let wanted = DOCUMENT.replace("5.10.1917", "1917-10-05").replace("persname", "persName");
    assert_eq!(written(&folder).replace("#all\"", "#al\""), wanted);
    // What is left is a warning.
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    assert!(text(&ran.stdout).contains("TEI011"), "{}", text(&ran.stdout));
    assert!(!text(&ran.stdout).contains("RNG"), "{}", text(&ran.stdout));
    assert!(text(&ran.stderr).contains("made in 1 file"), "{}", text(&ran.stderr));
    let again = written(&folder);
    check(folder.path(), &["a.xml", "--fix"]);
    assert_eq!(written(&folder), again);
}

#[test]
fn diff_changes_nothing_and_is_a_patch() {
    let folder = folder(DOCUMENT);
    let ran = check(folder.path(), &["a.xml", "--diff"]);
    assert_eq!(written(&folder), DOCUMENT);
    assert_eq!(ran.status.code(), Some(1));
    let diff = text(&ran.stdout);
    assert!(diff.starts_with("--- a/a.xml\n+++ b/a.xml\n@@ "), "{diff}");
    assert!(diff.contains("+<text>") && diff.contains("<persName>Ann</persName>"), "{diff}");
    let sound = check(folder.path(), &["--diff", "-"]);
    assert!(sound.stdout.is_empty());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder(DOCUMENT);
    assert_eq!(check(folder.path(), &["-", "--fix"]).status.code(), Some(2));
    assert_eq!(check(folder.path(), &["a.xml", "--unsafe-fixes"]).status.code(), Some(2));
    assert_eq!(check(folder.path(), &["a.xml", "--fix", "--diff"]).status.code(), Some(2));
    assert_eq!(check(folder.path(), &["a.xml", "--rule", "TEI999=off"]).status.code(), Some(2));
    assert_eq!(check(folder.path(), &["a.xml", "--rule", "TEI011=loud"]).status.code(), Some(2));
    assert_eq!(written(&folder), DOCUMENT);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_mended_keeps_its_permissions_and_its_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(DOCUMENT);
    let path = folder.path().join("a.xml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.xml", folder.path().join("b.xml")).unwrap();
    check(folder.path(), &["b.xml", "--fix"]);
    assert!(written(&folder).contains("persName"));
    assert!(std::fs::symlink_metadata(folder.path().join("b.xml")).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn levels_are_set_by_the_project_and_over_it_by_the_command_line() {
    let document = DOCUMENT.replace("5.10.1917", "1917-10-05").replace("persname", "persName");
    let folder = folder(&document);
    let run = |arguments: &[&str]| {
        let ran = check(folder.path(), arguments);
        (ran.status.code(), text(&ran.stdout))
    };
    let short = ["a.xml", "--format", "short"];
    assert_eq!(run(&short).0, Some(0));
    assert!(run(&["a.xml", "--rules", "none"]).1.is_empty());
    std::fs::write(folder.path().join("teiwright.toml"), "[rules]\nTEI011 = \"error\"\n").unwrap();
    let (status, found) = run(&short);
    assert!(status == Some(1) && found.contains("error[TEI011]"), "{found}");
    let (status, found) = run(&["a.xml", "--rule", "points-to-nothing=off"]);
    assert!(status == Some(1), "the code is nearer than the name: {found}");
    let (status, found) = run(&["a.xml", "--rule", "TEI011=off"]);
    assert!(status == Some(0) && found.is_empty(), "{found}");
    std::fs::write(folder.path().join("teiwright.toml"), "[rules]\nTEI = \"hint\"\n").unwrap();
    let (status, found) = run(&["a.xml", "--format", "short", "--fail-on", "warning"]);
    assert!(status == Some(0) && found.contains("hint[TEI011]"), "{found}");
    std::fs::write(folder.path().join("teiwright.toml"), "[rules]\nTEI01 = \"hint\"\nTEI012 = \"loud\"\n")
        .unwrap();
    let ran = check(folder.path(), &short);
    let told = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2));
    assert!(told.contains("there is no rule `TEI01`") && told.contains("`TEI012` must be a level"), "{told}");
}

#[test]
fn instructions_let_findings_pass() {
    let document = DOCUMENT
        .replace("5.10.1917", "1917-10-05")
        .replace("<text>", "<?teiwright ignore RNG101 TEI011 reason=\"as they were\"?><text>");
    let folder = folder(&document);
    let ran = check(folder.path(), &["a.xml", "--format", "short"]);
    assert_eq!((ran.status.code(), text(&ran.stdout)), (Some(0), String::new()));
}

#[test]
fn a_large_document_is_asked_for_the_rules_too() {
    let filler = "<p>Words and words and words.</p>\n".repeat(600_000);
    let document = DOCUMENT.replace("5.10.1917", "1917-10-05").replace("persname", "persName");
    let folder = folder(&document.replace("</body>", &format!("{filler}</body>")));
    let ran = check(folder.path(), &["a.xml", "--format", "short"]);
    assert!(text(&ran.stdout).contains("TEI011"), "{}", text(&ran.stdout));
}

#[test]
fn a_customisation_says_what_points() {
    let odd = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Mine</title></titleStmt>\
        <publicationStmt><p>Unpublished</p></publicationStmt><sourceDesc><p>Born digital</p></sourceDesc></fileDesc></teiHeader>\
        <text><body><schemaSpec ident=\"mine\" start=\"TEI\"><moduleRef key=\"tei\"/><moduleRef key=\"core\"/>\
        <moduleRef key=\"header\"/><moduleRef key=\"textstructure\"/><elementSpec ident=\"p\" mode=\"change\"><attList>\
        <attDef ident=\"seeAlso\" mode=\"add\"><datatype maxOccurs=\"unbounded\"><dataRef key=\"teidata.pointer\"/></datatype></attDef>\
        </attList></elementSpec><elementSpec ident=\"ref\" mode=\"change\"><attList><attDef ident=\"target\" mode=\"change\">\
        <datatype><dataRef key=\"teidata.text\"/></datatype></attDef></attList></elementSpec></schemaSpec></body></text></TEI>";
    let document = DOCUMENT.replace("<persname>Ann</persname>", "Ann").replace("5.10.1917", "1917-10-05");
    let folder = folder(&document.replace("<p>On", "<p seeAlso='#all #gone'>On"));
    std::fs::write(folder.path().join("mine.odd"), odd).unwrap();
    let ran = check(folder.path(), &["a.xml", "--schema", "mine.odd", "--format", "short"]);
    let out = text(&ran.stdout);
    let pointing = out.lines().filter(|line| line.contains("TEI011")).collect::<Vec<_>>();
    assert!(pointing.len() == 1 && pointing[0].contains("`gone`"), "{out}\n{}", text(&ran.stderr));
}
