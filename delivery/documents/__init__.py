"""From pages to JSON: what a document holds, its shapes, and all that is read for it in a batch."""
