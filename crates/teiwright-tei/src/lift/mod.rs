//! TEI to a Document: the processing model's default, so that any TEI document can be exported, whatever elements it uses.

mod bibl;
mod blocks;
mod dates;
mod header;
mod inlines;
mod notes;
mod table;
mod tables;
mod text;

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use teiwright_model::{Block, BlockKind, Document, Head, Part, TeiElement};
use teiwright_source::{Diagnostic, Span};
use teiwright_xml::{Element, NodeId, NodeRef, Origin, Tree};

use crate::rules;
use notes::NoteIndex;
use table::{Behaviour, behaviour};

/// Elements are looked into to this depth; the characters of what is deeper are kept, its elements not.
const DEEPEST: u16 = 160;

/// A lifting under way.
pub(crate) struct Lift<'t> {
    tree: &'t Tree,
    notes: NoteIndex<'t>,
    /// The style that each `rendition` of the header describes, by its id.
    renditions: FxHashMap<&'t str, String>,
    /// The picture that each surface or graphic of a facsimile has, by its id.
    pictures: FxHashMap<&'t str, &'t str>,
    /// The languages of the elements around, innermost last.
    languages: Vec<&'t str>,
    depth: u16,
    document: Document,
}

/// Lifts a TEI document: its header to metadata, its text to blocks, its notes, wherever they stand, to one list. What no kind
/// of the Document stands for keeps its name and content; nothing is dropped.
///
/// Of a `teiCorpus` or a `TEI` with several texts, each is a division.
///
/// The findings say what is no TEI (`TEI004`).
#[must_use]
pub fn lift(tree: &Tree) -> (Document, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Some(root) = tree.root() else {
        return (Document::default(), vec![rules::no_tei("there is no element", None)]);
    };
    if !matches!(root.local(), "TEI" | "teiCorpus" | "TEI.2" | "text") {
        let message = format!("the root element is `{}`, neither TEI nor teiCorpus", root.written());
        found.push(rules::no_tei(&message, root.name_span()));
    } else if root.namespace() != crate::NAMESPACE {
        found.push(rules::no_tei("the root element is not in the namespace of TEI", root.name_span()));
    }
    let mut lift = Lift {
        tree,
        notes: NoteIndex::new(tree),
        renditions: FxHashMap::default(),
        pictures: FxHashMap::default(),
        languages: Vec::new(),
        depth: 0,
        document: Document::default(),
    };
    lift.declarations();
    lift.root(root, false);
    lift.finish_notes();
    (lift.document, found)
}

/// The place of an element: from its start tag to its end tag, or what it was made from.
pub(crate) fn span_of(element: Element<'_>) -> Span {
    let start = element.origin().span().unwrap_or_default();
    match (element.origin(), element.end_span()) {
        (Origin::Parsed(_), Some(end)) => start.cover(end),
        _ => start,
    }
}

/// What an element is, by the table; an element of another namespace is kept by its name.
pub(crate) fn behaviour_of(element: Element<'_>) -> Behaviour {
    let tei = matches!(element.namespace(), crate::NAMESPACE | "");
    match behaviour(element.local()).filter(|_| tei) {
        Some(behaviour) => behaviour,
        // What P5 does not have may hold anything: it is a block where it holds blocks.
        None if holds_blocks(element) => Behaviour::Block,
        None if element.local() == "TEI.2" => Behaviour::Root,
        None => Behaviour::Inline,
    }
}

/// Whether a block stands directly in the element.
pub(crate) fn holds_blocks(element: Element<'_>) -> bool {
    element.elements().any(|child| behaviour(child.local()).is_some_and(Behaviour::is_block))
}

