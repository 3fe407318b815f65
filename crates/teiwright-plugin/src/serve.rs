//! A backend that is a crate, as a program: the other side of the protocol.

use std::io::{self, BufRead, Read, Write};

use serde::Deserialize as _;
use teiwright_export::{Backend, Files, Options, Report};
use teiwright_model::Document;
use teiwright_source::Severity;

use crate::wire::{Event, RequestHead, WireDiagnostic};
use crate::{Description, Version, rules};

/// Answers as a plugin's program does: `arguments` are those of the command line, without the program's name; `version` is
/// that of the backend. The number is the exit status.
///
/// ```no_run
/// # use teiwright_export::Backend;
/// # fn main_of(my_backend: &dyn Backend) {
/// let arguments = std::env::args().skip(1).collect::<Vec<_>>();
/// let version = env!("CARGO_PKG_VERSION");
/// let status = teiwright_plugin::serve(my_backend, version, &arguments, std::io::stdin().lock(), std::io::stdout().lock());
/// # }
/// ```
///
/// # Errors
/// When reading or writing fails, or the request is none.
pub fn serve(
    backend: &dyn Backend,
    version: &str,
    arguments: &[String],
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<u8> {
    match arguments.first().map(String::as_str) {
        Some("describe") => {
            line(&mut output, &Description::of(backend, version))?;
            Ok(0)
        }
        Some("render") => render(backend, input, output),
        _ => {
            let name = backend.name();
            writeln!(
                output,
                "teiwright-backend-{name} {version}: a backend of Teiwright; `teiwright convert --to {name}` runs it"
            )?;
            Ok(2)
        }
    }
}

fn render(backend: &dyn Backend, mut input: impl BufRead, mut output: impl Write) -> io::Result<u8> {
    let mut first = Vec::new();
    input.read_until(b'\n', &mut first)?;
    let head = serde_json::from_slice::<RequestHead>(&first)?;
    if head.api.major != Version::CURRENT.major {
        let why = format!("the request is in version {} of the contract, not {}", head.api, Version::CURRENT);
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    }
    let mut body = Vec::new();
    input.take(head.bytes).read_to_end(&mut body)?;
    let document = document(&body)?;
    let mut options = Options::defaults(backend.options());
    let mut report = Report::default();
    for (name, value) in &head.options {
        if let Err(fault) = options.set(backend.name(), backend.options(), name, &value.text()) {
            report.diagnostics.push(*fault);
        }
    }
    let mut files = Files::default();
    if report.diagnostics.is_empty() {
        report = backend.write(&document, &options, &mut files);
    }
    for found in &report.diagnostics {
        line(&mut output, &Event::Diagnostic(rules::to_wire(found)))?;
    }
    let failed = report.diagnostics.iter().any(|found| found.severity == Severity::Error);
    let files = if failed { Vec::new() } else { files.into_files() };
    for (name, bytes) in &files {
        line(&mut output, &Event::File { name: name.clone(), bytes: bytes.len() as u64 })?;
        output.write_all(bytes)?;
        output.write_all(b"\n")?;
    }
    line(&mut output, &Event::Done { files: files.len() as u64 })?;
    output.flush()?;
    Ok(0)
}

/// Reads a Document in its wire form, however deep it is.
pub(crate) fn document(json: &[u8]) -> serde_json::Result<Document> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    // Whoever wrote it bounds its depth; serde_json's own bound of 128 is that of a Document about 40 deep.
    reader.disable_recursion_limit();
    let document = Document::deserialize(&mut reader)?;
    reader.end()?;
    Ok(document)
}

fn line(output: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}

impl From<&teiwright_source::Diagnostic> for WireDiagnostic {
    fn from(found: &teiwright_source::Diagnostic) -> Self {
        rules::to_wire(found)
    }
}
