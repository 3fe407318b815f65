//! What stands before the text: title block and labelled lines, and the archive's own lines around it.
