//! `check`, `explain` and patterns through the binary: exit status, where what goes, order.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/check")
}

fn teiwright(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teiwright")).args(arguments).current_dir(suite()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_exit_status_says_what_was_found() {
    let status = |arguments: &[&str]| teiwright(arguments).status.code();
    assert_eq!(status(&["check", "valid.xml", "--schema", "letter.rnc"]), Some(0));
    assert_eq!(status(&["check", "valid.xml", "twice.xml", "--schema", "letter.rnc"]), Some(1));
    assert_eq!(status(&["check", "valid.xml", "absent.xml", "--schema", "letter.rnc"]), Some(2));
    assert_eq!(status(&["check", "valid.xml", "--schema", "absent.rnc"]), Some(2));
    // A document is no schema.
    assert_eq!(status(&["check", "valid.xml", "--schema", "valid.xml"]), Some(2));
    assert_eq!(status(&["check", "--schema", "letter.rnc"]), Some(2));
}

#[test]
fn a_warning_fails_only_when_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.xml");
    let document = "<!DOCTYPE letter SYSTEM 'x.dtd'><letter xmlns='https://example.org/letter'><head>&x;</head><meta><date \
                    when='1917-10-05'>a</date></meta><body><para>b</para></body></letter>";
    std::fs::write(&path, document).unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(teiwright(&["check", path, "--schema", "letter.rnc"]).status.code(), Some(0));
    assert_eq!(
        teiwright(&["check", path, "--schema", "letter.rnc", "--fail-on", "warning"]).status.code(),
        Some(1)
    );
}

#[test]
fn findings_come_in_the_order_of_the_files_whatever_the_jobs() {
    let run =
        |jobs| teiwright(&["check", ".", "--schema", "letter.rnc", "--format", "short", "--jobs", jobs]);
    let (one, four) = (run("1"), run("4"));
    assert_eq!(text(&one.stdout), text(&four.stdout));
    assert!(text(&one.stdout).lines().count() > 20);
    assert!(text(&one.stderr).contains(" files checked, "), "{}", text(&one.stderr));
}

#[test]
fn json_lines_are_json() {
    let ran = teiwright(&["check", "misspelt-element.xml", "--schema", "letter.rnc", "--format", "jsonl"]);
    let out = text(&ran.stdout);
    let object: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(object["code"], "RNG101");
    assert_eq!(object["path"], "/letter/body/pera");
    assert_eq!(object["expected"][0], "para");
    assert_eq!(object["span"]["start"]["line"], 2);
}

#[test]
fn messages_are_capped_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.xml");
    let paras = "<para n='x'/>".repeat(300);
    let document = format!(
        "<letter xmlns='https://example.org/letter'><head/><meta><date when='1917-10-05'/></meta><body>{paras}</body></letter>"
    );
    std::fs::write(&path, document).unwrap();
    let run = [
        "check",
        path.to_str().unwrap(),
        "--schema",
        "letter.rnc",
        "--format",
        "short",
        "--max-messages",
        "7",
    ];
    let out = text(&teiwright(&run).stdout);
    assert_eq!(out.lines().count(), 8, "{out}");
    assert!(out.ends_with("293 more findings are not shown\n"), "{out}");
}

#[test]
fn a_large_document_is_read_in_pieces_with_the_same_findings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.xml");
    let head =
        "<letter xmlns='https://example.org/letter'><head/><meta><date when='1917-10-05'/></meta><body>\n";
    let paras = "<para n='1'>Dear <name ref='#x'>Sir</name></para>\n".repeat(400_000);
    let name = path.to_str().unwrap();
    std::fs::write(&path, format!("{head}{paras}</body></letter>")).unwrap();
    assert_eq!(teiwright(&["check", name, "--schema", "letter.rnc"]).status.code(), Some(0));
    std::fs::write(&path, format!("{head}{paras}<pera/></body></letter>")).unwrap();
    let ran = teiwright(&["check", name, "--schema", "letter.rnc", "--format", "short"]);
    assert!(text(&ran.stdout).contains(":400002:2: error[RNG101]"), "{}", text(&ran.stdout));
}

