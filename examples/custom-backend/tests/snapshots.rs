//! What the backend makes of some documents of the kit. `INSTA_UPDATE=always cargo test` writes the snapshots anew; read them
//! before you keep them.

use teiwright_backend_dokuwiki::Dokuwiki;
use teiwright_plugin::testkit::{case, listing, run};

#[test]
fn documents_are_as_they_were() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| {
        for name in ["drama", "hostile-text", "table"] {
            let (files, _) = run(&Dokuwiki, &case(name).unwrap()).unwrap();
            insta::assert_snapshot!(name, listing(&files));
        }
    });
}
