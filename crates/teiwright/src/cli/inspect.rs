//! `inspect`: what each line of a transcription is read as, and why.

use serde::Serialize;
use teiwright::ConvertOptions;
use teiwright_report::Format;
use teiwright_text::{Dialect, LineRole};

use super::convert::refusal;
use super::inputs::Input;
use super::{Failure, InspectArgs, encoding, output, print_failure};

/// Prints the lines of a transcription beside what they were read as.
pub(crate) fn run(args: &InspectArgs) -> u8 {
    match inspect(args) {
        Ok(status) => status,
        Err(failure) => {
            print_failure(&failure, Format::Human);
            2
        }
    }
}

/// The answer for programs, version first.
#[derive(Serialize)]
struct Answer<'a> {
    v: u32,
    file: &'a str,
    encoding: &'static str,
    dialect: Dialect,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    line: u32,
    role: LineRole,
    why: &'a str,
    text: &'a str,
}

fn inspect(args: &InspectArgs) -> Result<u8, Failure> {
    let input = Input::at(&args.input);
    let mut options = ConvertOptions::new();
    options.read.dialect = args.from.map_or(Dialect::Auto, super::From::dialect);
    options.decode.encoding = encoding(args.encoding.as_deref())?;
    let name = input.name();
    let read = teiwright::read(&name, input.read()?, &options).map_err(|error| refusal(error, &name))?;
    let (source, reading, _) = read;
    let lines = reading.lines.iter().map(|line| Line {
        line: line.line,
        role: line.role,
        why: line.why,
        text: source.line(line.line as usize - 1),
    });
    let out = if args.format == super::Answer::Json {
        let encoding = source.encoding().name();
        let answer = Answer { v: 1, file: &name, encoding, dialect: reading.dialect, lines: lines.collect() };
        serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
    } else {
        lines.map(|line| shown(&line)).collect()
    };
    output::print(out.as_bytes())?;
    Ok(0)
}

/// One line for people: its number, what it is read as, its beginning, the reason.
fn shown(line: &Line) -> String {
    let role = serde_json::to_value(line.role).ok();
    let role = role.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let text = line.text.trim();
    let more = if text.chars().count() > 48 { "…" } else { "" };
    let start = text.chars().take(48).collect::<String>();
    format!("{:>6}  {role:<10}  {:<50}  {}\n", line.line, format!("{start}{more}"), line.why)
}
