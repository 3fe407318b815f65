//! The schemas of a run: which each document has, each loaded once, whoever asks first.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright::{Ready, local_path, read_xml, ready_schema, rules};
use teiwright_check::{
    Associated, Association, Builtin, Catalogue, Levels, Prolog, SchemaId, Surroundings, associate,
};
use teiwright_p5::Version;
use teiwright_report::{Format, render_among};
use teiwright_source::{Diagnostic, Severity, Source};

use super::check_config::CheckConfig;
use super::{Failure, output, settings, terminal};

/// How many catalogues are looked in.
const MOST_CATALOGUES: usize = 200;

/// How many catalogues may leave an address to another, one after the other.
const MOST_DELEGATIONS: usize = 8;

type Slot = Arc<OnceLock<Option<Arc<Ready>>>>;

/// The schemas of a run.
pub(crate) struct Schemas {
    /// Those that the command line names.
    asked: Vec<SchemaId>,
    version: Option<Version>,
    /// The configuration that the command line names.
    config: Option<Arc<CheckConfig>>,
    /// The configuration file of each folder.
    folders: Mutex<FxHashMap<PathBuf, Option<PathBuf>>>,
    /// Configurations by their files; `None` for one that is not sound, which was told.
    configs: Mutex<FxHashMap<PathBuf, Option<Arc<CheckConfig>>>>,
    catalogues: Vec<Catalogue>,
    cache: Option<PathBuf>,
    /// Lists of catalogues that are read when they are needed, by the first of each.
    lists: Mutex<FxHashMap<PathBuf, Arc<Vec<Catalogue>>>>,
    ready: Mutex<FxHashMap<SchemaId, Slot>>,
    format: Format,
}

/// What the command line says of schemas.
pub(crate) struct Asked<'a> {
    pub(crate) schemas: &'a [String],
    pub(crate) version: Option<Version>,
    pub(crate) config: Option<&'a Path>,
    pub(crate) catalogs: &'a [PathBuf],
    pub(crate) cache: Option<&'a Path>,
    pub(crate) format: Format,
}

impl Schemas {
    pub(crate) fn new(asked: &Asked<'_>) -> Result<Self, Failure> {
        if let Some(cache) = asked.cache.filter(|cache| !cache.is_dir()) {
            let message = "is no folder";
            let help = "`--cache` names a folder with copies of schemas";
            return Err(Failure::new(&rules::cfg001::RULE, cache.display().to_string(), message, help));
        }
        let config = asked.config.map(CheckConfig::read).transpose()?.map(Arc::new);
        let mut named = asked.catalogs.to_vec();
        let variable = std::env::var("XML_CATALOG_FILES").unwrap_or_default();
        // What the variable names need not be there.
        named.extend(variable.split_whitespace().map(local_path).filter(|path| path.is_file()));
        Ok(Self {
            asked: asked
                .schemas
                .iter()
                .map(|name| SchemaId::named(name, asked.version.unwrap_or_default()))
                .collect(),
            version: asked.version,
            config,
            folders: Mutex::default(),
            configs: Mutex::default(),
            catalogues: catalogues(&named)?,
            cache: asked.cache.map(Path::to_path_buf),
            lists: Mutex::default(),
            ready: Mutex::default(),
            format: terminal::told(asked.format),
        })
    }

    /// The schemas that the command line names.
    pub(crate) fn asked(&self) -> &[SchemaId] {
        &self.asked
    }

    /// The schemas of a document.
    ///
    /// # Errors
    /// Why they cannot be found out; `None` where that was told already.
    pub(crate) fn of(&self, document: &Path, prolog: &Prolog) -> Result<Associated, Option<Failure>> {
        if !self.asked.is_empty() {
            let given = |schema: &SchemaId| Association {
                schema: schema.clone(),
                why: "given by --schema".to_owned(),
                span: None,
            };
            return Ok(Associated {
                schemas: self.asked.iter().map(given).collect(),
                ..Associated::default()
            });
        }
        let config = self.config_of(document)?;
        let catalogues =
            config.as_ref().map(|config| self.list(&config.catalogs)).transpose().map_err(Some)?;
        let around = Around { schemas: self, document, config: config.as_deref(), catalogues };
        Ok(associate(&document.display().to_string(), prolog, &around))
    }

