//! The metadata as templates see it: the wire form, with every list there, so that a name that is not there is a slip.

use minijinja::Value;
use minijinja::value::Serde;
use serde_json::{Map, Value as Json, json};
use teiwright_model::{Document, Metadata};

/// The lists of the metadata, and of each source.
const LISTS: [&str; 9] = [
    "titles",
    "authors",
    "responsibilities",
    "sources",
    "creation",
    "languages",
    "licences",
    "notes",
    "descriptions",
];
const OF_A_SOURCE: [&str; 9] = [
    "titles",
    "authors",
    "responsibilities",
    "places",
    "publishers",
    "dates",
    "scopes",
    "identifiers",
    "notes",
];

/// The metadata.
pub(crate) fn value(metadata: &Metadata) -> Value {
    let mut json = serde_json::to_value(metadata).unwrap_or_default();
    if let Some(object) = json.as_object_mut() {
        fill(object, &LISTS, &[]);
        each(object, "sources", |source| fill(source, &OF_A_SOURCE, &["label", "edition"]));
        each(object, "responsibilities", |of| fill(of, &["notes"], &["date"]));
        each(object, "licences", |of| fill(of, &[], &["label", "target"]));
        each(object, "notes", |of| fill(of, &[], &["label"]));
    }
    Value::from(Serde(json))
}

fn fill(object: &mut Map<String, Json>, lists: &[&str], others: &[&str]) {
    for name in lists {
        object.entry(*name).or_insert_with(|| json!([]));
    }
    for name in others {
        object.entry(*name).or_insert(Json::Null);
    }
}

fn each(object: &mut Map<String, Json>, list: &str, change: impl Fn(&mut Map<String, Json>)) {
    let entries = object.get_mut(list).and_then(Json::as_array_mut);
    for entry in entries.into_iter().flatten().filter_map(Json::as_object_mut) {
        change(entry);
    }
}

/// The main title, or what the first heading of the text says.
pub(crate) fn title(document: &Document) -> String {
    let titles = &document.metadata.titles;
    let main = titles.iter().find(|title| title.role == "main").or_else(|| titles.first());
    if let Some(title) = main {
        return title.words.text.clone();
    }
    let heading = document.body.heads.first();
    heading.map(|heading| teiwright_model::plain_text(&heading.content)).unwrap_or_default()
}
