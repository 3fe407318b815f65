//! Which schemas a document is checked against, and why.

use teiwright_odd::nearest_version;
use teiwright_p5::Version;
use teiwright_relaxng::join;
use teiwright_source::{Diagnostic, Span};

use crate::address::{is_remote, whole_tei};
use crate::builtin::Builtin;
use crate::prolog::{Model, ModelKind, Prolog, Root};
use crate::{TEI, rules};

/// A schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SchemaId {
    /// One that is built in, of a version of TEI.
    Builtin(Builtin, Version),
    /// A file: RELAX NG in either syntax, or a customisation.
    File(String),
}

/// A schema that a document is checked against, and why.
#[derive(Debug, Clone)]
pub struct Association {
    /// The schema.
    pub schema: SchemaId,
    /// Why, as a phrase such as `named by xml-model`.
    pub why: String,
    /// What in the document says so.
    pub span: Option<Span>,
}

/// What was found out about a document.
#[derive(Debug, Default)]
pub struct Associated {
    /// The schemas, in the order in which they are named; none where only well-formedness can be checked.
    pub schemas: Vec<Association>,
    /// What is to be told.
    pub diagnostics: Vec<Diagnostic>,
    /// What is named in languages that are not checked, in words.
    pub unchecked: Vec<String>,
}

/// What is known around a document. Paths are as the caller can open them.
pub trait Surroundings {
    /// The copy of what a remote address names, from a catalogue or the cache folder.
    fn copy_of(&self, address: &str) -> Option<String>;
    /// The schema that the configuration has for the document: its name or path, and where it says so.
    fn configured(&self) -> Option<(String, String)>;
    /// The version of TEI that is built in and taken where the document names none, and whether it is taken whatever is named.
    fn version(&self) -> (Version, bool);
}

/// Finds the schemas of the document `name`, which begins with `prolog`.
#[must_use]
pub fn associate(name: &str, prolog: &Prolog, around: &dyn Surroundings) -> Associated {
    let mut found = Associated::default();
    for model in &prolog.models {
        named(name, model, around, &mut found);
    }
    if found.schemas.is_empty()
        && let Some((schema, why)) = around.configured()
    {
        let schema = schema_named(&schema, around.version().0);
        found.schemas.push(Association { schema, why, span: None });
    }
    if found.schemas.is_empty()
        && let Some(root) = &prolog.root
    {
        by_root(root, around, &mut found);
    }
    if let Some(taken) = found.schemas.first().map(|association| shown(&association.schema)) {
        for diagnostic in found.diagnostics.iter_mut().filter(|d| d.span.is_some()) {
            diagnostic.help.get_or_insert_default().insert_str(0, &format!("{taken} is taken instead; "));
        }
    }
    found
}

/// What a name or a path on the command line or in the configuration means; a well-known address of TEI is what is built in.
#[must_use]
pub(crate) fn schema_named(name: &str, version: Version) -> SchemaId {
    if let Some(builtin) = Builtin::named(name) {
        return SchemaId::Builtin(builtin, version);
    }
    match whole_tei(name).filter(|_| is_remote(name)) {
        Some(named) => {
            SchemaId::Builtin(Builtin::All, named.map_or(version, |named| nearest_version(named).0))
        }
        None => SchemaId::File(name.to_owned()),
    }
}

impl SchemaId {
    /// What a name or a path means: one that is built in, if there is one of that name.
    #[must_use]
    pub fn named(name: &str, version: Version) -> Self {
        schema_named(name, version)
    }
}

impl std::fmt::Display for SchemaId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&shown(self))
    }
}

fn shown(schema: &SchemaId) -> String {
    match schema {
        SchemaId::Builtin(Builtin::All, version) => format!("TEI P5 {version}"),
        SchemaId::Builtin(builtin, version) => format!("`{}` (built in, TEI P5 {version})", builtin.name()),
        SchemaId::File(path) => path.clone(),
    }
}

