//! The default table of the processing model: what each element of TEI P5 is in a Document. Every element of P5 stands here
//! once (a test holds the table to the list of their names); those that are kept by name stand there on purpose.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use teiwright_model::Editorial;

/// What an element is in a Document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// A document with header and text, or several of them.
    Root,
    /// The header, and whatever is only about the text: no part of it.
    Header,
    /// A text, in which front, body and back stand.
    Text,
    /// A division.
    Division,
    /// A heading of what it stands in.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A block that has its text directly, kept by name.
    Leaf,
    /// A block that holds blocks, kept by name.
    Block,
    /// A heading of no division, or, in a line, a label kept by name.
    Label,
    /// Lines of verse.
    LineGroup,
    /// A line of verse.
    Verse,
    /// A quotation: a block where it stands between blocks.
    Quotation,
    /// A quotation with its source.
    Cited,
    /// An epigraph.
    Epigraph,
    /// A list.
    List,
    /// A list of persons of a play.
    CastList,
    /// A table.
    Table,
    /// A speech.
    Speech,
    /// A stage direction.
    Stage,
    /// An opening of a letter or division.
    Opener,
    /// A close.
    Closer,
    /// A part of one of those, that may also stand alone.
    LetterPart,
    /// A postscript.
    Postscript,
    /// Who wrote it.
    Byline,
    /// Words that end a text.
    Trailer,
    /// A page begins.
    Page,
    /// A column begins.
    Column,
    /// A line begins.
    Line,
    /// Something else begins.
    Milestone,
    /// A figure.
    Figure,
    /// A picture.
    Graphic,
    /// A note.
    Note,
    /// Notes together.
    Notes,
    /// Words set off by how they look.
    Emphasis,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// What an audience did.
    Reaction,
    /// Readings of one place, by editorial choice.
    Choice,
    /// Readings of one place, by witnesses.
    Apparatus,
    /// Something that an editor or scribe did.
    Editorial(Editorial),
    /// A name, of such a thing.
    Name(&'static str),
    /// Words in another language.
    Foreign,
    /// A link, or a reference to a note.
    Link,
    /// Running text, kept by name.
    Inline,
    /// Words that mean nothing of their own: what is in them counts.
    Transparent,
}

use Behaviour as B;

/// The table: a behaviour, and the names of its elements.
const TABLE: &[(Behaviour, &str)] = &[
    (B::Root, "TEI teiCorpus"),
    (B::Header, "teiHeader facsimile"),
    (B::Text, "text group floatingText"),
    (B::Division, "front body back div div1 div2 div3 div4 div5 div6 div7 prologue epilogue titlePage"),
    (B::Heading, "head"),
    (B::Paragraph, "p"),
    (
        B::Leaf,
        "ab docTitle docImprint imprimatur docEdition set view camera sound caption tech move u writing line
         formula eg egXML castItem etym cell item post addrLine person personGrp persona place org
         change category catDesc witness bibl biblFull biblStruct analytic monogr series imprint headLabel headItem
         msItemStruct msFrag dictScrap explicit incipit rubric finalRubric colophon row
         textLang summary support collation foliation condition layout origin provenance
         acquisition",
    ),
    (
        B::Block,
        "argument performance titlePart castGroup spGrp sourceDoc surface surfaceGrp zone standOff annotationBlock
         superEntry entry entryFree hom sense re listBibl listPerson listPlace listOrg listEvent listRelation listNym
         listObject listApp listWit listChange listAnnotation annotation event object nym population relation
         msDesc msIdentifier msContents msItem physDesc objectDesc supportDesc layoutDesc handDesc typeDesc scriptDesc
         decoDesc bindingDesc binding sealDesc seal accMat additions musicNotation history additional adminInfo
         recordHist custodialHist surrogates msPart altIdentifier handNotes scriptNote handNote typeNote decoNote
         custEvent
         fileDesc titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc encodingDesc profileDesc
         revisionDesc xenoData projectDesc samplingDecl editorialDecl correction normalization quotation hyphenation
         segmentation stdVals interpretation punctuation tagsDecl namespace tagUsage rendition styleDefDecl refsDecl
         citeStructure citeData cRefPattern prefixDef listPrefixDef refState classDecl taxonomy geoDecl unitDecl
         unitDef conversion appInfo application schemaRef schemaSpec abstract langUsage textClass keywords
         calendarDesc calendar correspDesc correspAction correspContext textDesc particDesc settingDesc setting
         recordingStmt recording scriptStmt transcriptionDesc metDecl variantEncoding charDecl char glyph mapping
         localProp unihanProp unicodeProp
         listTranspose transpose linkGrp joinGrp altGrp spanGrp interpGrp timeline
         fsdDecl fsDecl fsDescr fsdLink fDecl fDescr vRange vDefault if then fsConstraints cond bicond iff fs fLib
         fvLib vColl vAlt vMerge vNot f
         graph tree eTree triangle forest listForest
         specList specGrp specGrpRef moduleSpec elementSpec classSpec dataSpec macroSpec constraintDecl constraintSpec
         constraint exemplum remarks listRef classes model modelSequence modelGrp outputRendition paramList paramSpec
         content sequence alternate attList attDef valList valItem datatype",
    ),
    (B::Label, "label"),
    (B::LineGroup, "lg"),
    (B::Verse, "l"),
    (B::Quotation, "quote q said"),
    (B::Cited, "cit"),
    (B::Epigraph, "epigraph"),
    (B::List, "list"),
    (B::CastList, "castList"),
    (B::Table, "table"),
    (B::Speech, "sp"),
    (B::Stage, "stage"),
    (B::Opener, "opener"),
    (B::Closer, "closer"),
    (B::LetterPart, "dateline salute signed address"),
    (B::Postscript, "postscript"),
    (B::Byline, "byline"),
    (B::Trailer, "trailer"),
    (B::Page, "pb"),
    (B::Column, "cb"),
    (B::Line, "lb"),
    (B::Milestone, "milestone gb divGen"),
    (B::Figure, "figure notatedMusic"),
    (B::Graphic, "graphic media binaryObject"),
    (B::Note, "note"),
    (B::Notes, "noteGrp"),
    (B::Emphasis, "hi emph"),
    (B::Date, "date docDate"),
    (B::Time, "time"),
    (B::Reaction, "vocal kinesic incident"),
    (B::Choice, "choice"),
    (B::Apparatus, "app"),
    (B::Editorial(Editorial::Gap), "gap ellipsis"),
    (B::Editorial(Editorial::Unclear), "unclear"),
    (B::Editorial(Editorial::Supplied), "supplied"),
    (B::Editorial(Editorial::Added), "add"),
    (B::Editorial(Editorial::Deleted), "del"),
    (B::Name("person"), "persName"),
    (B::Name("place"), "placeName geogName settlement country region district bloc"),
    (B::Name("organisation"), "orgName"),
    (B::Name("author"), "docAuthor"),
    (B::Name(""), "name"),
    (B::Foreign, "foreign"),
    (B::Link, "ref ptr"),
    (B::Transparent, "seg s cl phr w pc m c subst"),
    (
        B::Inline,
        "role roleDesc actor title mentioned soCalled term gloss distinct desc rs abbr expan ex am sic corr orig reg surplus secl
         damage restore retrace redo undo mod metamark substJoin handShift fw space addSpan delSpan damageSpan path caesura
         rhyme metSym g rb rt ruby num measure measureGrp unit email street postCode postBox
         index anchor link join alt when span interp certainty precision respons relatedItem
         author editor respStmt resp sponsor funder principal meeting publisher distributor authority pubPlace
         biblScope citedRange edition extent idno availability licence creation language classCode catRef speaker
         lem rdg rdgGrp wit witDetail witStart witEnd lacunaStart lacunaEnd
         surname forename genName nameLink addName roleName offset geogFeat eventName affiliation age birth climate
         death education faith floruit gender geo langKnowledge langKnown location nationality occupation persPronouns
         residence sex socecStatus state terrain trait objectName objectIdentifier
         equipment broadcast pause shift channel constitution derivation domain factuality interaction
         preparedness purpose locale activity
         form def orth pron hyph syll stress gram gen number case per tns mood iType gramGrp pos subc colloc lang usg lbl
         xr oRef pRef
         catchwords dimensions dim height depth width heraldry locus locusGrp material objectType origDate origPlace
         secFol signatures stamp watermark institution repository collection msName filiation source
         figDesc
         att code gi ident tag val specDesc classRef elementRef macroRef moduleRef memberOf equiv altIdent param attRef
         dataRef dataFacet defaultVal valDesc textNode anyElement empty
         binary symbol numeric string vLabel default
         node arc root iNode leaf eLeaf",
    ),
];

