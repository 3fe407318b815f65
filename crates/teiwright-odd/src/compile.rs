//! From the text of a customisation to its grammar, with every finding in the file that it is about.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_p5::Version;
use teiwright_p5::spec::{Attribute, Kind, Place, Spec};
use teiwright_relaxng::syntax::model::Pattern;
use teiwright_relaxng::{Resolver, Schema as Grammar};
use teiwright_source::{Diagnostic, Diagnostics, Severity, Source, Span};

use crate::assemble::Assembler;
use crate::pattern::{self, Fragments, Input};
use crate::read::documents::{Documents, Files};
use crate::read::{Gathered, Reader, Schema};
use crate::{check, rules};

/// How to compile.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The `schemaSpec` to compile, by its `@ident`; the first one without it.
    pub ident: Option<String>,
    /// The version of TEI, whatever the customisation says; without it the one that it names, or the newest.
    pub version: Option<Version>,
    /// The elements whose content and attributes are wanted, by their names in TEI; all of them without it. With it the grammar
    /// is enough for the verdict on a document that has no other elements, and is compiled much faster.
    pub only: Option<FxHashSet<Box<str>>>,
}

/// One file of a customisation with what was found in it.
#[derive(Debug)]
pub struct OddFile {
    /// The file.
    pub source: Source,
    /// The findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// What compiling a customisation gives.
#[derive(Debug)]
pub struct Compiled {
    /// The grammar, ready to validate with; `None` where a finding is an error.
    pub schema: Option<Grammar>,
    /// The grammar as it could be written; `None` where there is no customisation at all.
    pub pattern: Option<Pattern>,
    /// The specifications that the schema has in the end.
    pub specs: Vec<Cow<'static, Spec>>,
    /// The customisation, then the files that it refers to.
    pub files: Vec<OddFile>,
    places: Vec<(usize, Span)>,
}

impl Compiled {
    /// Every finding with the file that it is about.
    pub fn diagnostics(&self) -> impl Iterator<Item = (&Source, &Diagnostic)> {
        self.files.iter().flat_map(|file| file.diagnostics.iter().map(move |d| (&file.source, d)))
    }

    /// Where the customisation itself says what it says of an element (its name in documents), or of an attribute of it. `None` where
    /// that is as TEI has it.
    #[must_use]
    pub fn origin(&self, element: &str, attribute: Option<&str>) -> Option<(&Source, Span)> {
        let spec = self.specs.iter().find(|spec| spec.kind == Kind::Element && spec.name() == element)?;
        let place = match attribute {
            None => spec.place,
            Some(name) => self.attribute_place(spec, name, 0)?,
        };
        let (file, span) = *self.places.get((place as usize).checked_sub(1)?)?;
        Some((&self.files.get(file)?.source, span))
    }

