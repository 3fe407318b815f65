//! A site: one page a division, contents, search without a server.

use std::fmt::Write as _;

use teiwright_model::Document;

use super::{Piece, pieces, write};
use crate::html::about::json_ld;
use crate::html::escape;
use crate::html::writer::{Manner, Writer};
use crate::options::READINGS;
use crate::plan::Plan;
use crate::{Backend, Form, OptionSpec, Options, Report, Sink, facts, html};

/// A site.
pub(crate) struct Site;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("search", true, "a page that searches the text, by a script that needs no server"),
    OptionSpec::flag("facsimile", true, "page numbers link to the picture of the page"),
    READINGS,
];

const SEARCH: &str = include_str!("search.js");

impl Backend for Site {
    fn name(&self) -> &str {
        "site"
    }

    fn summary(&self) -> &str {
        "a folder of pages, one a division, with search"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/html", "text/css", "text/javascript"]
    }

    fn extension(&self) -> &str {
        "html"
    }

    fn form(&self) -> Form {
        Form::Folder
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let pieces = pieces(document, &plan);
        let manner = Manner::from(options);
        let (texts, files) = write(document, &plan, &pieces, manner, ".html");
        let mut report = Report::default();
        let search = options.flag("search");
        let mut writer = Writer::new(document, &plan, manner);
        writer.files = Some((&files, "index.html"));
        report.file(sink, "index.html", index(&mut writer, &pieces, search).into_bytes());
        for (number, (piece, text)) in pieces.iter().zip(&texts).enumerate() {
            let before = number.checked_sub(1).and_then(|number| pieces.get(number));
            let around = [before, pieces.get(number + 1)];
            let page = page(&writer, piece, around, text, search);
            report.file(sink, &format!("{}.html", piece.name), page.into_bytes());
        }
        report.file(sink, "style.css", html::STYLE.into());
        if search {
            report.file(sink, "search.html", search_page(&writer).into_bytes());
            report.file(sink, "search.js", SEARCH.into());
            report.file(sink, "search-index.js", search_index(&pieces, &texts).into_bytes());
        }
        report
    }
}

/// The start of a page up to its body.
fn head(writer: &Writer, title: &str, more: &str) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html");
    let mut attribute = |name: &str, value: &str| {
        out.push_str(&format!(" {name}=\""));
        escape::attribute(&mut out, value);
        out.push('"');
    };
    attribute("lang", facts::language(writer.document));
    if writer.rtl {
        attribute("dir", "rtl");
    }
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    let work = facts::title(writer.document).unwrap_or_else(|| writer.labels.untitled.to_owned());
    if title.is_empty() || title == work {
        escape::text(&mut out, &work);
    } else {
        escape::text(&mut out, &format!("{title} – {work}"));
    }
    out.push_str("</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n");
    out.push_str(more);
    out.push_str("</head>\n<body>\n");
    out
}

fn anchor(out: &mut String, address: &str, text: &str, rel: &str) {
    out.push_str("<a href=\"");
    escape::attribute(out, address);
    out.push('"');
    if !rel.is_empty() {
        out.push_str(&format!(" rel=\"{rel}\""));
    }
    out.push('>');
    escape::text(out, text);
    out.push_str("</a>\n");
}