    /// How serious findings in a document are.
    ///
    /// # Errors
    /// Why its configuration cannot be read; `None` where that was told already.
    pub(crate) fn levels_of(&self, document: &Path) -> Result<Levels, Option<Failure>> {
        Ok(self.config_of(document)?.map(|config| config.levels.clone()).unwrap_or_default())
    }

    /// The configuration of a document: the one that was named, or the nearest above it.
    pub(crate) fn config_of(&self, document: &Path) -> Result<Option<Arc<CheckConfig>>, Option<Failure>> {
        if self.config.is_some() || document.as_os_str() == "-" {
            return Ok(self.config.clone());
        }
        let folder = document.parent().map(Path::to_path_buf).unwrap_or_default();
        let known = self.folders.lock().map(|known| known.get(&folder).cloned()).unwrap_or_default();
        let path = known.unwrap_or_else(|| settings::nearest(document));
        if let Ok(mut known) = self.folders.lock() {
            known.insert(folder, path.clone());
        }
        let Some(path) = path else { return Ok(None) };
        // The lock is held while the file is read, so that what is wrong with it is told once.
        let Ok(mut known) = self.configs.lock() else { return Ok(None) };
        if let Some(known) = known.get(&path) {
            return known.clone().map(Some).ok_or(None);
        }
        let read = CheckConfig::read(&path).map(Arc::new);
        known.insert(path, read.as_ref().ok().cloned());
        read.map(Some).map_err(Some)
    }

    /// Catalogues, each list read once.
    fn list(&self, paths: &[PathBuf]) -> Result<Arc<Vec<Catalogue>>, Failure> {
        let Some(first) = paths.first() else { return Ok(Arc::default()) };
        let known = self.lists.lock().map(|known| known.get(first).cloned()).unwrap_or_default();
        if let Some(known) = known {
            return Ok(known);
        }
        let read = Arc::new(catalogues(paths)?);
        if let Ok(mut known) = self.lists.lock() {
            known.insert(first.clone(), Arc::clone(&read));
        }
        Ok(read)
    }

    /// What catalogues have for an address. One that leaves it to others is the last that is asked.
    fn look_up(&self, list: &[Catalogue], address: &str, depth: usize) -> Option<String> {
        for catalogue in list {
            if let Some(found) = catalogue.find(address) {
                return Some(local_path(&found).display().to_string());
            }
            let delegates = catalogue.delegates(address);
            if !delegates.is_empty() && depth < MOST_DELEGATIONS {
                let lists = delegates.into_iter().filter_map(|path| self.list(&[local_path(path)]).ok());
                return lists.into_iter().find_map(|list| self.look_up(&list, address, depth + 1));
            }
        }
        None
    }

    /// The copy of what an address names, by catalogues, then by the folders of copies.
    fn copy_of(&self, address: &str, config: Option<&CheckConfig>, own: &[Catalogue]) -> Option<String> {
        if !address.contains("://") || address.starts_with("file:") {
            return None;
        }
        let found = self.look_up(&self.catalogues, address, 0).or_else(|| self.look_up(own, address, 0));
        if let Some(found) = found.filter(|path| !path.contains("://")) {
            return Some(found);
        }
        // A folder of copies has one for each host, as tools that mirror addresses make them.
        let below = address.split_once("://")?.1.split(['?', '#']).next()?;
        let inside = below.split('/').all(|step| !step.is_empty() && step != ".." && step != ".");
        let caches = self.cache.iter().chain(config.and_then(|config| config.cache.as_ref()));
        let mut copies = caches.map(|cache| cache.join(below)).filter(|_| inside);
        copies.find(|copy| copy.is_file()).map(|copy| copy.display().to_string())
    }

    /// A schema, loaded. What is wrong with it is told once; `None` where it cannot be used.
    pub(crate) fn ready(&self, id: &SchemaId) -> Option<Arc<Ready>> {
        let slot = match self.ready.lock() {
            Ok(mut slots) => Arc::clone(slots.entry(id.clone()).or_default()),
            Err(_) => Slot::default(),
        };
        slot.get_or_init(|| self.load(id)).clone()
    }

