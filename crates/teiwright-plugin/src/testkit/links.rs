//! Whether links inside what was written lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use teiwright_model::{BlockKind, Document, Inline, InlineKind, Visit};

use super::formats::{Format, Written};
use super::markup::{Token, decoded, tokens};

/// Adds links that lead nowhere, and ids that are there twice.
pub(super) fn check(files: &[Written], document: &Document, faults: &mut Vec<String>) {
    let mut outside = Outside::default();
    outside.document(document);
    let pages = files
        .iter()
        .filter(|file| is_page(file))
        .map(|file| (file.name.as_str(), page(file)))
        .collect::<Vec<_>>();
    let ids = pages.iter().map(|(name, page)| (*name, &page.ids)).collect::<BTreeMap<_, _>>();
    let names = files.iter().map(|file| file.name.as_str()).collect::<BTreeSet<_>>();
    for (name, page) in &pages {
        if let Some(id) = &page.twice {
            faults.push(format!("in `{name}`, the id `{id}` is there twice"));
        }
        for link in &page.links {
            if outside.0.contains(link) || is_address(link) {
                continue;
            }
            if let Some(why) = leads_nowhere(name, link, &ids, &names) {
                faults.push(format!("in `{name}`, the link `{link}` leads nowhere: {why}"));
            }
        }
    }
}

/// HTML, alone or in an EPUB; other XML has links of other kinds.
fn is_page(file: &Written) -> bool {
    file.format == Format::Html || file.name.ends_with(".xhtml") || file.name.ends_with(".opf")
}

/// The ids and links of a page.
#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    links: BTreeSet<String>,
    twice: Option<String>,
}

fn page(file: &Written) -> Page {
    let mut page = Page::default();
    for token in tokens(&file.text) {
        let Token::Open { attributes, .. } = token else { continue };
        for (name, value) in attributes {
            match name {
                "id" => {
                    let id = decoded(value);
                    if !page.ids.insert(id.clone()) {
                        page.twice = Some(id);
                    }
                }
                "href" | "src" if !value.is_empty() => page.links.extend([decoded(value)]),
                _ => {}
            }
        }
    }
    page
}

fn is_address(link: &str) -> bool {
    let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
    link.starts_with("//")
        || !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn leads_nowhere(
    from: &str,
    link: &str,
    ids: &BTreeMap<&str, &BTreeSet<String>>,
    names: &BTreeSet<&str>,
) -> Option<String> {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
    let path = path.split('?').next().unwrap_or_default();
    let target = if path.is_empty() { from.to_owned() } else { joined(from, &percent_decoded(path)) };
    let file = [target.clone(), format!("{target}index.html")]
        .into_iter()
        .find(|name| names.contains(name.as_str()));
    let Some(file) = file else { return Some(format!("there is no file `{target}`")) };
    let id = percent_decoded(fragment.filter(|id| !id.is_empty())?);
    let known = ids.get(file.as_str()).is_none_or(|ids| ids.contains(&id));
    (!known).then(|| format!("`{file}` has no id `{id}`"))
}

/// The name of a file, seen from another.
fn joined(from: &str, path: &str) -> String {
    let mut parts = from.split('/').collect::<Vec<_>>();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match code {
            Some(code) if *first == b'%' => {
                bytes.push(code);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Addresses that the Document itself names: whether there is anything is not for the backend to say. A link to an id of the
/// Document is not among them.
#[derive(Default)]
struct Outside(BTreeSet<String>);

impl Visit for Outside {
    fn block(&mut self, block: &teiwright_model::Block) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.0.extend(figure.url.clone());
        }
        if let Some(tei) = block.head.tei() {
            self.0.extend(tei.attributes.iter().map(|(_, value)| value.clone()));
        }
        for inner in block.blocks() {
            self.block(inner);
        }
        if let BlockKind::Paragraph { content } = &block.kind {
            self.inlines(content);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Link { target, .. } if !target.starts_with('#') => self.0.extend([target.clone()]),
            InlineKind::Image { url, .. } => self.0.extend(url.clone()),
            _ => {}
        }
        self.inlines(inline.content());
    }
}
