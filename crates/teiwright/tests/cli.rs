//! The command line end to end, through the binary.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/petrograd-soviet.txt")
}

fn teiwright(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teiwright")).args(arguments).output().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Converts `bytes` in a folder of their own: exit status, messages, and whether an output is there.
fn convert(bytes: &[u8], more: &[&str]) -> (Option<i32>, String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.txt"), folder.path().join("out.xml"));
    std::fs::write(&input, bytes).unwrap();
    let mut arguments =
        vec!["convert", input.to_str().unwrap(), "-o", output.to_str().unwrap(), "--format", "short"];
    arguments.extend(more);
    let ran = teiwright(&arguments);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    let written = std::fs::read_to_string(&output).ok();
    assert_eq!(left, 1 + usize::from(written.is_some()), "a temporary file was left behind");
    (ran.status.code(), errors(&ran), written)
}

#[test]
fn the_seed_has_the_facts_of_its_hand_made_encoding() {
    let ran = teiwright(&["convert", seed().to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(0), "{}", errors(&ran));
    let tei = String::from_utf8(ran.stdout.clone()).unwrap();
    for fact in [
        "<author><persName xml:id=\"p-lenin\">V. I. Lenin</persName></author>",
        "<resp ref=\"http://id.loc.gov/vocabulary/relators/trl\">Translated</resp>",
        "<resp ref=\"http://id.loc.gov/vocabulary/relators/edt\">Edited by</resp>",
        "<resp ref=\"http://id.loc.gov/vocabulary/relators/trc\">Transcription</resp>",
        "<resp ref=\"http://id.loc.gov/vocabulary/relators/mrk\">HTML Markup</resp>",
        "<persName corresp=\"#p-hanna\">George Hanna</persName>",
        "<note type=\"textBasis\">Published according to the Izvestia text</note>",
        "<relatedItem type=\"transcribedFrom\" target=\"#src-print\"/>",
        "<relatedItem type=\"basedOn\" target=\"#src-first\"/>",
        "<biblScope unit=\"page\" from=\"239\" to=\"241\">pp. 239-241</biblScope>",
        "<title level=\"j\">Izvestia</title>",
        "<date when=\"1917-11-08\" when-custom=\"1917-10-26\" datingMethod=\"#cal-julian\" calendar=\"#cal-julian\" cert=\"high\">October 26, 1917</date>",
        "<creation><date when=\"1917-11-07\" when-custom=\"1917-10-25\" datingMethod=\"#cal-julian\" calendar=\"#cal-julian #cal-gregorian\">October 25 (November 7), 1917</date></creation>",
        "<date when=\"2000-11\">November, 2000</date>",
        "<head type=\"main\">Meeting Of The Petrograd Soviet Of<lb/> Workers' And Soldiers' Deputies</head>",
        "</date> <ref type=\"noteAnchor\" xml:id=\"fnref1\" n=\"1\" target=\"#fn1\">[1]</ref></head>",
        "<div type=\"section\" subtype=\"speech\" n=\"1\" xml:id=\"div1\">",
        "<head type=\"sub\">Newspaper Report</head>",
        "<kinesic type=\"applause\"><desc>(Stormy applause.)</desc></kinesic>",
        "<div type=\"section\" subtype=\"resolution\" n=\"2\" xml:id=\"div2\">",
        "<note xml:id=\"fn2\" n=\"2\" type=\"editorial\" place=\"end\" target=\"#fnref2\">",
        "<time when=\"14:35:00\">2.35 p.m.</time>",
        "<date from=\"1917-12\" to=\"1918-02\">December 1917 to February 1918</date>",
    ] {
        assert!(tei.contains(fact), "the seed's output lacks {fact}");
    }
    assert!(errors(&ran).contains("2 divisions, 2 notes (2 linked), 4 responsibilities"), "{}", errors(&ran));
}

#[test]
fn what_is_no_text_is_refused_without_output() {
    for (bytes, code) in [
        (&b""[..], "TXT001"),
        (b" \n\n\xC2\xA0\n", "TXT001"),
        (b"abc\0def\n", "ENC011"),
        (&[0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0, 0][..], "ENC011"),
    ] {
        let (status, message, written) = convert(bytes, &[]);
        assert_eq!((status, written), (Some(2), None), "{message}");
        assert!(message.contains(code), "{message}");
    }
}

#[test]
fn encodings_are_found_out_and_named() {
    let text = std::fs::read_to_string(seed()).unwrap();
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let (status, message, written) = convert(&utf16, &[]);
    assert_eq!(status, Some(0), "{message}");
    assert!(message.contains("ENC009") && written.unwrap().contains("Lenin’s Collected Works"));
    let (status, message, written) =
        convert(b"caf\xE9 au lait, s'il vous pla\xEEt", &["--encoding", "latin1"]);
    assert_eq!(status, Some(0), "{message}");
    assert!(written.unwrap().contains("café"));
    let (status, message, _) = convert(b"x", &["--encoding", "klingon"]);
    assert_eq!(status, Some(2));
    assert!(message.contains("CFG005"), "{message}");
}

#[test]
fn sizes_that_could_hurt_do_not() {
    let (status, message, _) = convert("[1]".repeat(700_000).as_bytes(), &[]);
    assert_eq!(status, Some(0), "{message}");
    let (status, message, _) = convert("word ".repeat(2_000_000).as_bytes(), &[]);
    assert_eq!(status, Some(0), "{message}");
    // Encodings that are followed in pieces, or byte by byte: time must not grow with what is decoded already.
    for (bytes, encoding) in [(&b"\xBB\xE1\xD2\xE9 "[..], "gbk"), (b"caf\xE9 \xE9t\xE9 ", "windows-1252")] {
        let started = std::time::Instant::now();
        let (status, message, _) = convert(&bytes.repeat(4_000_000 / bytes.len()), &["--encoding", encoding]);
        assert_eq!(status, Some(0), "{message}");
        assert!(started.elapsed().as_secs() < 10, "{encoding}: {:?}", started.elapsed());
    }
    for open in ["*a ", "_a ", "(", "[", "May 1 (", "\u{201C}[^"] {
        let (status, message, _) = convert(open.repeat(200_000).as_bytes(), &[]);
        assert_eq!(status, Some(0), "{message}");
    }
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.txt");
    std::fs::write(&input, "Title\n\nA text of some length, so that it is one.\n").unwrap();
    let name = input.to_str().unwrap();
    let ran = teiwright(&["convert", name, "-o", name]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(errors(&ran).contains("CFG003"), "{}", errors(&ran));
    let link = folder.path().join("b.txt");
    std::fs::hard_link(&input, &link).unwrap();
    let ran = teiwright(&["convert", name, "-o", link.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2), "{}", errors(&ran));
    assert!(std::fs::read_to_string(&input).unwrap().starts_with("Title"));
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_what_is_no_file_stays_what_it_is() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target.xml"), folder.path().join("link.xml"));
    std::fs::write(&target, "old").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let ran = teiwright(&["convert", seed().to_str().unwrap(), "-o", link.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(0), "{}", errors(&ran));
    assert!(link.is_symlink() && std::fs::read_to_string(&target).unwrap().ends_with("</TEI>\n"));
    // A named pipe stands for any device: the test must not be able to harm one.
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    let ran = teiwright(&["convert", seed().to_str().unwrap(), "-o", pipe.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(0), "{}", errors(&ran));
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().ends_with("</TEI>\n"));
}

#[test]
fn folders_are_walked_and_mirrored() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("in/sub")).unwrap();
    std::fs::write(folder.path().join("in/a.txt"), "A text of some length, so that it is one.").unwrap();
    std::fs::write(folder.path().join("in/sub/b.txt"), "Another text of some length.").unwrap();
    std::fs::write(folder.path().join("in/empty.txt"), "").unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    let ran = teiwright(&["convert", input.to_str().unwrap(), "--out-dir", output.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2), "one of the three is empty");
    assert!(
        output.join("a.xml").is_file()
            && output.join("sub/b.xml").is_file()
            && !output.join("empty.xml").exists()
    );
    let ran = teiwright(&["convert", input.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2), "several inputs need a folder");
    let ran = teiwright(&["convert", folder.path().join("none").to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(errors(&ran).contains("CFG001"), "{}", errors(&ran));
}

#[test]
fn settings_go_over_configuration_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.txt");
    std::fs::write(&input, "Title\n\nA text of some length, so that it is one.\n").unwrap();
    std::fs::write(folder.path().join("teiwright.toml"), "[publication]\npublisher = \"The Press\"\n")
        .unwrap();
    let name = input.to_str().unwrap();
    let ran = teiwright(&["convert", name, "--set", "title=Another"]);
    let tei = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        tei.contains("<publisher>The Press</publisher>")
            && tei.contains("<title type=\"main\">Another</title>"),
        "{tei}"
    );
    let ran = teiwright(&["convert", name, "--set", "titel=Another"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(errors(&ran).contains("CFG004"), "{}", errors(&ran));
}

#[test]
fn standard_input_ledger_json_explain_and_inspect() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .args(["convert", "-", "--to", "json", "--ledger", ledger.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(seed()).unwrap()).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", errors(&ran));
    let document: teiwright_model::Document = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!((document.notes.len(), document.metadata.responsibilities.len()), (2, 4));
    assert!(
        String::from_utf8_lossy(&ran.stdout).trim_start_matches(['{', '\n', ' ']).starts_with("\"schema\"")
    );
    assert!(std::fs::read_to_string(&ledger).unwrap().contains("\"change\": \"note-marker\""));
    let ran = teiwright(&["explain", "txt004"]);
    assert!(String::from_utf8_lossy(&ran.stdout).contains("A reference to a note that is not there"));
    assert_eq!(teiwright(&["explain", "TXT999"]).status.code(), Some(2));
    let ran = teiwright(&["inspect", seed().to_str().unwrap()]);
    let lines = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(lines.contains("heading") && lines.contains("metadata") && lines.contains("author"), "{lines}");
}

#[test]
fn several_inputs_are_converted_at_a_time_and_told_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    std::fs::create_dir(&input).unwrap();
    for number in 0..12 {
        // The first are the longest, so that the others are done before them; each refers to a note that is not there.
        let text = "A text of some length, so that it is one.\n\n".repeat(1 + (12 - number) * 300)
            + "The end [7].\n";
        std::fs::write(input.join(format!("{number:02}.txt")), text).unwrap();
    }
    std::fs::write(input.join("05.txt"), "").unwrap();
    let run = |jobs: &str| {
        let output = folder.path().join(format!("out{jobs}"));
        let arguments = ["convert", input.to_str().unwrap(), "--out-dir", output.to_str().unwrap()];
        let ran = teiwright(&[&arguments[..], &["--format", "short", "--jobs", jobs]].concat());
        let written = std::fs::read_dir(&output).unwrap().count();
        (ran.status.code(), written, errors(&ran).replace(output.to_str().unwrap(), "out"))
    };
    let (one, six) = (run("1"), run("6"));
    assert_eq!(one, six);
    assert_eq!((one.0, one.1), (Some(2), 11));
    let places = (0..12).map(|number| one.2.find(&format!("{number:02}.txt")).unwrap()).collect::<Vec<_>>();
    assert!(places.is_sorted() && one.2.contains("05.txt: error[TXT001]"), "{}", one.2);
}

#[test]
fn warnings_fail_a_conversion_only_when_that_is_asked() {
    let text = b"Title\n\nA text of some length that refers [7] to no note.\n";
    let (status, message, written) = convert(text, &[]);
    assert!(message.contains("warning["), "{message}");
    assert_eq!((status, written.is_some()), (Some(0), true));
    let (status, _, written) = convert(text, &["--fail-on", "warning"]);
    assert_eq!((status, written.is_some()), (Some(1), true));
    let (status, ..) = convert(b"Title\n\nA text of some length.\n", &["--fail-on", "warning"]);
    assert_eq!(status, Some(0));
}

#[test]
fn inspect_answers_programs_too() {
    let ran = teiwright(&["inspect", seed().to_str().unwrap(), "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(
        (&answer["v"], &answer["dialect"], &answer["encoding"]),
        (&1.into(), &"mia".into(), &"UTF-8".into())
    );
    let lines = answer["lines"].as_array().unwrap();
    assert_eq!((&lines[0]["line"], &lines[0]["role"]), (&1.into(), &"author".into()));
    assert!(lines.iter().all(|line| line["why"].is_string() && line["text"].is_string()));
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = teiwright(&["completions", shell]);
        let script = String::from_utf8(ran.stdout).unwrap();
        assert!(script.contains("teiwright") && script.contains("out-dir"), "{shell}: {script}");
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    assert_eq!(teiwright(&["man", pages.to_str().unwrap()]).status.code(), Some(0));
    let names =
        std::fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = names.collect::<std::collections::BTreeSet<_>>();
    for command in ["", "-check", "-completions", "-convert", "-explain", "-inspect", "-man"] {
        assert!(names.contains(&format!("teiwright{command}.1")), "{names:?}");
    }
    let page = std::fs::read_to_string(pages.join("teiwright-convert.1")).unwrap();
    assert!(page.contains("\\-\\-out\\-dir"), "{page}");
    // A file is no folder.
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert_eq!(teiwright(&["man", file.to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn a_broken_setting_is_told_once_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt"] {
        std::fs::write(folder.path().join(name), "Title\n\nA text of some length.\n").unwrap();
    }
    std::fs::write(folder.path().join("teiwright.toml"), "titel = \"x\"\n").unwrap();
    let output = folder.path().join("out");
    let ran = teiwright(&["convert", folder.path().to_str().unwrap(), "--out-dir", output.to_str().unwrap()]);
    assert_eq!((ran.status.code(), output.exists()), (Some(2), false));
    assert_eq!(errors(&ran).matches("CFG004").count(), 1, "{}", errors(&ran));
}

#[test]
fn text_is_normalized_only_when_that_is_asked_and_the_ledger_says_where() {
    let text = "The Cafe\u{301}\n\nA text of some length, so that it is one, with Stru\u{308}mpfe [7].\n";
    let (_, message, written) = convert(text.as_bytes(), &[]);
    assert!(message.contains("ENC008") && written.unwrap().contains("Cafe\u{301}"), "{message}");
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("ledger.json");
    let (status, message, written) =
        convert(text.as_bytes(), &["--normalize", "nfc", "--ledger", ledger.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{message}");
    let written = written.unwrap();
    assert!(written.contains("Café") && written.contains("Strümpfe"), "{written}");
    assert!(written.contains("brought into Unicode Normalization Form C"), "{written}");
    // The place of a finding is that in the file, where the letter and its mark are two characters.
    let column = 1 + text.lines().nth(2).unwrap().chars().position(|c| c == '[').unwrap();
    assert!(message.contains(&format!(":3:{column}: ")), "{message}");
    let entries: serde_json::Value = serde_json::from_slice(&std::fs::read(&ledger).unwrap()).unwrap();
    let entries = entries.as_array().unwrap().iter().filter(|entry| entry["change"] == "normalized");
    let entries = entries.collect::<Vec<_>>();
    assert_eq!(entries.len(), 2);
    let offset = text.find("u\u{308}").unwrap();
    assert_eq!((&entries[1]["text"], &entries[1]["became"]), (&"u\u{308}".into(), &"ü".into()));
    assert_eq!(entries[1]["offset"], offset);
}
