//! Results (§3.27) and notifications (§3.58) of one text.

use serde::Serialize;
use teiwright_source::{Applicability, Diagnostic, Fix, Source, Span};

use crate::Root;
use crate::excerpt::find;
use crate::fingerprint::Fingerprint;
use crate::places::Places;
use crate::report::{Found, sentences, word};

/// GitHub takes no result with more than 1,000 locations, and keeps 100.
const MOST_RELATED: usize = 99;
/// How many mends of one finding are written.
const MOST_FIXES: usize = 10;

#[derive(Debug, Serialize)]
pub(super) struct Text {
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Lines and columns from 1, columns in code points, the end exclusive (§3.30).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rest<'a> {
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject<'a>>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "teiwright/v1")]
    teiwright: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject<'a> {
    description: Text,
    artifact_changes: [ArtifactChange<'a>; 1],
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    applicability: Applicability,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Content<'a>>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

/// What could not be done, or is to be known of the run.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) descriptor: Option<Reference>,
}

#[derive(Debug, Serialize)]
pub(super) struct Reference {
    id: &'static str,
}

/// Hands over each finding with the members of its result from `message` on.
pub(super) fn write_all(found: &Found<'_>, root: &Root, mut take: impl FnMut(&Diagnostic, String)) {
    let writer = Writer { found, root, places: Places::new(found.source) };
    for (diagnostic, print) in found.diagnostics.iter().zip(found.prints().iter()) {
        if let Ok(json) = serde_json::to_string(&writer.result(diagnostic, *print)) {
            // The members before these are written where the index of the rule is known.
            take(diagnostic, json[1..].to_owned());
        }
    }
}

/// Why a text could not be checked.
pub(super) fn notifications(found: &Found<'_>, root: &Root) -> Vec<Notification> {
    let writer = Writer { found, root, places: Places::new(found.source) };
    let each = found.diagnostics.iter().map(|diagnostic| Notification {
        level: word(diagnostic.severity, ["error", "warning", "note"]),
        message: Text { text: sentences(diagnostic) },
        locations: vec![writer.location(diagnostic.span, diagnostic.path.as_deref())],
        descriptor: Some(Reference { id: diagnostic.code() }),
    });
    each.collect()
}

struct Writer<'a> {
    found: &'a Found<'a>,
    root: &'a Root,
    places: Places<'a>,
}

impl Writer<'_> {
    fn result<'d>(&self, diagnostic: &'d Diagnostic, print: Fingerprint) -> Rest<'d> {
        let related = diagnostic.related.iter().take(MOST_RELATED).enumerate();
        let related = related.filter_map(|(number, related)| {
            let file = find(self.found.source, self.found.others, related.file.as_deref())?;
            let region = match std::ptr::eq(file, self.found.source) {
                true => region(&self.places, related.span),
                false => region(&Places::new(file), related.span),
            };
            Some(Location {
                id: Some(number),
                physical_location: self.physical(file, Some(region)),
                logical_locations: Vec::new(),
                message: Some(Text { text: related.message.clone() }),
            })
        });
        let fixes = diagnostic.fixes.iter().filter(|fix| is_whole(fix)).take(MOST_FIXES);
        Rest {
            message: Text { text: sentences(diagnostic) },
            locations: [self.location(diagnostic.span, diagnostic.path.as_deref())],
            partial_fingerprints: Fingerprints { teiwright: print.to_string() },
            related_locations: related.collect(),
            fixes: fixes.map(|fix| self.fix(fix)).collect(),
        }
    }

    fn location(&self, span: Option<Span>, path: Option<&str>) -> Location {
        let region = span.map(|span| region(&self.places, span));
        let logical = path.map(|path| LogicalLocation {
            fully_qualified_name: path.to_owned(),
            kind: if path.contains('@') { "attribute" } else { "element" },
        });
        Location {
            id: None,
            physical_location: self.physical(self.found.source, region),
            logical_locations: logical.into_iter().collect(),
            message: None,
        }
    }

    fn physical(&self, source: &Source, region: Option<Region>) -> PhysicalLocation {
        PhysicalLocation { artifact_location: artifact(source, self.root), region }
    }

    fn fix<'d>(&self, fix: &'d Fix) -> FixObject<'d> {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: region(&self.places, edit.span),
            inserted_content: (!edit.text.is_empty()).then_some(Content { text: &edit.text }),
        });
        FixObject {
            description: Text { text: fix.title.clone() },
            artifact_changes: [ArtifactChange {
                artifact_location: artifact(self.found.source, self.root),
                replacements: replacements.collect(),
            }],
            properties: FixProperties { applicability: fix.applicability },
        }
    }
}

/// Whether a program can apply the mend: it has edits, and no blank for a person to fill.
fn is_whole(fix: &Fix) -> bool {
    fix.applicability != Applicability::Display && !fix.edits.is_empty()
}

fn artifact(source: &Source, root: &Root) -> ArtifactLocation {
    let uri = root.uri(source.name());
    // A relative reference is below the root of the sources, as GitHub and others name it.
    let base = (!uri.starts_with("file:")).then_some("%SRCROOT%");
    ArtifactLocation { uri, uri_base_id: base }
}

fn region(places: &Places<'_>, span: Span) -> Region {
    let ((start_line, start_column), (end_line, end_column)) = places.of(span);
    Region { start_line, start_column, end_line, end_column }
}
