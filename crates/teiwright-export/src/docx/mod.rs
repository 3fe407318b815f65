//! DOCX: `WordprocessingML` (ECMA-376, part 1, chapter 17) with real styles, footnotes, numbered lists and tables; the same
//! bytes every time.

mod about;
mod marks;
mod package;
mod paragraphs;
mod tables;
mod writer;

use teiwright_model::Document;

use crate::options::READINGS;
use crate::plan::Plan;
use crate::{Backend, OptionSpec, Options, Report, Sink, archive};

/// DOCX.
pub(crate) struct Docx;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec::flag("about", true, "a last section with what the text says about itself"), READINGS];

impl Backend for Docx {
    fn name(&self) -> &str {
        "docx"
    }

    fn summary(&self) -> &str {
        "a document for word processors, with styles and footnotes"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]
    }

    fn extension(&self) -> &str {
        "docx"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let written = writer::write(document, &plan, options);
        archive::write(self.name(), sink, "text.docx", None, &package::parts(document, &written))
    }
}
