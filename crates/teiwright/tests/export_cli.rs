//! Export from the command line, through the binary: formats by name and by ending, options, folders, what is refused.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tei() -> String {
    root().join("tests/suite/export/prose.xml").display().to_string()
}

fn seed() -> String {
    root().join("examples/petrograd-soviet.txt").display().to_string()
}

fn teiwright(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teiwright")).args(arguments).output().unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let ran = teiwright(arguments);
    assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
    assert!(ran.stdout.is_empty());
    String::from_utf8(ran.stderr).unwrap()
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let folder = tempfile::tempdir().unwrap();
    for (file, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "---\ntitle:"),
        ("a.tex", "\\documentclass"),
        ("a.epub", "PK"),
    ] {
        for input in [tei(), seed()] {
            let path = folder.path().join(file);
            let ran = teiwright(&["convert", &input, "-o", path.to_str().unwrap()]);
            assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
            let written = std::fs::read(&path).unwrap();
            assert!(written.starts_with(begins.as_bytes()), "{input} to {file}");
        }
    }
}

#[test]
fn options_are_set_by_the_name_of_their_format() {
    let nav = |more: &[&str]| {
        let input = tei();
        let mut arguments = vec!["convert", &input, "--to", "html"];
        arguments.extend(more);
        String::from_utf8(teiwright(&arguments).stdout).unwrap().contains("<nav")
    };
    assert!(nav(&[]));
    assert!(!nav(&["--set", "html.toc=false"]));
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("teiwright.toml");
    std::fs::write(&config, "[html]\ntoc = false\n").unwrap();
    assert!(!nav(&["--config", config.to_str().unwrap()]));
}

#[test]
fn a_site_is_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let ran = teiwright(&["convert", &tei(), "--to", "site", "-o", site.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    for file in ["index.html", "p001.html", "search.html", "style.css"] {
        assert!(site.join(file).is_file(), "{file}");
    }
    assert!(refused(&["convert", &tei(), "--to", "site"]).contains("writes a folder"));
}

#[test]
fn what_is_not_sound_is_refused_with_the_nearest_name() {
    let input = tei();
    let format = ["--format", "short"];
    let told = |more: &[&str]| refused(&[&["convert", &input][..], &format, more].concat());
    assert!(told(&["--to", "htlm"]).contains("PLG001] there is no backend `htlm`; `html` is near"));
    assert!(
        told(&["--to", "html", "--set", "html.tok=false"]).contains("PLG002] `html` has no option `tok`")
    );
    assert!(told(&["--to", "html", "--set", "html.toc=no"]).contains("PLG002] `html.toc` cannot be `no`"));
    assert!(told(&["--to", "tei"]).contains("CFG005] is TEI already"));
}

#[test]
fn what_is_not_well_formed_is_not_exported() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("a.xml"), folder.path().join("a.html"));
    std::fs::write(&input, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text></TEI>").unwrap();
    let told = refused(&["convert", input.to_str().unwrap(), "-o", output.to_str().unwrap()]);
    assert!(told.contains("XML0"), "{told}");
    assert!(!output.exists());
}

#[test]
fn backends_are_listed_with_their_options() {
    let human = String::from_utf8(teiwright(&["backends", "list"]).stdout).unwrap();
    assert!(human.contains("html (.html)") && human.contains("html.toc"));
    let json = teiwright(&["backends", "list", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let names = json.as_array().unwrap().iter().map(|backend| backend["name"].as_str().unwrap());
    assert!(names.collect::<Vec<_>>().starts_with(&["html", "html-fragment", "site", "epub"]));
}
