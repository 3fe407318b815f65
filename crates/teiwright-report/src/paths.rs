//! How files are named to programs: below the root of the project, with `/` between steps.

/// Where the project lies, as far as reports name files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Root {
    /// The absolute path of the root, without a separator at its end; empty where it is not known.
    pub path: String,
    /// The path from the root to the folder that relative names are relative to; empty where they are the same.
    pub folder: String,
}

impl Root {
    /// The name of a file below the root, without `.` and `..` in it where that is possible; an absolute path where the file
    /// lies elsewhere.
    #[must_use]
    pub fn name(&self, file: &str) -> String {
        // Only where `\` separates steps do paths begin with a drive.
        let root = slashes(&self.path);
        let file = slashes(file);
        let below = match root.is_empty() {
            true => None,
            false => file.strip_prefix(root.as_str()).and_then(|below| below.strip_prefix('/')),
        };
        // What leads to no file is named as it was given.
        let named = |steps: String| if steps.is_empty() { file.clone() } else { steps };
        match below {
            Some(below) => named(steps(below)),
            None if is_absolute(&file) => file,
            None => named(steps(&format!("{}/{file}", slashes(&self.folder)))),
        }
    }

    /// The same as a URI reference (RFC 3986).
    #[must_use]
    pub fn uri(&self, file: &str) -> String {
        let name = self.name(file);
        match is_absolute(&name) {
            true if name.starts_with('/') => format!("file://{}", encoded(&name)),
            true => format!("file:///{}", encoded(&name)),
            // A colon in the first step would be read as the end of a scheme.
            false => encoded(&name),
        }
    }
}

fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// `/…`, or with a drive, `C:/…`.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || (cfg!(windows) && path.as_bytes().get(1) == Some(&b':'))
}

/// A relative path without steps that lead nowhere.
fn steps(path: &str) -> String {
    let mut kept = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if kept.last().is_some_and(|last| *last != "..") => drop(kept.pop()),
            step => kept.push(step),
        }
    }
    kept.join("/")
}

/// With percent signs for what cannot stand in a path (RFC 3986, 3.3), and for colons.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'/' | b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            b'*' | b'+' | b',' | b';' | b'=' | b'@' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Root;

    #[test]
    fn names_are_below_the_root() {
        let root = Root { path: "/work/edition".to_owned(), folder: "letters".to_owned() };
        let names =
            ["a.xml", "./a.xml", "../b/./c.xml", "/work/edition/d.xml", "/tmp/e.xml", "/work/edition2/f.xml"];
        assert_eq!(
            names.map(|name| root.name(name)),
            ["letters/a.xml", "letters/a.xml", "b/c.xml", "d.xml", "/tmp/e.xml", "/work/edition2/f.xml"]
        );
        assert_eq!(Root::default().name("../../a.xml"), "../../a.xml");
    }

    #[test]
    fn a_uri_has_its_own_characters() {
        let uri = |name: &str| Root::default().uri(name);
        assert_eq!(uri("über die/a b#1%.xml"), "%C3%BCber%20die/a%20b%231%25.xml");
        assert_eq!(
            (uri("/tmp/a b.xml").as_str(), uri("c:d.xml").as_str()),
            ("file:///tmp/a%20b.xml", "c%3Ad.xml")
        );
    }
}
