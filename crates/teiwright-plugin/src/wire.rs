//! The wire form: the request that a plugin reads, and the framed events that it answers with.
//!
//! A request is one line of JSON, the [`RequestHead`], which says the version before anything else and how many bytes of
//! Document follow; then the Document as JSON; then a line feed. An answer is any number of events, each a line of JSON with
//! an `event`: `diagnostic`; `file`, whose `bytes` say how many bytes follow that line, before a line feed; and `done` as
//! the last. A host passes over events that it does not know, with the bytes that they carry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use teiwright_export::{OptionValue, Options, Report, Sink};
use teiwright_model::Document;
use teiwright_source::{Diagnostic, Severity, Span};

use crate::{Version, rules};

/// The first line of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestHead {
    /// The version of the contract that the request is in.
    pub api: Version,
    /// What the user calls the backend.
    #[serde(default)]
    pub backend: String,
    /// A value for each option: a flag, a number or a text.
    #[serde(default)]
    pub options: BTreeMap<String, WireValue>,
    /// How many bytes of Document follow the line.
    pub bytes: u64,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WireValue {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

impl WireValue {
    /// The value as it would be written on the command line.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Flag(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Text(value) => value.clone(),
        }
    }
}

/// The bytes of a request.
///
/// # Errors
/// When the Document cannot be written as JSON.
pub fn request(backend: &str, document: &Document, options: &Options) -> Result<Vec<u8>, serde_json::Error> {
    let value = |value: &OptionValue| match value {
        OptionValue::Flag(value) => WireValue::Flag(*value),
        OptionValue::Integer(value) => WireValue::Integer(*value),
        OptionValue::Text(value) => WireValue::Text(value.clone()),
        // The enum may grow; a plugin of this version of the contract knows three kinds.
        other => WireValue::Text(format!("{other:?}")),
    };
    let options = options.iter().map(|(name, of)| (name.to_owned(), value(of))).collect();
    let body = serde_json::to_vec(document)?;
    let head =
        RequestHead { api: Version::CURRENT, backend: backend.to_owned(), options, bytes: body.len() as u64 };
    let mut request = serde_json::to_vec(&head)?;
    request.reserve(body.len() + 2);
    request.push(b'\n');
    request.extend_from_slice(&body);
    request.push(b'\n');
    Ok(request)
}

/// An event of an answer, as a backend writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// There is something to say.
    Diagnostic(WireDiagnostic),
    /// A file; its bytes follow the line.
    File {
        /// Its name: relative, its parts separated by `/`.
        name: String,
        /// How many bytes follow.
        bytes: u64,
    },
    /// The answer is whole.
    Done {
        /// How many files there were.
        files: u64,
    },
}

/// Something that a plugin says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireDiagnostic {
    /// `error` (there is no sound result), `warning` or `hint`.
    #[serde(default = "warning")]
    pub severity: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The span of the node that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The words of the Document that are not in the result, where that is what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
}

fn warning() -> String {
    "warning".to_owned()
}

/// A line of an answer; only what is of interest to whoever passes over events that are not known.
#[derive(Deserialize)]
struct Frame {
    event: String,
    #[serde(default)]
    bytes: Option<u64>,
}

/// Hands `ask` the request for a Document, and puts what it answers into `sink`.
pub(crate) fn exchange(
    backend: &str,
    document: &Document,
    options: &Options,
    sink: &mut dyn Sink,
    ask: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>>,
) -> Report {
    let mut report = Report::default();
    match request(backend, document, options) {
        Err(error) => report.fail(backend, &error.to_string()),
        Ok(request) => match ask(request) {
            Ok(answer) => return read_answer(backend, &answer, sink),
            Err(diagnostic) => report.diagnostics.push(*diagnostic),
        },
    }
    report
}

/// Reads the answer of the backend `backend` into `sink` and a report. What is wrong with the answer is one `PLG104`; a
/// file whose name is refused is one `PLG003`, and nothing is read after it.
pub fn read_answer(backend: &str, answer: &[u8], sink: &mut dyn Sink) -> Report {
    let mut report = Report::default();
    if let Err(why) = events(answer, sink, &mut report) {
        report.diagnostics = vec![rules::broken_protocol(backend, &why)];
    }
    report
}

