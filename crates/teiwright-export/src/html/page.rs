//! The page around a text: head, contents, title, text, notes, what is known of it.

use teiwright_model::{Document, Heading};

use super::about::json_ld;
use super::escape;
use super::writer::{Manner, Writer};
use crate::Options;
use crate::facts;
use crate::plan::{Entry, Plan, note_id};
use crate::render::Render;

/// The style sheet of pages.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The ids that a page has of its own; a node of the text that has one of them goes without.
pub(crate) const OWN: [&str; 6] =
    ["text", "about", "about-title", "contents", "contents-title", "diplomatic"];

/// A whole page.
pub(crate) fn page(document: &Document, plan: &Plan, options: &Options) -> String {
    let mut writer = Writer::new(document, plan, Manner::from(options));
    writer.written.extend(OWN.map(str::to_owned));
    head(&mut writer, options);
    writer.push("<body>\n<a class=\"skip\" href=\"#text\">");
    let skip = writer.labels.skip;
    writer.escaped(skip);
    writer.push("</a>\n");
    let titled = plan.outline.iter().filter(|entry| !entry.title.is_empty()).count();
    if options.flag("toc") && titled > 1 {
        contents(&mut writer, &plan.outline, 3);
    }
    writer.push("<main id=\"text\">\n");
    if plan.alternates && !writer.manner.diplomatic {
        writer.push(
            "<p class=\"switch\"><input type=\"checkbox\" id=\"diplomatic\"> <label for=\"diplomatic\">",
        );
        let label = writer.labels.diplomatic;
        writer.escaped(label);
        writer.push("</label></p>\n");
    }
    article(&mut writer);
    writer.push("</main>\n");
    if options.flag("about") {
        writer.push("<footer>\n");
        writer.about();
        writer.push("</footer>\n");
    }
    writer.push("</body>\n</html>\n");
    writer.out
}

fn head(writer: &mut Writer, options: &Options) {
    let document = writer.document;
    let title = facts::title(document).unwrap_or_else(|| writer.labels.untitled.to_owned());
    writer.push("<!DOCTYPE html>\n<html");
    writer.attribute("lang", facts::language(document));
    if writer.rtl {
        writer.attribute("dir", "rtl");
    }
    writer.push(">\n<head>\n<meta charset=\"utf-8\">\n");
    writer.push("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    writer.escaped(&title);
    writer.push("</title>\n");
    let authors = facts::authors(document).collect::<Vec<_>>().join(", ");
    for (name, content) in
        [("author", authors.as_str()), ("generator", "Teiwright"), ("color-scheme", "light dark")]
    {
        if !content.is_empty() {
            writer.push("<meta");
            writer.attribute("name", name);
            writer.attribute("content", content);
            writer.push(">\n");
        }
    }
    if options.flag("json-ld") {
        writer.push("<script type=\"application/ld+json\">");
        writer.push(&json_ld(document));
        writer.push("</script>\n");
    }
    writer.push("<style>\n");
    writer.push(STYLE);
    writer.push("</style>\n");
    if let Some(address) = escape::address(options.text("css")) {
        writer.push("<link rel=\"stylesheet\"");
        writer.attribute("href", &address);
        writer.push(">\n");
    }
    writer.push("</head>\n");
}

/// The contents as nested lists, to the given depth.
pub(crate) fn contents(writer: &mut Writer, outline: &[Entry], depth: u8) {
    writer.push("<nav id=\"contents\" aria-labelledby=\"contents-title\">\n<h2 id=\"contents-title\">");
    let label = writer.labels.contents;
    writer.escaped(label);
    writer.push("</h2>\n");
    let entries = outline.iter().filter(|entry| entry.level <= depth && !entry.title.is_empty());
    let entries = entries.map(|entry| (entry.level, entry.title.as_str(), writer.href(&entry.id)));
    let entries = entries.filter_map(|(level, title, href)| Some((level, title, href?))).collect::<Vec<_>>();
    nested(&mut writer.out, &entries);
    writer.push("</nav>\n");
}

/// Entries of an outline, as lists in lists.
pub(crate) fn nested(out: &mut String, entries: &[(u8, &str, String)]) {
    let mut open: Vec<u8> = Vec::new();
    for (level, title, address) in entries {
        // An entry goes below the last that is less deep, however much deeper it is.
        while open.len() > 1 && open.last().is_some_and(|last| last > level) {
            out.push_str("</li></ol>");
            open.pop();
        }
        match open.last() {
            Some(last) if last >= level => out.push_str("</li>\n<li>"),
            _ => {
                out.push_str("<ol>\n<li>");
                open.push(*level);
            }
        }
        out.push_str("<a href=\"");
        escape::attribute(out, address);
        out.push_str("\">");
        escape::text(out, title);
        out.push_str("</a>");
    }
    for _ in open {
        out.push_str("</li></ol>");
    }
    out.push('\n');
}

/// The text with its title and its notes.
pub(crate) fn article(writer: &mut Writer) {
    let document = writer.document;
    writer.push("<article>\n");
    title_block(writer);
    writer.parts(document);
    let all = (0..document.notes.len()).map(note_id).collect::<Vec<_>>();
    writer.endnotes(&all);
    writer.push("</article>\n");
}

/// What stands over the text, or, where nothing does, the title and authors of the metadata.
pub(crate) fn title_block(writer: &mut Writer) {
    let document = writer.document;
    writer.push("<header class=\"title\">\n");
    let main = |heading: &Heading| !matches!(heading.role.as_str(), "byline" | "argument");
    if document.body.heads.iter().any(main) {
        writer.heading_group(&document.body.heads);
    } else {
        let title = facts::title(document).unwrap_or_else(|| writer.labels.untitled.to_owned());
        let said = document.metadata.authors.is_empty() || !document.body.heads.is_empty();
        writer.push("<hgroup>\n<h1>");
        writer.escaped(&title);
        writer.push("</h1>\n");
        for subtitle in facts::subtitles(document) {
            writer.push("<p class=\"sub\">");
            writer.escaped(subtitle);
            writer.push("</p>\n");
        }
        if !said {
            writer.push("<p class=\"byline\">");
            writer.escaped(&facts::authors(document).collect::<Vec<_>>().join(", "));
            writer.push("</p>\n");
        }
        writer.push("</hgroup>\n");
        for heading in &document.body.heads {
            writer.heading(heading);
        }
    }
    writer.push("</header>\n");
}
