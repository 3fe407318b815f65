//! The names nearest to one that is not known.

use crate::facts::Facts;
use crate::spec::{Attribute, Kind};

impl Facts {
    /// The names of a kind that are nearest to `name`, nearest first; none that is so far that it could not be meant.
    #[must_use]
    pub fn nearest(&self, kind: Kind, name: &str) -> Vec<&str> {
        nearest(name, self.specs().iter().filter(|spec| spec.kind == kind).map(|spec| &*spec.ident))
    }

    /// The names of modules that are nearest to `name`.
    #[must_use]
    pub fn nearest_modules(&self, name: &str) -> Vec<&str> {
        nearest(name, self.modules().iter().map(|module| &*module.ident))
    }

    /// The names of attributes that are nearest to `name`.
    #[must_use]
    pub fn nearest_attributes(&self, name: &str) -> Vec<&str> {
        fn names<'f>(list: &'f [Attribute], out: &mut Vec<&'f str>) {
            for attribute in list {
                match attribute {
                    Attribute::Def(def) => out.push(&def.ident),
                    Attribute::List(_, inner) => names(inner, out),
                    Attribute::Class(..) => {}
                }
            }
        }
        let mut known = Vec::new();
        for spec in self.specs() {
            names(&spec.attributes, &mut known);
        }
        known.sort_unstable();
        known.dedup();
        nearest(name, known.into_iter())
    }
}

/// How many names are worth naming.
const MOST: usize = 3;

/// A name written without the habits of writing: capitals and what parts words.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let folded_name = folded(name);
    // A third of the letters may be wrong, of a short name one.
    let length = folded_name.chars().count();
    let most = (length / 3).max(1);
    let mut found = known
        .filter_map(|candidate| {
            let distance = strsim::osa_distance(&folded_name, &folded(candidate));
            // Of a name of two letters, one wrong is another name.
            (distance <= most && distance < length).then_some((distance, candidate))
        })
        .collect::<Vec<_>>();
    found.sort_unstable();
    let best = found.first().map_or(0, |first| first.0);
    found.retain(|(distance, _)| *distance <= best + 1);
    found.into_iter().map(|found| found.1).take(MOST).collect()
}
