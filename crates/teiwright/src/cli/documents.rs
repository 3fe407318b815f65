//! The documents of `check`, one after the other as they are asked for, so that a million of them take no memory: folders
//! walked by what git ignores and by globs, and of what is found only what changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashSet;
use teiwright::rules;

use super::Failure;
use super::check_config::CheckConfig;
use super::inputs::{Input, expanded, unreadable};

/// Which files are wanted.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    globs: Arc<Globs>,
    /// The only files that are wanted, by their canonical paths.
    changed: Option<FxHashSet<PathBuf>>,
    /// What is written by this run, by canonical paths.
    written: Vec<PathBuf>,
    /// The name of standard input.
    stdin: Option<PathBuf>,
}

#[derive(Debug, Default)]
struct Globs {
    /// Files of folders that are wanted; without, those that end in `.xml`.
    include: Vec<Gitignore>,
    /// Files and folders that are not.
    exclude: Vec<Gitignore>,
}

impl Wanted {
    /// By the globs of the command line and of a configuration, in the syntax of `.gitignore`, each relative to where it stands.
    /// What the command line includes goes before what the configuration does; both exclude.
    pub(crate) fn new(
        include: &[String],
        exclude: &[String],
        config: Option<&CheckConfig>,
    ) -> Result<Self, Failure> {
        let here = Path::new("");
        let mut globs = Globs::default();
        globs.include.extend(matcher("--include", here, include)?);
        globs.exclude.extend(matcher("--exclude", here, exclude)?);
        if let Some(config) = config {
            let (name, folder) = (config.path.display().to_string(), config.path.parent().unwrap_or(here));
            if globs.include.is_empty() {
                globs.include.extend(matcher(&name, folder, &config.include)?);
            }
            globs.exclude.extend(matcher(&name, folder, &config.exclude)?);
        }
        Ok(Self { globs: Arc::new(globs), ..Self::default() })
    }

    /// Standard input is a file of this name.
    pub(crate) fn with_stdin(mut self, name: Option<&Path>) -> Self {
        self.stdin = name.map(Path::to_path_buf);
        self
    }

    /// Only these, by their canonical paths.
    pub(crate) fn only(mut self, changed: Option<FxHashSet<PathBuf>>) -> Self {
        self.changed = changed;
        self
    }

    /// A report that lies in a folder of documents is none of them.
    pub(crate) fn without(mut self, written: &[PathBuf]) -> Self {
        self.written = written.iter().filter_map(|path| path.canonicalize().ok()).collect();
        self
    }

    /// The documents that are meant by `named`: files, folders, patterns.
    pub(crate) fn documents<'a>(&'a self, named: &'a [PathBuf]) -> Documents<'a> {
        Documents {
            wanted: self,
            named: Box::new(named.iter().flat_map(|path| expanded(path))),
            folder: None,
        }
    }

    /// Whether a file of a folder is wanted, but for what changed.
    pub(crate) fn is_document(&self, path: &Path) -> bool {
        match &*self.globs.include {
            [] => path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")),
            include => fits(include, path, false),
        }
    }

    /// Whether a file, or a folder above it, is excluded.
    pub(crate) fn is_excluded(&self, path: &Path) -> bool {
        let mut above = path.ancestors().take_while(|path| !path.as_os_str().is_empty());
        self.globs.excludes(path, false)
            || above.any(|folder| folder != path && self.globs.excludes(folder, true))
    }

    fn is_changed(&self, path: &Path) -> bool {
        let Some(changed) = &self.changed else { return true };
        path.canonicalize().is_ok_and(|path| changed.contains(&path))
    }

    fn is_written(&self, path: &Path) -> bool {
        !self.written.is_empty() && path.canonicalize().is_ok_and(|path| self.written.contains(&path))
    }
}

impl Globs {
    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        !self.exclude.is_empty() && fits(&self.exclude, path, is_folder)
    }
}

/// Whether one of the globs fits.
fn fits(globs: &[Gitignore], path: &Path, is_folder: bool) -> bool {
    let path = absolute(path);
    globs.iter().any(|glob| glob.matched(&path, is_folder).is_ignore())
}

fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn matcher(from: &str, folder: &Path, globs: &[String]) -> Result<Option<Gitignore>, Failure> {
    if globs.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new(absolute(folder));
    for glob in globs {
        builder.add_line(None, glob).map_err(|error| {
            let message = format!("`{glob}` is no glob: {error}");
            Failure::new(
                &rules::cfg005::RULE,
                from,
                message,
                "globs are those of .gitignore, such as `drafts/` or `*.xml`",
            )
        })?;
    }
    let built = builder.build();
    built.map(Some).map_err(|error| {
        Failure::new(&rules::cfg005::RULE, from, format!("{error}"), "globs are those of .gitignore")
    })
}

/// Documents, or why something that was named holds none.
pub(crate) struct Documents<'a> {
    wanted: &'a Wanted,
    named: Box<dyn Iterator<Item = PathBuf> + Send + 'a>,
    folder: Option<Folder>,
}

/// A folder that is being walked.
struct Folder {
    path: PathBuf,
    entries: ignore::Walk,
    /// Whether it holds a document, changed or not.
    holds_any: bool,
}

