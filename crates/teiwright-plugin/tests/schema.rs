//! The wire form against its schema and its golden files: what was once written can always be read, and nothing is written that
//! the schema does not name.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use teiwright_export::Registry;
use teiwright_model::Document;
use teiwright_plugin::testkit::{cases, run};
use teiwright_plugin::{Description, wire};

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas")
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn faults(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .take(5)
        .collect()
}

/// The schema, with every object closed: it then refuses a field or kind that it does not name.
fn closed(value: &mut Value) {
    if let Some(object) = value.as_object_mut() {
        for (name, inner) in object.iter_mut() {
            if name != "enum" && name != "const" {
                closed(inner);
            }
        }
        // A head is part of a node, and the `then` of a kind is part of a block: those that hold them are closed.
        let whole = object.get("type") == Some(&json!("object")) && object.contains_key("properties");
        if whole && !object.contains_key("additionalProperties") {
            object.insert("unevaluatedProperties".to_owned(), json!(false));
        }
    } else if let Some(array) = value.as_array_mut() {
        array.iter_mut().for_each(closed);
    }
}

fn closed_document_schema() -> Value {
    let mut schema = read(&schemas().join("document-1.schema.json"));
    closed(&mut schema);
    let definitions = schema["$defs"].as_object_mut().unwrap();
    for (name, definition) in definitions {
        if name == "head" || name.starts_with("block-") || name.starts_with("inline-") {
            definition.as_object_mut().unwrap().remove("unevaluatedProperties");
        }
    }
    schema
}

#[test]
fn every_document_is_as_the_schema_says() {
    let schema = closed_document_schema();
    for case in cases().iter().filter(|case| case.name != "nesting-deep") {
        let found = faults(&schema, &serde_json::to_value(&case.document).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", case.name);
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = read(&schemas().join("document-1.schema.json"));
    let document = |blocks: Value| json!({"schema": {"name": "teiwright-document", "version": "1.0"}, "metadata": {}, "body": {"blocks": blocks}});
    assert!(
        faults(&schema, &document(json!([{"block": "paragraph", "content": [], "later": 1}]))).is_empty()
    );
    assert!(faults(&schema, &document(json!([{"block": "of-a-later-version", "blocks": []}]))).is_empty());
    for wrong in [
        document(json!([{"block": "paragraph"}])),
        document(json!([{"block": "paragraph", "content": [{"inline": "text"}]}])),
        document(json!([{"block": "break", "unit": "folio"}])),
        json!({"schema": {"name": "teiwright-document", "version": "2.0"}, "metadata": {}, "body": {}}),
    ] {
        assert!(!faults(&schema, &wrong).is_empty(), "{wrong}");
    }
    let closed = closed_document_schema();
    assert!(
        !faults(&closed, &document(json!([{"block": "paragraph", "content": [], "later": 1}]))).is_empty()
    );
}

/// Documents of the export suite, as TEI was read into them.
#[test]
fn what_was_read_from_tei_is_as_the_schema_says() {
    let schema = closed_document_schema();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/export");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if !entry.file_name().to_string_lossy().ends_with(".json.snap") {
            continue;
        }
        let snapshot = std::fs::read_to_string(entry.path()).unwrap();
        let Some(start) = snapshot.find("\n{") else { continue };
        let Some(end) = snapshot.rfind('}') else { continue };
        let document = serde_json::from_str::<Value>(&snapshot[start + 1..=end]).unwrap();
        let found = faults(&schema, &document);
        assert!(found.is_empty(), "{}: {found:#?}", entry.path().display());
        seen += 1;
    }
    assert!(seen > 3, "the snapshots were not found");
}

/// A golden file of each version that there was. They are never changed: whoever changes the Document keeps reading them.
/// `document-1.0.json` has every field and every kind.
#[test]
fn golden_files_are_read_and_are_written_as_they_were() {
    let schema = read(&schemas().join("document-1.schema.json"));
    let mut seen = 0;
    for entry in std::fs::read_dir(schemas().join("golden")).unwrap().flatten() {
        let golden = read(&entry.path());
        let name = entry.file_name();
        assert!(faults(&schema, &golden).is_empty(), "{name:?}: {:#?}", faults(&schema, &golden));
        let document = serde_json::from_value::<Document>(golden.clone()).unwrap();
        let again = serde_json::to_value(&document).unwrap();
        assert_eq!(missing(&golden, &again, String::new()), Vec::<String>::new(), "{name:?}");
        seen += 1;
    }
    assert!(seen >= 1);
}

