//! What the terminal can show: colours, its width, UTF-8.

use std::io::IsTerminal;

use teiwright_report::{Format, Options};

/// How messages to `stream` look. What is no terminal gets no colours, and messages are not wrapped.
#[cfg(unix)]
pub(crate) fn options(stream: &(impl IsTerminal + std::os::fd::AsFd)) -> Options {
    let width = terminal_size::terminal_size_of(stream).map(|(width, _)| usize::from(width.0));
    with(stream.is_terminal(), width)
}

/// How messages to `stream` look. What is no terminal gets no colours, and messages are not wrapped.
#[cfg(windows)]
pub(crate) fn options(stream: &(impl IsTerminal + std::os::windows::io::AsHandle)) -> Options {
    let width = terminal_size::terminal_size_of(stream).map(|(width, _)| usize::from(width.0));
    with(stream.is_terminal(), width)
}

/// The form of messages on standard error where reports have `format`: lines for programs where those are lines, else such as
/// people read.
pub(crate) const fn told(format: Format) -> Format {
    match format {
        Format::Short | Format::Jsonl | Format::Narrate => format,
        _ => Format::Human,
    }
}

fn with(terminal: bool, width: Option<usize>) -> Options {
    let color =
        terminal && variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb");
    Options { color, ascii: !utf8(), width: width.filter(|_| terminal), ..Options::default() }
}

/// A variable of the environment that is there and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// Whether the locale is in UTF-8. POSIX asks the variables in this order, the first that is set decides, and without
/// any the locale is C, which is ASCII. A Windows console takes Unicode whatever they say.
fn utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name));
    cfg!(windows) || locale.is_some_and(|locale| names_utf8(&locale))
}

/// Whether a locale such as `de_DE.UTF-8@euro` or `C.utf8` is in UTF-8.
fn names_utf8(locale: &str) -> bool {
    let charset = locale.split_once('.').map_or(locale, |(_, charset)| charset);
    let charset = charset.split('@').next().unwrap_or_default();
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::names_utf8;

    #[test]
    fn a_locale_names_its_characters_after_the_full_stop() {
        assert!(["C.UTF-8", "de_DE.utf8@euro", "UTF-8"].iter().all(|locale| names_utf8(locale)));
        assert!(!["C", "POSIX", "de_DE", "ru_RU.KOI8-R", ""].iter().any(|locale| names_utf8(locale)));
    }
}
