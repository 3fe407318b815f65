//! The path of the element that each finding is about, found in a second reading: only documents with findings pay for it.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::Diagnostic;
use teiwright_xml::reader::{Event, NameId, Reader};

/// An open element: its number, its name as written, its place among those of its name, and how many of each it holds.
struct Open {
    number: u32,
    name: NameId,
    written: Box<str>,
    index: u32,
    children: Counts,
}

/// How often each name was there: a list as long as there are few, which costs no hashing.
#[derive(Default)]
struct Counts {
    few: Vec<(NameId, u32)>,
    many: FxHashMap<NameId, u32>,
}

impl Counts {
    /// Counts one more of a name: how many there are.
    fn add(&mut self, name: NameId) -> u32 {
        if let Some(known) = self.few.iter_mut().find(|known| known.0 == name) {
            known.1 += 1;
            return known.1;
        }
        if self.few.len() < 16 {
            self.few.push((name, 1));
            return 1;
        }
        let count = self.many.entry(name).or_default();
        *count += 1;
        *count
    }

    fn into_iter(self) -> impl Iterator<Item = (NameId, u32)> {
        self.few.into_iter().chain(self.many)
    }
}

/// A step of a path: the parent's number, the name, and the place among its siblings of that name.
type Step = (u32, NameId, Box<str>, u32);

/// Gives each finding about an element the path of that element; `again` begins the second reading, if there is need of one.
pub(super) fn add<'s>(again: impl FnOnce() -> Reader<'s>, findings: &mut [(Diagnostic, Option<u32>)]) {
    let wanted = findings.iter().filter_map(|f| f.1).collect::<FxHashSet<_>>();
    if wanted.is_empty() {
        return;
    }
    let (paths, totals) = read(again(), &wanted);
    for (diagnostic, place) in findings {
        let Some(steps) = place.and_then(|place| paths.get(&place)) else { continue };
        let mut path = String::new();
        for (parent, name, written, index) in steps {
            path.push('/');
            path.push_str(written);
            if totals.get(&(*parent, *name)).is_some_and(|total| *total > 1) {
                path.push_str(&format!("[{index}]"));
            }
        }
        diagnostic.path = Some(path);
    }
}

type Paths = FxHashMap<u32, Vec<Step>>;
type Totals = FxHashMap<(u32, NameId), u32>;

fn read(mut reader: Reader<'_>, wanted: &FxHashSet<u32>) -> (Paths, Totals) {
    let (mut paths, mut totals) = (Paths::default(), Totals::default());
    let mut parents: FxHashSet<u32> = FxHashSet::default();
    let mut open: Vec<Open> = Vec::new();
    let mut number = 0;
    while let Some(event) = reader.next_event() {
        match event {
            Event::Start(start) => {
                number += 1;
                let index = open.last_mut().map_or(1, |parent| parent.children.add(start.name));
                let written: Box<str> = start.written().into();
                open.push(Open { number, name: start.name, written, index, children: Counts::default() });
                // A path as deep as an attack would be is of use to nobody.
                if wanted.contains(&start.name_span.start) && open.len() <= 200 {
                    let parent_of = |at: usize| at.checked_sub(1).map_or(0, |at| open[at].number);
                    let steps = open.iter().enumerate();
                    let steps = steps
                        .map(|(at, o)| (parent_of(at), o.name, o.written.clone(), o.index))
                        .collect::<Vec<_>>();
                    parents.extend(steps.iter().map(|step| step.0));
                    paths.insert(start.name_span.start, steps);
                }
            }
            Event::End { .. } => {
                if let Some(closed) = open.pop()
                    && parents.contains(&closed.number)
                {
                    totals.extend(
                        closed.children.into_iter().map(|(name, count)| ((closed.number, name), count)),
                    );
                }
            }
            _ => {}
        }
    }
    (paths, totals)
}
