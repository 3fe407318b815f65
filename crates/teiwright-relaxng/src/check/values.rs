//! What values could stand, in words.

use super::rank::some;

/// The values, nearest to `word` first.
pub(super) fn ranked_values(values: &[String], word: &str) -> Vec<String> {
    let mut values = values.to_vec();
    values.sort_by_key(|value| (strsim::osa_distance(word, value), value.clone()));
    values
}

/// How to mend a value that could be one of these, or of one of these types.
pub(super) fn value_help(values: &[String], types: &[String]) -> String {
    // An empty value beside others is the last that is meant.
    let values = values.iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>();
    let types = types.iter().map(|name| typed(name, types.len() == 1)).collect::<Vec<_>>();
    let types = match types.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => types.join(""),
    };
    match (values.is_empty(), types.is_empty()) {
        (false, true) => format!("write {}", some(&values, "or")),
        (false, false) => format!("write {}, or a value of the type {types}", some(&values, "or")),
        (true, false) => format!("write a value of the type {types}"),
        (true, true) => "see the schema for what it may be".to_owned(),
    }
}

/// A datatype with what its values look like, where that is not plain from its name (XML Schema Part 2, section 3).
fn typed(name: &str, only: bool) -> String {
    let form = match name {
        "date" => "1917-11-07",
        "dateTime" => "1917-11-07T21:40:00",
        "time" => "21:40:00",
        "gYear" => "1917",
        "gYearMonth" => "1917-11",
        "gMonth" => "--11",
        "gMonthDay" => "--11-07",
        "gDay" => "---07",
        "duration" => "P1Y2M3DT4H",
        "boolean" => "true",
        "integer" | "nonNegativeInteger" | "positiveInteger" | "unsignedInt" | "unsignedShort" => "12",
        "decimal" | "double" | "float" => "1.5",
        "language" => "de or grc-Latn",
        "Name" | "NCName" | "ID" | "IDREF" => "p12",
        "NMTOKEN" => "a-1",
        "anyURI" => "#p12",
        _ => return name.to_owned(),
    };
    if only { format!("{name} (such as {form})") } else { format!("{name} ({form})") }
}
