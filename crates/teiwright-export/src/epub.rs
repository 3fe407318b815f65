//! EPUB 3.3: pages, navigation with landmarks and page list, footnotes, accessibility metadata; the same bytes every time.

use std::fmt::Write as _;

use crate::html::escape;
use crate::html::writer::{Manner, Writer};
use crate::options::READINGS;
use crate::paged::{Piece, pieces, write};
use crate::plan::Plan;
use crate::{Backend, OptionKind, OptionSpec, Options, PartName, Report, Sink, archive, facts, html};
use teiwright_model::{Document, Relator};

/// EPUB.
pub(crate) struct Epub;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("about", true, "a last page with what the text says about itself"),
    READINGS,
    OptionSpec::new("identifier", OptionKind::Text, "", "an identifier; without it, a UUID made of the text"),
    OptionSpec::new(
        "modified",
        OptionKind::Text,
        "2000-01-01T00:00:00Z",
        "the time of the last change, which EPUB asks for: nothing here looks at a clock",
    ),
];

const STYLE: &str = include_str!("epub.css");

impl Backend for Epub {
    fn name(&self) -> &str {
        "epub"
    }

    fn summary(&self) -> &str {
        "EPUB 3, a book for reading systems"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/epub+zip"]
    }

    fn extension(&self) -> &str {
        "epub"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        // The media type comes first and is not compressed (EPUB OCF, section 4.2).
        let stored = Some(("mimetype", "application/epub+zip"));
        archive::write(self.name(), sink, "book.epub", stored, &parts(document, &plan, options))
    }
}

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// A page of the book.
struct Page {
    file: String,
    title: String,
    level: u8,
    kind: &'static str,
    content: String,
}

fn parts(document: &Document, plan: &Plan, options: &Options) -> Vec<(String, String)> {
    let diplomatic = options.text("readings") == "diplomatic";
    let manner = Manner { xml: true, diplomatic, facsimile: false };
    let pieces = pieces(document, plan);
    let (texts, files) = write(document, plan, &pieces, manner, ".xhtml");
    let mut writer = Writer::new(document, plan, manner);
    writer.files = Some((&files, ""));
    let work = facts::title(document).unwrap_or_else(|| writer.labels.untitled.to_owned());
    let mut pages = Vec::new();
    for (piece, text) in pieces.iter().zip(texts) {
        pages.push(Page {
            file: format!("{}.xhtml", piece.name),
            title: if piece.title.is_empty() && piece.first { work.clone() } else { piece.title.clone() },
            level: piece.level,
            kind: kind(piece),
            content: text,
        });
    }
    if options.flag("about") {
        writer.about();
        let content = std::mem::take(&mut writer.out);
        let title = writer.labels.about.to_owned();
        pages.push(Page { file: "about.xhtml".to_owned(), title, level: 1, kind: "backmatter", content });
    }
    let nav = nav(&writer, &pages);
    let mut parts = vec![
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ("EPUB/package.opf".to_owned(), package(document, &pages, &work, options)),
        ("EPUB/nav.xhtml".to_owned(), xhtml(&writer, writer.labels.contents, "frontmatter", &nav)),
        ("EPUB/style.css".to_owned(), STYLE.to_owned()),
    ];
    for page in &pages {
        let title = if page.title.is_empty() { &work } else { &page.title };
        parts.push((format!("EPUB/{}", page.file), xhtml(&writer, title, page.kind, &page.content)));
    }
    parts
}

const fn kind(piece: &Piece) -> &'static str {
    match piece.part {
        PartName::Front => "frontmatter",
        PartName::Body => "bodymatter",
        PartName::Back => "backmatter",
    }
}

fn xhtml(writer: &Writer, title: &str, kind: &str, content: &str) -> String {
    let language = facts::language(writer.document);
    let dir = if writer.rtl { " dir=\"rtl\"" } else { "" };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{language}\" xml:lang=\"{language}\"{dir}>\n<head>\n<title>"
    );
    escape::text(&mut out, title);
    let _ = write!(
        out,
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body epub:type=\"{kind}\">\n"
    );
    out.push_str(content);
    out.push_str("</body>\n</html>\n");
    out
}

