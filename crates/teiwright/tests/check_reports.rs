//! Reports of `check` through the binary: several at once, what is known, what changed, and where settings come from.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const GOOD: &str = "<letter xmlns='https://example.org/letter'><head>a</head><meta><date when='1917-10-05'>b</date></meta>\n\
                    <body><para>c</para></body></letter>\n";

/// The same with a misspelt name in line 2.
fn bad() -> String {
    GOOD.replace("para>", "pera>")
}

/// A folder with the schema of the suite and these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/check/letter.rnc");
    std::fs::copy(schema, folder.path().join("letter.rnc")).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teiwright"));
    command.arg("check").args(arguments).current_dir(folder);
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GIT_DIR", "GIT_WORK_TREE"] {
        command.env_remove(variable);
    }
    command
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, &[&["--schema", "letter.rnc"], arguments].concat()).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let all =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all = all.collect::<Vec<_>>();
    all.sort();
    all
}

#[test]
fn several_reports_are_written_at_once() {
    let folder = folder(&[("a.xml", &bad()), ("b.xml", GOOD)]);
    let folder = folder.path();
    let outputs = [
        "sarif=r.sarif",
        "gitlab=r.json",
        "junit=junit.xml",
        "checkstyle=r.cs",
        "jsonl=r.jsonl",
        "narrate=r.txt",
    ];
    let outputs = outputs.iter().flat_map(|&output| ["--output", output]).collect::<Vec<_>>();
    let ran = check(folder, &[&[".", "--format", "short"][..], &outputs].concat());
    assert_eq!(ran.status.code(), Some(1), "{}", err(&ran));
    assert_eq!(out(&ran).lines().count(), 1, "{}", out(&ran));
    let sarif: serde_json::Value = serde_json::from_str(&read(folder, "r.sarif")).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.xml");
    let gitlab: serde_json::Value = serde_json::from_str(&read(folder, "r.json")).unwrap();
    assert_eq!(gitlab[0]["location"]["path"], "a.xml");
    assert_eq!(read(folder, "junit.xml").matches("<testsuite ").count(), 2);
    assert_eq!(read(folder, "r.jsonl").lines().count(), 1);
    assert!(
        read(folder, "r.txt").contains("there is no element “pera”")
            || read(folder, "r.txt").contains("There is no element “pera”")
    );
    // A report that lies in the folder is no document of the next run, and the names are those of the project.
    let ran = command(
        folder,
        &[".", "--schema", "letter.rnc", "--output", "junit=junit.xml", "--output", "gitlab=r.json"],
    )
    .env("CI_PROJECT_DIR", folder.parent().unwrap())
    .output()
    .unwrap();
    assert!(err(&ran).starts_with("2 files checked"), "{}", err(&ran));
    let here = folder.file_name().unwrap().to_str().unwrap();
    assert!(
        read(folder, "r.json").contains(&format!("\"path\":\"{here}/a.xml\"")),
        "{}",
        read(folder, "r.json")
    );
}

#[test]
fn a_report_is_there_whole_or_not_at_all() {
    let folder = folder(&[("a.xml", &bad())]);
    let folder = folder.path();
    let before = names(folder);
    let ran = check(folder, &["a.xml", "--output", "sarif=r.sarif", "--output", "junit=none/r.xml"]);
    assert_eq!((ran.status.code(), names(folder)), (Some(2), before.clone()));
    assert!(err(&ran).contains("CFG002"), "{}", err(&ran));
    let same = check(folder, &["a.xml", "--output", "sarif=r", "--output", "junit=r"]);
    assert_eq!((same.status.code(), names(folder)), (Some(2), before.clone()));
    // A document is not written over.
    let over = check(folder, &["a.xml", "--output", "junit=a.xml"]);
    assert_eq!((over.status.code(), read(folder, "a.xml")), (Some(2), bad()));
    let unknown = check(folder, &["a.xml", "--output", "serif=x"]);
    assert_eq!((unknown.status.code(), names(folder)), (Some(2), before));
}

