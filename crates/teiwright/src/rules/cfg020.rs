//! # What changed cannot be found out
//!
//! `--changed-since REV` asks git which files differ from where the branch left a revision. There is no git on this machine, or
//! the files lie in no work tree, or there is no such revision; in pipelines the history is often not there.
//!
//! Mend: as the message says. A pipeline that checks out one commit alone needs more of the history (`fetch-depth: 0` for
//! `actions/checkout`, `GIT_DEPTH: 0` for GitLab), or `git fetch origin main` before.

use teiwright_source::{Rule, Severity};

/// CFG020.
pub static RULE: Rule = Rule {
    code: "CFG020",
    name: "unknown-revision",
    severity: Severity::Error,
    file: include_str!("cfg020.rs"),
};