/// The first page: title, contents, what is known of the text.
fn index(writer: &mut Writer, pieces: &[Piece], search: bool) -> String {
    let data = format!("<script type=\"application/ld+json\">{}</script>\n", json_ld(writer.document));
    let mut out = head(writer, "", &data);
    out.push_str("<main>\n<h1>");
    let title = facts::title(writer.document).unwrap_or_else(|| writer.labels.untitled.to_owned());
    escape::text(&mut out, &title);
    out.push_str("</h1>\n");
    let authors = facts::authors(writer.document).collect::<Vec<_>>().join(", ");
    if !authors.is_empty() {
        out.push_str("<p class=\"byline\">");
        escape::text(&mut out, &authors);
        out.push_str("</p>\n");
    }
    if search {
        out.push_str("<p>");
        anchor(&mut out, "search.html", writer.labels.search, "search");
        out.push_str("</p>\n");
    }
    out.push_str("<h2>");
    escape::text(&mut out, writer.labels.contents);
    out.push_str("</h2>\n<div class=\"contents\">\n");
    let title = |piece: &Piece| {
        if piece.first && piece.title.is_empty() { title.clone() } else { piece.title.clone() }
    };
    let entries = pieces.iter().map(|piece| (piece.level, title(piece), format!("{}.html", piece.name)));
    let entries = entries.filter(|(_, title, _)| !title.is_empty()).collect::<Vec<_>>();
    let entries =
        entries.iter().map(|(level, title, file)| (*level, title.as_str(), file.clone())).collect::<Vec<_>>();
    html::nested(&mut out, &entries);
    out.push_str("</div>\n</main>\n<footer>\n");
    writer.about();
    out.push_str(&std::mem::take(&mut writer.out));
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

/// A page of the text, with ways to the pages beside it.
fn page(writer: &Writer, piece: &Piece, around: [Option<&Piece>; 2], text: &str, search: bool) -> String {
    let labels = writer.labels;
    let mut out = head(writer, &piece.title, "");
    out.push_str("<a class=\"skip\" href=\"#text\">");
    escape::text(&mut out, labels.skip);
    let _ = writeln!(out, "</a>\n<header class=\"site\">");
    anchor(&mut out, "index.html", labels.contents, "up");
    if search {
        anchor(&mut out, "search.html", labels.search, "search");
    }
    out.push_str("</header>\n");
    out.push_str("<main id=\"text\">\n");
    if writer.plan.alternates && !writer.manner.diplomatic {
        out.push_str(
            "<p class=\"switch\"><input type=\"checkbox\" id=\"diplomatic\"> <label for=\"diplomatic\">",
        );
        escape::text(&mut out, labels.diplomatic);
        out.push_str("</label></p>\n");
    }
    out.push_str("<article>\n");
    out.push_str(text);
    out.push_str("</article>\n</main>\n<footer class=\"pager\">\n");
    for (other, label, rel, arrow) in
        [(around[0], labels.previous, "prev", "←"), (around[1], labels.next, "next", "→")]
    {
        if let Some(other) = other {
            let words = if other.title.is_empty() { label } else { other.title.as_str() };
            anchor(&mut out, &format!("{}.html", other.name), &format!("{arrow} {words}"), rel);
        }
    }
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

fn search_page(writer: &Writer) -> String {
    let scripts =
        "<script src=\"search-index.js\" defer></script>\n<script src=\"search.js\" defer></script>\n";
    let mut out = head(writer, writer.labels.search, scripts);
    out.push_str("<header class=\"site\">\n");
    anchor(&mut out, "index.html", writer.labels.contents, "up");
    out.push_str("</header>\n<main>\n<h1>");
    escape::text(&mut out, writer.labels.search);
    out.push_str("</h1>\n<p><label for=\"words\">");
    escape::text(&mut out, writer.labels.search);
    out.push_str("</label> <input type=\"search\" id=\"words\"></p>\n");
    out.push_str("<p id=\"count\" role=\"status\"></p>\n<ol id=\"found\"></ol>\n</main>\n</body>\n</html>\n");
    out
}

/// The text of the pages as data for the script.
fn search_index(pieces: &[Piece], texts: &[String]) -> String {
    let mut out = String::from("const PAGES = [\n");
    for (piece, text) in pieces.iter().zip(texts) {
        let plain = facts::one_line(&without_tags(text));
        let title =
            if piece.title.is_empty() { plain.chars().take(60).collect() } else { piece.title.clone() };
        let entry = serde_json::json!([format!("{}.html", piece.name), title, plain]);
        let _ = writeln!(out, "{entry},");
    }
    out.push_str("];\n");
    out
}

/// The characters of a page that we wrote: its tags hold no `>` in values, and its references are these few.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in html.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
