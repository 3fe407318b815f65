//! Which specifications a customisation has in the end: modules and references bring them in, and its own specifications change,
//! replace, take away and add (Guidelines, 23.3.1; the current processor's `odd2odd`).

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_p5::Version;
use teiwright_p5::spec::{Attribute, Kind, Mode, Name, Place, Spec};
use teiwright_source::{Diagnostic, Severity, Span};

use crate::base::{self, Base, Key, key};
use crate::merge::{self, Note};
use crate::read::documents::{Files, Origin};
use crate::read::{External, FilePlace, Gathered, Item, ModuleRef, Schema, SpecRef};
use crate::rules;

/// How many customisations may stand on each other.
const MOST_SOURCES: usize = 20;

/// What a customisation comes to.
pub(crate) struct Assembled {
    pub(crate) specs: Vec<Cow<'static, Spec>>,
    pub(crate) externals: Vec<External>,
}

/// What is shared while customisations that stand on each other are assembled.
pub(crate) struct Assembler<'a> {
    pub(crate) files: &'a Files,
    pub(crate) gathered: &'a mut Gathered,
    /// The schemas of the files that are sources, read already.
    pub(crate) schemas: &'a FxHashMap<usize, Schema>,
    /// The version of TEI where none is named, or whatever is named.
    pub(crate) default: Version,
    pub(crate) forced: bool,
    pub(crate) bases: FxHashMap<BaseId, Rc<Base>>,
    /// The files that are being assembled.
    pub(crate) open: Vec<usize>,
}

/// Which source.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BaseId {
    Tei(Version),
    File(usize),
}

/// The specifications of the customisation itself, by what they are about.
struct Own<'s> {
    by_key: FxHashMap<Key, Vec<(&'s Spec, Option<&'s Name>)>>,
    order: Vec<Key>,
    used: FxHashSet<Key>,
}

