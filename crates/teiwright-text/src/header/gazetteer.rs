//! Words by which places, publishers and periodicals are known, in lower case.

use super::scan;

/// Places where books and papers of the archives appeared.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "moscow", "london", "new york", "berlin", "berlin/ddr", "paris", "leningrad", "petrograd", "st. petersburg", "saint petersburg",
    "st petersburg", "peking", "beijing", "chicago", "geneva", "zurich", "zürich", "vienna", "wien", "hamburg", "leipzig",
    "stuttgart", "frankfurt", "frankfurt am main", "frankfurt/main", "frankfurt a.m.", "münchen", "munich", "rome", "roma",
    "milano", "milan", "torino", "turin", "madrid", "barcelona", "méxico", "mexico", "mexico city", "méxico d.f.", "méxico df",
    "buenos aires", "la habana", "havana", "lisboa", "lisbon", "porto", "rio de janeiro", "são paulo", "bruxelles",
    "brussels", "amsterdam", "москва", "ленинград", "петроград", "м.", "л.", "м", "спб.", "санкт-петербург", "женева", "киев",
    "moskau", "moscú", "mosca", "moscou", "moscovo", "köln", "cologne", "genève", "ginevra", "ginebra", "genf", "bern", "basel",
    "edinburgh", "glasgow", "manchester", "dublin", "belfast", "calcutta", "bombay", "delhi", "new delhi", "colombo",
    "prague", "prag", "warsaw", "warschau", "budapest", "bucharest", "sofia", "belgrade", "toronto", "montreal", "montréal",
    "sydney", "melbourne", "boston", "cambridge", "oxford", "harmondsworth", "philadelphia", "san francisco", "detroit",
    "cleveland", "girard", "atlantic highlands", "nottingham", "bristol", "leeds", "liverpool", "bogotá", "montevideo",
    "caracas", "lima", "santiago", "santiago de chile", "quito", "la paz", "bologna", "firenze", "florence", "napoli", "genova",
    "lyon", "marseille", "strasbourg", "hannover", "bremen", "dresden", "nürnberg", "offenbach", "dortmund", "essen",
    "copenhagen", "stockholm", "helsinki", "oslo", "tokyo", "shanghai", "hanoi", "petrogrado", "leningrado", "londra", "londres",
    "parigi", "parís", "berlín", "berlino", "viena", "nueva york", "nova iorque", "coimbra", "belo horizonte", "porto alegre",
    "valencia", "sevilla", "bilbao",
];

/// Words of publishers' names.
#[rustfmt::skip]
const PUBLISHERS: &[&str] = &[
    "publishers", "publisher", "publishing", "publications", "press", "verlag", "verlagsanstalt", "books", "éditions",
    "editions", "éditeur", "éditeurs", "librairie", "editorial", "edizioni", "editori", "editore", "editora", "ediciones",
    "edições", "editores", "издательство", "изд-во", "госиздат", "политиздат", "госполитиздат", "co.", "house", "archive",
    "archives", "archiv", "archivo", "arquivo", "archivio", "dietz", "maspero", "politizdat", "library", "biblioteca",
    "sons", "buchhandlung", "einaudi", "feltrinelli", "internet", "verso", "penguin", "pathfinder", "bookmarks", "reclam",
    "rowohlt", "suhrkamp", "gallimard", "anthropos", "grijalbo", "siglo xxi", "akal", "bibliothèque", "imprimerie",
    "tipografia", "imprenta", "druckerei", "printers", "ltd", "ltd.", "limited", "inc.", "gmbh", "& co", "and company", "company",
    "institut", "institute", "партиздат", "соцэкгиз", "гослитиздат", "архив",
];

/// Words of the names of newspapers and journals.
#[rustfmt::skip]
const PERIODICALS: &[&str] = &[
    "review", "journal", "zeitung", "zeitschrift", "anzeiger", "tageblatt", "times", "tribune", "herald", "gazette",
    "bulletin", "magazine", "monthly", "weekly", "quarterly", "daily", "news", "cahiers", "revue", "revista", "rivista",
    "jornal", "diario", "diário", "journal", "gazeta", "gaceta", "gazzetta", "humanité", "avanti", "iskra", "pravda",
    "izvestia", "proletary", "vperyod", "vorwärts", "neue zeit", "die neue zeit", "la vérité", "la verdad", "l'unità",
    "l'ordine nuovo", "correspondance", "correspondence", "inprecor", "inprecorr", "militant", "new international",
    "fourth international", "die rote fahne", "rote fahne", "правда", "известия", "искра", "газета", "журнал", "бюллетень",
    "вестник", "амаута", "amauta", "proletarier", "anales", "annals", "annales", "annalen", "jahrbuch", "jahrbücher",
    "hefte", "blätter", "post", "courier", "observer", "chronicle", "leader", "echo", "presse",
];

/// Whether `text` as a whole is a place.
pub(super) fn is_place(text: &str) -> bool {
    let text = text.trim_end_matches(':').trim();
    PLACES.iter().any(|place| {
        scan::phrase(text, place).is_some_and(|length| text[length..].trim_matches(['.', ' ']).is_empty())
    })
}

/// Whether `text` holds a word that publishers' names hold.
pub(super) fn is_publisher(text: &str) -> bool {
    scan::any(text, PUBLISHERS)
}

/// Whether `text` holds a word that newspapers' and journals' names hold.
pub(super) fn is_periodical(text: &str) -> bool {
    scan::any(text, PERIODICALS)
}
