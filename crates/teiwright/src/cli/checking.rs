//! One document through its checks: decoding, its schemas, the rules of TEI, what its settings make of the findings.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright::{Checker, Findings, KnownFiles, LocalEntities, LocalFiles};
use teiwright_check::{Examined, Files, Levels, NoFiles, Prolog, Rules, SchemaId, TeiFacts};
use teiwright_source::{Diagnostic, Source};

use super::Failure;
use super::inputs::Input;
use super::schemas::Schemas;

/// Files from this size on are read in pieces, if they are UTF-8 as they stand.
const LARGE: u64 = 16 << 20;

/// What the documents of a run are checked with.
pub(crate) struct Checking<'a> {
    pub(crate) schemas: &'a Schemas,
    /// Whether there is one document only, for which a schema need not be compiled whole.
    pub(crate) single: bool,
    /// Whether external entities are read from beside documents.
    pub(crate) local: bool,
    /// Whether the rules of TEI are asked.
    pub(crate) rules: bool,
    /// The levels of rules that the command line sets.
    pub(crate) levels: Levels,
    /// What was read of files that documents point at.
    pub(crate) files: Arc<KnownFiles>,
}

/// A schema and the rules beside it, of one thread.
struct Tool {
    checker: Checker,
    rules: Rules,
}

/// The tools of one thread.
#[derive(Default)]
pub(crate) struct Tools {
    by_schema: FxHashMap<SchemaId, Tool>,
}

/// What came of a document.
pub(crate) struct Checked {
    pub(crate) source: Source,
    pub(crate) found: Vec<Diagnostic>,
    /// How many more errors there were.
    pub(crate) dropped: usize,
    /// How many schemas it names in languages that are not checked.
    pub(crate) unchecked: usize,
    /// Whether a schema of it could not be used, which was told.
    pub(crate) failed: bool,
}

impl Examined for Checked {
    fn source(&self) -> &Source {
        &self.source
    }

    fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    fn dropped(&self) -> usize {
        self.dropped
    }
}