impl<'t> Lift<'t> {
    /// What other elements point to: renditions, pictures.
    fn declarations(&mut self) {
        for element in self.tree.elements() {
            match element.local() {
                "rendition" => {
                    if let Some(id) = element.attribute("xml:id") {
                        self.renditions.insert(id, element.text().into_owned());
                    }
                }
                "surface" | "graphic" | "zone" => {
                    let graphic =
                        std::iter::once(element).chain(element.descendants().filter_map(NodeRef::element));
                    let url = graphic.filter(|e| e.local() == "graphic").find_map(|e| e.attribute("url"));
                    if let (Some(id), Some(url)) = (element.attribute("xml:id"), url) {
                        self.pictures.insert(id, url);
                    }
                }
                "text" => break,
                _ => {}
            }
        }
    }

    fn root(&mut self, root: Element<'t>, inner: bool) {
        if let Some(lang) = language(root) {
            self.languages.push(lang);
        }
        let single = root.local() != "teiCorpus";
        for child in root.elements() {
            match child.local() {
                // The header of a text in a corpus stays with the text.
                "teiHeader" if inner => {}
                "teiHeader" => self.header(child),
                "text" if single && self.document.body.is_empty() => self.text_parts(child),
                "standOff" => self.stand_off(child),
                // Its pictures are found from the pages; it has no text.
                "facsimile" if child.text().trim().is_empty() => {}
                "TEI" | "teiCorpus" => self.corpus_text(child),
                "front" | "body" | "back" if root.local() == "text" => self.text_part(child),
                _ => {
                    let blocks = self.flow_of(child);
                    self.document.body.blocks.extend(blocks);
                }
            }
        }
        let metadata = &mut self.document.metadata;
        if metadata.languages.is_empty()
            && let Some(lang) = self.languages.first()
        {
            let language = teiwright_model::Language { ident: (*lang).to_owned(), detected: false };
            metadata.languages.push(language);
        }
    }

    /// A text of a corpus: a division, whose title is that of its header.
    fn corpus_text(&mut self, element: Element<'t>) {
        let outer = std::mem::take(&mut self.document);
        let languages = std::mem::take(&mut self.languages);
        self.root(element, true);
        let inner = std::mem::replace(&mut self.document, outer);
        self.languages = languages;
        let mut division = teiwright_model::Division::default();
        let header = element.elements().find(|child| child.local() == "teiHeader");
        let title = header.and_then(|header| {
            let mut inside = header.descendants().filter_map(NodeRef::element);
            inside.find(|child| {
                child.local() == "title" && child.parent_element().is_some_and(|p| p.local() == "titleStmt")
            })
        });
        if let Some(title) = title.filter(|_| inner.body.heads.is_empty()) {
            division.heads.push(teiwright_model::Heading {
                head: Head::default(),
                role: teiwright_model::HeadingRole::Main,
                content: vec![teiwright_model::Inline::text(text::one_line(&title.text()), Span::default())],
            });
        }
        let Part { heads, blocks } = inner.body;
        division.heads.extend(heads);
        division.blocks.extend(inner.front.blocks);
        division.blocks.extend(blocks);
        division.blocks.extend(inner.back.blocks);
        division.blocks.extend(inner.metadata.descriptions);
        if let Some(header) = header.filter(|header| !header.text().trim().is_empty()) {
            let blocks = self.flow_of(header);
            division.blocks.extend(blocks);
        }
        let head = self.head(element, &[]);
        self.document.body.blocks.push(Block { head, kind: BlockKind::Division(division) });
    }

    /// `text`: front, body and back; of a group, each text is a division.
    fn text_parts(&mut self, text: Element<'t>) {
        let pushed = self.enter(text);
        for child in text.elements() {
            self.text_part(child);
        }
        self.leave(pushed);
    }

    fn text_part(&mut self, element: Element<'t>) {
        let (heads, blocks) = self.division_content(element);
        let part = match element.local() {
            "front" => &mut self.document.front,
            "back" => &mut self.document.back,
            _ => &mut self.document.body,
        };
        part.heads.extend(heads);
        part.blocks.extend(blocks);
    }

