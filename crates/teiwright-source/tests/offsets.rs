//! Whatever the encoding: the offset of a character leads to its bytes in the file as it is on disk.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use proptest::prelude::*;
use teiwright_source::{DecodeOptions, Encoding, Normalization, decode};

/// An encoding, characters that it has, and bytes that it cannot have.
struct Case {
    label: &'static str,
    characters: &'static str,
    invalid: &'static [&'static [u8]],
}

const fn case(label: &'static str, characters: &'static str, invalid: &'static [&'static [u8]]) -> Case {
    Case { label, characters, invalid }
}

/// Every shape of encoding that the WHATWG has: UTF-8, UTF-16, of one byte, of two to four, with escape sequences.
const CASES: &[Case] = &[
    case("utf-8", "aé’東𝔸e\u{301}\u{212B}\n", &[b"\x92", b"\xE2\x80", b"\xFF", b"\xC0"]),
    case("utf-16le", "aé’東𝔸e\u{301}\n", &[b"\x00\xD8", b"\x00\xDC"]),
    case("utf-16be", "aé’東𝔸e\u{301}\n", &[b"\xD8\x00", b"\xDC\x00"]),
    case("windows-1252", "aé’\n", &[]),
    case("windows-1251", "aЯж\n", &[]),
    case("windows-1253", "aΩΰ\n", &[b"\xAA", b"\xD2", b"\xFF"]),
    case("koi8-r", "aЯж─\n", &[]),
    case("iso-8859-2", "ałŐ\n", &[]),
    case("iso-8859-7", "aΩ\n", &[b"\xAE", b"\xFF"]),
    case("iso-8859-15", "a€œ\n", &[]),
    case("macintosh", "aé\u{F8FF}\n", &[]),
    case("shift_jis", "aｱ東\u{80}\n", &[b"\xA0", b"\xFD"]),
    case("euc-jp", "aｱ東\n", &[b"\x80", b"\xFF"]),
    case("iso-2022-jp", "a東京¥\n", &[b"\x80"]),
    case("gbk", "a東€\n", &[b"\xFF"]),
    case("gb18030", "a東é𝔸\n", &[b"\xFF"]),
    case("big5", "a東\n", &[b"\x80", b"\xFF"]),
    case("euc-kr", "a한\n", &[b"\x80", b"\xFF"]),
];