impl Checking<'_> {
    /// Checks the document of `input`, whose bytes these are.
    ///
    /// # Errors
    /// Why it cannot be checked; `None` where that was told already.
    pub(crate) fn document(
        &self,
        input: &Input,
        bytes: Vec<u8>,
        tools: &mut Tools,
    ) -> Result<Checked, Option<Failure>> {
        let opened = teiwright::open_xml(&input.name(), bytes);
        let opened = opened.map_err(|error| Failure::about(input.name(), error.diagnostic()))?;
        let mut checked = Checked {
            source: opened.source,
            found: opened.diagnostics,
            dropped: 0,
            unchecked: 0,
            failed: false,
        };
        if !opened.is_plain {
            self.against_all(input, &mut checked, tools)?;
        }
        self.schemas.levels_of(&input.path)?.under(&self.levels).apply(&mut checked.found);
        Ok(checked)
    }

    fn against_all(
        &self,
        input: &Input,
        checked: &mut Checked,
        tools: &mut Tools,
    ) -> Result<(), Option<Failure>> {
        let Checked { source, found, dropped, unchecked, failed } = checked;
        let associated = self.schemas.of(&input.path, &Prolog::of(source))?;
        found.extend(associated.diagnostics);
        *unchecked = associated.unchecked.len();
        if associated.schemas.is_empty() {
            found.extend(teiwright::well_formed(source).diagnostics);
        }
        let alone = associated.schemas.len() == 1;
        let mut asked = self.rules;
        for association in &associated.schemas {
            let how = How { input, source, rules: asked, alone };
            let Some(findings) = self.against(&association.schema, &how, tools) else {
                *failed = true;
                continue;
            };
            // The rules of TEI are the same whatever the schema is.
            asked = false;
            *dropped += findings.dropped;
            // What two schemas find alike is one finding.
            let new = findings.diagnostics.into_iter().filter(|d| !found.contains(d)).collect::<Vec<_>>();
            found.extend(new);
        }
        // What could not be decoded is told once.
        if found.iter().any(|d| d.code() == "ENC001" || d.code() == "ENC010") {
            found.retain(|d| d.code() != "ENC003");
        }
        Ok(())
    }

    /// What is wrong with a document by a schema; `None` where that cannot be used, which was told.
    fn against(&self, id: &SchemaId, how: &How<'_>, tools: &mut Tools) -> Option<Findings> {
        let &How { input, source, rules, alone } = how;
        let files = self.files_beside(input);
        if let (true, SchemaId::Builtin(builtin, version)) = (self.single && !self.local, id) {
            let mut brief = Rules::new(TeiFacts::of_release(*version));
            brief.begin(Arc::clone(&files), rules, alone);
            if let Some(findings) = teiwright::check_briefly(source, *builtin, *version, &mut brief) {
                return Some(findings);
            }
        }
        let tool = self.tool(id, input, tools)?;
        tool.rules.begin(files, rules, alone);
        let mut findings = teiwright::check_tei(source, &mut tool.checker, &mut tool.rules);
        if !findings.diagnostics.is_empty() {
            self.schemas.ready(id)?.name_origins(source, &mut findings.diagnostics);
        }
        Some(findings)
    }

    /// What lies beside a document; nothing is known of standard input.
    fn files_beside(&self, input: &Input) -> Arc<dyn Files + Send + Sync> {
        if input.is_stdin() {
            Arc::new(NoFiles)
        } else {
            Arc::new(LocalFiles::beside(&input.path, &self.files))
        }
    }

    fn tool<'t>(&self, id: &SchemaId, input: &Input, tools: &'t mut Tools) -> Option<&'t mut Tool> {
        if !tools.by_schema.contains_key(id) {
            let ready = self.schemas.ready(id)?;
            let checker = Checker::new(ready.schema.as_ref()?);
            tools.by_schema.insert(id.clone(), Tool { checker, rules: Rules::new(ready.tei_facts()) });
        }
        let tool = tools.by_schema.get_mut(id)?;
        // What standard input names lies beside nothing.
        let local = self.local && !input.is_stdin();
        tool.checker.resolve_with(local.then(|| Arc::new(LocalEntities::beside(&input.path)) as _));
        Some(tool)
    }

    /// Whether a large file that can be read in pieces is without any finding. Whatever is found is told with its line, for
    /// which the file is read whole.
    pub(crate) fn large_and_clean(&self, input: &Input, tools: &mut Tools) -> bool {
        if input.is_stdin()
            || !std::fs::metadata(&input.path).is_ok_and(|data| data.is_file() && data.len() >= LARGE)
        {
            return false;
        }
        let open = || std::fs::File::open(&input.path);
        let Ok(prolog) = open().and_then(teiwright::prolog_of_large) else { return false };
        let Ok(associated) = self.schemas.of(&input.path, &prolog) else { return false };
        let Ok(levels) = self.schemas.levels_of(&input.path) else { return false };
        let levels = levels.under(&self.levels);
        if associated.schemas.is_empty()
            || !associated.diagnostics.is_empty()
            || !associated.unchecked.is_empty()
        {
            return false;
        }
        associated.schemas.iter().all(|association| {
            let Some(tool) = self.tool(&association.schema, input, tools) else { return false };
            tool.rules.begin(self.files_beside(input), self.rules, true);
            let checked =
                open().and_then(|file| teiwright::check_large(file, &mut tool.checker, &mut tool.rules));
            checked.is_ok_and(|mut findings| {
                levels.apply(&mut findings.diagnostics);
                findings.diagnostics.is_empty() && findings.dropped == 0 && !tool.rules.had_instructions()
            })
        })
    }
}

/// How a document is checked against one of its schemas.
struct How<'a> {
    input: &'a Input,
    source: &'a Source,
    /// Whether the rules of TEI are asked too.
    rules: bool,
    /// Whether it is the only schema.
    alone: bool,
}
