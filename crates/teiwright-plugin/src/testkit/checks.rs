//! What must be true of what a backend wrote.

use teiwright_export::{Backend, Files, Form, Report};

use super::formats::{Format, Written, written};
use super::markup::{Token, reference, tokens};
use super::{Case, links, text};

/// Elements of HTML that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Adds everything that is wrong.
pub(super) fn all(
    backend: &dyn Backend,
    case: &Case,
    files: &Files,
    report: &Report,
    faults: &mut Vec<String>,
) {
    names(backend, files, faults);
    let all = written(files.iter(), faults);
    for file in &all {
        let before = faults.len();
        match file.format {
            Format::Html | Format::Xml => markup(file, case, faults),
            Format::Latex => tex(file, faults),
            Format::Typst => unescaped(file, "#kitevil", faults),
            Format::Markdown => unescaped(file, "<kit-evil", faults),
            Format::Json => json(file, faults),
            Format::Csv(separator) => csv(file, separator, faults),
            Format::Conllu => conllu(file, faults),
            Format::Plain | Format::Binary => {}
        }
        faults.truncate(before + 5);
    }
    links::check(&all, &case.document, faults);
    if !backend.is_extract() {
        let plain = all.iter().map(Written::plain).collect::<Vec<_>>().join("\n");
        faults.extend(text::lost(&case.document, &plain, report));
    }
}

/// The files are as many as the backend says; their names were held to the rules by the sink.
fn names(backend: &dyn Backend, files: &Files, faults: &mut Vec<String>) {
    let names = files.iter().map(|(name, _)| name).collect::<Vec<_>>();
    if names.is_empty() {
        faults.push("it writes no file".to_owned());
    }
    if backend.form() == Form::File && names.len() > 1 {
        faults.push(format!(
            "it writes {} files, and says that it writes one: {}",
            names.len(),
            names.join(", ")
        ));
    }
}

/// The first characters of something, for a message.
fn shown(text: &str) -> String {
    text.chars().take(40).collect::<String>().escape_debug().to_string()
}

fn markup(file: &Written, case: &Case, faults: &mut Vec<String>) {
    let name = &file.name;
    let xml = file.format == Format::Xml;
    let mut open = Vec::new();
    for token in tokens(&file.text) {
        match token {
            Token::Broken(text) => faults.push(format!("in `{name}`, this is no tag: `{}`", shown(text))),
            Token::Text(text) if xml => bare_ampersand(name, text, faults),
            Token::Open { name: tag, attributes, empty } => {
                // Generic elements may keep their names where a format has tags for whatever there is.
                let evil = tag == "kit-evil" && !(xml && case.name == "hostile-attributes");
                let attribute = |known: &str| {
                    attributes.iter().any(|(attribute, _)| attribute.eq_ignore_ascii_case(known))
                };
                if evil || attribute("onkit") && !(xml && case.name == "hostile-attributes") {
                    faults.push(format!("in `{name}`, characters of the text became markup: `<{tag}`"));
                }
                for (attribute, value) in &attributes {
                    let runs =
                        value.trim_start().get(..11).is_some_and(|v| v.eq_ignore_ascii_case("javascript:"));
                    if runs && ["href", "src", "xlink:href"].contains(attribute) {
                        faults.push(format!("in `{name}`, a link runs a script: `{}`", shown(value)));
                    }
                    if xml {
                        bare_ampersand(name, value, faults);
                    }
                }
                if !empty && (xml || !VOID.contains(&tag)) {
                    open.push(tag);
                }
            }
            Token::Close(tag) if open.last() == Some(&tag) => drop(open.pop()),
            Token::Close(tag) if xml || !["p", "li", "dt", "dd", "tr", "td", "th"].contains(&tag) => {
                faults.push(format!("in `{name}`, `</{tag}>` ends no element that is open"));
                return;
            }
            _ => {}
        }
    }
    if xml && !open.is_empty() {
        faults.push(format!("in `{name}`, `<{}>` has no end", open.join("><")));
    }
}

fn bare_ampersand(name: &str, text: &str, faults: &mut Vec<String>) {
    for (at, _) in text.match_indices('&') {
        if reference(&text[at..]).is_none() {
            faults.push(format!("in `{name}`, `&` stands alone: `{}`", shown(&text[at..])));
        }
    }
}

fn tex(file: &Written, faults: &mut Vec<String>) {
    if file.text.contains("\\kitevil") {
        faults.push(format!("in `{}`, characters of the text became a command: `\\kitevil`", file.name));
    }
    unescaped(file, "%kitcomment", faults);
}

/// What begins with a special character must have a backslash before it, where it is not in a string.
fn unescaped(file: &Written, special: &str, faults: &mut Vec<String>) {
    // Metadata above the text is YAML in Markdown, strings in Typst.
    let matter = file.text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).unwrap_or(0);
    for (at, _) in file.text.match_indices(special).filter(|(at, _)| *at >= matter) {
        let line = file.text[..at].rsplit('\n').next().unwrap_or_default();
        let quotes = line.match_indices('"').filter(|(at, _)| !line[..*at].ends_with('\\')).count();
        let string = file.format == Format::Typst && quotes % 2 == 1;
        if !line.ends_with('\\') && !string {
            faults.push(format!("in `{}`, characters of the text became markup: `{special}`", file.name));
            return;
        }
    }
}

fn json(file: &Written, faults: &mut Vec<String>) {
    if let Err(error) = super::formats::json(&file.text) {
        faults.push(format!("`{}` is no JSON: {error}", file.name));
    }
}

/// Every record has as many fields as the first (RFC 4180).
fn csv(file: &Written, separator: char, faults: &mut Vec<String>) {
    let (mut quoted, mut fields, mut first, mut any) = (false, 1, None, false);
    for c in file.text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                if any && *first.get_or_insert(fields) != fields {
                    faults.push(format!(
                        "in `{}`, a record has {fields} fields, and the first has {}",
                        file.name,
                        first.unwrap_or(0)
                    ));
                    return;
                }
                (fields, any) = (1, false);
                continue;
            }
            c if c == separator && !quoted => fields += 1,
            _ => {}
        }
        any = true;
    }
    if quoted {
        faults.push(format!("in `{}`, a quotation mark has no counterpart", file.name));
    }
}

fn conllu(file: &Written, faults: &mut Vec<String>) {
    for line in file.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.split('\t').count() != 10 {
            faults.push(format!("in `{}`, a line has not ten fields: `{}`", file.name, shown(line)));
            return;
        }
    }
}
