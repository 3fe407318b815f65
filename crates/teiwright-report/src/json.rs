//! Members of JSON arrays, each on a line of its own.

use serde::Serialize;

/// Adds `member` to the members of an array in `out`.
pub(crate) fn push(member: &impl Serialize, out: &mut String) {
    // What these formats hold has no keys but strings, so that writing does not fail.
    if let Ok(json) = serde_json::to_string(member) {
        out.push_str(if out.is_empty() { "\n" } else { ",\n" });
        out.push_str(&json);
    }
}
