//! Formats of `convert`: which backend is meant, what is TEI already, options with a backend's name, files to their places.

use std::path::Path;

use teiwright::plugins::Plugin;
use teiwright::{ConvertOptions, registry, rules};
use teiwright_export::{Backend, Form, Registry};
use teiwright_model::Document;
use teiwright_source::{Diagnostic, Source};

use super::convert::usage;
use super::{Failure, From, output, plugin_config};

/// Files with their names.
pub(crate) type NamedFiles = Vec<(String, Vec<u8>)>;

/// The backend that `--to` names, or that the ending of the output says; else TEI.
pub(crate) fn choose<'r>(
    registry: &'r Registry,
    to: Option<&str>,
    output: Option<&Path>,
) -> Result<&'r dyn Backend, Failure> {
    let named = to.map(|name| {
        let unknown = || Failure::about("--to", teiwright_export::rules::unknown_backend(registry, name));
        registry.get(name).ok_or_else(unknown)
    });
    if let Some(named) = named {
        return named;
    }
    let file = output.and_then(Path::file_name).and_then(std::ffi::OsStr::to_str);
    if let Some(backend) = file.and_then(|file| registry.by_file_name(file)) {
        return Ok(backend);
    }
    // A file without an ending says nothing; one with another ending asks for something that is not there.
    let ending = output.and_then(Path::extension).and_then(std::ffi::OsStr::to_str);
    if let Some(ending) =
        ending.filter(|ending| !["xml", "tei"].iter().any(|tei| tei.eq_ignore_ascii_case(ending)))
    {
        let message = format!("`.{ending}` is the ending of no format");
        return Err(usage(&message, "name the format with --to; `teiwright backends list` has them"));
    }
    registry.get("tei").ok_or_else(|| usage("there is no backend", "name one with --to"))
}

/// Whether an input is TEI rather than a transcription: as it was said, by its ending, or by how it begins.
pub(crate) fn is_tei(from: Option<From>, path: &Path, bytes: &[u8]) -> bool {
    match from {
        Some(From::Tei) => return true,
        Some(From::Auto) | None => {}
        Some(_) => return false,
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins = [&b"<?xml"[..], b"<TEI", b"<teiCorpus"].iter().any(|start| text.starts_with(start));
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    begins || ["xml", "tei"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The backend and the option that a key of `--set` names: `html.toc`.
pub(crate) fn of_backend<'k>(registry: &Registry, key: &'k str) -> Option<(&'k str, &'k str)> {
    let (backend, option) = key.split_once('.')?;
    registry.get(backend).is_some().then_some((backend, option))
}

/// The built-in backends, with the plugin that `--to` means where it means none of them; and the name that it goes by.
pub(crate) fn registry_for(
    to: Option<&str>,
    config: Option<&Path>,
    input: Option<&Path>,
) -> Result<(Registry, Option<String>), Failure> {
    let builtin = registry();
    let Some(to) = to else { return Ok((builtin, None)) };
    if builtin.get(to).is_some() {
        return Ok((builtin, Some(to.to_owned())));
    }
    let configured = plugin_config::configured(config, input.unwrap_or(Path::new("-")))?;
    let plugin = Plugin::find(to, &configured).map_err(|missing| {
        // A slip is more likely than a plugin that is not there.
        let slip = builtin.nearest(to).is_some();
        let slip = slip.then(|| teiwright_export::rules::unknown_backend(&builtin, to));
        Failure::about("--to", slip.unwrap_or(*missing))
    })?;
    let backend = plugin.load().map_err(|fault| Failure::about("--to", *fault))?;
    let name = backend.name().to_owned();
    Ok((builtin.register(backend), Some(name)))
}

/// A Document through a backend: named files, and what there is to say.
pub(crate) fn export(
    document: &mut Document,
    backend: &dyn Backend,
    options: &ConvertOptions,
    name: &str,
) -> Result<(NamedFiles, Vec<Diagnostic>), Failure> {
    match teiwright::export(document, backend, options) {
        Ok((files, diagnostics)) => Ok((files.into_files(), diagnostics)),
        Err(found) => Err(Failure::within(Source::from_text(name, ""), found)),
    }
}

/// Writes the files of a backend to `to`: the one file, or the folder.
pub(crate) fn write(
    backend: &dyn Backend,
    to: &Path,
    files: &[(String, Vec<u8>)],
    make_folder: bool,
) -> Result<(), Failure> {
    if backend.form() == Form::Folder {
        for (name, bytes) in files {
            let path = to.join(name);
            output::folder(path.parent().unwrap_or(to))?;
            output::write(&path, bytes)?;
        }
        return Ok(());
    }
    let [(_, bytes)] = files else {
        let message = format!("`{}` made {} files where one was expected", backend.name(), files.len());
        return Err(Failure::new(
            &rules::cfg006::RULE,
            to.display().to_string(),
            message,
            "please report it",
        ));
    };
    if make_folder && let Some(folder) = to.parent() {
        output::folder(folder)?;
    }
    output::write(to, bytes)
}
