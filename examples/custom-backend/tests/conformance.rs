//! What must be true of every backend: one test a document of the kit.

use teiwright_backend_dokuwiki::Dokuwiki;

teiwright_plugin::backend_conformance!(Dokuwiki);