/// The behaviour of the element of this name; none for one that P5 does not have.
pub(crate) fn behaviour(name: &str) -> Option<Behaviour> {
    static INDEX: OnceLock<FxHashMap<&'static str, Behaviour>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let names = TABLE
            .iter()
            .flat_map(|(behaviour, names)| names.split_ascii_whitespace().map(|n| (n, *behaviour)));
        let mut index = FxHashMap::default();
        for (name, behaviour) in names {
            index.entry(name).or_insert(behaviour);
        }
        index
    });
    index.get(name).copied()
}

impl Behaviour {
    /// Whether such an element is a block wherever it stands.
    pub(crate) const fn is_block(self) -> bool {
        matches!(
            self,
            B::Text
                | B::Division
                | B::Paragraph
                | B::Leaf
                | B::Block
                | B::LineGroup
                | B::Verse
                | B::Epigraph
                | B::List
                | B::CastList
                | B::Table
                | B::Speech
                | B::Opener
                | B::Closer
                | B::Postscript
                | B::Byline
                | B::Trailer
                | B::Notes
                | B::Figure
                | B::Heading
        )
    }

    /// Whether such an element is a block where it stands between blocks.
    pub(crate) const fn may_be_block(self) -> bool {
        self.is_block()
            || matches!(
                self,
                B::Label
                    | B::Quotation
                    | B::Cited
                    | B::Stage
                    | B::LetterPart
                    | B::Page
                    | B::Column
                    | B::Milestone
                    | B::Graphic
                    | B::Note
                    | B::Root
                    | B::Header
            )
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, behaviour};

    /// The names of all elements of TEI P5, from its source (release 4.10.0a), one a line.
    const NAMES: &str = include_str!("p5-elements.txt");

    #[test]
    fn no_element_of_p5_is_left_to_chance() {
        let names = NAMES.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>();
        assert_eq!(names.len(), 588);
        let missing = names.iter().filter(|name| behaviour(name).is_none()).collect::<Vec<_>>();
        assert!(missing.is_empty(), "not in the table: {missing:?}");
        let mut all = TABLE.iter().flat_map(|(_, names)| names.split_ascii_whitespace()).collect::<Vec<_>>();
        let unknown = all.iter().filter(|name| !names.contains(name)).collect::<Vec<_>>();
        assert!(unknown.is_empty(), "no elements of P5: {unknown:?}");
        all.sort_unstable();
        let twice = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect::<Vec<_>>();
        assert!(twice.is_empty(), "twice in the table: {twice:?}");
    }
}
