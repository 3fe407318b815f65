//! What tells a person's name from a title: given names, known single names, words that names do not have.

/// Common given names in the languages of the archives, in lower case.
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "abel", "abraham", "adam", "adolf", "adolfo", "agnes", "alan", "albert", "alberto", "alejandro", "aleksandr",
    "alessandro", "alex", "alexander", "alexandra", "alfred", "alfredo", "alice", "amadeo", "amilcar", "ana", "andrea",
    "andreas", "andreu", "andrew", "andré", "andy", "angel", "angela", "anita", "anna", "anne", "annie", "anton", "antonio",
    "antoine", "antónio", "arthur", "arturo", "august", "augustin", "auguste", "ben", "benjamin", "bernard", "bert",
    "bertolt", "bill", "bob", "brian", "bruno", "carl", "carla", "carlo", "carlos", "carmen", "caroline", "catherine",
    "cecilia", "charles", "charlotte", "chris", "christian", "christine", "clara", "claude", "claudio", "clemens", "cliff",
    "daniel", "david", "denis", "diego", "dieter", "dolores", "dora", "dorothy", "duncan", "earl", "ed", "edgar",
    "eduard", "eduardo", "edward", "einde", "eleanor", "elena", "elisabeth", "elizabeth", "ella", "emil", "emile", "emilio",
    "emma", "emily", "enrico", "eric", "erich", "erik", "ernest", "ernesto", "ernst", "eugen", "eugene", "eugenio", "eva",
    "evelyn", "ferdinand", "fernando", "fidel", "florence", "frances", "francesco", "francis", "francisco",
    "franco", "franz", "françois", "françoise", "fred", "frederick", "friedrich", "fritz", "gabriel", "georg", "george",
    "georges", "georgi", "gerald", "gerhard", "giacomo", "gilbert", "giovanni", "giulia", "giuseppe", "gregory", "grigory",
    "guido", "guillermo", "gustav", "gustave", "hal", "hannah", "hans", "harold", "harry", "heinrich", "heinz", "helen",
    "helena", "henri", "henriette", "henry", "herbert", "herman", "hermann", "hilda", "hugo", "ian", "ida", "ignacio",
    "ignazio", "ilse", "ines", "inessa", "irene", "isaac", "isaak", "isabel", "ivan", "jack", "jacob", "jacques", "jakob",
    "james", "jan", "jane", "janet", "jaime", "jean", "jeanne", "jenny", "jim", "joan", "joaquín", "joe", "johann", "johanna",
    "johannes", "john", "jonas", "jorge", "josef", "joseph", "josé", "josip", "joão", "juan", "jules", "julia", "julian",
    "julio", "julius", "karl", "karin", "kate", "katherine", "kevin", "klara", "klaus", "kurt", "laura", "laurent", "lawrence",
    "leo", "leon", "leonard", "leopold", "lev", "lewis", "lisa", "louis", "louise", "luca", "lucia", "lucien",
    "lucy", "ludwig", "luigi", "luis", "luise", "luiz", "léon", "manuel", "marc", "marcel", "marcelo", "marco",
    "margaret", "margarete", "maria", "marie", "mario", "mark", "marta", "martha", "martin", "mary", "marya", "maría",
    "matthew", "maurice", "mauricio", "max", "maxim", "mercedes", "michael", "michel", "miguel", "mikhail", "morris", "moritz",
    "moses", "nadezhda", "natalia", "nestor", "nicholas", "nicola", "nicolas", "nikita", "nikolai", "nina", "nora", "norman",
    "olga", "oliver", "oscar", "oskar", "otto", "pablo", "palmiro", "paola", "paolo", "patrick", "paul", "paula", "paulo",
    "pedro", "peter", "philip", "philipp", "pierre", "pietro", "rachel", "rafael", "ralph", "ramón", "raya", "raymond",
    "richard", "rita", "robert", "roberto", "robin", "roger", "roland", "rosa", "rosario", "rose", "rosie", "ruth", "sally",
    "salvador", "samuel", "sandra", "sarah", "sebastian", "sergei", "sergio", "sidney", "silvia", "simon", "simone", "sophie",
    "stefan", "stefano", "stephen", "steve", "stuart", "susan", "sylvia", "theodor", "theodore", "thomas", "tim", "tina",
    "tom", "tommaso", "tony", "ulrike", "valentin", "vera", "vicente", "victor", "viktor", "vincent", "vladimir", "walter",
    "wendy", "werner", "wilhelm", "will", "willi", "william", "willy", "yuri", "yvonne",
    "александр", "александра", "алексей", "анатолий", "андрей", "анна", "антон", "борис", "вера", "виктор", "владимир",
    "георгий", "григорий", "дмитрий", "евгений", "екатерина", "елена", "иван", "иосиф", "ирина", "карл", "клара", "лев",
    "леонид", "максим", "мария", "михаил", "надежда", "николай", "олег", "ольга", "павел", "пётр", "роза", "сергей",
    "татьяна", "фёдор", "фридрих", "юлий", "юрий", "яков",
];