fn events(answer: &[u8], sink: &mut dyn Sink, report: &mut Report) -> Result<(), String> {
    let mut rest = answer;
    let mut files = 0;
    loop {
        let Some(end) = rest.iter().position(|&byte| byte == b'\n') else {
            return Err(if rest.is_empty() {
                "the answer ends without `done`".to_owned()
            } else {
                format!("the last line has no end: {}", excerpt(rest))
            });
        };
        let (line, after) = (&rest[..end], &rest[end + 1..]);
        let no_event = |error: serde_json::Error| format!("this is no event ({error}): {}", excerpt(line));
        let frame = serde_json::from_slice::<Frame>(line).map_err(no_event)?;
        let (bytes, after) = payload(&frame, after)?;
        rest = after;
        if !matches!(frame.event.as_str(), "diagnostic" | "file" | "done") {
            continue;
        }
        match serde_json::from_slice::<Event>(line).map_err(no_event)? {
            Event::Diagnostic(said) => report.diagnostics.push(rules::said(&said)),
            Event::File { name, .. } => {
                files += 1;
                let before = report.diagnostics.len();
                report.file(sink, &name, bytes.to_vec());
                if report.diagnostics.len() > before {
                    report.diagnostics.drain(..before);
                    return Ok(());
                }
            }
            Event::Done { files: said } if said != files => {
                return Err(format!("`done` says {said} files, and there were {files}"));
            }
            Event::Done { .. } if rest.iter().all(u8::is_ascii_whitespace) => {
                return if files == 0 && !report.diagnostics.iter().any(|d| d.severity == Severity::Error) {
                    Err("there is neither a file nor an error in the answer".to_owned())
                } else {
                    Ok(())
                };
            }
            Event::Done { .. } => return Err(format!("something follows `done`: {}", excerpt(rest))),
        }
    }
}

/// The bytes that an event carries, and what follows them.
fn payload<'a>(frame: &Frame, rest: &'a [u8]) -> Result<(&'a [u8], &'a [u8]), String> {
    let Some(bytes) = frame.bytes else { return Ok((&[], rest)) };
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    if bytes >= rest.len() {
        return Err(format!("an event announces {bytes} bytes, and {} follow", rest.len()));
    }
    let (bytes, rest) = rest.split_at(bytes);
    let rest = rest.strip_prefix(b"\n").ok_or("the bytes of an event are not followed by a line feed")?;
    Ok((bytes, rest))
}

/// The beginning of what was sent, for a message.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(240)]);
    let line = text.lines().next().unwrap_or_default();
    let short = line.chars().take(60).collect::<String>();
    let more = if short.len() < bytes.len() { "…" } else { "" };
    format!("`{}{more}`", short.escape_debug())
}

#[cfg(test)]
mod tests {
    use teiwright_export::Files;

    use super::read_answer;

    fn read(answer: &str) -> String {
        let mut files = Files::default();
        let report = read_answer("x", answer.as_bytes(), &mut files);
        let said =
            report.diagnostics.iter().map(|d| format!("{} {}", d.code(), d.message)).collect::<Vec<_>>();
        let files = files.iter().map(|(name, bytes)| format!("{name}={}", String::from_utf8_lossy(bytes)));
        files.chain(said).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn answers_are_read() {
        assert_eq!(
            read("{\"event\":\"file\",\"name\":\"a\",\"bytes\":3}\na\nb\n{\"event\":\"done\",\"files\":1}\n"),
            "a=a\nb"
        );
        let warned = "{\"event\":\"diagnostic\",\"message\":\"m\",\"span\":[1,2],\"new\":0}\n";
        let file = "{\"event\":\"file\",\"name\":\"a\",\"bytes\":0}\n\n{\"event\":\"done\",\"files\":1}\n";
        assert_eq!(read(&format!("{warned}{file}")), "a=; PLG110 m");
        let unknown = "{\"event\":\"progress\",\"bytes\":2}\n{}\n{\"event\":\"hint\"}\n";
        assert_eq!(read(&format!("{unknown}{file}")), "a=");
    }

    #[test]
    fn a_lie_is_one_diagnostic() {
        let done = "{\"event\":\"done\",\"files\":1}\n";
        for (answer, why) in [
            ("", "ends without `done`"),
            ("hello\n", "this is no event"),
            ("{\"event\":\"file\",\"name\":\"a\",\"bytes\":99}\nabc\n", "announces 99 bytes, and 4 follow"),
            ("{\"event\":\"file\",\"name\":\"a\",\"bytes\":1}\nabc\n", "not followed by a line feed"),
            ("{\"event\":\"file\",\"name\":\"a\",\"bytes\":-1}\n", "this is no event"),
            (done, "says 1 files, and there were 0"),
            ("{\"event\":\"done\",\"files\":0}\n", "neither a file nor an error"),
            ("{\"event\":\"done\",\"files\":0}\nmore\n", "something follows"),
            ("{\"event\":\"done\",\"files\":0}", "has no end"),
        ] {
            let said = read(answer);
            assert!(said.contains("PLG104") && said.contains(why), "{said}");
        }
        for name in ["/etc/passwd", "../x", "a/../../b", "C:\\\\x"] {
            let said = read(&format!("{{\"event\":\"file\",\"name\":\"{name}\",\"bytes\":0}}\n\n{done}"));
            assert!(said.starts_with("PLG003") && !said.contains(';'), "{said}");
        }
    }
}
