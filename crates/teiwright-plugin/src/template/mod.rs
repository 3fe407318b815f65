//! A backend that is a folder: `backend.toml`, and MiniJinja templates by behaviour.

mod behaviours;
mod engine;
mod escape;
mod metadata;
mod page;
mod scope;
mod walk;

use std::collections::BTreeMap;

use serde::Deserialize;
use teiwright_export::{Backend, Form, OptionSpec, Options, Report, Sink};
use teiwright_model::Document;
use teiwright_source::Diagnostic;

pub use behaviours::{BEHAVIOURS, Behaviour};
use engine::Engine;
use escape::Escaping;

use crate::described::described;
use crate::{Description, DescriptionError, Limits, rules};

/// The file that describes the backend.
const MANIFEST: &str = "backend.toml";

/// Every key of that file.
const KEYS: [&str; 11] = [
    "api",
    "name",
    "version",
    "summary",
    "media-types",
    "media_types",
    "extension",
    "form",
    "extract",
    "options",
    "escaping",
];

/// A backend that is a folder of templates.
///
/// `backend.toml` has the [`Description`] and `escaping` (`html`, `xml`, `latex`, `typst`, `markdown` or `none`); each file of
/// `templates/` is for the [behaviour](BEHAVIOURS) that it is named after, or begins with `_` and is there for others to
/// include; the files of `static/` stand beside the page of a backend whose form is a folder.
pub struct Template {
    name: String,
    description: Description,
    specs: Vec<OptionSpec>,
    engine: Engine,
    statics: Vec<(String, Vec<u8>)>,
    limits: Limits,
}

/// What a `backend.toml` has besides the description.
#[derive(Deserialize)]
struct Own {
    escaping: Escaping,
}

impl Template {
    /// Reads a backend from the files of its folder; names are relative to it, their parts separated by `/`. `name` is what
    /// the user calls it; without one it has the name that it gives itself.
    ///
    /// # Errors
    /// When `backend.toml` is missing or cannot be used, or a template is not sound.
    pub fn new(
        name: Option<&str>,
        files: &BTreeMap<String, Vec<u8>>,
        limits: Limits,
    ) -> Result<Self, Box<Diagnostic>> {
        let shown = name.unwrap_or("the folder");
        let bad = |error: &DescriptionError| Box::new(rules::bad_description(shown, error));
        let form = |why: String| bad(&DescriptionError::Form(format!("{MANIFEST}: {why}")));
        let manifest = files.get(MANIFEST).ok_or_else(|| form("there is no such file".to_owned()))?;
        let manifest = std::str::from_utf8(manifest).map_err(|error| form(error.to_string()))?;
        let description = Description::from_toml(manifest).map_err(|error| bad(&error))?;
        let table = manifest.parse::<toml::Table>().map_err(|error| form(error.to_string()))?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            let near = behaviours::nearest(key, KEYS.into_iter());
            let near = near.map_or_else(String::new, |near| format!("; `{near}` is near"));
            return Err(form(format!("there is no key `{key}`{near}")));
        }
        let own =
            toml::from_str::<Own>(manifest).map_err(|error| form(error.to_string().trim_end().to_owned()))?;
        let name = name.unwrap_or(&description.name).to_owned();
        let engine = Engine::new(&name, files, own.escaping)?;
        let statics = files
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix("static/")?.to_owned(), bytes.clone())))
            .collect::<Vec<_>>();
        if description.form() == Form::File && !statics.is_empty() {
            return Err(form("files of `static/` need `form = \"folder\"`".to_owned()));
        }
        Ok(Self { name, specs: description.specs(), description, engine, statics, limits })
    }
}