#[test]
fn what_could_not_be_read_is_in_the_reports() {
    let folder = folder(&[("a.xml", GOOD)]);
    let ran = check(folder.path(), &["a.xml", "absent.xml", "--format", "junit"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(out(&ran).contains("<error message=\"cannot be read: "), "{}", out(&ran));
    let ran = command(folder.path(), &["a.xml", "--schema", "all", "--format", "github"]).output().unwrap();
    assert!(out(&ran).starts_with("::error file=a.xml,line=1,"), "{}", out(&ran));
}

#[test]
fn a_reader_that_goes_away_ends_the_work_but_not_the_other_reports() {
    let folder = folder(&[]);
    let folder = folder.path();
    for number in 0..300 {
        std::fs::write(folder.join(format!("{number:03}.xml")), bad()).unwrap();
    }
    let run = |more: &[&str]| {
        let arguments = [&[".", "--schema", "letter.rnc", "--jobs", "2"][..], more].concat();
        let mut child =
            command(folder, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        child.wait_with_output().unwrap()
    };
    assert_eq!(run(&["--output", "jsonl=all.jsonl"]).status.code(), Some(1));
    assert_eq!(read(folder, "all.jsonl").lines().count(), 300);
    for format in ["human", "sarif", "junit"] {
        let ran = run(&["--format", format]);
        assert_eq!(ran.status.code(), Some(0), "{format}: {}", err(&ran));
    }
}

#[test]
fn what_is_known_is_not_told_and_what_is_gone_is() {
    let body = |lines: &str| GOOD.replace("<para>c</para>", &format!("\n{lines}"));
    let one = body("<pera>c</pera>\n");
    let folder = folder(&[("letters/a.xml", &bad()), ("b.xml", &one), ("c.xml", GOOD)]);
    let folder = folder.path();
    let absent = check(folder, &[".", "--baseline", "known.json"]);
    assert_eq!(absent.status.code(), Some(2));
    assert!(err(&absent).contains("CFG021"), "{}", err(&absent));
    let made = check(folder, &[".", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let known = read(folder, "known.json");
    assert!(known.contains("{\"file\":\"letters/a.xml\",\"code\":\"RNG101\",\"fingerprint\":\""), "{known}");
    // Lines that were added change nothing, wherever the command is run.
    std::fs::write(folder.join("b.xml"), format!("<!-- a\nb\nc -->\n\n{one}")).unwrap();
    let quiet = check(folder, &[".", "--baseline", "known.json", "--format", "short"]);
    assert_eq!((quiet.status.code(), out(&quiet).as_str()), (Some(0), ""), "{}", err(&quiet));
    let inside = command(
        &folder.join("letters"),
        &["a.xml", "../b.xml", "--schema", "../letter.rnc", "--baseline", "../known.json"],
    );
    let inside = { inside }.output().unwrap();
    assert_eq!((inside.status.code(), out(&inside).as_str()), (Some(0), ""), "{}", err(&inside));
    // The same in another element is new.
    std::fs::write(folder.join("b.xml"), body("<pera>d</pera>\n<pera>c</pera>\n")).unwrap();
    std::fs::remove_file(folder.join("letters/a.xml")).unwrap();
    let new =
        check(folder, &[".", "--baseline", "known.json", "--format", "jsonl", "--output", "sarif=r.sarif"]);
    assert_eq!(new.status.code(), Some(1), "{}", err(&new));
    assert_eq!(out(&new).lines().count(), 1, "{}", out(&new));
    assert!(
        err(&new).contains("known.json: 1 entry is stale") && err(&new).contains("letters/a.xml: RNG101"),
        "{}",
        err(&new)
    );
    let sarif: serde_json::Value = serde_json::from_str(&read(folder, "r.sarif")).unwrap();
    let print =
        sarif["runs"][0]["results"][0]["partialFingerprints"]["teiwright/v1"].as_str().unwrap().to_owned();
    assert!(!known.contains(&print), "a new finding has a fingerprint of its own");
    let updated = check(folder, &[".", "--baseline", "known.json", "--update-baseline"]);
    assert!(err(&updated).contains("known.json: 1 added, 1 kept, 1 removed"), "{}", err(&updated));
    assert!(read(folder, "known.json").contains(&print));
    // What a run is not about stays.
    let some = check(folder, &["c.xml", "--baseline", "known.json", "--update-baseline"]);
    assert!(err(&some).contains("known.json: 0 added, 0 kept, 0 removed"), "{}", err(&some));
    assert_eq!(read(folder, "known.json").matches("b.xml").count(), 2);
    std::fs::write(folder.join("known.json"), "<<<<<<< ours\n").unwrap();
    let broken = check(folder, &[".", "--baseline", "known.json"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("is no baseline"), "{}", err(&broken));
}

#[test]
fn only_what_changed_is_checked() {
    let folder = folder(&[("a.xml", &bad()), ("b.xml", &bad()), ("sub/c.xml", &bad())]);
    let folder = folder.path();
    let outside = check(folder, &[".", "--changed-since", "HEAD"]);
    assert_eq!(outside.status.code(), Some(2));
    assert!(err(&outside).contains("CFG020"), "{}", err(&outside));
    let without = command(folder, &[".", "--schema", "letter.rnc", "--changed-since", "HEAD"])
        .env("PATH", folder)
        .output()
        .unwrap();
    assert_eq!(without.status.code(), Some(2));
    assert!(err(&without).contains("git cannot be run"), "{}", err(&without));
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        git.args(identity)
            .args(arguments)
            .current_dir(folder)
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE");
        git.output().is_ok_and(|ran| ran.status.success())
    };
    if !git(&["init", "-q", "-b", "main"]) {
        eprintln!("skipped: there is no git");
        return;
    }
    assert!(
        git(&["add", "."]) && git(&["commit", "-q", "-m", "one"]) && git(&["checkout", "-q", "-b", "side"])
    );
    std::fs::write(folder.join("sub/c.xml"), bad() + "\n").unwrap();
    assert!(git(&["commit", "-q", "-a", "-m", "two"]));
    std::fs::write(folder.join("a.xml"), bad() + "\n").unwrap();
    std::fs::write(folder.join("sub/new ü.xml"), bad()).unwrap();
    std::fs::remove_file(folder.join("b.xml")).unwrap();
    let files = |arguments: &[&str]| {
        let ran = check(folder, &[arguments, &["--format", "short"]].concat());
        let files =
            out(&ran).lines().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>();
        (ran.status.code(), files.join(" "))
    };
    assert_eq!(
        files(&[".", "--changed-since", "main"]),
        (Some(1), "./a.xml ./sub/c.xml ./sub/new ü.xml".to_owned())
    );
    assert_eq!(files(&[".", "--changed-since", "HEAD"]), (Some(1), "./a.xml ./sub/new ü.xml".to_owned()));
    assert_eq!(files(&["sub/c.xml", "--changed-since", "HEAD"]), (Some(0), String::new()));
    let unknown = check(folder, &[".", "--changed-since=--output=x"]);
    assert!(err(&unknown).contains("there is no revision `--output=x`"), "{}", err(&unknown));
    assert_eq!(names(folder).iter().filter(|name| *name == "x").count(), 0);
}

#[test]
fn standard_input_has_a_name_and_its_settings() {
    let settings = "[check]\nschema = 'letter.rnc'\ntei-version = '4.10.0a'\n[rules]\nRNG101 = 'warning'\n";
    let folder = folder(&[("teiwright.toml", settings), ("letters/a.xml", GOOD)]);
    let pipe = |arguments: &[&str]| {
        let mut child = command(folder.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // What is refused reads nothing.
        drop(child.stdin.take().unwrap().write_all(bad().as_bytes()));
        child.wait_with_output().unwrap()
    };
    let named = pipe(&["-", "--stdin-filename", "letters/new.xml", "--format", "short"]);
    assert!(
        out(&named).starts_with("letters/new.xml:2:8: warning[RNG101] "),
        "{}{}",
        out(&named),
        err(&named)
    );
    let bare = pipe(&["-", "--format", "short"]);
    assert!(out(&bare).starts_with("-:1:2: warning[CFG012] "), "{}{}", out(&bare), err(&bare));
    assert_eq!(pipe(&["letters/a.xml", "--stdin-filename", "b.xml"]).status.code(), Some(2));
    let shown =
        command(folder.path(), &["letters/a.xml", "--show-config", "--rule", "TEI=off"]).output().unwrap();
    let expected = "letters/a.xml\n  settings: teiwright.toml\n  schema: letter.rnc (teiwright.toml)\n  \
                    tei-version: 4.10.0a (teiwright.toml)\n  rule: RNG101 = warning (teiwright.toml)\n  rule: TEI = off (--rule)\n";
    assert_eq!(out(&shown), expected, "{}", err(&shown));
}

#[test]
fn settings_say_which_files_are_checked_and_what_is_known() {
    let settings = "[check]\nschema = 'letter.rnc'\ninclude = ['*.tei', 'b.xml']\nexclude = ['/drafts/']\nbaseline = 'known.json'\n";
    let files = [
        ("teiwright.toml", settings),
        ("sub/a.tei", &bad()),
        ("b.xml", GOOD),
        ("c.xml", &bad()),
        ("drafts/d.tei", GOOD),
    ];
    let folder = folder(&files);
    let run =
        |inside: &str, arguments: &[&str]| command(&folder.path().join(inside), arguments).output().unwrap();
    let absent = run("", &["."]);
    assert!(err(&absent).contains("CFG021") && err(&absent).contains("known.json"), "{}", err(&absent));
    let made = run("", &[".", "--update-baseline"]);
    assert!(err(&made).contains("1 added"), "{}", err(&made));
    let quiet = run("sub", &[".."]);
    assert_eq!(quiet.status.code(), Some(0), "{}", err(&quiet));
    assert!(err(&quiet).contains("2 files checked, nothing new"), "{}", err(&quiet));
    let included = run("", &[".", "--include", "c.xml"]);
    assert_eq!(included.status.code(), Some(1), "{}", err(&included));
    assert!(err(&included).contains("1 file checked"), "{}", err(&included));
}

#[test]
fn a_baseline_that_has_no_name_is_not_written() {
    let folder = folder(&[("a.xml", GOOD)]);
    let ran = check(folder.path(), &["a.xml", "--update-baseline"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(err(&ran).contains("CFG021"), "{}", err(&ran));
}

#[test]
fn tables_and_keys_that_are_none_are_told_by_both_commands() {
    let folder = folder(&[
        ("teiwright.toml", "titel = 'x'\n[chek]\nschema = 'letter.rnc'\n"),
        ("a.xml", GOOD),
        ("a.txt", "A text.\n"),
    ]);
    let path = folder.path();
    for arguments in [["check", "a.xml"], ["convert", "a.txt"]] {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_teiwright")).args(arguments).current_dir(path).output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{}", err(&ran));
        for told in
            ["there is no table `[chek]`; `[check]` is near", "there is no key `titel`; `title` is near"]
        {
            assert!(err(&ran).contains(told), "{}", err(&ran));
        }
    }
    std::fs::write(
        path.join("teiwright.toml"),
        "title = 'x'\n[html]\ntoc = false\n[check]\nschema = 'letter.rnc'\n",
    )
    .unwrap();
    let ran = command(path, &["a.xml"]).output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
}

#[test]
fn numbers_by_rule_and_by_file_go_to_standard_error() {
    let folder = folder(&[("a.xml", &bad()), ("b.xml", GOOD)]);
    let ran = check(folder.path(), &[".", "--statistics", "--format", "jsonl"]);
    assert_eq!(out(&ran).lines().count(), 1);
    assert!(
        err(&ran).starts_with(
            "By rule:\n  RNG101 unknown-element: 1 error in 1 file\nBy file:\n  ./a.xml: 1 error\n"
        ),
        "{}",
        err(&ran)
    );
}

#[test]
fn every_code_has_its_page() {
    let explain = |arguments: &[&str]| {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_teiwright")).arg("explain").args(arguments).output().unwrap();
        assert!(ran.status.success());
        out(&ran)
    };
    let all: Vec<serde_json::Value> = serde_json::from_str(&explain(&["--all", "--format", "json"])).unwrap();
    assert_eq!(all.len(), explain(&["--list"]).lines().count());
    let pages = explain(&["--all"]);
    for entry in &all {
        let get = |key: &str| entry[key].as_str().unwrap();
        assert!(["error", "warning", "hint"].contains(&get("severity")) && !get("summary").is_empty());
        assert!(get("page").lines().count() > 2, "{}", get("code"));
        assert!(pages.contains(&format!(
            "{} ({}, {})\n\n{}",
            get("code"),
            get("name"),
            get("severity"),
            get("page")
        )));
    }
    assert!(explain(&["RNG101", "--format", "json"]).contains("\"code\": \"RNG101\""));
}

#[cfg(unix)]
#[test]
fn the_action_runs_the_check_with_its_inputs() {
    let folder = folder(&[("a b.xml", &bad()), ("c.xml", GOOD)]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../.github/actions/check/check.sh")
        .canonicalize()
        .unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_teiwright")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut bash = Command::new("bash");
    bash.arg(script).current_dir(folder.path()).env("PATH", path).envs([
        ("PATHS", "a b.xml\nc.xml\n"),
        ("SARIF", "r.sarif"),
        ("ARGUMENTS", "--schema\nletter.rnc"),
        ("GITHUB_OUTPUT", "outputs"),
    ]);
    let Ok(ran) = bash.env("GITHUB_WORKSPACE", folder.path()).output() else {
        eprintln!("skipped: there is no bash");
        return;
    };
    assert_eq!(ran.status.code(), Some(1), "{}", err(&ran));
    assert!(
        out(&ran).starts_with("::error file=a b.xml,line=2,endLine=2,col=8,endColumn=11,title="),
        "{}",
        out(&ran)
    );
    assert_eq!(read(folder.path(), "outputs"), "sarif=r.sarif\n");
    assert!(read(folder.path(), "r.sarif").contains("a%20b.xml"));
}
