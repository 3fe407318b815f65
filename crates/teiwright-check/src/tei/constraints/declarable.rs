//! Parts of the header that `@decls` chooses among: several of one kind have IDs, and one is the default.

use teiwright_source::Span;
use teiwright_xml::reader::NameId;

use super::super::frame::{Found, Open, Tag};
use super::super::names::{At, El};
use crate::rules;

/// Parts of one kind in one parent.
#[derive(Debug)]
struct Group {
    depth: usize,
    name: NameId,
    written: Box<str>,
    first: Span,
    second: Option<Span>,
    count: usize,
    without_id: usize,
    defaults: usize,
}

/// What was seen of such parts.
#[derive(Debug, Default)]
pub(super) struct Declarable {
    open: Vec<Group>,
    done: Vec<Group>,
    /// Whether something chooses among them.
    chosen: bool,
}

impl Declarable {
    pub(super) fn tag(&mut self, tag: &Tag<'_>, declarable: bool, open: &Open) {
        self.chosen |= tag.has.has(At::Decls);
        if !declarable || !open.within(El::TeiHeader) {
            return;
        }
        let (depth, name) = (open.frames.len(), tag.start.name);
        let default = matches!(tag.value(At::Default).trim(), "true" | "1");
        let with_id = tag.has.has(At::XmlId);
        let known = self.open.iter().rposition(|group| group.depth == depth && group.name == name);
        let group = match known.and_then(|at| self.open.get_mut(at)) {
            Some(group) => {
                group.second.get_or_insert(tag.name_span());
                group
            }
            None => {
                self.open.push(Group {
                    depth,
                    name,
                    written: tag.name().into(),
                    first: tag.name_span(),
                    second: None,
                    count: 0,
                    without_id: 0,
                    defaults: 0,
                });
                let last = self.open.len() - 1;
                &mut self.open[last]
            }
        };
        group.count += 1;
        group.without_id += usize::from(!with_id);
        group.defaults += usize::from(default);
    }

    /// An element was closed; so many are open still.
    pub(super) fn leave(&mut self, depth: usize, _: &mut Found) {
        while self.open.last().is_some_and(|group| group.depth > depth) {
            let group = self.open.pop();
            self.done.extend(group.filter(|group| group.count > 1));
        }
    }

    pub(super) fn finish(self, found: &mut Found) {
        for group in self.done {
            // Without anything that chooses, nothing can be chosen wrongly.
            if !self.chosen && group.defaults < 2 || group.without_id == 0 && group.defaults == 1 {
                continue;
            }
            let Group { written, first, second, count, without_id, defaults, .. } = group;
            let finding = rules::declarable(&written, count, without_id, defaults, first, second);
            found.add(finding, first);
        }
    }
}