/// What is in `old` and not in `new`, but for fields that were added.
fn missing(old: &Value, new: &Value, path: String) -> Vec<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let inner = |(name, old): (&String, &Value)| match new.get(name) {
                Some(new) => missing(old, new, format!("{path}/{name}")),
                None => vec![format!("{path}/{name}")],
            };
            old.iter().flat_map(inner).collect()
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => old
            .iter()
            .zip(new)
            .enumerate()
            .flat_map(|(at, (old, new))| missing(old, new, format!("{path}/{at}")))
            .collect(),
        _ if old == new => Vec::new(),
        _ => vec![path],
    }
}

/// The golden file has each kind and each field that the schema names, so that a change of any of them is seen.
#[test]
fn the_golden_file_is_whole() {
    let schema = read(&schemas().join("document-1.schema.json"));
    let golden = read(&schemas().join("golden/document-1.0.json"));
    let mut there = std::collections::BTreeSet::new();
    collect(&golden, &mut there);
    let mut named = std::collections::BTreeSet::new();
    properties(&schema, &mut named);
    let absent = named.difference(&there).collect::<Vec<_>>();
    assert!(absent.is_empty(), "the golden file lacks {absent:?}");
}

/// Names of fields, and of kinds as `block=paragraph`.
fn collect(value: &Value, there: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                there.insert(name.clone());
                if name == "block" || name == "inline" {
                    there.insert(format!("{name}={}", inner.as_str().unwrap_or_default()));
                }
                collect(inner, there);
            }
        }
        Value::Array(array) => array.iter().for_each(|inner| collect(inner, there)),
        _ => {}
    }
}

fn properties(schema: &Value, named: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(fields) = object.get("properties").and_then(Value::as_object) {
                for (name, field) in fields {
                    named.insert(name.clone());
                    if let Some(kind) = field
                        .get("const")
                        .and_then(Value::as_str)
                        .filter(|_| name == "block" || name == "inline")
                    {
                        named.insert(format!("{name}={kind}"));
                    }
                }
            }
            object.values().for_each(|inner| properties(inner, named));
        }
        Value::Array(array) => array.iter().for_each(|inner| properties(inner, named)),
        _ => {}
    }
}

#[test]
fn lines_of_the_protocol_are_as_the_schema_says() {
    let schema = read(&schemas().join("plugin-1.schema.json"));
    let registry = Registry::with_builtins();
    for backend in registry.iter() {
        let description = serde_json::to_value(Description::of(backend, "1.2.3")).unwrap();
        assert!(faults(&schema, &description).is_empty(), "{description}");
        let again = Description::from_json(description.to_string().as_bytes());
        assert_eq!(again.map(|again| again.name), Ok(backend.name().to_owned()));
    }
    let html = registry.get("html").unwrap();
    let case = cases().remove(1);
    let options = teiwright_export::Options::defaults(html.options());
    let request = wire::request("html", &case.document, &options).unwrap();
    let (head, rest) = request.split_at(request.iter().position(|byte| *byte == b'\n').unwrap());
    let head = serde_json::from_slice::<Value>(head).unwrap();
    assert!(faults(&schema, &head).is_empty(), "{head}");
    assert_eq!(head["bytes"].as_u64().unwrap() as usize + 2, rest.len());
    let mut arguments = vec!["render".to_owned()];
    let mut answer = Vec::new();
    assert_eq!(teiwright_plugin::serve(html, "1", &arguments, request.as_slice(), &mut answer).unwrap(), 0);
    let line = serde_json::from_slice::<Value>(answer.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert!(faults(&schema, &line).is_empty(), "{line}");
    // What comes back through the protocol is what the backend writes without it.
    let mut files = teiwright_export::Files::default();
    assert_eq!(wire::read_answer("html", &answer, &mut files), teiwright_export::Report::default());
    assert_eq!(files, run(html, &case).unwrap().0);
    arguments[0] = "describe".to_owned();
    answer.clear();
    assert_eq!(teiwright_plugin::serve(html, "1", &arguments, &b""[..], &mut answer).unwrap(), 0);
    assert!(Description::from_json(&answer).is_ok());
}
