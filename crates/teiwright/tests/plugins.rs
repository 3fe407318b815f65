//! Plugins from the command line: found, run within their limits, listed, made, checked; and the examples, as their READMEs say.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn teiwright(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn program(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

const DESCRIPTION: &str =
    r#"{"api":{"min":"1.0","max":"1"},"name":"probe","media_types":["text/plain"],"extension":"txt"}"#;

/// A folder with a page, and a plugin `probe` whose `describe` and `render` are these lines of shell.
fn folder_with(describe: &str, render: &str, settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let script = format!("#!/bin/sh\ncase $1 in\ndescribe) {describe};;\nrender) {render};;\nesac\n");
    program(&folder.path().join("probe"), &script);
    fs::write(
        folder.path().join("teiwright.toml"),
        format!("[backends.probe]\nprogram = \"probe\"\n{settings}"),
    )
    .unwrap();
    fs::write(folder.path().join("page.txt"), "Title\n\nSome words.\n").unwrap();
    folder
}

/// What `--to probe` says, which must be one diagnostic; and that nothing is left behind, within a time.
fn fault(describe: &str, render: &str, settings: &str) -> String {
    let folder = folder_with(describe, render, settings);
    let begun = Instant::now();
    let output = teiwright(
        folder.path(),
        &["convert", "page.txt", "--to", "probe", "-o", "out.txt", "--format", "short"],
    );
    assert!(begun.elapsed() < Duration::from_secs(20), "the limits do not hold");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!folder.path().join("out.txt").exists());
    let said = said(&output);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    said
}

