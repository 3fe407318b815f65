//! Elements to running text.

use teiwright_model::{
    BreakUnit, Editorial, Head, Inline, InlineKind, ReactionKind, Reading, StageKind, plain_text,
};
use teiwright_source::Span;
use teiwright_xml::{Element, Node, NodeRef};

use super::text::{preserves, push_kept, push_text};
use super::{Behaviour, Lift, behaviour_of, dates, notes, span_of};

impl<'t> Lift<'t> {
    /// Running text.
    pub(crate) fn inlines(&mut self, nodes: impl Iterator<Item = NodeRef<'t>>, content: &mut Vec<Inline>) {
        for node in nodes {
            match node.kind() {
                Node::Text(text) => {
                    let push =
                        if node.parent_element().is_some_and(preserves) { push_kept } else { push_text };
                    push(content, text, node.origin().span().unwrap_or_default());
                }
                Node::Element(element) => self.inline(element, content),
                _ => {}
            }
        }
    }

    /// What is in an element, as running text.
    fn content(&mut self, element: Element<'t>) -> Vec<Inline> {
        let pushed = self.enter(element);
        let mut content = Vec::new();
        if self.too_deep() {
            push_text(&mut content, &element.text(), span_of(element));
        } else if is_group(element.local()) && !holds_words(element) {
            for child in element.elements() {
                if !content.is_empty() && super::blocks::stands_apart(child) {
                    push_text(&mut content, " ", Span::default());
                }
                self.inline(child, &mut content);
            }
        } else {
            self.inlines(element.children(), &mut content);
        }
        self.leave(pushed);
        content
    }

    /// An element in running text.
    pub(crate) fn inline(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        use Behaviour as B;
        let behaviour = behaviour_of(element);
        match behaviour {
            B::Note if element.attribute("type") == Some("sic") => {
                let words = self.content(element);
                let kind = InlineKind::Editorial { editorial: Editorial::Sic, content: words };
                content.push(Inline { head: self.head(element, &["type"]), kind });
            }
            B::Note => self.inline_note(element, content),
            B::Transparent => self.transparent(element, content),
            B::Link => self.link(element, content),
            B::Choice => self.choice(element, content),
            B::Apparatus => self.apparatus(element, content),
            B::Inline if self.notes().referred_by(element).is_some() => self.note_ref(element, content),
            behaviour if behaviour.is_block() => self.block_in_line(element, content),
            behaviour => {
                let inline = self.phrase(element, behaviour);
                content.push(inline);
            }
        }
    }

    /// A block where only running text may stand: it is kept by its name, set off by line breaks.
    fn block_in_line(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        if content.last().is_some_and(|last| !matches!(last.kind, InlineKind::Break { .. })) {
            content.push(Inline::line_break(Span::default()));
        }
        // The first of several paragraphs needs no name.
        if element.local() == "p" && element.attributes().len() == 0 {
            let words = self.words(element);
            content.extend(words);
            return;
        }
        let head = self.named_head(element, &[]);
        let words = self.words(element);
        content.push(Inline { head, kind: InlineKind::Generic { content: words } });
    }

    /// An element that becomes one node.
    fn phrase(&mut self, element: Element<'t>, behaviour: Behaviour) -> Inline {
        use Behaviour as B;
        let (known, kind): (&[&str], InlineKind) = match behaviour {
            B::Emphasis => {
                let head = self.head(element, &[]);
                let head = if head.rend().is_none() && element.local() == "hi" {
                    head.with_rend("italic")
                } else {
                    head
                };
                return Inline { head, kind: InlineKind::Emphasis { content: self.content(element) } };
            }
            B::Date => {
                let content = self.content(element);
                (dates::KNOWN, InlineKind::Date { date: dates::date(element), content })
            }
            B::Time => {
                let content = self.content(element);
                (&["when", "from", "to"], InlineKind::Time { time: dates::time(element), content })
            }
            B::Reaction => {
                let reaction = ReactionKind::from(element.attribute("type").unwrap_or(element.local()));
                let content = self.described(element);
                (&["type"], InlineKind::Reaction { reaction, content })
            }
            B::Stage => {
                let stage = element.attribute("type").map(StageKind::from);
                (&["type"], InlineKind::Stage { stage, content: self.content(element) })
            }
            B::Editorial(Editorial::Gap) => {
                let illegible =
                    element.attribute("reason").is_some_and(|reason| reason.contains("illegible"));
                let editorial = if illegible { Editorial::Illegible } else { Editorial::Gap };
                (&["reason"], InlineKind::Editorial { editorial, content: self.described(element) })
            }
            B::Editorial(editorial) => {
                (&[], InlineKind::Editorial { editorial, content: self.content(element) })
            }
            B::Name(named) => {
                let named =
                    if named.is_empty() { element.attribute("type").unwrap_or_default() } else { named };
                let content = self.content(element);
                let kind = InlineKind::Name { named: named.to_owned(), content };
                let canonical =
                    matches!(element.local(), "persName" | "placeName" | "orgName" | "docAuthor" | "name");
                let known: &[&str] = if element.local() == "name" { &["type"] } else { &[] };
                let head =
                    if canonical { self.head(element, known) } else { self.named_head(element, known) };
                return Inline { head, kind };
            }
            B::Foreign => (&[], InlineKind::Foreign { content: self.content(element) }),
            B::Page => (&["ed"], InlineKind::Break { unit: BreakUnit::Page }),
            B::Column => (&["ed"], InlineKind::Break { unit: BreakUnit::Column }),
            B::Line => (&["ed", "break"], InlineKind::Break { unit: BreakUnit::Line }),
            B::Graphic => {
                let url = element.attribute("url").map(str::to_owned);
                (&["url", "mimeType"], InlineKind::Image { url, content: self.content(element) })
            }
            _ => {
                let head = self.named_head(element, &[]);
                return Inline { head, kind: InlineKind::Generic { content: self.content(element) } };
            }
        };
        Inline { head: self.head(element, known), kind }
    }