impl Assembler<'_> {
    fn report(&mut self, place: FilePlace, diagnostic: Diagnostic) {
        self.gathered.found.push((place.0, diagnostic));
    }

    /// Tells of something at a place of a specification.
    pub(crate) fn report_at(&mut self, place: Place, make: impl FnOnce(Span) -> Diagnostic) {
        if let Some((file, span)) = self.gathered.place_of(place) {
            self.gathered.found.push((file, make(span)));
        }
    }

    /// Assembles a customisation.
    pub(crate) fn assemble(&mut self, schema: &Schema) -> Assembled {
        self.open.push(schema.file);
        let mut own = Own { by_key: FxHashMap::default(), order: Vec::new(), used: FxHashSet::default() };
        let (mut modules, mut references, mut externals) = (Vec::new(), Vec::new(), Vec::new());
        for item in &schema.items {
            match item {
                Item::Module(module) => modules.push(module),
                Item::Reference(reference) => references.push(reference),
                Item::External(external) => externals.push(external.clone()),
                Item::Spec(spec, source) => {
                    let key = key(spec.kind, &spec.ident);
                    let list = own.by_key.entry(key.clone()).or_default();
                    if list.is_empty() {
                        own.order.push(key);
                    }
                    list.push((&**spec, source.as_ref()));
                }
            }
        }
        // The order matters where the members of a class stand one after another.
        modules.sort_by_key(|module| match &*module.key {
            "tei" => 0,
            "core" => 1,
            _ => 2,
        });
        let mut building = Building { specs: Vec::new(), present: FxHashSet::default() };
        let imported = references.iter().map(|r| key(r.kind, &r.key)).collect::<FxHashSet<_>>();
        for module in modules {
            self.module(module, schema, &imported, &mut own, &mut building);
        }
        for reference in references {
            self.reference(reference, schema, &mut own, &mut building);
        }
        self.additions(schema, &mut own, &mut building);
        self.open.pop();
        Assembled { specs: building.specs, externals }
    }

    /// The specifications that `source`, as `file` names it, has.
    fn base(&mut self, file: usize, source: Option<&str>, place: FilePlace) -> Option<Rc<Base>> {
        let id = match source.map(|source| (source, Origin::of(source))) {
            None => BaseId::Tei(self.default),
            Some((source, Origin::Tei(version))) => BaseId::Tei(self.version(source, version, place)),
            Some((source, Origin::File)) => match self.files.target(file, source) {
                Some(target) => BaseId::File(target),
                None if source.contains("p5subset") => BaseId::Tei(self.version(source, None, place)),
                None => {
                    let why = self.files.why_missing(file, source).unwrap_or("it is not there").to_owned();
                    self.report(place, rules::unread(source, &why, place.1));
                    return None;
                }
            },
        };
        if let Some(base) = self.bases.get(&id) {
            return Some(Rc::clone(base));
        }
        let base = match id {
            BaseId::Tei(version) => Base::tei(version),
            BaseId::File(target) if self.open.contains(&target) || self.open.len() > MOST_SOURCES => {
                self.report(place, rules::circular(source.unwrap_or_default(), place.1));
                return None;
            }
            BaseId::File(target) => {
                let schema = self.schemas.get(&target)?;
                let assembled = self.assemble(schema);
                Base::new(assembled.specs)
            }
        };
        let base = Rc::new(base);
        self.bases.insert(id, Rc::clone(&base));
        Some(base)
    }

    /// Whether what is customised has a class of this name.
    pub(crate) fn knows_class(&self, name: &str) -> bool {
        self.bases.values().any(|base| base.get(Kind::ModelClass, name).is_some())
    }

    /// The built-in version that is asked for, or the nearest to it.
    fn version(&mut self, source: &str, version: Option<&str>, place: FilePlace) -> Version {
        if self.forced {
            return self.default;
        }
        let Some(version) = version else { return self.default };
        let (near, exact) = base::version(version);
        if !exact {
            self.report(place, rules::unknown_version(source, near.number(), place.1));
        }
        near
    }

    fn module(
        &mut self,
        module: &ModuleRef,
        schema: &Schema,
        imported: &FxHashSet<Key>,
        own: &mut Own<'_>,
        building: &mut Building,
    ) {
        let source = module.source.as_deref().or(schema.source.as_deref());
        let Some(base) = self.base(module.place.0, source, module.place) else { return };
        let Some(specs) = base.module(&module.key) else {
            self.report(module.place, rules::unknown_module(&module.key, base.modules(), module.place.1));
            return;
        };
        self.names_of_module(module, &base);
        for spec in specs {
            let kept = match &module.include {
                Some(include) => include.contains(&spec.ident),
                None => !module.except.contains(&spec.ident),
            };
            if spec.kind == Kind::Element && !kept || imported.contains(&key(spec.kind, &spec.ident)) {
                continue;
            }
            self.take(spec, own, building);
        }
    }

    /// Whether the elements that a reference to a module names are there.
    fn names_of_module(&mut self, module: &ModuleRef, base: &Base) {
        for name in module.include.iter().flatten().chain(&module.except) {
            let spec = base.get(Kind::Element, name);
            if spec.is_some_and(|spec| spec.module.as_ref() == Some(&module.key)) {
                continue;
            }
            let elsewhere = spec.and_then(|spec| spec.module.as_deref());
            let near = rules::nearest(name, base.names(Kind::Element));
            self.report(
                module.names,
                rules::not_in_module(name, &module.key, elsewhere, near, module.names.1),
            );
        }
    }

    fn reference(
        &mut self,
        reference: &SpecRef,
        schema: &Schema,
        own: &mut Own<'_>,
        building: &mut Building,
    ) {
        let Some(place) = self.gathered.place_of(reference.place) else { return };
        let source = reference.source.as_deref().or(schema.source.as_deref());
        let Some(base) = self.base(place.0, source, place) else { return };
        let Some(spec) = base.get(reference.kind, &reference.key) else {
            // It may be specified in the customisation itself.
            if !own.by_key.contains_key(&key(reference.kind, &reference.key)) {
                let near = rules::nearest(&reference.key, base.names(reference.kind));
                self.report(
                    place,
                    rules::not_in_source(reference.kind.noun(), &reference.key, near, place.1),
                );
            }
            return;
        };
        if spec.kind == Kind::AttributeClass && (reference.include.is_some() || !reference.except.is_empty())
        {
            let mut narrowed = Spec::clone(spec);
            narrowed.attributes.retain(|attribute| match attribute {
                Attribute::Def(def) => match &reference.include {
                    Some(include) => include.contains(&def.ident),
                    None => !reference.except.contains(&def.ident),
                },
                _ => true,
            });
            self.take(&Cow::Owned(narrowed), own, building);
        } else {
            self.take(spec, own, building);
        }
    }

    /// Brings a specification in, with what the customisation does to it.
    #[expect(clippy::ptr_arg, reason = "what is borrowed for good is taken as it is, not copied")]
    fn take(&mut self, spec: &Cow<'static, Spec>, own: &mut Own<'_>, building: &mut Building) {
        let key = key(spec.kind, &spec.ident);
        if !building.present.insert((key.clone(), spec.namespace.clone())) {
            return;
        }
        let Some(changes) = own.by_key.get(&key) else {
            building.specs.push(spec.clone());
            return;
        };
        own.used.insert(key);
        let changes = changes.clone();
        let mut result = Some(spec.clone());
        for (change, source) in changes {
            // What it changes may come from elsewhere.
            let old = source.and_then(|source| self.sourced(change, source)).or(result.take());
            let Some(old) = old else {
                let (noun, ident) = (change.kind.noun(), &change.ident);
                let why = "another specification deletes it";
                self.report_at(change.place, |span| {
                    rules::change_of_nothing(noun, ident, "change", why, span)
                });
                break;
            };
            result = self.apply(&old, change);
        }
        building.specs.extend(result);
    }

    fn sourced(&mut self, change: &Spec, source: &str) -> Option<Cow<'static, Spec>> {
        let place = self.gathered.place_of(change.place)?;
        let base = self.base(place.0, Some(source), place)?;
        base.get(change.kind, &change.ident).cloned()
    }

    /// One specification of the customisation applied to one that is there.
    fn apply(&mut self, old: &Spec, change: &Spec) -> Option<Cow<'static, Spec>> {
        let mode = match change.mode {
            Some(Mode::Delete) => return None,
            None | Some(Mode::Add) => {
                let whole = change.classes.is_some() && change.content.is_some() && old.kind == Kind::Element;
                let taken = if whole { Mode::Replace } else { Mode::Change };
                let word = if whole { "replace" } else { "change" };
                let (noun, ident) = (old.kind.noun(), &old.ident);
                self.report_at(change.place, |span| rules::specified_twice(noun, ident, word, span));
                taken
            }
            Some(mode) => mode,
        };
        if mode == Mode::Replace {
            let mut new = change.clone();
            new.mode = None;
            new.module = new.module.or_else(|| old.module.clone());
            return Some(Cow::Owned(new));
        }
        let mut notes = Vec::new();
        let merged = merge::spec(old, change, &mut notes);
        self.notes(notes);
        Some(Cow::Owned(merged))
    }

    /// Tells what is to be told of changes.
    pub(crate) fn notes(&mut self, notes: Vec<Note>) {
        for note in notes {
            match note {
                Note::ValuesWithoutMode(name, place) => {
                    self.report_at(place, |span| rules::values_without_mode(&name, span));
                }
            }
        }
    }

    /// What the customisation adds, and what of it came to nothing.
    fn additions(&mut self, schema: &Schema, own: &mut Own<'_>, building: &mut Building) {
        let module = Name::from(format!("derived-module-{}", schema.ident));
        for key in std::mem::take(&mut own.order) {
            if own.used.contains(&key) {
                continue;
            }
            let mut result: Option<Cow<'static, Spec>> = None;
            for (spec, source) in own.by_key.remove(&key).unwrap_or_default() {
                let from = source.and_then(|source| self.sourced(spec, source));
                result = match (result.or(from), spec.mode) {
                    (Some(old), _) => self.apply(&old, spec),
                    (None, None | Some(Mode::Add)) => {
                        let mut new = spec.clone();
                        new.mode = None;
                        new.module.get_or_insert_with(|| module.clone());
                        Some(Cow::Owned(new))
                    }
                    // A chained customisation that is compiled says of each what was once done to it.
                    (None, Some(Mode::Change | Mode::Replace)) if schema.is_compiled() => {
                        let mut new = spec.clone();
                        new.mode = None;
                        Some(Cow::Owned(new))
                    }
                    (None, Some(mode)) => {
                        self.nothing(spec, mode, schema);
                        None
                    }
                };
            }
            building.specs.extend(result);
        }
    }

    /// A change to something that is not in the schema.
    fn nothing(&mut self, spec: &Spec, mode: Mode, schema: &Schema) {
        let Some(place) = self.gathered.place_of(spec.place) else { return };
        let word = match mode {
            Mode::Delete => "deletion",
            Mode::Replace => "replacement",
            Mode::Add | Mode::Change => "change",
        };
        let base = self.base(schema.file, schema.source.as_deref(), place);
        let known = base.as_ref().and_then(|base| base.get(spec.kind, &spec.ident));
        let why = match (known.and_then(|spec| spec.module.as_deref()), &base) {
            (Some(module), _) => {
                format!("it is of the module `{module}`: refer to that, with it among what is included")
            }
            (None, Some(base)) => match rules::nearest(&spec.ident, base.names(spec.kind)) {
                Some(near) => format!("`{near}` is near"),
                None => "a new one has `mode=\"add\"`".to_owned(),
            },
            (None, None) => "its source cannot be had".to_owned(),
        };
        // To take away what is not there is no loss, if TEI has it.
        let severity =
            if mode == Mode::Delete && known.is_some() { Severity::Hint } else { Severity::Warning };
        let fault = rules::change_of_nothing(spec.kind.noun(), &spec.ident, word, &why, place.1);
        self.report(place, fault.with_severity(severity));
    }
}

/// The specifications so far.
struct Building {
    specs: Vec<Cow<'static, Spec>>,
    present: FxHashSet<(Key, Option<Name>)>,
}
