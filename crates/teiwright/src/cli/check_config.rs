//! What `teiwright.toml` says of checking: the tables `[check]` and `[rules]`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use teiwright::rules;
use teiwright_check::{Level, Levels};
use teiwright_source::{Applicability, Diagnostic, Fix, Span};
use toml::de::{DeTable, DeValue};

use super::settings_file::SettingsFile;
use super::{Failure, settings};

/// What the table `[check]` may have.
const HAS: &str =
    "[check] has: schema, schemas (files, schema), catalogs, cache, tei-version, include, exclude, baseline";

/// The table `[check]`. Paths in it are relative to the folder of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// The schema of every document that names none itself.
    schema: Option<String>,
    /// Schemas by the paths of documents.
    #[serde(default)]
    schemas: Vec<ByPath>,
    /// XML catalogues.
    #[serde(default)]
    catalogs: Vec<String>,
    /// The folder with copies of remote schemas.
    cache: Option<String>,
    /// The release of TEI.
    tei_version: Option<String>,
    /// Globs of files of folders that are documents, and of what is none.
    #[serde(default)]
    include: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    /// The findings that are known.
    baseline: Option<String>,
}

/// `[[check.schemas]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByPath {
    files: Patterns,
    schema: String,
}

/// One pattern, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Patterns {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
struct Whole {
    #[serde(default)]
    check: Table,
}

/// What a configuration file says of checking.
#[derive(Debug, Default)]
pub(crate) struct CheckConfig {
    pub(crate) path: PathBuf,
    folder: PathBuf,
    schema: Option<String>,
    by_path: Vec<(glob::Pattern, String, String)>,
    pub(crate) catalogs: Vec<PathBuf>,
    pub(crate) cache: Option<PathBuf>,
    pub(crate) tei_version: Option<String>,
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) baseline: Option<PathBuf>,
    /// How serious findings are.
    pub(crate) levels: Levels,
}

/// `CODE=LEVEL` of the command line.
pub(crate) fn rule_level(pair: &str) -> Result<(String, Level), String> {
    let (rule, level) = pair.split_once('=').ok_or("write CODE=LEVEL, such as TEI011=error")?;
    if !is_rule(rule) {
        let near = nearest_rule(rule).map_or_else(String::new, |near| format!("; `{near}` is near"));
        return Err(format!("there is no rule `{rule}`{near}"));
    }
    let level = Level::of(level).ok_or_else(|| format!("a level is one of {}", Level::WORDS.join(", ")))?;
    Ok((rule.to_owned(), level))
}

/// Whether there is a rule of this code or name, or a family of rules.
fn is_rule(rule: &str) -> bool {
    let of_family = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()) == rule;
    teiwright::all_rules()
        .iter()
        .any(|known| known.code == rule || known.name == rule || of_family(known.code))
}

/// The code or name that is nearest to one that there is not.
fn nearest_rule(rule: &str) -> Option<&'static str> {
    let names = teiwright::all_rules().into_iter().flat_map(|known| [known.code, known.name]);
    let near = names.filter(|name| {
        teiwright_relaxng::near(&rule.to_uppercase(), name) || teiwright_relaxng::near(rule, name)
    });
    near.min_by_key(|name| teiwright_relaxng::distance(rule, name))
}

/// The table `[rules]`: a level for each code, name or family.
fn levels(text: &str) -> Result<Levels, Vec<Diagnostic>> {
    let mut levels = Levels::default();
    let mut faults = Vec::new();
    // What is no TOML was told already.
    let Ok(table) = DeTable::parse(text) else { return Ok(levels) };
    let Some((_, rules)) = table.get_ref().iter().find(|(name, _)| name.get_ref() == "rules") else {
        return Ok(levels);
    };
    let DeValue::Table(rules) = rules.get_ref() else {
        let fault = Diagnostic::new(&rules::cfg004::RULE, "`rules` must be a table");
        return Err(vec![
            fault
                .with_span(Span::from_range(rules.span()))
                .with_help("write `[rules]`, and `CODE = \"LEVEL\"` below"),
        ]);
    };
    for (name, value) in rules {
        let (rule, place) = (name.get_ref(), Span::from_range(name.span()));
        if !is_rule(rule) {
            faults.push(unknown_rule(rule, place));
            continue;
        }
        match value.get_ref().as_str().and_then(Level::of) {
            Some(level) => levels.set(rule, level),
            None => {
                let message = format!("`{rule}` must be a level");
                let help = "write \"off\", \"hint\", \"warning\" or \"error\"";
                let fault = Diagnostic::new(&rules::cfg004::RULE, message).with_help(help);
                faults.push(fault.with_span(Span::from_range(value.span())).with_label("no level"));
            }
        }
    }
    if faults.is_empty() { Ok(levels) } else { Err(faults) }
}