/// The navigation document: contents, landmarks, pages of the print.
fn nav(writer: &Writer, pages: &[Page]) -> String {
    let labels = writer.labels;
    let heading = |out: &mut String, text: &str| {
        out.push_str("<h2>");
        escape::text(out, text);
        out.push_str("</h2>\n");
    };
    let mut out = String::from("<nav epub:type=\"toc\" role=\"doc-toc\">\n");
    heading(&mut out, labels.contents);
    // Divisions of the outline that are no pages of their own stand below the page they are in.
    let mut entries: Vec<(u8, &str, String)> = Vec::new();
    let outline = writer.plan.outline.iter().filter(|entry| !entry.title.is_empty());
    let outline =
        outline.filter_map(|entry| Some((entry.level, entry.title.as_str(), writer.href(&entry.id)?)));
    let mut outline = outline.peekable();
    for page in pages {
        let mut inside = Vec::new();
        while let Some(entry) = outline.next_if(|(_, _, address)| address.starts_with(&page.file)) {
            inside.push(entry);
        }
        if inside.first().is_none_or(|(_, title, _)| *title != page.title) && !page.title.is_empty() {
            entries.push((page.level, &page.title, page.file.clone()));
        }
        entries.extend(inside.into_iter().filter(|(level, ..)| *level <= 4));
    }
    html::nested(&mut out, &entries);
    out.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n");
    heading(&mut out, labels.contents);
    out.push_str("<ol>\n<li><a epub:type=\"toc\" href=\"nav.xhtml\">");
    escape::text(&mut out, labels.contents);
    out.push_str("</a></li>\n");
    if let Some(page) = pages.iter().find(|page| page.kind == "bodymatter") {
        let _ = write!(out, "<li><a epub:type=\"bodymatter\" href=\"{}\">", page.file);
        escape::text(&mut out, if page.title.is_empty() { labels.untitled } else { &page.title });
        out.push_str("</a></li>\n");
    }
    out.push_str("</ol>\n</nav>\n");
    let numbers = writer.plan.pages.iter().map(|n| n.trim()).filter(|n| !n.is_empty());
    let numbers = numbers.filter_map(|n| Some((n, writer.href(&format!("page-{n}"))?))).collect::<Vec<_>>();
    if !numbers.is_empty() {
        out.push_str("<nav epub:type=\"page-list\" role=\"doc-pagelist\" hidden=\"hidden\">\n");
        heading(&mut out, labels.page);
        out.push_str("<ol>\n");
        let mut seen = rustc_hash::FxHashSet::default();
        for (number, address) in numbers {
            if seen.insert(number) {
                out.push_str("<li><a href=\"");
                escape::attribute(&mut out, &address);
                out.push_str("\">");
                escape::text(&mut out, number);
                out.push_str("</a></li>\n");
            }
        }
        out.push_str("</ol>\n</nav>\n");
    }
    out
}

/// The package document.
fn package(document: &Document, pages: &[Page], title: &str, options: &Options) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\"",
    );
    let language = facts::language(document);
    let _ =
        write!(out, " xml:lang=\"{language}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let mut element = |name: &str, attributes: &str, text: &str| {
        let text = facts::one_line(text);
        if text.is_empty() {
            return;
        }
        let _ = write!(out, "<{name}{attributes}>");
        escape::text(&mut out, &text);
        let _ = writeln!(out, "</{}>", name.split(' ').next().unwrap_or(name));
    };
    let identifier = options.text("identifier");
    if identifier.is_empty() {
        element("dc:identifier", " id=\"id\"", &format!("urn:uuid:{}", uuid(pages)));
    } else {
        element("dc:identifier", " id=\"id\"", identifier);
    }
    element("dc:title", " id=\"title\"", title);
    element("dc:language", "", language);
    let mut people = 0;
    let mut person = |element: &mut dyn FnMut(&str, &str, &str), name: &str, tag: &str, role: &str| {
        if name.trim().is_empty() {
            return;
        }
        people += 1;
        let id = format!("person-{people}");
        element(tag, &format!(" id=\"{id}\""), name);
        element("meta", &format!(" refines=\"#{id}\" property=\"role\" scheme=\"marc:relators\""), role);
    };
    for author in facts::authors(document) {
        person(&mut element, author, "dc:creator", "aut");
    }
    let known = |relator: &Relator| !matches!(relator, Relator::Other(_));
    for made in document.metadata.responsibilities.iter().filter(|made| known(&made.relator)) {
        for who in &made.persons {
            person(&mut element, &who.name.text, "dc:contributor", made.relator.as_str());
        }
    }
    for source in document.metadata.sources.iter().map(facts::source) {
        element("dc:source", "", &source);
    }
    for licence in &document.metadata.licences {
        let words = teiwright_model::plain_text(&licence.content);
        element("dc:rights", "", &format!("{words} {}", licence.target.as_deref().unwrap_or_default()));
    }
    let modified = options.text("modified");
    let sound = modified.len() == 20 && modified.ends_with('Z') && modified.as_bytes().get(10) == Some(&b'T');
    element("meta", " property=\"dcterms:modified\"", if sound { modified } else { "2000-01-01T00:00:00Z" });
    for (property, value) in [
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "Text with structural navigation; notes are linked both ways."),
    ] {
        element("meta", &format!(" property=\"schema:{property}\""), value);
    }
    out.push_str("</metadata>\n");
    spine(&mut out, pages);
    out
}

/// The files, and the order to read them in.
fn spine(out: &mut String, pages: &[Page]) {
    out.push_str("<manifest>\n");
    out.push_str(
        "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n",
    );
    out.push_str("<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
    let id = |page: &Page| page.file.trim_end_matches(".xhtml").to_owned();
    for page in pages {
        let (id, file) = (id(page), &page.file);
        let _ = writeln!(out, "<item id=\"{id}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>");
    }
    out.push_str("</manifest>\n<spine>\n");
    for page in pages {
        let _ = writeln!(out, "<itemref idref=\"{}\"/>", id(page));
    }
    out.push_str("<itemref idref=\"nav\" linear=\"no\"/>\n</spine>\n</package>\n");
}

/// A UUID of version 8 (RFC 9562) made of the pages: FNV-1a, 128 bits.
fn uuid(pages: &[Page]) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in pages.iter().flat_map(|page| page.content.bytes()) {
        hash ^= u128::from(byte);
        hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    hash = hash & !(0xf << 76) | 0x8 << 76;
    hash = hash & !(0x3 << 62) | 0x2 << 62;
    let hex = format!("{hash:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