    /// What is in an element, without the name of a `desc` that holds all of it.
    fn described(&mut self, element: Element<'t>) -> Vec<Inline> {
        let mut children = element.children();
        match (children.next().and_then(NodeRef::element), children.next()) {
            (Some(only), None) if only.local() == "desc" => self.content(only),
            _ => self.content(element),
        }
    }

    /// A segment or word: what is in it, unless something points to it or it looks different.
    fn transparent(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        let head = self.head(element, &[]);
        let pointed = head.id().is_some_and(|id| self.notes().is_target(id));
        if head.rend().is_some() && element.local() == "seg" {
            let words = self.content(element);
            content.push(Inline { head, kind: InlineKind::Emphasis { content: words } });
        } else if pointed || head.lang().is_some() {
            let head = self.named_head(element, &[]);
            let words = self.content(element);
            content.push(Inline { head, kind: InlineKind::Generic { content: words } });
        } else {
            let pushed = self.enter(element);
            if self.too_deep() {
                push_text(content, &element.text(), span_of(element));
            } else {
                self.inlines(element.children(), content);
            }
            self.leave(pushed);
        }
    }

    fn link(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        if self.notes().referred_by(element).is_some() {
            return self.note_ref(element, content);
        }
        let words = self.content(element);
        // What leads nowhere is a link all the same, such as the number of a page in a table of contents.
        let target = element.attribute("target").unwrap_or_default();
        let target = target.split_whitespace().next().unwrap_or_default().to_owned();
        let head = self.head(element, &["target"]);
        content.push(Inline { head, kind: InlineKind::Link { target, content: words } });
    }

    fn note_ref(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        let Some(note) = self.notes().referred_by(element) else { return };
        let words = self.content(element);
        let marker = notes::marker(&words, element);
        // The marker's own place, where it is a text; its id is made anew wherever it is written.
        let span = words.first().map_or_else(|| span_of(element), |first| first.head.span);
        let mut head = Head::new(span);
        if let Some(rend) = element.attribute("rend") {
            head.set_rend(rend);
        }
        content.push(Inline { head, kind: InlineKind::NoteRef { note, marker } });
    }

    /// `choice`: the reading of an editor is preferred to that of the source.
    fn choice(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        let head = self.head(element, &[]);
        let pushed = self.enter(element);
        let readings = element.elements().map(|child| {
            let words = self.content(child);
            Reading { kind: child.local().to_owned(), witness: None, content: words }
        });
        let readings = readings.collect::<Vec<_>>();
        self.leave(pushed);
        let edited = ["corr", "reg", "expan"];
        let preferred =
            edited.iter().find_map(|kind| readings.iter().position(|reading| reading.kind == *kind));
        let preferred = preferred.unwrap_or(0);
        if !readings.is_empty() {
            content.push(Inline { head, kind: InlineKind::Alternate { readings, preferred } });
        }
    }

    /// `app`: the lemma is preferred, or, where there is none, the first reading.
    fn apparatus(&mut self, element: Element<'t>, content: &mut Vec<Inline>) {
        let head = self.head(element, &[]);
        let pushed = self.enter(element);
        let mut readings = Vec::new();
        let inside = element.descendants().filter_map(NodeRef::element);
        for child in inside.filter(|child| matches!(child.local(), "lem" | "rdg")) {
            // Readings in a group are readings; those of an apparatus inside a reading are its own.
            let own =
                child.ancestors().find(|above| above.local() == "app").is_some_and(|app| app == element);
            if own {
                let witness = child.attribute("wit").or_else(|| child.attribute("resp"));
                let witness = witness.map(|wit| wit.split_whitespace().map(|w| w.trim_start_matches('#')));
                let witness = witness.map(|names| names.collect::<Vec<_>>().join(" "));
                let words = self.content(child);
                readings.push(Reading { kind: child.local().to_owned(), witness, content: words });
            }
        }
        let preferred = readings.iter().position(|reading| reading.kind == "lem").unwrap_or(0);
        if !readings.is_empty() {
            content.push(Inline { head, kind: InlineKind::Alternate { readings, preferred } });
        }
        for child in element.elements().filter(|child| !matches!(child.local(), "lem" | "rdg" | "rdgGrp")) {
            self.inline(child, content);
        }
        self.leave(pushed);
    }

    /// The words of an element on one line, without what only its inside marks.
    pub(crate) fn line(&mut self, element: Element<'t>) -> String {
        let words = self.words(element);
        super::text::one_line(&plain_text(&words))
    }
}

/// Whether characters stand directly in an element.
fn holds_words(element: Element<'_>) -> bool {
    element.children().any(|node| node.characters().is_some_and(|text| !text.trim_ascii().is_empty()))
}

/// Whether the children of an element are words apart, though nothing stands between them.
fn is_group(name: &str) -> bool {
    matches!(
        name,
        "form" | "gramGrp" | "dimensions" | "persName" | "placeName" | "address" | "measureGrp" | "residence"
    )
}
