//! The words of a page that are not the text's own, in the languages that the reader knows.

/// Words around a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels {
    pub(crate) lang: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) about: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) back: &'static str,
    pub(crate) page: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) author: &'static str,
    pub(crate) source: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) written: &'static str,
    pub(crate) language: &'static str,
    pub(crate) diplomatic: &'static str,
    pub(crate) search: &'static str,
    pub(crate) next: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) title: &'static str,
}

macro_rules! labels {
    ($($lang:literal: [$contents:literal, $notes:literal, $about:literal, $skip:literal, $back:literal, $page:literal,
        $cite:literal, $author:literal, $source:literal, $licence:literal, $written:literal, $language:literal,
        $diplomatic:literal, $search:literal, $next:literal, $previous:literal, $untitled:literal, $title:literal];)+) => {
        &[$(Labels {
            lang: $lang, contents: $contents, notes: $notes, about: $about, skip: $skip, back: $back, page: $page,
            cite: $cite, author: $author, source: $source, licence: $licence, written: $written,
            language: $language, diplomatic: $diplomatic, search: $search, next: $next, previous: $previous,
            untitled: $untitled, title: $title,
        }),+]
    };
}

const ENGLISH: Labels = ALL[0];

const ALL: &[Labels] = labels! {
    "en": ["Contents", "Notes", "About this text", "Skip to the text", "Back to the text", "Page", "Cite as", "Author",
        "Source", "Licence", "Written", "Language", "As in the source", "Search", "Next", "Previous", "Untitled", "Title"];
    "de": ["Inhalt", "Anmerkungen", "Über diesen Text", "Zum Text springen", "Zurück zum Text", "Seite", "Zitierweise",
        "Verfasser", "Quelle", "Lizenz", "Entstanden", "Sprache", "Wie in der Vorlage", "Suche", "Weiter", "Zurück",
        "Ohne Titel", "Titel"];
    "fr": ["Table des matières", "Notes", "À propos de ce texte", "Aller au texte", "Retour au texte", "Page",
        "Citer comme", "Auteur", "Source", "Licence", "Écrit", "Langue", "Comme dans la source", "Recherche", "Suivant",
        "Précédent", "Sans titre", "Titre"];
    "es": ["Índice", "Notas", "Acerca de este texto", "Ir al texto", "Volver al texto", "Página", "Citar como", "Autor",
        "Fuente", "Licencia", "Escrito", "Idioma", "Como en la fuente", "Buscar", "Siguiente", "Anterior", "Sin título", "Título"];
    "it": ["Indice", "Note", "Informazioni sul testo", "Vai al testo", "Torna al testo", "Pagina", "Citare come",
        "Autore", "Fonte", "Licenza", "Scritto", "Lingua", "Come nella fonte", "Cerca", "Avanti", "Indietro",
        "Senza titolo", "Titolo"];
    "pt": ["Índice", "Notas", "Sobre este texto", "Ir para o texto", "Voltar ao texto", "Página", "Citar como", "Autor",
        "Fonte", "Licença", "Escrito", "Língua", "Como na fonte", "Pesquisar", "Seguinte", "Anterior", "Sem título", "Título"];
    "ru": ["Содержание", "Примечания", "Об этом тексте", "К тексту", "Назад к тексту", "Страница", "Цитировать как",
        "Автор", "Источник", "Лицензия", "Написано", "Язык", "Как в источнике", "Поиск", "Далее", "Назад",
        "Без названия", "Название"];
};

/// The labels in the language of the tag; English where there are none.
pub(crate) fn labels(tag: &str) -> Labels {
    let language = tag.split('-').next().unwrap_or_default();
    let known = ALL.iter().find(|labels| labels.lang.eq_ignore_ascii_case(language));
    known.copied().unwrap_or(ENGLISH)
}

/// Whether the language of the tag is written from right to left: by its script, or by that of the language.
pub(crate) fn right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    if let Some(script) = parts.find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic)) {
        let script = script.to_ascii_lowercase();
        return matches!(
            script.as_str(),
            "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "mand" | "samr"
        );
    }
    matches!(
        language.as_str(),
        "ar" | "ara"
            | "he"
            | "heb"
            | "fa"
            | "fas"
            | "per"
            | "ur"
            | "urd"
            | "yi"
            | "yid"
            | "syr"
            | "arc"
            | "syc"
            | "ps"
            | "sd"
            | "ug"
            | "dv"
            | "ckb"
            | "ota"
            | "nqo"
            | "sam"
    )
}

/// What an element of a description is called: the names of TEI's own glosses.
pub(crate) fn element(name: &str) -> Option<&'static str> {
    Some(match name {
        "teiHeader" => "Header",
        "msDesc" => "Manuscript",
        "msIdentifier" => "Identifier",
        "msContents" => "Contents",
        "summary" => "Summary",
        "textLang" => "Language of the text",
        "incipit" => "Incipit",
        "explicit" => "Explicit",
        "rubric" => "Rubric",
        "finalRubric" => "Final rubric",
        "colophon" => "Colophon",
        "physDesc" => "Physical description",
        "support" => "Support",
        "collation" => "Collation",
        "foliation" => "Foliation",
        "condition" => "Condition",
        "layout" => "Layout",
        "handDesc" => "Hands",
        "scriptDesc" => "Scripts",
        "typeDesc" => "Typefaces",
        "decoDesc" => "Decoration",
        "musicNotation" => "Musical notation",
        "additions" => "Additions",
        "bindingDesc" => "Binding",
        "sealDesc" => "Seals",
        "accMat" => "Accompanying material",
        "history" => "History",
        "origin" => "Origin",
        "provenance" => "Provenance",
        "acquisition" => "Acquisition",
        "additional" => "Additional information",
        "surrogates" => "Surrogates",
        "msPart" => "Part",
        "msFrag" => "Fragment",
        "listWit" => "Witnesses",
        "listPerson" => "Persons",
        "listPlace" => "Places",
        "listOrg" => "Organisations",
        "listBibl" => "Bibliography",
        "encodingDesc" => "Encoding",
        "projectDesc" => "Project",
        "samplingDecl" => "Selection",
        "editorialDecl" => "Editorial practice",
        "correction" => "Correction",
        "normalization" => "Normalization",
        "quotation" => "Quotation marks",
        "hyphenation" => "Hyphenation",
        "segmentation" => "Segmentation",
        "stdVals" => "Standard values",
        "interpretation" => "Interpretation",
        "punctuation" => "Punctuation",
        "tagsDecl" => "Tagging",
        "refsDecl" => "References",
        "classDecl" => "Classification",
        "appInfo" => "Applications",
        "revisionDesc" => "Revisions",
        "particDesc" => "Participants",
        "settingDesc" => "Settings",
        "textDesc" => "Text",
        "correspDesc" => "Correspondence",
        "handNotes" => "Hands",
        "seriesStmt" => "Series",
        "recordHist" => "History of the record",
        "custodialHist" => "Custody",
        "adminInfo" => "Administration",
        _ => return None,
    })
}
