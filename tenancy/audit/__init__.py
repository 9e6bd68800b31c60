"""Who changed what at which clinic, and when: Wagtail's page log, completed and reported.

`recording` writes into Wagtail's log entries what changed with them; `changes`, with `prices` and
`hours`, says it in words, `kinds` sorts it; `entries` reads a person's part of the log, and
`report` shows it.
"""
