//! The files of `tests/suite/encoding`, byte for byte: what each decodes to and what is said of it is the snapshot beside
//! it.
//!
//! A name says what is asked: `enc003-bad…` must have that finding, `enc003-good…` must not; `…@koi8-r.txt` is read with
//! that `--encoding`; `…+nfc.txt` with `--normalize nfc`.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads its cases")]

mod fixtures;

use std::path::Path;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;
use teiwright_source::{DecodeOptions, Encoding, Normalization, decode, rules};

const SUITE: &str = "encoding";

fn options(name: &str) -> DecodeOptions {
    let (name, nfc) = name.strip_suffix("+nfc").map_or((name, false), |name| (name, true));
    DecodeOptions {
        encoding: name.split_once('@').map(|(_, label)| Encoding::for_label(label).unwrap()),
        normalization: if nfc { Normalization::Nfc } else { Normalization::Keep },
        replace_controls: true,
        report: true,
    }
}

fn check(case: &Path) {
    let name = stem(case);
    let mut codes = Vec::new();
    let mut shown = String::new();
    match decode(format!("{name}.txt"), std::fs::read(case).unwrap(), &options(&name)) {
        Ok((source, found)) => {
            let mark = if source.has_bom() { ", with a byte order mark" } else { "" };
            shown.push_str(&format!("{}{mark}\n", source.encoding().name()));
            for line in 0..source.lines().len() {
                shown.push_str(&format!("{:?}\n", source.line(line)));
            }
            for (place, before) in source.normalized() {
                let (at, after) = (source.position(place.start).offset, source.slice(place));
                shown.push_str(&format!("byte {at}: {before:?} became {after:?}\n"));
            }
            for finding in found {
                let place = finding.span.map_or_else(String::new, |span| {
                    let at = source.position(span.start);
                    format!("{}:{} byte {}: {:?}: ", at.line, at.column, at.offset, source.slice(span))
                });
                let (code, severity) = (finding.code(), finding.severity.as_str());
                shown.push_str(&format!("{code} {severity} {place}{}\n", finding.message));
                codes.push(code);
            }
        }
        Err(error) => {
            let finding = error.diagnostic();
            shown.push_str(&format!("{}: {}\n", finding.code(), finding.message));
            codes.push(finding.code());
        }
    }
    if let Some((code, what)) = name.split_once('-')
        && code.starts_with("enc")
    {
        assert_eq!(codes.contains(&code.to_uppercase().as_str()), what.starts_with("bad"), "{shown}");
    }
    beside(&folder(SUITE), || insta::assert_snapshot!(name, shown));
}

/// Every rule has a file that it finds something in, and one that it does not.
fn complete() {
    let names = files(&folder(SUITE), "txt").iter().map(|path| stem(path)).collect::<Vec<_>>();
    // A file of 4 GiB is not kept.
    for rule in rules::RULES.iter().filter(|rule| rule.code != "ENC012") {
        for kind in ["bad", "good"] {
            let start = format!("{}-{kind}", rule.code.to_lowercase());
            assert!(names.iter().any(|name| name.starts_with(&start)), "{start} has no file");
        }
    }
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "txt");
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let cases = cases.into_iter();
    let cases = cases.map(|case| trial(format!("encoding/{}", stem(&case)), move || check(&case)));
    let whole = [trial("every_rule_has_its_files", complete), orphans];
    libtest_mimic::run(&arguments, cases.chain(whole).collect()).exit();
}