impl Folder {
    fn new(path: PathBuf, globs: &Arc<Globs>) -> Self {
        let mut walk = ignore::WalkBuilder::new(&path);
        walk.sort_by_file_name(Ord::cmp).require_git(false);
        if !globs.exclude.is_empty() {
            let globs = Arc::clone(globs);
            // What was named itself is not excluded by a glob that fits a folder above it.
            walk.filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                entry.depth() == 0 || !globs.excludes(entry.path(), is_folder)
            });
        }
        Self { entries: walk.build(), path, holds_any: false }
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<Input, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.entries.next() {
                    Some(Ok(entry)) => {
                        if let Some(input) = document(&entry, folder, self.wanted) {
                            return Some(Ok(input));
                        }
                    }
                    Some(Err(error)) => return Some(Err(unreadable(&folder.path, &error.to_string()))),
                    None => {
                        let walked = self.folder.take()?;
                        if !walked.holds_any {
                            return Some(Err(holds_none(&walked.path, self.wanted)));
                        }
                    }
                }
                continue;
            }
            let path = self.named.next()?;
            if path.is_dir() {
                self.folder = Some(Folder::new(path, &self.wanted.globs));
                continue;
            }
            let mut input = Input::at(&path);
            if let (true, Some(name)) = (input.piped, &self.wanted.stdin) {
                input.path.clone_from(name);
            }
            let wanted = input.piped || self.wanted.is_changed(&input.path);
            if wanted && (input.is_stdin() || !self.wanted.is_excluded(&input.path)) {
                return Some(Ok(input));
            }
        }
    }
}

/// The document that an entry of a folder is, if it is wanted.
fn document(entry: &ignore::DirEntry, folder: &mut Folder, wanted: &Wanted) -> Option<Input> {
    let kind = entry.file_type()?;
    let path = entry.path();
    // A link counts by what it leads to.
    if kind.is_dir() || !wanted.is_document(path) || (kind.is_symlink() && !path.is_file()) {
        return None;
    }
    if !kind.is_file() && !kind.is_symlink() || wanted.is_written(path) {
        return None;
    }
    folder.holds_any = true;
    wanted.is_changed(path).then(|| Input::at(path))
}

fn holds_none(folder: &Path, wanted: &Wanted) -> Failure {
    let message = match (wanted.globs.include.is_empty(), wanted.globs.exclude.is_empty()) {
        (false, _) => "the folder holds no file that is to be included",
        (true, false) => "the folder holds no .xml file that is not excluded",
        (true, true) => "the folder holds no .xml file",
    };
    let help = "name the files that are meant, or another folder";
    Failure::new(&rules::cfg001::RULE, folder.display().to_string(), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &Wanted, folder: &Path, named: &[&str]) -> Vec<String> {
        let named = named.iter().map(|name| folder.join(name)).collect::<Vec<_>>();
        let all = wanted.documents(&named);
        let name = |input: Input| input.path.strip_prefix(folder).expect("below").display().to_string();
        all.map(|input| input.map_or_else(|_| "failure".to_owned(), name)).collect()
    }

    #[test]
    fn folders_are_walked_by_globs_and_by_what_git_ignores() {
        let folder = tempfile::tempdir().expect("there is room");
        let folder = folder.path();
        for name in
            ["b.xml", "a.XML", "c.tei", "drafts/d.xml", "out/e.xml", "letters/f.xml", "letters/drafts.xml"]
        {
            std::fs::create_dir_all(folder.join(name).parent().expect("a folder")).expect("it is made");
            std::fs::write(folder.join(name), "<a/>").expect("it is written");
        }
        std::fs::write(folder.join(".gitignore"), "/out\n").expect("it is written");
        let globs = |list: &[&str]| list.iter().map(|&glob| glob.to_owned()).collect::<Vec<_>>();
        let of = |include: &[&str], exclude: &[&str], named: &[&str]| {
            names(&Wanted::new(&globs(include), &globs(exclude), None).expect("globs"), folder, named)
        };
        assert_eq!(
            of(&[], &[], &["."]),
            ["a.XML", "b.xml", "drafts/d.xml", "letters/drafts.xml", "letters/f.xml"]
        );
        assert_eq!(of(&[], &["drafts/"], &["."]), ["a.XML", "b.xml", "letters/drafts.xml", "letters/f.xml"]);
        assert_eq!(of(&["*.tei", "d.xml"], &[], &["."]), ["c.tei", "drafts/d.xml"]);
        // What is named is a document whatever it ends in, but not when it is excluded.
        assert_eq!(of(&[], &["drafts/"], &["c.tei", "drafts/d.xml", "out/e.xml"]), ["c.tei", "out/e.xml"]);
        assert_eq!(of(&["*.none"], &[], &["."]), ["failure"]);
        assert!(Wanted::new(&globs(&["a{b"]), &[], None).is_err());
        let only = FxHashSet::from_iter([folder.join("b.xml").canonicalize().expect("it is there")]);
        let wanted = Wanted::default().only(Some(only)).without(&[folder.join("a.XML")]);
        assert_eq!(names(&wanted, folder, &[".", "c.tei"]), ["b.xml"]);
    }
}
