//! Which language a text is in.

use teiwright_model::Language;

/// How much text is looked at, in bytes: more does not change the answer.
const SAMPLE: usize = 16 * 1024;

/// The language of `text` as stated, or as detected from a sample out of its middle; none if it is too short to tell.
pub(crate) fn language(text: &str, stated: Option<&str>) -> Option<Language> {
    if let Some(ident) = stated {
        return Some(Language { ident: ident.to_owned(), detected: false });
    }
    let info = whatlang::detect(sample(text))?;
    if !info.is_reliable() && info.confidence() < 0.5 {
        return None;
    }
    Some(Language { ident: tag(info.lang()).to_owned(), detected: true })
}

/// The BCP 47 tags of the languages that a line of a header names, in English, in its own words or by tag; none if one of them is
/// not known.
pub(crate) fn named(words: &str) -> Option<Vec<String>> {
    if words.len() > 120 {
        return None;
    }
    let names = words.split([',', ';', '/', '&', '|']).flat_map(|part| part.split(" and "));
    let mut found = Vec::new();
    for name in names {
        let name = name.trim().trim_end_matches('.');
        let lower = name.to_lowercase();
        let row = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str()));
        // A tag as it is: `de`, `pt-BR`, `grc`.
        let tagged = || {
            let (language, rest) = name.split_once('-').unwrap_or((name, "x"));
            let letters = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
            let sound = matches!(language.len(), 2 | 3)
                && language.bytes().all(|b| b.is_ascii_lowercase())
                && rest.split('-').all(|part| (1..=8).contains(&part.len()) && letters(part));
            sound.then(|| name.to_owned())
        };
        found.push(row.map(|(tag, _)| (*tag).to_owned()).or_else(tagged)?);
    }
    found.dedup();
    Some(found)
}

/// Languages by their names, in small letters.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("en", &["english", "englisch", "anglais", "inglés", "inglese", "inglês", "английский"]),
    ("de", &["german", "deutsch", "allemand", "alemán", "tedesco", "alemão", "немецкий"]),
    ("fr", &["french", "französisch", "français", "francés", "francese", "francês", "французский"]),
    ("es", &["spanish", "spanisch", "espagnol", "español", "castellano", "spagnolo", "espanhol", "испанский"]),
    ("it", &["italian", "italienisch", "italien", "italiano", "итальянский"]),
    ("pt", &["portuguese", "portugiesisch", "portugais", "portugués", "português", "portoghese", "португальский"]),
    ("ru", &["russian", "russisch", "russe", "ruso", "russo", "русский"]),
    ("nl", &["dutch", "niederländisch", "nederlands", "néerlandais"]), ("la", &["latin", "latein", "latina", "latín"]),
    ("el", &["greek", "griechisch", "modern greek"]), ("grc", &["ancient greek", "greek, ancient"]),
    ("fi", &["finnish", "suomi"]), ("sv", &["swedish", "svenska"]), ("da", &["danish", "dansk"]),
    ("no", &["norwegian", "norsk"]), ("is", &["icelandic"]), ("pl", &["polish", "polski"]), ("cs", &["czech"]),
    ("hu", &["hungarian", "magyar"]), ("ro", &["romanian"]), ("bg", &["bulgarian"]), ("sr", &["serbian"]),
    ("uk", &["ukrainian"]), ("tr", &["turkish"]), ("he", &["hebrew"]), ("yi", &["yiddish"]), ("ar", &["arabic"]),
    ("fa", &["persian", "farsi"]), ("hi", &["hindi"]), ("bn", &["bengali"]), ("sa", &["sanskrit"]), ("ta", &["tamil"]),
    ("zh", &["chinese", "中文"]), ("ja", &["japanese"]), ("ko", &["korean"]), ("vi", &["vietnamese"]),
    ("tl", &["tagalog"]), ("eo", &["esperanto"]), ("ca", &["catalan", "català"]), ("gl", &["galician"]),
    ("cy", &["welsh"]), ("ga", &["irish", "gaelic, irish"]), ("gd", &["gaelic", "scottish gaelic"]),
    ("fy", &["frisian"]), ("af", &["afrikaans"]), ("et", &["estonian"]), ("lt", &["lithuanian"]), ("lv", &["latvian"]),
];

fn sample(text: &str) -> &str {
    let middle = text.len().saturating_sub(SAMPLE) / 2;
    let start = (middle..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let end = (start + SAMPLE).min(text.len());
    let end = (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[start..end]
}

/// The BCP 47 tag: two letters where ISO 639-1 has them, as the registry asks.
fn tag(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Bul => "bg",
        Lang::Mkd => "mk",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Cat => "ca",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Ind => "id",
        Lang::Aze => "az",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::{language, named};

    #[test]
    fn languages_of_the_archives_are_told_apart() {
        let cases = [
            ("The workers of all countries have nothing to lose but what holds them, and much to win.", "en"),
            (
                "Die Arbeiter aller Länder haben nichts zu verlieren als das, was sie hält, und viel zu gewinnen.",
                "de",
            ),
            (
                "Les ouvriers de tous les pays n'ont rien à perdre, et ils ont beaucoup à gagner avec nous.",
                "fr",
            ),
            ("Los trabajadores de todos los países no tienen nada que perder y mucho que ganar ahora.", "es"),
            (
                "Рабочим всех стран нечего терять, кроме того, что их держит, а приобрести они могут многое.",
                "ru",
            ),
        ];
        for (text, ident) in cases {
            assert_eq!(language(text, None).map(|l| l.ident).as_deref(), Some(ident), "{text}");
        }
        assert_eq!(named("English and Old Norse"), None);
        assert_eq!(named("German, French"), Some(vec!["de".to_owned(), "fr".to_owned()]));
        assert_eq!(named("pt-BR"), Some(vec!["pt-BR".to_owned()]));
        assert_eq!(language("", None), None);
        assert_eq!(language("x", Some("la")).map(|l| l.detected), Some(false));
    }
}