#[test]
fn a_plugin_writes() {
    let echo = format!("echo '{DESCRIPTION}'");
    let render = r#"cat > /dev/null; printf '{"event":"diagnostic","message":"as it was asked","span":[0,5]}\n{"event":"file","name":"a.txt","bytes":6}\nwords\n\n{"event":"done","files":1}\n'"#;
    let folder = folder_with(&echo, render, "");
    let output = teiwright(
        folder.path(),
        &["convert", "page.txt", "--to", "probe", "-o", "out.txt", "--format", "short"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs::read_to_string(folder.path().join("out.txt")).unwrap(), "words\n");
    assert!(said(&output).contains("page.txt:1:1: warning[PLG110] as it was asked"), "{}", said(&output));
    // By its path, without configuration.
    let output = teiwright(folder.path(), &["convert", "page.txt", "--to", "./probe"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "words\n");
}

#[test]
fn what_a_program_does_wrong_is_one_diagnostic_within_its_limits() {
    let echo = format!("echo '{DESCRIPTION}'");
    let short = "seconds = 1\nmegabytes = 1\n";
    for (describe, render, settings, expected) in [
        // It hangs, with a child that would outlive it; it floods; it crashes in three ways.
        (echo.as_str(), "sleep 60 & sleep 60", short, "PLG105] `probe` did not end within 1 s"),
        (&echo, "cat /dev/zero", short, "PLG106] `probe` needs more than 1 MB"),
        (&echo, "yes words >&2", short, "PLG105]"),
        (&echo, "echo 'no such font' >&2; exit 3", short, "PLG107] `probe` crashed: it ended with status 3"),
        (&echo, "kill -SEGV $$", short, "PLG107] `probe` crashed: it was ended by signal 11"),
        // It lies.
        (&echo, "echo hello", short, "PLG104]"),
        (
            &echo,
            "true",
            short,
            "PLG104] the answer of `probe` cannot be read: the answer ends without `done`",
        ),
        (&echo, r#"printf '{"event":"file","name":"a","bytes":9999}\nx'"#, short, "PLG104]"),
        (
            &echo,
            r#"printf '{"event":"file","name":"../a","bytes":0}\n\n{"event":"done","files":1}\n'"#,
            short,
            "PLG003]",
        ),
        (
            &echo,
            r#"printf '{"event":"file","name":"/tmp/a","bytes":0}\n\n{"event":"done","files":1}\n'"#,
            short,
            "PLG003]",
        ),
        (
            &echo,
            r#"printf '{"event":"diagnostic","severity":"error","message":"cannot"}\n{"event":"done","files":0}\n'"#,
            "",
            "PLG110] cannot",
        ),
        // What it says of itself.
        ("sleep 60", "true", short, "PLG105]"),
        ("exit 1", "true", short, "PLG107]"),
        ("echo hello", "true", short, "PLG103]"),
        (
            r#"echo '{"api":{"min":"2.0","max":"2"},"everything":"renamed"}'"#,
            "true",
            short,
            "PLG102] the plugin `probe` does not fit",
        ),
    ] {
        let said = fault(describe, render, settings);
        assert!(said.contains(expected), "{said}\nexpected: {expected}");
    }
}

#[test]
fn a_program_that_leaves_something_behind_is_ended_whole() {
    let echo = format!("echo '{DESCRIPTION}'");
    let render = r#"(sleep 3; touch late) & printf '{"event":"file","name":"a","bytes":0}\n\n{"event":"done","files":1}\n'"#;
    let folder = folder_with(&echo, render, "");
    let output = teiwright(folder.path(), &["convert", "page.txt", "--to", "probe", "-o", "out.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    std::thread::sleep(Duration::from_secs(4));
    assert!(!folder.path().join("late").exists(), "what the program started outlived it");
}

#[test]
fn a_missing_plugin_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), "Title\n\nSome words.\n").unwrap();
    let to = |name: &str| said(&teiwright(folder.path(), &["convert", "page.txt", "--to", name]));
    let missing = to("zzine");
    assert!(missing.contains("PLG101") && missing.contains("install `teiwright-backend-zzine`"), "{missing}");
    assert!(to("./nothing").contains("PLG101") && to("nothing.wasm").contains("PLG101"));
    assert!(to("htlm").contains("PLG001"));
    fs::write(folder.path().join("teiwright.toml"), "[backends.zzine]\nwasm = \"zzine.wasm\"\n").unwrap();
    assert!(
        to("zzine").contains("the WebAssembly module of `zzine` is not there: zzine.wasm"),
        "{}",
        to("zzine")
    );
    for (settings, expected) in [
        ("[backends.zzine]\n", "must have one of"),
        ("[backends.zzine]\ntemplat = \"x\"\n", "unknown field `templat`"),
        ("[backends.html]\ntemplate = \"x\"\n", "`html` is built in"),
    ] {
        fs::write(folder.path().join("teiwright.toml"), settings).unwrap();
        let said = to("zzine");
        assert!(said.contains("CFG004") && said.contains(expected), "{said}");
    }
}

#[test]
fn options_of_plugins_are_checked_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let zine = root().join("examples/template-backend");
    fs::write(folder.path().join("page.txt"), "Title\n\n1\n\nSome words.\n\n2\n\nMore words.\n").unwrap();
    let write = |more: &str| {
        let text = format!("[backends.zine]\ntemplate = {:?}\n{more}", zine.display().to_string());
        fs::write(folder.path().join("teiwright.toml"), text).unwrap();
    };
    let convert = |more: &[&str]| {
        let arguments = [&["convert", "page.txt", "--to", "zine"], more].concat();
        said(&teiwright(folder.path(), &arguments))
    };
    write("");
    assert!(convert(&[]).contains("<nav>"));
    assert!(!convert(&["--set", "zine.toc=false"]).contains("<nav>"));
    assert!(convert(&["--set", "zine.tok=false"]).contains("`zine` has no option `tok`; `toc` is near"));
    write("[zine]\ntoc = false\n");
    assert!(!convert(&[]).contains("<nav>"));
    // Another format is not concerned.
    let output = teiwright(folder.path(), &["convert", "page.txt", "--to", "text"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn the_list_says_where_each_comes_from_and_runs_no_program() {
    let folder = folder_with("touch ran; exit 1", "touch ran", "");
    let on_path = folder.path().join("bin");
    fs::create_dir(&on_path).unwrap();
    program(
        &on_path.join("teiwright-backend-other"),
        &format!("#!/bin/sh\ntouch {}/ran\n", folder.path().display()),
    );
    let path = format!("{}:{}", on_path.display(), std::env::var("PATH").unwrap());
    let list = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_teiwright"));
        said(&command.current_dir(folder.path()).args(arguments).env("PATH", &path).output().unwrap())
    };
    let all = list(&["backends", "list"]);
    assert!(
        all.contains("html (.html)")
            && all.contains("probe: not run")
            && all.contains("configured in teiwright.toml"),
        "{all}"
    );
    assert!(all.contains("other: not run") && all.contains("on the PATH"), "{all}");
    assert!(list(&["backends", "list", "--format", "json"]).contains("\"from\": \"built in\""));
    assert!(!folder.path().join("ran").exists(), "a program was run");
    assert!(list(&["backends", "list", "probe"]).contains("PLG107"));
    assert!(folder.path().join("ran").exists());
}

/// Makes a skeleton of each kind, and runs its tests.
#[test]
fn skeletons_pass_their_tests() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, needs) in [("template", None), ("wasm", None), ("program", Some("python3"))] {
        if needs.is_some_and(|program| !has(program)) {
            eprintln!("skipped: {kind}, since {} is not there", needs.unwrap_or_default());
            continue;
        }
        let name = format!("my-{kind}");
        let output = teiwright(folder.path(), &["backends", "new", &name, "--kind", kind]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let config = format!("{name}/teiwright.toml");
        let output = teiwright(folder.path(), &["backends", "check", &name, "--config", &config]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let again = teiwright(folder.path(), &["backends", "new", &name, "--kind", kind]);
        assert!(
            again.status.code() == Some(2) && said(&again).contains("is there already"),
            "{}",
            said(&again)
        );
    }
    for (name, expected) in [("html", "is built in"), ("My Format", "is no name"), ("../x", "is no name")] {
        let output = teiwright(folder.path(), &["backends", "new", name, "--kind", "template"]);
        assert!(output.status.code() == Some(2) && said(&output).contains(expected), "{}", said(&output));
    }
    let output = teiwright(folder.path(), &["backends", "new", "mine", "--kind", "crate"]);
    assert!(said(&output).contains("--teiwright"), "{}", said(&output));
    let source = root().display().to_string();
    let output =
        teiwright(folder.path(), &["backends", "new", "my-mark", "--kind", "crate", "--teiwright", &source]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let manifest = fs::read_to_string(folder.path().join("my-mark/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("name = \"teiwright-backend-my-mark\"")
            && manifest.contains(&format!("{source}/crates/teiwright-plugin"))
    );
    let library = fs::read_to_string(folder.path().join("my-mark/src/lib.rs")).unwrap();
    assert!(library.contains("pub struct MyMark;"), "{library}");
}

#[test]
fn the_template_example_runs() {
    example("zine", "template-backend");
}

#[test]
fn the_python_example_runs() {
    if !has("python3") {
        eprintln!("skipped: python3 is not there");
        return;
    }
    example("gemtext", "python-backend");
    let tests = Command::new("python3")
        .args(["-m", "unittest"])
        .current_dir(root().join("examples/python-backend"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output();
    assert!(tests.as_ref().is_ok_and(|output| output.status.success()), "{tests:?}");
}

#[test]
fn the_wasm_example_runs() {
    example("plain-html", "wasm-backend");
}

/// The command of an example's README.
fn example(name: &str, folder: &str) {
    let config = format!("examples/{folder}/teiwright.toml");
    let readme = fs::read_to_string(root().join(format!("examples/{folder}/README.md"))).unwrap();
    assert!(
        readme.contains(&format!("backends check {name} --config {config}")),
        "the README says another command"
    );
    let output = teiwright(&root(), &["backends", "check", name, "--config", &config]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// The crate has a workspace of its own, as a downstream project has; its versions are those of ours, so that nothing is fetched.
#[test]
fn the_crate_example_runs() {
    let folder = root().join("examples/custom-backend");
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(root().join("Cargo.lock"), &lock).unwrap();
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["test", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", root().join("target/examples"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("54 passed"), "{}", said(&output));
}
