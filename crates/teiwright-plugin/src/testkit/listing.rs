//! What a backend wrote as one text, for snapshots.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use teiwright_export::Files;

/// Every file with its name and text, in the order of their names; of what is no text, the size and a hash (64-bit FNV-1a);
/// of an archive, its parts in their order. Ready for `insta::assert_snapshot!`.
#[must_use]
pub fn listing(files: &Files) -> String {
    let mut all = files.iter().collect::<Vec<_>>();
    all.sort_unstable();
    let mut out = String::new();
    for (name, bytes) in all {
        entry(name, bytes, &mut out);
    }
    out
}

fn entry(name: &str, bytes: &[u8], out: &mut String) {
    // Writing into a string does not fail.
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        let _ = writeln!(out, "=== {name}: an archive");
        for index in 0..archive.len() {
            let Ok(mut part) = archive.by_index(index) else { continue };
            let mut bytes = Vec::new();
            let _ = part.read_to_end(&mut bytes);
            entry(&format!("{name}/{}", part.name()), &bytes, out);
        }
        return;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            let _ = write!(out, "=== {name}\n{text}{end}");
        }
        Err(_) => {
            let _ = writeln!(out, "=== {name}: {} bytes, {:016x}", bytes.len(), hash(bytes));
        }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}
