//! The elements and attributes that the rules speak of, as small numbers.

/// Makes an enumeration of names, with `Other` for all that is not listed.
macro_rules! names {
    ($(#[$meta:meta])* $enum:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum $enum {
            Other,
            $($variant,)*
        }

        impl $enum {
            /// How many there are.
            pub(crate) const COUNT: usize = [$($text,)*].len() + 1;

            /// The one of a name.
            pub(crate) fn of(name: &str) -> Self {
                match name {
                    $($text => Self::$variant,)*
                    _ => Self::Other,
                }
            }

            /// Its name.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    Self::Other => "",
                    $(Self::$variant => $text,)*
                }
            }
        }
    };
}

names! {
    /// An element of TEI.
    El {
        Ab = "ab", Add = "add", Additional = "additional", AddSpan = "addSpan", Alternate = "alternate",
        AltIdentifier = "altIdentifier", Anchor = "anchor", AnyElement = "anyElement", App = "app",
        AttDef = "attDef", Author = "author", Back = "back", Bibl = "bibl", BiblScope = "biblScope",
        Body = "body", Calendar = "calendar", Catchwords = "catchwords", Cell = "cell", CharDecl = "charDecl",
        CitedRange = "citedRange", CiteStructure = "citeStructure", ClassRef = "classRef",
        ClassSpec = "classSpec", Constraint = "constraint", ConstraintDecl = "constraintDecl",
        ConstraintSpec = "constraintSpec", Content = "content", DamageSpan = "damageSpan",
        DataFacet = "dataFacet", DataRef = "dataRef", DataSpec = "dataSpec", Datatype = "datatype",
        Date = "date", DefaultVal = "defaultVal", Del = "del", DelSpan = "delSpan", Depth = "depth",
        Desc = "desc", Dimensions = "dimensions", Div = "div", Div1 = "div1", Div2 = "div2", Div3 = "div3",
        Div4 = "div4", Div5 = "div5", Div6 = "div6", Div7 = "div7", ElementRef = "elementRef",
        ElementSpec = "elementSpec", Exemplum = "exemplum", Facsimile = "facsimile", Figure = "figure",
        FileDesc = "fileDesc", FloatingText = "floatingText", Front = "front", Gap = "gap",
        Graphic = "graphic", Group = "group", Head = "head", Height = "height", History = "history",
        Idno = "idno", Item = "item", Join = "join", L = "l", Label = "label", Language = "language",
        LangUsage = "langUsage", Lb = "lb", Lem = "lem", Lg = "lg", Line = "line", Link = "link", List = "list",
        ListPrefixDef = "listPrefixDef", ListRef = "listRef", MacroSpec = "macroSpec", Media = "media",
        Model = "model", ModelSequence = "modelSequence", ModuleRef = "moduleRef", ModuleSpec = "moduleSpec",
        MsContents = "msContents", MsDesc = "msDesc", MsIdentifier = "msIdentifier", MsPart = "msPart",
        Name = "name", Note = "note", OrgName = "orgName", P = "p", Path = "path", Pb = "pb",
        PersName = "persName", PhysDesc = "physDesc", Post = "post", PrefixDef = "prefixDef", Ptr = "ptr",
        PublicationStmt = "publicationStmt", Q = "q", Quotation = "quotation", Quote = "quote",
        RdgGrp = "rdgGrp", Rendition = "rendition", Ref = "ref", RelatedItem = "relatedItem", Relation = "relation",
        Remarks = "remarks", Resp = "resp", RespStmt = "respStmt", Rt = "rt", S = "s", Said = "said",
        SchemaSpec = "schemaSpec", SecFol = "secFol", Seg = "seg", Sequence = "sequence", Shift = "shift",
        Signatures = "signatures", SourceDesc = "sourceDesc", Sp = "sp", Span = "span", SpecGrp = "specGrp",
        Stage = "stage", StandOff = "standOff", Subst = "subst", Surplus = "surplus", Tei = "TEI",
        TeiCorpus = "teiCorpus", TeiHeader = "teiHeader", Text = "text", Title = "title",
        TitleStmt = "titleStmt", UnitDef = "unitDef", ValDesc = "valDesc", ValItem = "valItem", ValList = "valList",
        VariantEncoding = "variantEncoding", Width = "width", Zone = "zone",
    }
}

names! {
    /// An attribute.
    At {
        XmlBase = "xml:base", XmlId = "xml:id", XmlLang = "xml:lang", Active = "active", Least = "atLeast",
        Most = "atMost", Calendar = "calendar", CRef = "cRef", Corresp = "corresp",
        DatingMethod = "datingMethod", Decls = "decls", Default = "default", Except = "except", Facs = "facs",
        From = "from", GeneratedBy = "generatedBy", Hand = "hand", Ident = "ident", Include = "include",
        Key = "key", Location = "location", Marks = "marks", Match = "match", MatchPattern = "matchPattern",
        Max = "max", MaxOccurs = "maxOccurs", Method = "method", Min = "min", MinOccurs = "minOccurs",
        Mode = "mode", Module = "module", Mutual = "mutual", N = "n", Name = "name", New = "new",
        NotAfter = "notAfter", NotAfterIso = "notAfter-iso", NotAfterCustom = "notAfter-custom",
        NotBefore = "notBefore", NotBeforeIso = "notBefore-iso", NotBeforeCustom = "notBefore-custom",
        FromIso = "from-iso", FromCustom = "from-custom", ToIso = "to-iso", ToCustom = "to-custom",
        WhenIso = "when-iso", WhenCustom = "when-custom", Output = "output", Passive = "passive",
        Place = "place", Points = "points", Predicate = "predicate", Prefix = "prefix", Ref = "ref",
        Rendition = "rendition", ReplacementPattern = "replacementPattern", Restriction = "restriction",
        Scheme = "scheme", SchemeVersion = "schemeVersion", Source = "source", SpanTo = "spanTo",
        Subtype = "subtype", Target = "target", TargetLang = "targetLang", To = "to", Type = "type",
        Unit = "unit", UnitRef = "unitRef", Url = "url", Usage = "usage", ValidUntil = "validUntil",
        When = "when", Who = "who", Wit = "wit",
    }
}

/// A set of attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct AtSet(u128);

const _: () = assert!(At::COUNT <= 128, "a set has room for all");

impl AtSet {
    /// Puts one in.
    pub(crate) const fn add(&mut self, at: At) {
        self.0 |= 1 << at as u8;
    }

    /// Whether one is in.
    pub(crate) const fn has(self, at: At) -> bool {
        self.0 & (1 << at as u8) != 0
    }

    /// The set of these.
    pub(crate) const fn of(list: &[At]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < list.len() {
            set.add(list[at]);
            at += 1;
        }
        set
    }

    /// Whether the two have one in common.
    #[inline]
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether one of several is in.
    #[inline]
    pub(crate) fn has_any(self, list: &[At]) -> bool {
        list.iter().any(|at| self.has(*at))
    }
}

/// A set of elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ElSet([u64; 3]);

const _: () = assert!(El::COUNT <= 192, "a set has room for all");

impl ElSet {
    /// Puts one in.
    pub(crate) const fn add(&mut self, el: El) {
        self.0[el as usize / 64] |= 1 << (el as usize % 64);
    }

    /// Whether one is in.
    pub(crate) const fn has(self, el: El) -> bool {
        self.0[el as usize / 64] & (1 << (el as usize % 64)) != 0
    }
}

impl ElSet {
    /// Whether there is no other one in.
    pub(crate) fn only(self, el: El) -> bool {
        let mut one = Self::default();
        one.add(el);
        self == one
    }
}