fn encode(label: &str, text: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

/// Whether `raw` alone decodes to `text`; in ISO-2022-JP after one of its escape sequences.
fn means(encoding: Encoding, raw: &[u8], text: &str) -> bool {
    let named = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
    let reads = |bytes: &[u8]| {
        named.decode_without_bom_handling_and_without_replacement(bytes).is_some_and(|read| read == text)
    };
    let escaped = |escape: &&[u8]| reads(&[*escape, raw].concat());
    let escapes = [&b"\x1B$B"[..], b"\x1B(J", b"\x1B(I"];
    reads(raw) || encoding.name() == "ISO-2022-JP" && escapes.iter().any(escaped)
}

/// Every character of what `bytes` decode to stands on disk where its offset says.
fn check(bytes: &[u8], options: &DecodeOptions) {
    let Ok((source, found)) = decode("a.txt", bytes.to_vec(), options) else { return };
    let encoding = source.encoding();
    let raw = |start: u32, end: u32| {
        let (start, end) = (source.disk_offset(start) as usize, source.disk_offset(end) as usize);
        assert!(start <= end && end <= bytes.len(), "{start}..{end} of {}", bytes.len());
        &bytes[start..end]
    };
    let invalid = found.iter().filter(|d| matches!(d.code(), "ENC001" | "ENC010"));
    let mut invalid = invalid.filter_map(|d| d.span.map(|span| (span, d))).peekable();
    let mut normalized = source.normalized().peekable();
    let mut replaced = source.replaced().iter().peekable();
    let mut at = 0;
    while let Some(c) = source.text()[at as usize..].chars().next() {
        let mut end = at + u32::try_from(c.len_utf8()).unwrap();
        if let Some((place, before)) = normalized.next_if(|(place, _)| place.start == at) {
            end = place.end;
            // Bytes that the encoding cannot have may be part of it, in UTF-8 read as windows-1252.
            let mended = encoding == Encoding::UTF_8 && std::str::from_utf8(raw(at, end)).is_err();
            let named = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
            let lossy = named.decode_without_bom_handling(raw(at, end)).0;
            assert!(mended || lossy == before || means(encoding, raw(at, end), before), "{before:?} at {at}");
        } else if let Some((_, before)) = replaced.next_if(|(place, _)| place.start == at) {
            assert!(means(encoding, raw(at, end), &before.to_string()), "{before:?} at {at}");
        } else if let Some((span, finding)) = invalid.next_if(|(span, _)| span.start == at) {
            end = span.end;
            let place = usize::try_from(source.position(at).offset).unwrap();
            let (hex, rest) = finding.message.split_once(" at byte ").unwrap();
            let bad = bytes[place..].iter().take(hex.split(' ').count());
            let bad = bad.map(|byte| format!("0x{byte:02X}")).collect::<Vec<_>>().join(" ");
            assert_eq!(hex, bad, "{}", encoding.name());
            assert!(rest.starts_with(&format!("{place} ")), "{rest}: {place}");
        } else {
            if encoding.name() == "Big5" && matches!(c, 'Ê' | 'ê') && raw(at, end).is_empty() {
                // Two characters that are one code: both stand where the code begins.
                end += 2;
            }
            let text = &source.text()[at as usize..end as usize];
            let same = means(encoding, raw(at, end), text);
            assert!(same, "{text:?} at {at} is {:?} in {}", raw(at, end), encoding.name());
        }
        at = end;
        while invalid.next_if(|(span, _)| span.start < at).is_some() {}
        while normalized.next_if(|(span, _)| span.start < at).is_some() {}
    }
    assert_eq!(source.disk_offset(at) as usize, bytes.len());
}

fn options(encoding: Option<&str>, more: u8) -> DecodeOptions {
    DecodeOptions {
        encoding: encoding.and_then(Encoding::for_label),
        normalization: if more & 1 == 0 { Normalization::Keep } else { Normalization::Nfc },
        replace_controls: more & 2 != 0,
        report: more & 4 != 0,
    }
}

/// Text in one of the encodings: characters, bytes that it cannot have, control characters, long ASCII.
fn file() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let units = prop::collection::vec((0..12_u8, any::<prop::sample::Index>()), 0..60);
    (0..CASES.len(), units, any::<bool>()).prop_map(|(number, units, mark)| {
        let case = &CASES[number];
        let characters = case.characters.chars().collect::<Vec<_>>();
        let mark = mark && case.label.starts_with("utf-");
        let mut bytes = if mark { encode(case.label, "\u{FEFF}") } else { Vec::new() };
        for (kind, index) in units {
            match kind {
                0 if !case.invalid.is_empty() => bytes.extend(*index.get(case.invalid)),
                1 => bytes.extend(encode(case.label, "\u{7}")),
                2 => bytes.extend(encode(case.label, &"long line, ".repeat(100))),
                _ => bytes.extend(encode(case.label, &index.get(&characters).to_string())),
            }
        }
        (number, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_lead_to_the_bytes_on_disk((number, bytes) in file(), more in 0..8_u8, named in any::<bool>()) {
        check(&bytes, &options(named.then_some(CASES[number].label), more));
    }

    #[test]
    fn offsets_lead_to_the_bytes_of_any_file(
        bytes in prop::collection::vec(prop_oneof![0..=255_u8, 0x20..0x7F_u8], 0..200),
        number in 0..CASES.len() + 1,
        more in 0..8_u8,
    ) {
        check(&bytes, &options(CASES.get(number).map(|case| case.label), more));
    }

    #[test]
    fn normalization_changes_what_it_says_and_nothing_else(
        text in prop::collection::vec(prop_oneof![
            "[a-eA-E .\n]{1,4}",
            Just("\u{301}".to_owned()), Just("\u{323}".to_owned()), Just("\u{345}".to_owned()),
            Just("é".to_owned()), Just("ệ".to_owned()), Just("\u{212B}".to_owned()),
            Just("\u{1100}\u{1161}\u{11A8}".to_owned()), Just("\u{F73}".to_owned()), Just("\u{7}".to_owned()),
            "\\PC{1,3}",
        ], 0..30),
        more in 0..4_u8,
    ) {
        let text = text.concat();
        let options = options(None, more << 1 | 1);
        let Ok((source, _)) = decode("a.txt", text.clone().into_bytes(), &options) else { return Ok(()) };
        prop_assert!(unicode_normalization::is_nfc(source.text()));
        let places = source.normalized().map(|(place, before)| (place, before.to_owned()));
        let mut places = places.collect::<Vec<_>>();
        places.extend(source.replaced().iter().map(|(place, before)| (*place, before.to_string())));
        places.sort();
        let (mut restored, mut at) = (String::new(), 0);
        for (place, before) in places {
            restored.push_str(&source.text()[at..place.start as usize]);
            restored.push_str(&before);
            at = place.end as usize;
        }
        restored.push_str(&source.text()[at..]);
        prop_assert_eq!(restored.trim_start_matches('\u{FEFF}'), text.trim_start_matches('\u{FEFF}'));
    }
}