    /// `standOff`: notes are taken where they are referred to; lists of persons and the like are about the text.
    fn stand_off(&mut self, element: Element<'t>) {
        for child in element.elements() {
            if !matches!(child.local(), "note" | "noteGrp") {
                let blocks = self.flow_of(child);
                self.document.metadata.descriptions.extend(blocks);
            }
        }
    }

    /// The head of a node that came from `element`. What is neither in a field of the node nor in `known` is kept as the
    /// element's attributes; the element's name is kept with them.
    pub(crate) fn head(&mut self, element: Element<'t>, known: &[&str]) -> Head {
        let mut head = Head::new(span_of(element));
        let mut rest = Vec::new();
        let mut rend: Option<Cow<'t, str>> = None;
        for attribute in element.attributes() {
            let (name, value) = (attribute.written(), attribute.value());
            match name {
                _ if known.contains(&name) => {}
                "xml:id" if self.is_counted(element, value) => {}
                "xml:id" => head.set_id(value.trim()),
                "xml:lang" => {
                    if self.languages.last().is_none_or(|around| *around != value) {
                        head.set_lang(value);
                    }
                }
                "n" => head.set_n(value),
                "rend" | "style" => {
                    rend = Some(match rend {
                        Some(before) => format!("{before} {value}").into(),
                        None => value.into(),
                    });
                }
                "rendition" => {
                    let styles = value.split_whitespace().map(|pointer| {
                        let id = pointer.trim_start_matches('#');
                        self.renditions.get(id).map_or(id, String::as_str)
                    });
                    let styles = styles.collect::<Vec<_>>().join(" ");
                    rend = Some(rend.map_or(styles.clone(), |before| format!("{before} {styles}")).into());
                }
                "facs" => {
                    let picture = value.split_whitespace().next().unwrap_or_default();
                    let found = self.pictures.get(picture.trim_start_matches('#')).copied();
                    rest.push((name.to_owned(), found.unwrap_or(value).to_owned()));
                }
                _ => rest.push((name.to_owned(), value.to_owned())),
            }
        }
        if let Some(rend) = rend {
            head.set_rend(rend.as_ref());
        }
        if !rest.is_empty() {
            head.set_tei(TeiElement { element: element.local().to_owned(), attributes: rest });
        }
        head
    }

    /// Whether an id is one that lowering counted, in a tree that it made, and nothing points to it.
    fn is_counted(&self, element: Element<'t>, id: &str) -> bool {
        let made = !matches!(element.origin(), Origin::Parsed(_));
        let counted = match element.local() {
            "div" => blocks::is_counted(id),
            "note" => id.starts_with("fn"),
            _ => false,
        };
        made && counted && !self.notes.is_target(id)
    }

    /// The same, and the element's name is kept whatever its attributes.
    pub(crate) fn named_head(&mut self, element: Element<'t>, known: &[&str]) -> Head {
        let mut head = self.head(element, known);
        if head.tei().is_none() {
            head.set_tei(TeiElement { element: element.local().to_owned(), attributes: Vec::new() });
        }
        head
    }

    /// Goes into an element: its language holds until [`Lift::leave`].
    pub(crate) fn enter(&mut self, element: Element<'t>) -> bool {
        self.depth += 1;
        let language = language(element);
        self.languages.extend(language);
        language.is_some()
    }

    pub(crate) fn leave(&mut self, pushed: bool) {
        self.depth -= 1;
        if pushed {
            self.languages.pop();
        }
    }

    /// Whether elements are too deep to look into.
    pub(crate) const fn too_deep(&self) -> bool {
        self.depth > DEEPEST
    }

    pub(crate) const fn tree(&self) -> &'t Tree {
        self.tree
    }

    pub(crate) const fn notes(&mut self) -> &mut NoteIndex<'t> {
        &mut self.notes
    }
}

fn language(element: Element<'_>) -> Option<&str> {
    element.attribute("xml:lang").filter(|lang| !lang.is_empty())
}

/// The number of a node as a key.
pub(crate) const fn key(id: NodeId) -> usize {
    id.index()
}
