//! `check --watch`: all documents once, then those that change.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a line is waited for; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that is ended with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn document(name: &str) -> String {
    format!(
        "<letter xmlns='https://example.org/letter'><head>a</head><meta><date when='1917-10-05'>b</date></meta>\n\
         <body><{name}>c</{name}></body></letter>\n"
    )
}

/// The lines of a stream, as they come.
fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            if line.is_err() || send.send(line.unwrap()).is_err() {
                break;
            }
        }
    });
    receive
}

#[test]
fn what_changes_is_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/check");
    std::fs::copy(suite.join("letter.rnc"), path.join("letter.rnc")).unwrap();
    std::fs::write(path.join("a.xml"), document("pera")).unwrap();
    std::fs::write(path.join("b.xml"), document("para")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .args(["check", ".", "--schema", "letter.rnc", "--format", "short", "--watch"])
        .current_dir(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
    let _watching = Watching(child);
    let next = |from: &Receiver<String>| from.recv_timeout(PATIENCE).expect("a line comes");
    assert!(next(&out).starts_with("./a.xml:2:8: error[RNG101]"));
    assert_eq!(next(&err), "2 files checked, 1 with errors: 1 error, 0 warnings");
    assert!(next(&err).starts_with("watching"));
    // What is no document is none when it changes.
    std::fs::write(path.join("notes.txt"), "x").unwrap();
    std::fs::write(path.join("b.xml"), document("pora")).unwrap();
    assert!(next(&out).starts_with("./b.xml:2:8: error[RNG101]"));
    assert_eq!(next(&err), "1 file checked, 1 with errors: 1 error, 0 warnings");
    let schema = std::fs::read_to_string(path.join("letter.rnc")).unwrap();
    std::fs::write(path.join("letter.rnc"), schema + "\n# changed\n").unwrap();
    assert_eq!(next(&err), "2 files checked, 2 with errors: 2 errors, 0 warnings");
}