#[test]
fn files_beside_the_document_are_read_where_that_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("here");
    std::fs::create_dir_all(here.join("parts")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("outside.ent", "secret");
    write(
        "here/letter.dtd",
        "<!ENTITY % more SYSTEM 'parts/more%20names.ent'>%more;<!ENTITY para SYSTEM 'parts/para.xml'>",
    );
    write("here/parts/more names.ent", "<?xml encoding='UTF-8'?><![INCLUDE[<!ENTITY who 'Sir'>]]>");
    write("here/parts/para.xml", "<para>Dear &who;</para>\n<pera/>");
    write("here/parts/broken.ent", "<!ENTITY ok 'x'>\n<!ENTITY bad>");
    let letter = |document_type: &str, para: &str| {
        format!(
            "<!DOCTYPE letter {document_type}><letter xmlns='https://example.org/letter'><head>a</head><meta><date \
             when='1917-10-05'>b</date></meta><body>{para}</body></letter>"
        )
    };
    let check = |document_type: &str, para: &str, more: &[&str]| {
        write("here/letter.xml", &letter(document_type, para));
        let path = here.join("letter.xml");
        let run = ["check", path.to_str().unwrap(), "--schema", "letter.rnc", "--format", "short"];
        text(&teiwright(&[&run, more].concat()).stdout)
    };
    let allowed: &[&str] = &["--allow-local-dtd"];
    let out = check("SYSTEM 'letter.dtd'", "<para>Dear &who;</para>", allowed);
    assert_eq!(out, "");
    let out = check("SYSTEM 'letter.dtd'", "<para>Dear &who;</para>", &[]);
    assert!(
        out.contains("hint[XML016] the external part of the document type, `letter.dtd`, was not read"),
        "{out}"
    );
    // A fault in an entity stands where the document refers to it.
    let out = check("SYSTEM 'letter.dtd'", "&para;", allowed);
    assert!(out.contains(":1:146: error[RNG101]"), "{out}");
    let out = check("SYSTEM 'parts/broken.ent'", "<para/>", allowed);
    assert!(out.contains("error[XML013] in `") && out.contains("broken.ent`, line 2: "), "{out}");
    for outside in ["../outside.ent", "https://example.org/x.ent", "absent.ent", "parts"] {
        let out = check(&format!("[<!ENTITY x SYSTEM '{outside}'>]"), "<para>&x;</para>", allowed);
        assert!(
            out.contains("warning[XML016] the external entity `x`, `") && !out.contains("secret"),
            "{out}"
        );
    }
}

#[test]
fn a_pattern_that_the_shell_left_is_expanded() {
    let ran = teiwright(&["check", "misspelt-*.xml", "--schema", "letter.rnc", "--format", "short"]);
    assert!(text(&ran.stderr).starts_with("3 files checked"), "{}", text(&ran.stderr));
    assert_eq!(teiwright(&["check", "none-*.xml", "--schema", "letter.rnc"]).status.code(), Some(2));
}

#[test]
fn explain_lists_all_codes_and_names_the_nearest() {
    assert!(text(&teiwright(&["explain", "--list"]).stdout).contains("RNG101"));
    assert!(text(&teiwright(&["explain", "rng101"]).stdout).starts_with("RNG101 (unknown-element, error)"));
    let wrong = teiwright(&["explain", "RNG1O1"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("`teiwright explain RNG101` is near"), "{}", text(&wrong.stderr));
}

#[test]
fn an_unknown_encoding_is_refused_by_inspect_too() {
    let ran = teiwright(&["inspect", "../../../examples/petrograd-soviet.txt", "--encoding", "klingon"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(text(&ran.stderr).contains("CFG005"), "{}", text(&ran.stderr));
}