impl Backend for Template {
    described!();

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let mut report = Report::default();
        match page::write(&self.engine, document, options, &self.limits) {
            Ok(page) => {
                report.file(sink, &format!("index.{}", self.description.extension), page.into_bytes());
                for (name, bytes) in &self.statics {
                    report.file(sink, name, bytes.clone());
                }
            }
            Err(fault) => report.diagnostics.push(fault.diagnostic(&self.name, &self.limits)),
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use teiwright_export::{Backend as _, Files, Options};
    use teiwright_model::{Block, Document, Inline};

    use super::Template;
    use crate::Limits;

    const MANIFEST: &str = "name = \"x\"\nmedia-types = [\"text/html\"]\nextension = \"html\"\nescaping = \"html\"\n[api]\nmin = \"1.0\"\nmax = \"1\"\n";

    fn written(manifest: &str, templates: &[(&str, &str)]) -> String {
        let mut files = BTreeMap::from([("backend.toml".to_owned(), manifest.as_bytes().to_vec())]);
        for (name, text) in templates {
            files.insert(format!("templates/{name}"), text.as_bytes().to_vec());
        }
        let backend = match Template::new(None, &files, Limits { seconds: 1, megabytes: 1 }) {
            Ok(backend) => backend,
            Err(fault) => return format!("{}: {}", fault.code(), fault.message),
        };
        let mut document = Document::default();
        let words = Inline::text("a < b", teiwright_source::Span::default());
        document.body.blocks.push(Block::paragraph(vec![words], teiwright_source::Span::default()));
        let mut out = Files::default();
        let report = backend.write(&document, &Options::default(), &mut out);
        match report.diagnostics.first() {
            Some(fault) => format!("{}: {}", fault.code(), fault.message),
            None => String::from_utf8_lossy(out.iter().next().unwrap().1).into_owned(),
        }
    }

    #[test]
    fn templates_are_by_behaviour() {
        let paragraph = ("paragraph.html", "<p{% if id %} id=\"{{ id }}\"{% endif %}>{{ content }}</p>");
        assert_eq!(written(MANIFEST, &[paragraph]), "<p>a &lt; b</p>");
        assert_eq!(written(MANIFEST, &[]), "a &lt; b\n");
        let page = ("document.html", "{% import \"_m.html\" as m %}{{ m.b(body) }}{{ notes }}");
        let macros = ("_m.html", "{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}");
        assert_eq!(written(MANIFEST, &[paragraph, page, macros]), "<b><p>a &lt; b</p></b>");
    }

    #[test]
    fn slips_are_errors_with_their_places() {
        for (template, said) in [
            (
                ("paragraph.html", "<p>\n{{ contnet }}"),
                "PLG108: templates/paragraph.html:2: there is no name `contnet`",
            ),
            (("paragraph.html", "\n\n{% if x"), "PLG108: templates/paragraph.html:3: syntax error"),
            (
                ("paragrph.html", ""),
                "PLG108: templates/paragrph.html: there is no behaviour `paragrph`; `paragraph` is near",
            ),
            (
                ("document.html", "{{ body }}\n{{ metadata.titels }}"),
                "PLG108: templates/document.html:2: `metadata.titels` is not there",
            ),
            (
                ("document.html", "{% include \"_x.html\" %}"),
                "PLG108: templates/document.html:1: template not found",
            ),
            (("document.html", "\n{{ body|nofilter }}"), "PLG108: templates/document.html:2: unknown filter"),
            (
                (
                    "document.html",
                    "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
                ),
                "PLG105",
            ),
            (
                (
                    "paragraph.html",
                    "{% for a in range(9999) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}",
                ),
                "PLG106",
            ),
        ] {
            let found = written(MANIFEST, &[template]);
            assert!(found.starts_with(said), "{found}");
        }
        for (from, to, said) in [
            ("1.0", "2.0", "PLG102"),
            ("escaping = \"html\"", "escaping = \"htm\"", "PLG103"),
            (
                "escaping",
                "escapin",
                "PLG103: what `the folder` says of itself cannot be used: backend.toml: there is no key `escapin`; `escaping` is near",
            ),
            ("name = \"x\"", "name = \"X y\"", "PLG103"),
        ] {
            let found = written(&MANIFEST.replace(from, to), &[]);
            assert!(found.starts_with(said), "{found}");
        }
    }
}
