"""From a request to a finished document, and what a process remembers of them."""