    /// The files of schemas that findings point into.
    pub(crate) fn files_named(&self, found: &[Diagnostic]) -> Vec<Source> {
        let names = found.iter().flat_map(|d| &d.related).filter_map(|related| related.file.as_deref());
        let names = names.collect::<FxHashSet<_>>();
        let Ok(slots) = self.ready.lock() else { return Vec::new() };
        let ready = slots.values().filter_map(|slot| slot.get()?.as_deref());
        let files = ready
            .flat_map(|ready| &ready.files)
            .map(|file| &file.0)
            .filter(|file| names.contains(file.name()));
        files.map(|file| Source::from_text(file.name(), file.text())).collect()
    }

    fn load(&self, id: &SchemaId) -> Option<Arc<Ready>> {
        let config = self.config.as_deref();
        let own = config.and_then(|config| self.list(&config.catalogs).ok()).unwrap_or_default();
        match ready_schema(id, self.version, &|address| self.copy_of(address, config, &own)) {
            Err(why) => {
                let named = id.to_string();
                let help = name_a_schema("a .rng, .rnc or .odd file", &named);
                let failure = Failure::new(&rules::cfg001::RULE, named, format!("the schema {why}"), &help);
                super::print_failure(&failure, self.format);
                None
            }
            Ok(ready) => {
                self.tell(&ready);
                ready.schema.is_some().then(|| Arc::new(ready))
            }
        }
    }

    /// What is wrong with a schema. Warnings about one that can be used are for who writes it, not for each check.
    fn tell(&self, ready: &Ready) {
        if ready.schema.is_some() {
            return;
        }
        let options = terminal::options(&std::io::stderr());
        let others = ready.files.iter().map(|file| &file.0).collect::<Vec<_>>();
        for (source, found) in &ready.files {
            let faults = found.iter().filter(|d| d.severity == Severity::Error).cloned().collect::<Vec<_>>();
            output::error(&render_among(self.format, source, &others, &faults, &options));
        }
    }
}

/// What somebody may do who named a schema that is not there.
pub(crate) fn name_a_schema(files: &str, named: &str) -> String {
    match Builtin::meant(named) {
        Some(meant) => format!("did you mean `{}`, which is built in?", meant.name()),
        None => format!("name {files}, or a schema that `teiwright schema list` has"),
    }
}

/// Reads catalogues, with those that they name.
fn catalogues(named: &[PathBuf]) -> Result<Vec<Catalogue>, Failure> {
    let mut open = named.iter().rev().cloned().collect::<Vec<_>>();
    let mut read = Vec::new();
    let mut seen = Vec::new();
    while let Some(path) = open.pop() {
        if seen.contains(&path) || read.len() >= MOST_CATALOGUES {
            continue;
        }
        let fail = |why: String| {
            let help = "a catalogue is XML (OASIS XML Catalogs 1.1)";
            Failure::new(
                &rules::cfg001::RULE,
                path.display().to_string(),
                format!("the catalogue {why}"),
                help,
            )
        };
        let source = read_xml(&path).map_err(fail)?;
        let catalogue = Catalogue::read(&source).map_err(|why| fail(format!("cannot be used: {why}")))?;
        open.extend(catalogue.next.iter().rev().map(|next| local_path(next)));
        read.push(catalogue);
        seen.push(path);
    }
    Ok(read)
}

/// What is known around one document.
struct Around<'a> {
    schemas: &'a Schemas,
    document: &'a Path,
    config: Option<&'a CheckConfig>,
    catalogues: Option<Arc<Vec<Catalogue>>>,
}

impl Surroundings for Around<'_> {
    fn copy_of(&self, address: &str) -> Option<String> {
        let own = self.catalogues.as_deref().map_or(&[][..], Vec::as_slice);
        self.schemas.copy_of(address, self.config, own)
    }

    fn configured(&self) -> Option<(String, String)> {
        self.config?.schema_of(self.document)
    }

    fn version(&self) -> (Version, bool) {
        let named = self.config.and_then(|config| config.tei_version.as_deref());
        let configured = || named.map(|version| teiwright_odd::nearest_version(version).0);
        (self.schemas.version.or_else(configured).unwrap_or_default(), self.schemas.version.is_some())
    }
}
