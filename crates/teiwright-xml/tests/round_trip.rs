//! What the writer writes reads back as the same tree, whatever the tree holds.

use proptest::prelude::*;
use teiwright_xml::{Origin, TreeBuilder, same_as_written, write};

/// A step of building: open, close, or text.
fn steps() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((0_u8..4, "[ -~\\n\\r\\t«é\u{1F600}\\]>&<\"']{0,12}"), 0..60)
}

proptest! {
    #[test]
    fn written_trees_read_back(steps in steps()) {
        let mut b = TreeBuilder::new("urn:x");
        b.instruction("pi", "data ?> more");
        b.open("root", Origin::Synthetic);
        for (kind, text) in steps {
            match kind {
                0 => {
                    b.open(if text.len() % 2 == 0 { "block" } else { "inline" }, Origin::Synthetic);
                    b.attr("n", text, Origin::Synthetic);
                }
                1 if b.depth() > 1 => b.close(),
                _ => b.text(text, Origin::Synthetic),
            }
        }
        let tree = b.finish();
        let written = write(&tree, &|name| name == "root" || name == "block");
        prop_assert_eq!(same_as_written(&tree, &written), Ok(()), "{}", written);
    }
}

#[test]
fn depth_costs_no_call_stack() {
    let mut b = TreeBuilder::new("urn:x");
    for _ in 0..200_000 {
        b.open("d", Origin::Synthetic);
    }
    let tree = b.finish();
    let written = write(&tree, &|_| false);
    assert_eq!(same_as_written(&tree, &written), Ok(()));
}
