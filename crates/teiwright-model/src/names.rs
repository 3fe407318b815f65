//! Open lists of names: the ones that Teiwright knows, and any other as it was written.

/// An enum of known names and `Other`, serialised as the plain string.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// Any other name, as it was written.
            Other(String),
        }

        impl $name {
            /// The name as it stands in the wire form and, where TEI has the same idea, in `@type`.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(other) => other,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

names! {
    /// What a division is.
    DivisionKind {
        /// A volume of a work.
        Volume = "volume",
        /// A book of a work.
        Book = "book",
        /// A part of a work.
        Part = "part",
        /// A chapter.
        Chapter = "chapter",
        /// A section of a chapter or of a short text.
        Section = "section",
        /// An act of a play.
        Act = "act",
        /// A scene of a play.
        Scene = "scene",
        /// A canto of a poem.
        Canto = "canto",
        /// One letter of a correspondence.
        Letter = "letter",
        /// A poem among others.
        Poem = "poem",
        /// A preface or foreword.
        Preface = "preface",
        /// An introduction.
        Introduction = "introduction",
        /// A dedication.
        Dedication = "dedication",
        /// A prologue.
        Prologue = "prologue",
        /// An epilogue.
        Epilogue = "epilogue",
        /// A conclusion or afterword.
        Conclusion = "conclusion",
        /// A postscript that is a division of its own.
        Postscript = "postscript",
        /// A table of contents.
        Contents = "contents",
        /// The persons of a play.
        CastList = "castList",
        /// An appendix.
        Appendix = "appendix",
        /// An index.
        Index = "index",
        /// A glossary.
        Glossary = "glossary",
        /// A bibliography.
        Bibliography = "bibliography",
        /// A section of notes.
        Notes = "notes",
        /// What the transcriber says about the transcription.
        TranscriberNote = "transcriberNote",
        /// Links and lines of the archive around the text.
        Apparatus = "apparatus",
    }
}

names! {
    /// What a line of a heading is.
    HeadingRole {
        /// The number alone (`2`, `CHAPTER IV`).
        Number = "number",
        /// The title.
        Main = "main",
        /// A sub-title.
        Sub = "sub",
        /// Who wrote it, above or below the title.
        Byline = "byline",
        /// What the division is about, in a few sentences.
        Argument = "argument",
        /// Where, by whom and when a book was printed, below its title.
        Imprint = "imprint",
    }
}

names! {
    /// Who wrote a note, or what it is for.
    NoteKind {
        /// By the editors of the edition.
        Editorial = "editorial",
        /// By the author.
        Author = "author",
        /// By the translator.
        Translator = "translator",
        /// By the transcriber or the archive.
        Transcriber = "transcriber",
    }
}

names! {
    /// Where a note stood.
    NotePlace {
        /// At the end of the text.
        End = "end",
        /// At the end of its division.
        DivEnd = "divEnd",
        /// At the foot of a page or right after its paragraph.
        Foot = "foot",
        /// In the running text.
        Inline = "inline",
        /// In the margin.
        Margin = "margin",
    }
}

names! {
    /// What an audience did.
    ReactionKind {
        /// Clapping.
        Applause = "applause",
        /// Laughter.
        Laughter = "laughter",
        /// Calls that the text quotes or describes.
        Voices = "voices",
        /// Hissing, booing, shouts of protest.
        Protest = "protest",
        /// Movement in the hall.
        Commotion = "commotion",
        /// Standing up, ovations, singing together.
        Ovation = "ovation",
        /// Silence, pauses.
        Pause = "pause",
    }
}

names! {
    /// What a stage direction directs.
    StageKind {
        /// Somebody comes on.
        Entrance = "entrance",
        /// Somebody goes off.
        Exit = "exit",
        /// How a speech is spoken.
        Delivery = "delivery",
        /// What somebody does.
        Business = "business",
        /// The scene is set.
        Setting = "setting",
    }
}

names! {
    /// What kind of list.
    ListKind {
        /// Numbered or lettered.
        Ordered = "ordered",
        /// With a mark of no order.
        Bulleted = "bulleted",
        /// Terms with explanations.
        Gloss = "gloss",
        /// Without marks.
        Simple = "simple",
        /// The persons of a play: the name is the label.
        Cast = "cast",
    }
}

names! {
    /// A part of the opening or close of a letter.
    LetterPartKind {
        /// Place and date.
        Dateline = "dateline",
        /// The greeting, or the courtesy at the end.
        Salute = "salute",
        /// To whom, where.
        Address = "address",
        /// The signature.
        Signed = "signed",
        /// Anything else.
        Line = "line",
    }
}

names! {
    /// What a person or body did for the text: MARC relator codes.
    Relator {
        /// Translator.
        Translator = "trl",
        /// Editor.
        Editor = "edt",
        /// Transcriber.
        Transcriber = "trc",
        /// Markup editor.
        Markup = "mrk",
        /// Proofreader.
        Proofreader = "pfr",
        /// Corrector.
        Corrector = "crr",
        /// Publisher.
        Publisher = "pbl",
        /// Author of an introduction.
        IntroductionAuthor = "aui",
        /// Annotator.
        Annotator = "ann",
        /// Compiler.
        Compiler = "com",
        /// Illustrator.
        Illustrator = "ill",
        /// Printer.
        Printer = "prt",
        /// Data contributor: who lent or sent the copy.
        Contributor = "ctb",
        /// Author.
        Author = "aut",
        /// Digitiser: scanning.
        Digitiser = "dgs",
        /// Recipient of thanks or a dedication.
        Dedicatee = "dte",
        /// Speaker.
        Speaker = "spk",
    }
}

names! {
    /// A link of the chain from the file back to the first print.
    SourceKind {
        /// The online edition that the transcription is.
        Digital = "digital",
        /// The print edition that was transcribed.
        Print = "print",
        /// The first publication.
        FirstPublication = "firstPublication",
        /// A manuscript.
        Manuscript = "manuscript",
    }
}

names! {
    /// The bibliographic level of a title (TEI `title/@level`).
    TitleLevel {
        /// An article, chapter or other part.
        Analytic = "a",
        /// A book or other whole.
        Monograph = "m",
        /// A journal or newspaper.
        Journal = "j",
        /// A series.
        Series = "s",
        /// Unpublished.
        Unpublished = "u",
    }
}

names! {
    /// What a scope counts (TEI `biblScope/@unit`).
    ScopeUnit {
        /// Volume.
        Volume = "volume",
        /// Issue.
        Issue = "issue",
        /// Page.
        Page = "page",
        /// Part.
        Part = "part",
        /// Chapter.
        Chapter = "chapter",
        /// Column.
        Column = "column",
        /// Series.
        Series = "series",
    }
}
