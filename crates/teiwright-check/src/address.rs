//! The addresses at which TEI publishes its grammars.

/// What a remote address of TEI names: its whole grammar, and the version, where the address says one.
pub(crate) fn whole_tei(address: &str) -> Option<Option<&str>> {
    let (_, rest) = address.split_once("://")?;
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = path.split_once('/')?;
    let of_tei = host == "tei-c.org"
        || host.ends_with(".tei-c.org")
        || host.ends_with("tei-c.de")
        || path.starts_with("TEIC/");
    let file = path.rsplit('/').next().unwrap_or_default();
    if !of_tei
        || !matches!(
            file,
            "tei_all.rng" | "tei_all.rnc" | "tei_all.odd" | "tei_all.compiled.odd" | "p5subset.xml"
        )
    {
        return None;
    }
    // The archive of releases has the version as a folder, as in Vault/P5/4.10.0/xml/….
    let version = path.split("P5/").nth(1).and_then(|rest| rest.split('/').next());
    Some(version.filter(|version| version.starts_with(|c: char| c.is_ascii_digit())))
}

/// Whether an address is on a network.
pub(crate) fn is_remote(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme != "file")
}

#[cfg(test)]
mod tests {
    use super::whole_tei;

    #[test]
    fn addresses_of_tei_are_known() {
        for (address, wanted) in [
            ("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng", Some(None)),
            ("https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rnc", Some(None)),
            (
                "https://vault.tei-c.de/P5/4.10.0/xml/tei/custom/schema/relaxng/tei_all.rng",
                Some(Some("4.10.0")),
            ),
            ("https://www.tei-c.org/Vault/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng", Some(None)),
            ("https://raw.githubusercontent.com/TEIC/TEI/main/tei_all.rng", Some(None)),
            ("https://example.org/tei_all.rng", None),
            ("https://nottei-c.org/tei_all.rng", None),
            ("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_lite.rng", None),
            ("tei_all.rng", None),
        ] {
            assert_eq!(whole_tei(address), wanted, "{address}");
        }
    }
}
