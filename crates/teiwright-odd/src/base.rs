//! What a customisation customises: a version of TEI, or another customisation, as specifications to be looked up.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use teiwright_p5::spec::{Kind, Name, Spec};
use teiwright_p5::{Version, facts};

/// What tells specifications apart: whether it is an element, a class, a macro or a datatype, and its name.
pub(crate) type Key = (u8, Name);

/// The key of a kind and a name. The two kinds of classes share their names.
pub(crate) fn key(kind: Kind, ident: &str) -> Key {
    let sort = match kind {
        Kind::Element => 0,
        Kind::ModelClass | Kind::AttributeClass => 1,
        Kind::Macro => 2,
        Kind::Datatype => 3,
    };
    (sort, ident.into())
}

/// Specifications that a customisation takes from.
pub(crate) struct Base {
    specs: Vec<Cow<'static, Spec>>,
    by_key: FxHashMap<Key, usize>,
    by_module: FxHashMap<Name, Vec<usize>>,
    modules: Vec<Name>,
}

impl Base {
    pub(crate) fn new(specs: Vec<Cow<'static, Spec>>) -> Self {
        let mut base = Self {
            specs: Vec::new(),
            by_key: FxHashMap::default(),
            by_module: FxHashMap::default(),
            modules: Vec::new(),
        };
        for (number, spec) in specs.iter().enumerate() {
            base.by_key.entry(key(spec.kind, &spec.ident)).or_insert(number);
            // What is in no module comes in by its own name alone.
            let Some(module) = &spec.module else { continue };
            let list = base.by_module.entry(module.clone()).or_insert_with(|| {
                base.modules.push(module.clone());
                Vec::new()
            });
            list.push(number);
        }
        base.specs = specs;
        base
    }

    /// A version of TEI that is built in.
    pub(crate) fn tei(version: Version) -> Self {
        Self::new(facts(version).specs().iter().map(Cow::Borrowed).collect())
    }

    pub(crate) fn get(&self, kind: Kind, ident: &str) -> Option<&Cow<'static, Spec>> {
        self.by_key.get(&key(kind, ident)).map(|number| &self.specs[*number])
    }

    /// The specifications of a module, in their order; `None` where there is no such module.
    pub(crate) fn module(&self, module: &str) -> Option<impl Iterator<Item = &Cow<'static, Spec>>> {
        self.by_module.get(module).map(|list| list.iter().map(|number| &self.specs[*number]))
    }

    pub(crate) fn modules(&self) -> impl Iterator<Item = &str> + Clone {
        self.modules.iter().map(AsRef::as_ref)
    }

    /// The names of all of a kind.
    pub(crate) fn names(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let same =
            move |spec: &&Cow<'static, Spec>| spec.kind == kind || (spec.kind.is_class() && kind.is_class());
        self.specs.iter().filter(same).map(|spec| &*spec.ident)
    }
}

/// The built-in version of a number such as `4.10.0`, or the newest one that is older (else the oldest), and whether it is that one.
#[must_use]
pub fn version(number: &str) -> (Version, bool) {
    let parts = |number: &str| {
        let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>();
        number.split('.').map(|part| digits(part).parse::<u32>().unwrap_or(0)).collect::<Vec<_>>()
    };
    let wanted = parts(number);
    // A letter after the number is a mended release of the same one.
    if let Some(same) = Version::ALL.into_iter().find(|version| parts(version.number()) == wanted) {
        return (same, true);
    }
    let older = Version::ALL.into_iter().filter(|version| parts(version.number()) < wanted);
    (older.max().unwrap_or(Version::ALL[0]), false)
}