/// A schema that the document names.
fn named(name: &str, model: &Model, around: &dyn Surroundings, found: &mut Associated) {
    let mut add = |schema: SchemaId, why: &str| {
        if found.schemas.iter().all(|known| known.schema != schema) {
            found.schemas.push(Association { schema, why: why.to_owned(), span: Some(model.span) });
        }
    };
    match model.kind {
        ModelKind::Unreadable => found.diagnostics.push(rules::unreadable_model(model.span)),
        ModelKind::Schematron => found.unchecked.push(format!("the Schematron rules of {}", model.href)),
        ModelKind::Other => {
            found.unchecked.push(format!("{}, which is neither RELAX NG nor ODD", model.href));
        }
        // A copy that a user keeps comes before what is built in.
        ModelKind::RelaxNg | ModelKind::Odd if is_remote(&model.href) => match around.copy_of(&model.href) {
            Some(copy) => add(SchemaId::File(copy), "a copy of what xml-model names"),
            None => match whole_tei(&model.href) {
                Some(version) => {
                    let (default, forced) = around.version();
                    let named = version.filter(|_| !forced);
                    let (version, exact) = named.map_or((default, true), nearest_version);
                    let why = match named.filter(|_| !exact) {
                        Some(named) => {
                            format!("an address of TEI {named}, which is not built in: the nearest one")
                        }
                        None => "an address of TEI, named by xml-model".to_owned(),
                    };
                    add(SchemaId::Builtin(Builtin::All, version), &why);
                }
                None => found.diagnostics.push(rules::remote_schema(&model.href, model.span)),
            },
        },
        ModelKind::RelaxNg | ModelKind::Odd => {
            add(SchemaId::File(join(name, &model.href)), "named by xml-model");
        }
    }
}

/// What the root element says.
fn by_root(root: &Root, around: &dyn Surroundings, found: &mut Associated) {
    let tei = root.namespace == TEI;
    let named_so = matches!(&*root.name, "TEI" | "teiCorpus");
    if !tei && !named_so {
        found.diagnostics.push(rules::no_schema(&root.name, &root.namespace, root.span));
        return;
    }
    let why = if tei { "the root element is of TEI" } else { "the root element is named as TEI's are" };
    let schema = SchemaId::Builtin(Builtin::All, around.version().0);
    found.schemas.push(Association { schema, why: why.to_owned(), span: Some(root.span) });
}

#[cfg(test)]
mod tests {
    use super::{Surroundings, associate};
    use crate::prolog::Prolog;
    use teiwright_p5::Version;
    use teiwright_source::Source;

    struct Around(Option<&'static str>);

    impl Surroundings for Around {
        fn copy_of(&self, address: &str) -> Option<String> {
            (address == "https://a.org/kept.rng").then(|| "copies/kept.rng".to_owned())
        }

        fn configured(&self) -> Option<(String, String)> {
            self.0.map(|schema| (schema.to_owned(), "as configured".to_owned()))
        }

        fn version(&self) -> (Version, bool) {
            (Version::default(), false)
        }
    }

    /// What is found, a line each.
    fn found(text: &str, configured: Option<&'static str>) -> String {
        let source = Source::from_text("folder/a.xml", text);
        let found = associate(source.name(), &Prolog::of(&source), &Around(configured));
        let schemas = found.schemas.iter().map(|a| format!("{}: {}", a.schema, a.why));
        let told = found.diagnostics.iter().map(|d| format!("{} {}", d.code(), d.message));
        let unchecked = found.unchecked.iter().map(|href| format!("not checked: {href}"));
        schemas.chain(told).chain(unchecked).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_document_comes_first_then_the_configuration_then_the_root() {
        let tei = r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"/>"#;
        let newest = Version::default();
        let model = |href: &str| {
            format!("<?xml-model href=\"{href}\" schematypens=\"http://relaxng.org/ns/structure/1.0\"?>{tei}")
        };
        assert_eq!(found(tei, None), format!("TEI P5 {newest}: the root element is of TEI"));
        assert_eq!(found("<TEI/>", None), format!("TEI P5 {newest}: the root element is named as TEI's are"));
        assert_eq!(found(tei, Some("x.odd")), "x.odd: as configured");
        assert_eq!(found(&model("../s.rng"), Some("x.odd")), "s.rng: named by xml-model");
        assert_eq!(
            found(&model("https://a.org/kept.rng"), None),
            "copies/kept.rng: a copy of what xml-model names"
        );
        let address = "http://www.tei-c.org/Vault/P5/4.10.0/xml/tei/custom/schema/relaxng/tei_all.rng";
        assert_eq!(found(&model(address), None), "TEI P5 4.10.0a: an address of TEI, named by xml-model");
        let remote = found(&model("https://a.org/b.rng"), None);
        let told = "CFG011 the schema `https://a.org/b.rng` is on the network, and there is no copy of it";
        assert_eq!(remote, format!("TEI P5 {newest}: the root element is of TEI\n{told}"));
        let told = "CFG012 no schema is known for `html` of no namespace: only well-formedness was checked";
        assert_eq!(found("<html/>", None), told);
        let schematron = format!("<?xml-model href='a.sch'?>{tei}");
        assert_eq!(
            found(&schematron, None),
            format!(
                "TEI P5 {newest}: the root element is of TEI\nnot checked: the Schematron rules of a.sch"
            )
        );
        assert_eq!(found("plain", None), "");
    }
}
