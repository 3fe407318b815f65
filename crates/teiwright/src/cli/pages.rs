//! What is made of the command line's own description: completions for shells, manual pages.

use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use teiwright::rules;
use teiwright_report::Format;

use super::{Failure, output, print_failure};

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell, mut command: Command) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "teiwright", &mut script);
    match output::print(&script) {
        Ok(()) => 0,
        Err(failure) => failed(&failure),
    }
}

/// Writes `teiwright.1`, `teiwright-convert.1` and so on into a folder.
pub(crate) fn man(folder: &Path, mut command: Command) -> u8 {
    command.build();
    match output::folder(folder).and_then(|()| page(folder, &command, "teiwright")) {
        Ok(()) => 0,
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> u8 {
    print_failure(failure, Format::Human);
    2
}

/// Writes the page of a command, then those of the commands in it.
fn page(folder: &Path, command: &Command, name: &str) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.1"));
    let mut text = Vec::new();
    Man::new(command.clone()).title(name).render(&mut text).map_err(|error| {
        let message = format!("cannot be written: {error}");
        Failure::new(&rules::cfg002::RULE, path.display().to_string(), message, "check the path")
    })?;
    output::write(&path, &text)?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        page(folder, inner, &format!("{name}-{}", inner.get_name()))?;
    }
    Ok(())
}
