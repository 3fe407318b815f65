//! What a transcription says about its use: the well-known licences by their addresses, and whether all may use it.

use teiwright_model::{Inline, Licence, Words};

use super::scan;
use super::table::PUBLIC_DOMAIN;

/// Reads a licence from its label and words.
pub(super) fn read(label: Option<Words>, text: &str, content: Vec<Inline>) -> Licence {
    // What is said at more length is said again at the start.
    let text = &text[..(0..=text.len().min(4000)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)];
    let named = label.as_ref().map_or("", |label| label.text.as_str());
    let target = creative_commons(text).or_else(|| creative_commons(named)).or_else(|| other(text));
    let limited = target.as_deref().is_some_and(|target| target.contains("-nc") || target.contains("-nd"));
    let reserved = scan::any(
        text,
        &[
            "all rights reserved",
            "alle rechte vorbehalten",
            "tous droits réservés",
            "todos los derechos reservados",
            "tutti i diritti riservati",
            "todos os direitos reservados",
            "все права защищены",
        ],
    );
    let open = scan::any(named, PUBLIC_DOMAIN)
        || scan::any(text, PUBLIC_DOMAIN)
        || scan::any(named, &["copyleft", "creative commons", "gfdl"])
        || scan::any(
            text,
            &[
                "copyleft",
                "публичное достояние",
                "may freely copy",
                "freely distribute",
                "permission is granted",
                "no copyright",
            ],
        );
    let free = !reserved && !limited && (open || target.is_some());
    Licence { label, content, target, free }
}

/// The address of a Creative Commons licence that the words name, with the version that they name.
fn creative_commons(text: &str) -> Option<String> {
    if scan::any(text, &["cc0", "cc zero"]) {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    if scan::any(text, &["public domain mark"]) {
        return Some("https://creativecommons.org/publicdomain/mark/1.0/".to_owned());
    }
    let by = scan::any(
        text,
        &[
            "attribution",
            "attribute",
            "cc by",
            "atribución",
            "atribuição",
            "attribuzione",
            "namensnennung",
            "paternité",
        ],
    );
    let named = by && (scan::any(text, &["creative commons", "cc by", "cc"]) || text.contains("ommons"));
    if !named {
        return None;
    }
    let mut name = "by".to_owned();
    let elements: [(&str, &[&str]); 3] = [
        (
            "-nc",
            &[
                "noncommercial",
                "non commercial",
                "nc",
                "nocomercial",
                "no comercial",
                "nãocomercial",
                "nicht kommerziell",
                "pas d'utilisation commerciale",
                "non commerciale",
            ],
        ),
        (
            "-nd",
            &[
                "noderivatives",
                "noderivs",
                "no derivatives",
                "nd",
                "sinderivadas",
                "keine bearbeitungen",
                "semderivações",
                "pas de modification",
                "non opere derivate",
            ],
        ),
        (
            "-sa",
            &[
                "sharealike",
                "share alike",
                "sa",
                "compartirigual",
                "compartir igual",
                "compartilhaigual",
                "weitergabe unter gleichen bedingungen",
                "partage dans les mêmes conditions",
                "condividi allo stesso modo",
            ],
        ),
    ];
    for (element, words) in elements {
        if scan::any(text, words) {
            name.push_str(element);
        }
    }
    // The archive's own licence is the one of version 2.0; another is named with its version.
    let version = version(text).unwrap_or("2.0");
    Some(format!("https://creativecommons.org/licenses/{name}/{version}/"))
}

/// The address of another well-known licence.
fn other(text: &str) -> Option<String> {
    let known: [(&[&str], &str); 2] = [
        (&["gnu free documentation", "gfdl", "fdl"], "https://www.gnu.org/licenses/fdl-1.3.html"),
        (&["gnu general public", "gpl"], "https://www.gnu.org/licenses/gpl-3.0.html"),
    ];
    known.iter().find(|(words, _)| scan::any(text, words)).map(|(_, url)| (*url).to_owned())
}

/// A version such as `3.0`.
fn version(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || "/,;()".contains(c))
        .map(|word| word.trim_end_matches('.'))
        .find(|word| matches!(word.as_bytes(), [b'1'..=b'4', b'.', b'0' | b'5']))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn well_known_licences() {
        let show = |text: &str| {
            let licence = read(None, text, Vec::new());
            (licence.target.unwrap_or_default().replace("https://creativecommons.org/", ""), licence.free)
        };
        assert_eq!(
            show("Creative Commons Attribution-Share-Alike License"),
            ("licenses/by-sa/2.0/".into(), true)
        );
        assert_eq!(show("CC BY-NC-SA 4.0"), ("licenses/by-nc-sa/4.0/".into(), false));
        assert_eq!(show("CC0"), ("publicdomain/zero/1.0/".into(), true));
        assert!(show("GNU Free Documentation License").1);
        assert_eq!(show("© 1948 Hermitage Press. All rights reserved."), (String::new(), false));
        assert_eq!(show("Dominio público"), (String::new(), true));
    }
}
