//! Language tags (BCP 47, RFC 5646): their grammar by `oxilangtag`, their subtags by IANA's registry.

use std::sync::OnceLock;

use oxilangtag::LanguageTag;
use rustc_hash::FxHashMap;

/// The facts of IANA's registry of language subtags, one kind a line; codes of a fixed length stand without spaces. The
/// longer codes of ISO 639 for which the registry has a shorter one are added, and the English names of languages.
const FACTS: &str = include_str!("subtags.txt");

/// What is wrong with a tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is no tag by the grammar.
    Malformed,
    /// A subtag of it is not registered: what it is, where in the tag it stands, and what was meant, if that is known.
    Unknown { what: &'static str, start: usize, end: usize, meant: Option<String> },
    /// Another subtag is to be used: where it stands, and which.
    Outdated { start: usize, end: usize, meant: &'static str },
}

struct Registry {
    language2: &'static str,
    language3: &'static str,
    extlang: &'static str,
    script: &'static str,
    region2: &'static str,
    region3: &'static str,
    variant: Vec<&'static str>,
    grandfathered: FxHashMap<&'static str, &'static str>,
    preferred: FxHashMap<&'static str, &'static str>,
    names: FxHashMap<&'static str, &'static str>,
}

fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| {
        let line = |kind: &str| {
            let found = FACTS.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(' '));
            found.unwrap_or_default()
        };
        let pairs = |kind: &str| line(kind).split(' ').filter_map(|pair| pair.split_once('=')).collect();
        Registry {
            language2: line("language2"),
            language3: line("language3"),
            extlang: line("extlang"),
            script: line("script"),
            region2: line("region2"),
            region3: line("region3"),
            variant: line("variant").split(' ').collect(),
            grandfathered: pairs("grandfathered"),
            preferred: pairs("preferred"),
            names: pairs("name"),
        }
    })
}

/// Whether a code is in a sorted list of codes of its length.
fn listed(list: &str, code: &str) -> bool {
    let width = code.len();
    let count = list.len() / width.max(1);
    let at = |number: usize| list.get(number * width..(number + 1) * width).unwrap_or_default();
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        match at(middle).cmp(code) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

/// A tag in small letters, its language by the code that BCP 47 prefers.
pub(crate) fn canonical(tag: &str) -> String {
    let lower = tag.to_ascii_lowercase();
    let (language, rest) = lower.split_at(lower.find('-').unwrap_or(lower.len()));
    match registry().preferred.get(language) {
        Some(preferred) => format!("{preferred}{rest}"),
        None => lower,
    }
}

/// The one of a list that a code is most likely a slip for, written as scripts are.
fn nearest_script(list: &str, code: &str) -> Option<String> {
    let codes = (0..list.len() / 4).filter_map(|number| list.get(number * 4..number * 4 + 4));
    let mut near = codes.filter(|known| teiwright_relaxng::distance(code, known) == 1);
    let one = near.next().filter(|_| near.next().is_none())?;
    Some(one[..1].to_ascii_uppercase() + &one[1..])
}

/// What is wrong with a tag, if anything is.
pub(crate) fn fault(tag: &str) -> Option<Fault> {
    let registry = registry();
    let lower = tag.to_ascii_lowercase();
    if lower.starts_with("x-") {
        return None;
    }
    if let Some(meant) = registry.grandfathered.get(&*lower) {
        let outdated = Fault::Outdated { start: 0, end: tag.len(), meant };
        return (!meant.is_empty()).then_some(outdated);
    }
    let Ok(parsed) = LanguageTag::parse(&*lower) else { return Some(Fault::Malformed) };
    let place = |part: &str| {
        let start = part.as_ptr() as usize - lower.as_ptr() as usize;
        (start, start + part.len())
    };
    let whole: &str = parsed.as_str();
    debug_assert!(std::ptr::eq(whole, &*lower));
    let language = parsed.primary_language();
    let unknown = |what: &'static str, part: &str, meant: Option<String>| {
        let (start, end) = place(part);
        Some(Fault::Unknown { what, start, end, meant })
    };
    if let Some(fault) = language_fault(registry, language) {
        return Some(fault);
    }
    if let Some(extended) = parsed.extended_language() {
        let part = extended.split('-').find(|part| !listed(registry.extlang, part));
        if let Some(part) = part {
            return unknown("language", part, None);
        }
    }
    if let Some(script) = parsed.script()
        && !listed(registry.script, script)
        && !("qaaa"..="qabx").contains(&script)
    {
        return unknown("script", script, nearest_script(registry.script, script));
    }
    if let Some(region) = parsed.region() {
        let list = if region.len() == 2 { registry.region2 } else { registry.region3 };
        let private = matches!(region, "aa" | "zz")
            || ("qm"..="qz").contains(&region)
            || ("xa"..="xz").contains(&region);
        if !private && !listed(list, region) {
            let meant = (region == "uk").then(|| "GB".to_owned());
            return unknown("region", region, meant);
        }
    }
    let variant = parsed.variant_subtags().find(|variant| !registry.variant.contains(variant));
    if let Some(variant) = variant {
        return unknown("variant", variant, None);
    }
    None
}