    fn attribute_place(&self, spec: &Spec, name: &str, depth: usize) -> Option<Place> {
        let mut own = Vec::new();
        crate::merge::flatten(&spec.attributes, &mut own);
        if let Some(def) = own.into_iter().find(|def| def.name() == name) {
            return Some(def.place);
        }
        let class = |key: &str| {
            self.specs.iter().find(|spec| spec.kind == Kind::AttributeClass && *spec.ident == *key)
        };
        let referred = spec.attributes.iter().filter_map(|attribute| match attribute {
            Attribute::Class(class, _) => Some(&**class),
            _ => None,
        });
        let mut classes = spec.memberships().map(|member| &*member.key).chain(referred);
        classes.find_map(|key| {
            class(key).filter(|_| depth < 20).and_then(|c| self.attribute_place(c, name, depth + 1))
        })
    }
}

/// Compiles the customisation `source` with what it refers to.
pub fn compile(source: Source, options: &Options, resolver: &mut dyn Resolver) -> Compiled {
    let mut files = Files::default();
    let main = files.load(source, resolver);
    let own = files.own(main);
    let trees = files.parse();
    let documents = Documents { files: &files, trees: &trees };
    let mut gathered = Gathered::default();
    let mut schemas = FxHashMap::default();
    for file in 0..files.sources.len() {
        let ident = options.ident.as_deref().filter(|_| file == main);
        schemas
            .extend(Reader::new(documents, &mut gathered).schema(file, ident).map(|schema| (file, schema)));
    }
    let fragments = Fragments::read(documents, &mut gathered);
    let mut made = None;
    if let Some(schema) = schemas.get(&main) {
        made = Some(assemble(schema, &files, &schemas, &mut gathered, options, &fragments, resolver));
    }
    drop(trees);
    let (output, specs) = made.unzip();
    let mut found = std::mem::take(&mut files.found);
    // What stands in a customisation that is customised is for who made that, unless it is an error.
    let told = |(file, d): &(usize, Diagnostic)| own.contains(file) || d.severity == Severity::Error;
    found.extend(std::mem::take(&mut gathered.found).into_iter().filter(told));
    let mut pattern = None;
    let mut grammar = None;
    if let Some(Made { pattern: made, mut faults }) = output {
        if !found.iter().chain(&faults).any(|(_, d)| d.severity == Severity::Error) {
            let (schema, wrong) = teiwright_relaxng::compile(made.clone());
            let faulty = |d: Diagnostic| {
                rules::faulty_grammar(&d.message, d.span.unwrap_or_default()).with_severity(d.severity)
            };
            let wrong = wrong.into_iter().filter(|d| d.severity == Severity::Error);
            faults.extend(wrong.map(|d| placed(&gathered, main, faulty(d))));
            grammar = schema;
        }
        found.extend(faults.into_iter().filter(told));
        pattern = Some(made);
    }
    let mut lists = files.sources.iter().map(|_| Diagnostics::new()).collect::<Vec<_>>();
    let mut said: Vec<(usize, Box<str>)> = Vec::new();
    for (file, diagnostic) in found {
        // What several references to one source say is said once.
        let again = |(known, d): &(usize, Box<str>)| *known == file && **d == *diagnostic.message;
        let once = matches!(diagnostic.code(), "ODD001" | "ODD003" | "ODD005" | "ODD014");
        if once && said.iter().any(again) {
            continue;
        }
        if once {
            said.push((file, diagnostic.message.as_str().into()));
        }
        if let Some(list) = lists.get_mut(file) {
            list.push(diagnostic);
        }
    }
    let list = files.sources.into_iter().zip(lists);
    let list = list.map(|(source, list)| OddFile { source, diagnostics: list.into_vec() }).collect();
    Compiled {
        schema: grammar,
        pattern,
        specs: specs.unwrap_or_default(),
        files: list,
        places: gathered.places,
    }
}

/// TEI whole: every module of a version, without any customisation.
#[must_use]
pub fn whole(version: Version) -> Compiled {
    whole_of(version, None)
}

/// The same, with the content and attributes of these elements alone: enough for the verdict on a document that has no other ones. Of
/// the others nothing is known but where they may stand.
#[must_use]
pub fn whole_for(version: Version, elements: &FxHashSet<Box<str>>) -> Compiled {
    whole_of(version, Some(elements))
}

fn whole_of(version: Version, only: Option<&FxHashSet<Box<str>>>) -> Compiled {
    let specs = teiwright_p5::facts(version).specs().iter().map(Cow::Borrowed).collect::<Vec<_>>();
    let input = Input {
        schema: &Schema::default(),
        specs: &specs,
        only,
        fragments: &Fragments::default(),
        externals: FxHashMap::default(),
    };
    let output = pattern::grammar(&input);
    let (schema, _) = teiwright_relaxng::compile(output.pattern.clone());
    Compiled { schema, pattern: Some(output.pattern), specs, files: Vec::new(), places: Vec::new() }
}

/// A finding whose span is the place of a specification, as one with its place in a file.
fn placed(gathered: &Gathered, main: usize, mut diagnostic: Diagnostic) -> (usize, Diagnostic) {
    let place = diagnostic.span.and_then(|span| gathered.place_of(span.start));
    diagnostic.span = place.map(|place| place.1);
    (place.map_or(main, |place| place.0), diagnostic)
}

struct Made {
    pattern: Pattern,
    faults: Vec<(usize, Diagnostic)>,
}

fn assemble(
    schema: &Schema,
    files: &Files,
    schemas: &FxHashMap<usize, Schema>,
    gathered: &mut Gathered,
    options: &Options,
    fragments: &Fragments,
    resolver: &mut dyn Resolver,
) -> (Made, Vec<Cow<'static, Spec>>) {
    let mut faults = Vec::new();
    match &options.ident {
        Some(ident) if !schema.is_said => {
            faults.push((schema.file, rules::no_schema_named(ident, &schema.idents)));
        }
        _ if schema.items.is_empty() && !schema.is_said => faults.push((schema.file, rules::no_schema())),
        _ => {}
    }
    let mut assembler = Assembler {
        files,
        gathered,
        schemas,
        default: options.version.unwrap_or_default(),
        forced: options.version.is_some(),
        bases: FxHashMap::default(),
        open: Vec::new(),
    };
    let assembled = assembler.assemble(schema);
    check::memberships(schema, &assembled.specs, &mut assembler);
    let mut externals = FxHashMap::default();
    for one in &assembled.externals {
        let overrides = one
            .overrides
            .iter()
            .flat_map(|number| fragments.definitions(*number))
            .cloned()
            .collect::<Vec<_>>();
        let base = files.sources[one.place.0].name();
        match pattern::external(&one.url, &one.prefix, &overrides, base, one.place, resolver) {
            Ok(definitions) => externals.extend(definitions),
            Err(fault) => faults.push((one.place.0, *fault)),
        }
    }
    let output = pattern::grammar(&Input {
        schema,
        specs: &assembled.specs,
        only: options.only.as_ref(),
        fragments,
        externals,
    });
    assembler.notes(output.notes);
    let broken = gathered.found.iter().any(|(_, d)| d.severity == Severity::Error);
    if !output.has_start && faults.is_empty() && !broken {
        let names =
            schema.start.iter().flatten().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        faults.push((schema.start_place.0, rules::no_start(&names, schema.start_place.1)));
    }
    faults.extend(output.found.into_iter().map(|fault| placed(gathered, schema.file, fault)));
    (Made { pattern: output.pattern, faults }, assembled.specs)
}
