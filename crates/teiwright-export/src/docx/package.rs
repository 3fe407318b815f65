//! The parts of the package beside the text: types, relationships, styles, numbering, properties (ECMA-376, parts 1 and 2).

use std::fmt::Write as _;

use teiwright_model::Document;

use super::writer::Written;
use crate::facts;
use crate::html::escape;
use crate::labels::right_to_left;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts with their names, the content types first.
pub(crate) fn parts(document: &Document, written: &Written) -> Vec<(String, String)> {
    let part = |name: &str, content: String| (name.to_owned(), content);
    let rtl = right_to_left(facts::language(document));
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    let text = format!(
        "{HEAD}<w:document {MAIN}><w:body>\n{}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\" \
         w:gutter=\"0\"/>{bidi}</w:sectPr></w:body></w:document>\n",
        written.text
    );
    let separators = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\n\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n";
    let footnotes = format!("{HEAD}<w:footnotes {MAIN}>\n{separators}{}</w:footnotes>\n", written.footnotes);
    vec![
        part("[Content_Types].xml", content_types()),
        part("_rels/.rels", package_relationships()),
        part("docProps/core.xml", properties(document)),
        part("word/document.xml", text),
        part("word/_rels/document.xml.rels", relationships(PARTS, &written.links)),
        part("word/footnotes.xml", footnotes),
        part("word/_rels/footnotes.xml.rels", relationships(&[], &written.note_links)),
        part("word/styles.xml", styles(facts::language(document), rtl)),
        part("word/numbering.xml", numbering(&written.lists)),
        part("word/settings.xml", settings()),
    ]
}

/// The parts that the text refers to.
const PARTS: &[&str] = &["styles", "numbering", "footnotes", "settings"];

fn content_types() -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\n\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\n\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n"
    );
    for name in PARTS {
        let _ = writeln!(out, "<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{name}+xml\"/>");
    }
    out.push_str("</Types>\n");
    out
}

fn package_relationships() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">\n\
         <Relationship Id=\"text\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\n\
         <Relationship Id=\"core\" \
         Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/>\n</Relationships>\n"
    )
}

fn relationships(parts: &[&str], links: &[String]) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">\n");
    for name in parts {
        let _ = writeln!(out, "<Relationship Id=\"{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>");
    }
    for (index, link) in links.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"link{}\" Type=\"{OFFICE}/hyperlink\" Target=\"", index + 1);
        escape::attribute(&mut out, link);
        out.push_str("\" TargetMode=\"External\"/>\n");
    }
    out.push_str("</Relationships>\n");
    out
}

fn properties(document: &Document) -> String {
    let mut out = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
    );
    let authors = facts::authors(document).collect::<Vec<_>>().join("; ");
    let title = facts::title(document).unwrap_or_default();
    for (name, value) in
        [("title", title), ("creator", authors), ("language", facts::language(document).to_owned())]
    {
        if !value.is_empty() {
            let _ = write!(out, "<dc:{name}>");
            escape::text(&mut out, &value);
            let _ = writeln!(out, "</dc:{name}>");
        }
    }
    out.push_str("</cp:coreProperties>\n");
    out
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {MAIN}><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat></w:settings>\n"
    )
}

/// The styles: id, name, what a paragraph of it is, what its words are. Those with a name of Word's are the ones that its
/// users know; the others are the text's own.
const STYLES: &[(&str, &str, &str, &str)] = &[
    (
        "Title",
        "Title",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"36\"/>",
    ),
    (
        "Subtitle",
        "Subtitle",
        "<w:keepNext/><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>",
        "<w:i/><w:sz w:val=\"26\"/>",
    ),
    (
        "Verse",
        "Verse",
        "<w:spacing w:after=\"160\" w:line=\"276\" w:lineRule=\"auto\"/><w:ind w:left=\"425\"/>",
        "",
    ),
    ("Quote", "Quote", "<w:ind w:left=\"425\" w:right=\"425\"/>", ""),
    (
        "Label",
        "Label",
        "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/>",
        "",
    ),
    (
        "Speaker",
        "Speaker",
        "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\"/>",
        "<w:b/><w:smallCaps/>",
    ),
    ("StageDirection", "Stage Direction", "", "<w:i/>"),
    ("LeftLine", "Letter Left", "<w:spacing w:after=\"60\"/>", ""),
    ("RightLine", "Letter Right", "<w:spacing w:after=\"60\"/><w:jc w:val=\"right\"/>", ""),
    ("Caption", "caption", "<w:jc w:val=\"center\"/>", "<w:i/>"),
    (
        "FootnoteText",
        "footnote text",
        "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"18\"/>",
    ),
];

fn styles(language: &str, rtl: bool) -> String {
    let lang = if language == "und" {
        String::new()
    } else {
        format!("<w:lang w:val=\"{language}\" w:bidi=\"{language}\"/>")
    };
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    let mut out = format!(
        "{HEAD}<w:styles {MAIN}>\n<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/>\
         <w:szCs w:val=\"22\"/>{lang}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{bidi}<w:spacing w:after=\"120\" \
         w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr>\
         <w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\n\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>\
         <w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style>\n\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{}\
         </w:tblBorders></w:tblPr></w:style>\n",
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
            .concat()
    );
    for level in 1..=6 {
        let size = [32, 28, 26, 24, 22, 22][level - 1];
        let _ = writeln!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>\
             <w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/>\
             <w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        );
    }
    for (id, name, paragraph, words) in STYLES {
        let _ = writeln!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
        );
    }
    out.push_str("</w:styles>\n");
    out
}

/// The lists: one with dots for all, one for each that is numbered, so that each begins with 1.
fn numbering(lists: &[usize]) -> String {
    let mut out = format!("{HEAD}<w:numbering {MAIN}>\n");
    for (number, format, text) in [(0, "bullet", "•"), (1, "decimal", "%{}.")] {
        let _ = writeln!(
            out,
            "<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        );
        for level in 0..9 {
            let text = text.replace("{}", &(level + 1).to_string());
            let _ = writeln!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"425\"/></w:pPr></w:lvl>",
                (level + 1) * 425
            );
        }
        out.push_str("</w:abstractNum>\n");
    }
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n");
    for (index, level) in lists.iter().enumerate() {
        let _ = writeln!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/>\
             </w:lvlOverride></w:num>",
            index + 2
        );
    }
    out.push_str("</w:numbering>\n");
    out
}
