//! The house rules that a program can check: arrows between crates, what lies where, how long files are.

use std::fs;
use std::path::{Path, PathBuf};

/// Which crates of ours each crate may use: the table of the house plan.
const ARROWS: &[(&str, &[&str])] = &[
    ("teiwright-source", &[]),
    ("teiwright-model", &["source"]),
    ("teiwright-text", &["source", "model"]),
    ("teiwright-xml", &["source"]),
    ("teiwright-p5", &[]),
    ("teiwright-tei", &["source", "model", "xml", "p5"]),
    ("teiwright-relaxng", &["source", "xml"]),
    ("teiwright-odd", &["source", "xml", "p5", "relaxng"]),
    ("teiwright-schematron", &["source", "xml"]),
    ("teiwright-check", &["source", "xml", "p5", "tei", "relaxng", "odd", "schematron"]),
    ("teiwright-export", &["source", "model"]),
    ("teiwright-plugin", &["source", "model", "export"]),
    ("teiwright-report", &["source"]),
];

/// What may lie at the top level; dot-files and licences may too.
const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "crates",
    "schemas",
    "examples",
    "tests",
    "xtask",
    "fuzz",
    "target",
    "README.md",
    "CHANGELOG.md",
    "clippy.toml",
    "rustfmt.toml",
];

/// Files are no longer than this, in lines.
const LONGEST: usize = 600;

/// Every fault against the house rules, in words.
pub(crate) fn check(root: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    top_level(root, &mut faults);
    dependencies(root, &mut faults);
    for (folder, name) in folders(&root.join("crates")) {
        arrows(&folder, &name, &mut faults);
        if !folder.join("README.md").is_file() {
            faults.push(format!("crates/{name} has no README.md"));
        }
        sources(&folder, &mut faults);
    }
    sources(&root.join("xtask"), &mut faults);
    faults
}

fn top_level(root: &Path, faults: &mut Vec<String>) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !TOP.contains(&name.as_str()) && !name.starts_with('.') && !name.starts_with("LICENSE-") {
            faults.push(format!("{name} does not belong at the top level"));
        }
    }
}

/// Every dependency of the workspace carries its reason.
fn dependencies(root: &Path, faults: &mut Vec<String>) {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    for line in section.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        if !line.contains("path = ") && !line.contains(" # ") {
            faults.push(format!("a dependency has no reason beside it: {line}"));
        }
    }
}

fn arrows(folder: &Path, name: &str, faults: &mut Vec<String>) {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let Ok(table) = manifest.parse::<toml::Table>() else {
        faults.push(format!("crates/{name}/Cargo.toml cannot be read"));
        return;
    };
    if name == "teiwright" {
        return;
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        faults.push(format!("crates/{name} is not in the house plan"));
        return;
    };
    let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
    for dependency in dependencies.into_iter().flat_map(toml::Table::keys) {
        let ours = dependency.strip_prefix("teiwright-");
        if ours.is_some_and(|ours| !allowed.contains(&ours)) {
            faults.push(format!("{name} must not use {dependency}"));
        }
    }
}

fn sources(folder: &Path, faults: &mut Vec<String>) {
    for path in rust_files(folder) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{} has {lines} lines; {LONGEST} is the most", path.display()));
        }
        if !text.starts_with("//!") {
            faults.push(format!("{} does not say in its first line what it is for", path.display()));
        }
    }
}

fn folders(parent: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))
        .collect::<Vec<_>>();
    found.sort();
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_house_is_tidy() {
        let faults = super::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
