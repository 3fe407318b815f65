//! `inspect`: what each line of a transcription is read as, and why.

use teiwright::ConvertOptions;
use teiwright_report::Format;
use teiwright_text::Dialect;

use super::convert::print_error;
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

fn inspect(args: &InspectArgs) -> Result<u8, Failure> {
    let input = Input { path: args.input.clone(), below: args.input.clone() };
    let mut options = ConvertOptions::new();
    options.read.dialect = args.from.map_or(Dialect::Auto, super::From::dialect);
    options.decode.encoding = encoding(args.encoding.as_deref())?;
    let bytes = input.read()?;
    let (source, reading, _) = match teiwright::read(&input.name(), bytes, &options) {
        Ok(read) => read,
        Err(error) => {
            print_error(&error, &input.name(), Format::Human);
            return Ok(2);
        }
    };
    let mut out = String::new();
    for line in &reading.lines {
        let role = serde_json::to_value(line.role).ok();
        let role = role.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        let text = source.line(line.line as usize - 1);
        let shown = text.trim().chars().take(48).collect::<String>();
        let more = if text.trim().chars().count() > 48 { "…" } else { "" };
        out.push_str(&format!(
            "{:>6}  {role:<10}  {:<50}  {}\n",
            line.line,
            format!("{shown}{more}"),
            line.why
        ));
    }
    output::print(&out)?;
    Ok(0)
}
