//! How to lower a Document.

/// Where notes stand in the TEI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotePlacement {
    /// In their sections as they stood; notes without a section at the end of the text.
    #[default]
    End,
    /// At the end of the top division that first refers to them.
    Division,
    /// Where the text first refers to them.
    Inline,
    /// In `standOff`, before the text.
    StandOff,
}

/// What is known about the publication of the TEI file; a transcription does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// Who publishes the file; `Unpublished` where nobody does.
    pub publisher: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When, in W3C form.
    pub date: Option<String>,
    /// The licence in words.
    pub licence: Option<String>,
    /// The address of the licence.
    pub licence_url: Option<String>,
    /// An identifier.
    pub idno: Option<String>,
}

/// How to lower a Document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LowerOptions {
    /// Where notes stand.
    pub notes: NotePlacement,
    /// What is known about the publication of the file.
    pub publication: Publication,
    /// A title that goes over those of the transcription.
    pub title: Option<String>,
    /// An author that goes over those of the transcription.
    pub author: Option<String>,
    /// The version of the converter, for `appInfo`.
    pub version: String,
}
