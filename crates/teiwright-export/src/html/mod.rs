//! HTML: a page to read, complete in one file, or the text alone for a page of one's own.

pub(crate) mod about;
pub(crate) mod element;
pub(crate) mod escape;
mod notes;
mod page;
mod parts;
pub(crate) mod writer;

use teiwright_model::Document;

use crate::options::READINGS;
use crate::plan::Plan;
use crate::{Backend, OptionSpec, Options, Report, Sink};

pub use escape::address;
pub(crate) use page::{OWN, STYLE, nested, title_block};

/// A page to read.
pub(crate) struct Html;

/// The text alone.
pub(crate) struct HtmlFragment;

const PAGE: &[OptionSpec] = &[
    OptionSpec::flag("toc", true, "contents beside or above the text, where there are two divisions or more"),
    OptionSpec::flag("about", true, "what the text says about itself, and how to cite it"),
    OptionSpec::flag("json-ld", true, "the same for machines, in the words of schema.org"),
    OptionSpec::flag(
        "facsimile",
        true,
        "page numbers link to the picture of the page, where the text names it",
    ),
    READINGS,
    OptionSpec::new("css", crate::OptionKind::Text, "", "address of a style sheet that comes after ours"),
];

const FRAGMENT: &[OptionSpec] =
    &[OptionSpec::flag("facsimile", true, "page numbers link to the picture of the page"), READINGS];

impl Backend for Html {
    fn name(&self) -> &str {
        "html"
    }

    fn summary(&self) -> &str {
        "a page to read, complete in one file"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/html"]
    }

    fn extension(&self) -> &str {
        "html"
    }

    fn options(&self) -> &[OptionSpec] {
        PAGE
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        Report::of_file(sink, "index.html", page::page(document, &plan, options))
    }
}

impl Backend for HtmlFragment {
    fn name(&self) -> &str {
        "html-fragment"
    }

    fn summary(&self) -> &str {
        "the text alone, an article element for a page of one's own"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/html"]
    }

    fn extension(&self) -> &str {
        "html"
    }

    fn options(&self) -> &[OptionSpec] {
        FRAGMENT
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let mut writer = writer::Writer::new(document, &plan, writer::Manner::from(options));
        page::article(&mut writer);
        Report::of_file(sink, "fragment.html", writer.out)
    }
}
