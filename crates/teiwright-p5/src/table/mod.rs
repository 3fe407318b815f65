//! The compact form of specifications: one line a thing, its fields separated by tabs.
//!
//! ```text
//! M  module                                                       gloss
//! E  element   module  classes  content  attributes               gloss
//! C  class     module  classes           attributes               gloss     (att.… has attributes, model.… has members)
//! A  macro     module           content                           gloss
//! D  datatype  module           content                           gloss
//! ```
//!
//! | in a content model | means |
//! |---|---|
//! | `p` | the element `p` |
//! | `%x` `.x` `&x` `$x` | the class model.x, the class att.x, the macro macro.x, the datatype teidata.x |
//! | `xs:x` | a datatype of W3C XML Schema |
//! | `/re/` `[facet=v]` after a datatype | what narrows it |
//! | `#` `()` `<*>` | text, nothing, any element (`<*=ns ns>` of these namespaces, `<*\|ns>` of others) |
//! | `(a,b)` `(a\|b)` `(a&b)` | sequence, alternation, interleave; `(a,)` and `(a\|)` with one part |
//! | `? * + {2,} {2,3}` | how often |
//! | `%x@s` `@so` `@sr` `@sor` `@a` | the members of a class as a sequence, … optional, … repeatable, … both, an alternation |
//! | `={a b}` `~{a b}` `?{a b}` | closed, semi-open and open lists of values |
//!
//! A table that changes another one has the lines that are new or other, and `-E name` (`-C`, `-A`, `-D`, `-M`) for what is gone;
//! in between, a tab.
//!
//! An attribute is its name, with `!` where it is required, `^` recommended, `°` said to be optional; `+` where it is said to be
//! added, `~` changed, `=` replaced, `×` taken away; then `:` and its datatype, `;` and its values (with `+` or `=` before where the list
//! says so), and its default after `==`. `<|…>` is a choice of attributes, `<&…>` a group, `@.x` the attributes of a class,
//! `@.x/a` one of them.

mod read;
mod write;

pub use read::{TableError, read};
pub use write::write;

use crate::spec::{Expand, Kind, Spec};

/// A module.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its name.
    pub ident: Box<str>,
    /// What it is for, in a few words.
    pub gloss: Box<str>,
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The modules.
    pub modules: Vec<Module>,
    /// The specifications, in their order.
    pub specs: Vec<Spec>,
    /// What a table that changes another takes away: the letter of the kind and the name.
    pub removed: Vec<(char, Box<str>)>,
}

impl Table {
    /// Makes the changes that another table has: what it has of the same kind and name stands instead, what is new stands
    /// after the last of its module, and what it takes away is gone.
    pub fn change(&mut self, changes: Self) {
        for (letter, ident) in &changes.removed {
            self.specs.retain(|spec| !(letter_of(spec.kind) == *letter && spec.ident == *ident));
            self.modules.retain(|module| !(*letter == 'M' && module.ident == *ident));
        }
        for module in changes.modules {
            match self.modules.iter_mut().find(|known| known.ident == module.ident) {
                Some(known) => *known = module,
                None => self.modules.push(module),
            }
        }
        for spec in changes.specs {
            let same = |known: &Spec| known.kind == spec.kind && known.ident == spec.ident;
            if let Some(known) = self.specs.iter().position(same) {
                self.specs[known] = spec;
                continue;
            }
            let neighbour = self.specs.iter().rposition(|known| known.module == spec.module);
            self.specs.insert(neighbour.map_or(self.specs.len(), |neighbour| neighbour + 1), spec);
        }
    }
}

/// The letter that a line of a kind begins with.
const fn letter_of(kind: Kind) -> char {
    match kind {
        Kind::Element => 'E',
        Kind::ModelClass | Kind::AttributeClass => 'C',
        Kind::Macro => 'A',
        Kind::Datatype => 'D',
    }
}

/// The endings that say how the members of a class stand.
const EXPANSIONS: [(&str, Expand); 5] = [
    ("sor", Expand::SequenceOptionalRepeatable),
    ("so", Expand::SequenceOptional),
    ("sr", Expand::SequenceRepeatable),
    ("s", Expand::Sequence),
    ("a", Expand::Alternate),
];
