//! Zip archives that are the same bytes every time.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Report, Sink};

/// Writes an archive of parts, each with its name, as the only file of `backend`; `stored` is a first part that is not compressed.
pub(crate) fn write(
    backend: &str,
    sink: &mut dyn Sink,
    name: &str,
    stored: Option<(&str, &str)>,
    parts: &[(String, String)],
) -> Report {
    match pack(stored, parts) {
        Ok(bytes) => Report::of_file(sink, name, bytes),
        Err(error) => {
            let mut report = Report::default();
            report.fail(backend, &error.to_string());
            report
        }
    }
}

fn pack(stored: Option<(&str, &str)>, parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The earliest time that the format has, so that the same text gives the same bytes.
    let options =
        SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    if let Some((name, content)) = stored {
        archive.start_file(name, options.compression_method(CompressionMethod::Stored))?;
        archive.write_all(content.as_bytes())?;
    }
    for (name, content) in parts {
        archive.start_file(name.as_str(), options.compression_method(CompressionMethod::Deflated))?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
