//! `convert`: each input to its output, with a line saying what was found.

use std::path::{Path, PathBuf};

use serde::Serialize;
use teiwright::{Conversion, ConvertError, ConvertOptions, Target, rules};
use teiwright_model::{Division, DivisionKind, InlineKind, Visit};
use teiwright_report::Format;
use teiwright_source::Normalization;

use super::inputs::{self, Input};
use super::{ConvertArgs, Failure, To, encoding, output, print_failure, settings, terminal};

/// Runs the command; 2 when any input could not be converted.
pub(crate) fn run(args: &ConvertArgs) -> u8 {
    let format = args.format.format();
    let (inputs, failures) = inputs::collect(&args.inputs, &["txt", "text"]);
    for failure in &failures {
        print_failure(failure, format);
    }
    let mut failed = !failures.is_empty();
    let outputs = match plan(args, &inputs) {
        Ok(outputs) => outputs,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
    for (input, to) in inputs.iter().zip(outputs) {
        match one(args, input, to.as_deref()) {
            Ok(done) => failed |= !done,
            Err(failure) => {
                print_failure(&failure, format);
                failed = true;
            }
        }
    }
    u8::from(failed) * 2
}

fn usage(message: &str, help: &str) -> Failure {
    Failure::new(&rules::cfg005::RULE, "convert", message, help)
}

/// Where each input's output goes; none for standard output.
fn plan(args: &ConvertArgs, inputs: &[Input]) -> Result<Vec<Option<PathBuf>>, Failure> {
    let folder_named = args.inputs.iter().any(|path| path.is_dir());
    let extension = match args.to {
        To::Tei => "xml",
        To::Json => "json",
    };
    let outputs = match (&args.output, &args.out_dir) {
        (_, Some(folder)) => {
            let to = |input: &Input| Some(folder.join(&input.below).with_extension(extension));
            inputs.iter().map(to).collect::<Vec<_>>()
        }
        (Some(_), None) if inputs.len() > 1 || folder_named => {
            return Err(usage(
                "several inputs cannot be written to one file",
                "name a folder with --out-dir",
            ));
        }
        (None, None) if inputs.len() > 1 => {
            return Err(usage("several inputs need a folder to be written to", "name one with --out-dir"));
        }
        (to, None) => vec![to.clone(); inputs.len()],
    };
    if args.ledger.is_some() && inputs.len() > 1 {
        return Err(usage("--ledger goes with one input", "convert the files one by one"));
    }
    let mut seen = std::collections::BTreeSet::new();
    for to in outputs.iter().chain([&args.ledger.clone()]).flatten() {
        let clash = |message: &str| {
            let help = "name another output";
            Failure::new(&rules::cfg003::RULE, to.display().to_string(), message, help)
        };
        if inputs.iter().any(|input| inputs::same_file(&input.path, to)) {
            return Err(clash("is an input; transcriptions are never overwritten"));
        }
        if !seen.insert(to.clone()) {
            return Err(clash("would be written twice"));
        }
    }
    Ok(outputs)
}

fn options(args: &ConvertArgs, input: &Input) -> Result<ConvertOptions, Failure> {
    let mut options = ConvertOptions::new();
    let config = args.config.clone().or_else(|| settings::nearest(&input.path));
    if let Some(config) = config {
        settings::read(&config, &mut options)?;
    }
    for pair in &args.set {
        settings::assign(pair, &mut options)?;
    }
    if let Some(from) = args.from {
        options.read.dialect = from.dialect();
    }
    if let Some(notes) = args.notes {
        options.lower.notes = notes.placement();
    }
    if let Some(language) = &args.language {
        options.read.language = Some(language.clone());
    }
    options.decode.encoding = encoding(args.encoding.as_deref())?;
    if args.normalize.is_some() {
        options.decode.normalization = Normalization::Nfc;
    }
    options.target = match args.to {
        To::Tei => Target::Tei,
        To::Json => Target::Json,
    };
    Ok(options)
}

/// Converts one input; false when it was refused.
fn one(args: &ConvertArgs, input: &Input, to: Option<&Path>) -> Result<bool, Failure> {
    let options = options(args, input)?;
    let name = input.name();
    let bytes = input.read()?;
    let conversion = match teiwright::convert(&name, bytes, &options) {
        Ok(conversion) => conversion,
        Err(error) => {
            print_error(&error, &name, args.format.format());
            return Ok(false);
        }
    };
    match to {
        Some(path) => {
            if args.out_dir.is_some()
                && let Some(folder) = path.parent()
            {
                std::fs::create_dir_all(folder).map_err(|error| {
                    let message = format!("cannot be made: {error}");
                    Failure::new(
                        &rules::cfg002::RULE,
                        folder.display().to_string(),
                        message,
                        "check the path",
                    )
                })?;
            }
            output::write(path, &conversion.output)?;
        }
        None => output::print(&conversion.output)?,
    }
    if let Some(path) = &args.ledger {
        output::write(path, &ledger(&conversion))?;
    }
    let shown = to.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    output::error(&format!("{name} → {shown}: {}\n", summary(&conversion)));
    let format = args.format.format();
    output::error(&teiwright_report::render(
        format,
        &conversion.source,
        &conversion.diagnostics,
        &terminal::options(&std::io::stderr()),
    ));
    Ok(true)
}

/// Prints why there is no result.
pub(crate) fn print_error(error: &ConvertError, name: &str, format: Format) {
    match error {
        ConvertError::Refused(refused) => {
            let (source, diagnostics) = &**refused;
            output::error(&teiwright_report::render(
                format,
                source,
                diagnostics,
                &terminal::options(&std::io::stderr()),
            ));
        }
        ConvertError::Decode(error) => {
            print_failure(
                &Failure { diagnostic: Box::new(error.diagnostic()), file: name.to_owned() },
                format,
            );
        }
        error => print_failure(
            &Failure::new(&rules::cfg006::RULE, name, error.to_string(), "please report it"),
            format,
        ),
    }
}

/// What was found, in one line.
fn summary(conversion: &Conversion) -> String {
    #[derive(Default)]
    struct Found {
        divisions: usize,
        linked: std::collections::BTreeSet<u32>,
    }
    impl Visit for Found {
        fn division(&mut self, division: &Division) {
            self.divisions += usize::from(division.kind != Some(DivisionKind::Notes));
            for heading in &division.heads {
                self.heading(heading);
            }
            self.blocks(&division.blocks);
        }
        fn inline(&mut self, inline: &teiwright_model::Inline) {
            if let InlineKind::NoteRef { note, .. } = &inline.kind {
                self.linked.insert(note.0);
            }
            self.inlines(inline.content());
        }
    }
    let document = &conversion.document;
    let mut found = Found::default();
    found.document(document);
    let count =
        |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let responsibilities = document.metadata.responsibilities.len();
    let kept = document.metadata.notes.iter().filter(|note| note.kind == "label").count();
    format!(
        "{}, {} ({} linked), {}, {}, {} kept as they are",
        count(found.divisions, "division"),
        count(document.notes.len(), "note"),
        found.linked.len(),
        if responsibilities == 1 {
            "1 responsibility".to_owned()
        } else {
            format!("{responsibilities} responsibilities")
        },
        count(document.metadata.processing.dates as usize, "date"),
        count(kept, "line"),
    )
}

/// The ledger as JSON, each change with its place and characters.
fn ledger(conversion: &Conversion) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        line: u32,
        column: u32,
        offset: u64,
        text: &'a str,
        change: teiwright_model::Change,
        #[serde(skip_serializing_if = "Option::is_none")]
        became: Option<&'a str>,
    }
    let source = &conversion.source;
    let entries = conversion.ledger.entries.iter().map(|entry| {
        let at = source.position(entry.span.start);
        let text = source.slice(entry.span);
        let became = entry.became.as_deref();
        Entry { line: at.line, column: at.column, offset: at.offset, text, change: entry.change, became }
    });
    serde_json::to_string_pretty(&entries.collect::<Vec<_>>()).unwrap_or_default() + "\n"
}
