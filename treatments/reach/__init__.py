"""What publishing a page of the library would change: a dry run of the code that makes documents.

`dry_run` makes the documents as they are and as they would be, `candidates` finds the pages that
may differ, `comparison` says how, and `reach` puts it together. `summary` is what one editor may
see of it, in `panels` while editing and in `asking` before publishing.
"""