fn language_fault(registry: &Registry, language: &str) -> Option<Fault> {
    let end = language.len();
    let preferred = registry.preferred.get(language).copied();
    let known = match end {
        2 => listed(registry.language2, language),
        3 => listed(registry.language3, language) || ("qaa"..="qtz").contains(&language),
        _ => false,
    };
    match (known, preferred) {
        (true, Some(meant)) => Some(Fault::Outdated { start: 0, end, meant }),
        (true, None) => None,
        (false, Some(meant)) if end == 3 => Some(Fault::Outdated { start: 0, end, meant }),
        (false, meant) => {
            let meant = meant.or_else(|| registry.names.get(language).copied()).or_else(|| country(language));
            Some(Fault::Unknown { what: "language", start: 0, end, meant: meant.map(str::to_owned) })
        }
    }
}

/// Codes of countries that are taken for those of their languages.
fn country(code: &str) -> Option<&'static str> {
    Some(match code {
        "gr" => "el",
        "jp" => "ja",
        "cz" => "cs",
        "dk" => "da",
        "cn" => "zh",
        "ua" => "uk",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Fault, fault};

    #[test]
    fn tags_are_held_to_the_registry() {
        for sound in [
            "de",
            "grc-Latn",
            "sr-Cyrl-RS",
            "en-GB-oxendict",
            "x-mine",
            "la-x-medieval",
            "qaa",
            "sl-rozaj",
            "zh-cmn-Hans",
            "es-419",
            "i-klingon2",
            "i-default",
            "und",
            "mul",
            "zxx",
        ] {
            let expected = if sound == "i-klingon2" { Some(Fault::Malformed) } else { None };
            assert_eq!(fault(sound), expected, "{sound}");
        }
        let outdated = |tag, meant| {
            assert!(matches!(fault(tag), Some(Fault::Outdated { meant: m, .. }) if m == meant), "{tag}");
        };
        outdated("ger", "de");
        outdated("deu-AT", "de");
        outdated("iw", "he");
        outdated("lat", "la");
        outdated("i-lux", "lb");
        let unknown = |tag, wanted: Option<&str>| {
            let found = fault(tag);
            let right = matches!(&found, Some(Fault::Unknown { meant, .. }) if meant.as_deref() == wanted);
            assert!(right, "{tag}: {found:?}");
        };
        unknown("german", Some("de"));
        unknown("xy", None);
        unknown("en-UK", Some("GB"));
        unknown("de-Abcd", None);
        unknown("de-nonesuch", None);
        unknown("jp", Some("ja"));
        unknown("sr-Cryl", Some("Cyrl"));
        assert_eq!(super::canonical("GER-Latn"), "de-latn");
        assert_eq!(fault("de_AT"), Some(Fault::Malformed));
        assert_eq!(fault("de-"), Some(Fault::Malformed));
    }
}
