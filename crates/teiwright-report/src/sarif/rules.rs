//! Rules as SARIF describes them (§3.49).

use serde::Serialize;
use teiwright_source::Rule;

use super::result::Text;
use crate::report::word;

/// A rule that found something.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReportingDescriptor {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    default_configuration: Configuration,
    help: Help,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

/// The page of the rule; both texts are the same, for a page of `explain` is made to be read as it stands.
#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Properties {
    tags: [&'static str; 2],
    /// What GitHub shows as the severity of a rule that is not about security.
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

impl ReportingDescriptor {
    pub(super) fn of(rule: &'static Rule) -> Self {
        let page = rule.page();
        // A page without text would be no help: then there is the name of the rule.
        let page = if page.trim().is_empty() { rule.name.to_owned() } else { page };
        let summary = if rule.summary().is_empty() { rule.name } else { rule.summary() };
        let summary = || Text { text: summary.trim_end_matches('.').to_owned() + "." };
        Self {
            id: rule.code,
            name: pascal(rule.name),
            short_description: summary(),
            full_description: Text { text: first_paragraph(&page).unwrap_or_else(|| summary().text) },
            default_configuration: Configuration { level: word(rule.severity, ["error", "warning", "note"]) },
            help: Help { text: page.clone(), markdown: page },
            properties: Properties {
                tags: ["TEI", family(rule.code)],
                severity: word(rule.severity, ["error", "warning", "recommendation"]),
            },
        }
    }
}

/// `UnknownElement` for `unknown-element`: how SARIF wants names of rules (§3.49.7).
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut characters = word.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    });
    words.collect()
}

/// The paragraph after the heading, on one line.
fn first_paragraph(page: &str) -> Option<String> {
    let mut paragraphs = page.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let paragraph = paragraphs.find(|part| !part.starts_with('#') && !part.starts_with("```"))?;
    Some(paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn family(code: &str) -> &'static str {
    match code.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "ENC" => "encoding",
        "TXT" => "transcription",
        "XML" => "well-formedness",
        "RNG" => "schema",
        "SCH" => "schematron",
        "TEI" => "tei",
        "ODD" => "customisation",
        "CFG" => "configuration",
        _ => "other",
    }
}
