//! Arguments of `check` that say which files are checked and where what is found goes.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::reports::{self, Reported};

/// Which files are checked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileArgs {
    /// Of folders, the files that fit this glob, instead of those that end in .xml
    ///
    /// Globs are written as in .gitignore. What git ignores is left out of folders, and so is what is hidden.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out files and folders that fit this glob, also such as are named
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// The name of what comes from standard input (-): for messages, settings, and files that it points at
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Only files that differ from where this branch left a revision, committed or not; needs git
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,
    /// Check again what changes, until interrupted; all files, when a schema or the settings change
    #[arg(long, conflicts_with_all = ["output", "baseline", "explain_schema", "show_config", "fix", "diff"])]
    pub(crate) watch: bool,
}

/// Where what is found goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reports")]
pub(crate) struct ReportArgs {
    /// The form of messages on standard output
    #[arg(long, value_enum, default_value_t = Reported::Human)]
    pub(crate) format: Reported,
    /// Also write a report to a file, such as sarif=report.sarif; the file is there whole or not at all
    #[arg(long, value_name = "FORMAT=FILE", value_parser = reports::output, conflicts_with = "diff")]
    pub(crate) output: Vec<(Reported, PathBuf)>,
    /// How many messages are shown to people for a file; formats for programs have all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) max_messages: usize,
    /// Say how many findings there are by rule and by file
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Tell only what is not in this file, which --update-baseline writes; by default the one that teiwright.toml names
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) baseline: Option<PathBuf>,
    /// Write what is found now to the baseline; what is found no more is taken out
    #[arg(long, conflicts_with = "diff")]
    pub(crate) update_baseline: bool,
    /// Say which settings each document has, and from where, and check nothing
    #[arg(long, conflicts_with = "explain_schema")]
    pub(crate) show_config: bool,
}
