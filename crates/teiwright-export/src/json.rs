//! The Document itself, as JSON: what plugins read.

use teiwright_model::Document;

use crate::{Backend, OptionSpec, Options, Report, Sink};

/// The Document as JSON.
pub(crate) struct Json;

const OPTIONS: &[OptionSpec] = &[OptionSpec::flag("pretty", true, "lines and indentation for people")];

impl Backend for Json {
    fn name(&self) -> &str {
        "json"
    }

    fn summary(&self) -> &str {
        "the Document, which backends read"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/json"]
    }

    fn extension(&self) -> &str {
        "json"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let json = if options.flag("pretty") {
            serde_json::to_vec_pretty(document)
        } else {
            serde_json::to_vec(document)
        };
        match json {
            Ok(mut json) => {
                json.push(b'\n');
                Report::of_file(sink, "document.json", json)
            }
            Err(error) => {
                let mut report = Report::default();
                report.fail(self.name(), &error.to_string());
                report
            }
        }
    }
}
