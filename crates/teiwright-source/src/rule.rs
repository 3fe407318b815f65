//! A rule: what a diagnostic code stands for, and the page that `teiwright explain` prints for it.

use crate::Severity;

/// What one diagnostic code stands for.
///
/// One rule is one file: the file's `//!` comment (what it finds, why it matters, example, mend) is the page.
#[derive(Debug)]
pub struct Rule {
    /// The code users see and configure, such as `ENC001`.
    pub code: &'static str,
    /// A short name in kebab case, such as `invalid-bytes`.
    pub name: &'static str,
    /// How serious a finding is unless the configuration says otherwise.
    pub severity: Severity,
    /// The text of the Rust file that defines the rule; [`Rule::page`] takes the page out of it.
    pub file: &'static str,
}

impl Rule {
    /// The explain page: the `//!` lines of the rule's file, as Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        let mut page = String::new();
        for line in self.file.lines() {
            let Some(text) = line.strip_prefix("//!") else { break };
            page.push_str(text.strip_prefix(' ').unwrap_or(text));
            page.push('\n');
        }
        page
    }

    /// The page's first line without its heading mark: one sentence about the rule.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.file.lines().next().unwrap_or_default();
        first.trim_start_matches("//!").trim_start_matches([' ', '#'])
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}
