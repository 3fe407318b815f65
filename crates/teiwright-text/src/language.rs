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
    use super::language;

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
        assert_eq!(language("", None), None);
        assert_eq!(language("x", Some("la")).map(|l| l.detected), Some(false));
    }
}