fn unknown_rule(rule: &str, place: Span) -> Diagnostic {
    let near = nearest_rule(rule);
    let message = match near {
        Some(near) => format!("there is no rule `{rule}`; `{near}` is near"),
        None => format!("there is no rule `{rule}`"),
    };
    let fault = Diagnostic::new(&rules::cfg004::RULE, message).with_span(place).with_label("not known");
    match near {
        Some(near) => {
            let fix = Fix::write(place, near, Applicability::Unsafe);
            fault.with_help(format!("write `{near}`")).with_fix(fix)
        }
        None => fault.with_help("`teiwright explain --list` has all of them"),
    }
}

impl CheckConfig {
    /// Reads a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let file = SettingsFile::read(path)?;
        let Whole { check } = file.parse(HAS)?;
        let strangers = settings::strangers(&file.text);
        let levels = if strangers.is_empty() { levels(&file.text) } else { Err(strangers) };
        let levels = levels.map_err(|faults| file.failure(faults))?;
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut by_path = Vec::new();
        for rule in check.schemas {
            let patterns = match rule.files {
                Patterns::One(one) => vec![one],
                Patterns::Several(several) => several,
            };
            for text in patterns {
                let pattern = glob::Pattern::new(&text).map_err(|error| {
                    file.wrong(format!("`{text}` is no pattern: {}", error.msg), None, HAS)
                })?;
                by_path.push((pattern, text, rule.schema.clone()));
            }
        }
        Ok(Self {
            path: path.to_path_buf(),
            schema: check.schema,
            by_path,
            catalogs: check.catalogs.iter().map(|catalogue| folder.join(catalogue)).collect(),
            cache: check.cache.map(|cache| folder.join(cache)),
            tei_version: check.tei_version,
            include: check.include,
            exclude: check.exclude,
            baseline: check.baseline.map(|baseline| folder.join(baseline)),
            levels,
            folder,
        })
    }

    /// The schema of a document, and what says so.
    pub(crate) fn schema_of(&self, document: &Path) -> Option<(String, String)> {
        let absolute = std::path::absolute(document).ok()?;
        // The path of a file right here has no folder.
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let folder = std::path::absolute(folder).ok()?;
        let below = absolute.strip_prefix(&folder).unwrap_or(&absolute);
        let found = self.by_path.iter().find(|(pattern, ..)| pattern.matches_path(below));
        let (schema, why) = match found {
            Some((_, text, schema)) => (schema, format!("`{text}` in {}", self.path.display())),
            None => (self.schema.as_ref()?, format!("{}", self.path.display())),
        };
        // A name that is built in is no path.
        if teiwright_check::Builtin::named(schema).is_some() {
            return Some((schema.clone(), why));
        }
        Some((self.folder.join(schema).display().to_string(), why))
    }
}

#[cfg(test)]
mod tests {
    use super::CheckConfig;
    use std::path::Path;

    #[test]
    fn the_first_pattern_that_fits_has_the_schema() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("teiwright.toml");
        let text = "[check]\nschema = 'all'\ntei-version = '4.12.0'\n\
            [[check.schemas]]\nfiles = ['letters/**/*.xml']\nschema = 'letters.odd'\n\
            [[check.schemas]]\nfiles = '*.xml'\nschema = 'lite'\n";
        super::super::output::write(&path, text.as_bytes()).expect("it is written");
        let config = CheckConfig::read(&path).expect("it is sound");
        let of = |name: &str| config.schema_of(&folder.path().join(Path::new(name))).map(|found| found.0);
        assert_eq!(of("letters/1917/a.xml"), Some(folder.path().join("letters.odd").display().to_string()));
        assert_eq!(of("a.xml").as_deref(), Some("lite"));
        super::super::output::write(&path, b"[check]\nschemaa = 'all'\n").expect("it is written");
        assert!(CheckConfig::read(&path).is_err());
    }
}