/// Names by which an author is known without a given name, in lower case.
const SINGLE: &[&str] = &[
    "lenin",
    "lénine",
    "stalin",
    "staline",
    "trotsky",
    "trotski",
    "trotzki",
    "mao",
    "zinoviev",
    "bukharin",
    "plekhanov",
    "gramsci",
    "engels",
    "marx",
    "kautsky",
    "luxemburg",
    "blanqui",
    "babeuf",
    "hegel",
    "kollontai",
    "ленин",
    "троцкий",
    "сталин",
    "плеханов",
    "маркс",
    "энгельс",
];

/// Words that titles have and names do not, in lower case.
#[rustfmt::skip]
const TITLE_WORDS: &[&str] = &[
    "the", "a", "an", "of", "on", "to", "in", "for", "from", "at", "what", "how", "why", "letter", "letters", "speech",
    "report", "theses", "thesis", "manifesto", "preface", "introduction", "appendix", "chapter", "part", "volume", "book",
    "article", "articles", "notes", "note", "draft", "resolution", "declaration", "address", "question", "questions",
    "problems", "history", "theory", "works", "selected", "collected", "party", "congress", "conference", "committee",
    "revolution", "socialism", "communism", "marxism", "capital", "war", "peace", "state", "labour", "labor", "class",
    "international", "archive", "press", "publishers", "review", "programme", "program", "contents", "conclusion",
    "foreword", "afterword", "our", "my", "their", "is", "are", "was", "and",
    "der", "die", "das", "ein", "eine", "über", "zur", "zum", "brief", "rede", "bericht", "thesen", "manifest", "vorwort",
    "einleitung", "kapitel", "teil", "band", "artikel", "frage", "geschichte", "werke", "partei", "kongress", "revolution",
    "krieg", "frieden", "staat", "kapital", "gegen", "für", "und",
    "les", "une", "sur", "lettre", "discours", "rapport", "thèses", "manifeste", "préface", "chapitre", "partie",
    "histoire", "œuvres", "parti", "congrès", "révolution", "guerre", "paix", "état", "contre", "pour", "et",
    "los", "las", "una", "sobre", "carta", "discurso", "informe", "tesis", "manifiesto", "prefacio", "capítulo", "obras",
    "historia", "partido", "congreso", "revolución", "guerra", "paz", "estado", "contra", "para",
    "il", "gli", "lettera", "discorso", "relazione", "tesi", "capitolo", "opere", "storia", "partito", "congresso",
    "rivoluzione", "stato", "contro", "per", "os", "as", "uma", "teses", "revolução", "história", "congresso", "contra",
    "о", "об", "на", "письмо", "речь", "доклад", "тезисы", "манифест", "предисловие", "глава", "часть", "статья", "вопрос",
    "история", "сочинения", "партия", "съезд", "революция", "война", "мир", "государство", "капитал", "против", "что",
];

/// Whether `word` is a common given name.
pub(super) fn is_given(word: &str) -> bool {
    let lower = word.trim_end_matches('.').to_lowercase();
    let first = lower.split('-').next().unwrap_or_default();
    GIVEN.contains(&first)
}

/// Whether `name` is one that stands for a person alone.
pub(super) fn is_single(name: &str) -> bool {
    SINGLE.contains(&name.to_lowercase().as_str())
}

/// Whether `word` is one of titles, not of names.
pub(super) fn is_title_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    TITLE_WORDS.contains(&bare.as_str())
}
