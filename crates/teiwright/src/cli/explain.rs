//! `explain`: the page of a code, or of all codes.

use serde::Serialize;
use teiwright::{all_rules, rules};
use teiwright_source::Rule;

use super::{Answer, Failure, output, print_failure};

/// A code for programs.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    summary: &'static str,
    /// The page, in Markdown.
    page: String,
}

impl From<&Rule> for Entry {
    fn from(rule: &Rule) -> Self {
        let summary = rule.summary();
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.as_str(),
            summary,
            page: rule.page(),
        }
    }
}

/// Prints the page of `code`, or the pages of all codes, or the list of them.
pub(crate) fn run(code: Option<&str>, pages: bool, answer: Answer) -> u8 {
    let all = all_rules();
    let text = match code {
        None if answer == Answer::Json => json(&all),
        None if pages => all.iter().map(|rule| page(rule)).collect::<Vec<_>>().join("\n"),
        None => all
            .iter()
            .map(|rule| format!("{}  {:8} {}\n", rule.code, rule.severity.as_str(), rule.summary()))
            .collect::<String>(),
        Some(code) => {
            let Some(rule) =
                all.iter().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
            else {
                let family = code.get(..3).unwrap_or(code).to_uppercase();
                let family = all.iter().filter(|rule| rule.code.starts_with(&family)).map(|rule| rule.code);
                let family = family.collect::<Vec<_>>();
                let help = match (nearest(&all, code), family.first(), family.last()) {
                    (Some(near), ..) => format!("`teiwright explain {near}` is near; `--list` has all codes"),
                    (None, Some(first), Some(last)) => {
                        format!("the codes of this family are {first} to {last}")
                    }
                    _ => "`teiwright explain --list` has all codes".to_owned(),
                };
                let message = format!("there is no code {code}");
                print_failure(
                    &Failure::new(&rules::cfg005::RULE, "explain", message, &help),
                    teiwright_report::Format::Human,
                );
                return 2;
            };
            if answer == Answer::Json { json(&[rule]) } else { page(rule) }
        }
    };
    u8::from(output::print(text.as_bytes()).is_err()) * 2
}

fn page(rule: &Rule) -> String {
    format!("{} ({}, {})\n\n{}", rule.code, rule.name, rule.severity.as_str(), rule.page())
}

/// An array of one object a code.
fn json(rules: &[&Rule]) -> String {
    let entries = rules.iter().map(|&rule| Entry::from(rule)).collect::<Vec<_>>();
    serde_json::to_string_pretty(&entries).map(|json| json + "\n").unwrap_or_default()
}

/// The code or name that differs least, if it is a slip.
fn nearest(all: &[&Rule], word: &str) -> Option<&'static str> {
    let distance = |rule: &Rule| {
        strsim::osa_distance(&word.to_uppercase(), rule.code).min(strsim::osa_distance(word, rule.name))
    };
    let best = all.iter().min_by_key(|rule| distance(rule))?;
    (distance(best) <= 2).then_some(best.code)
}
