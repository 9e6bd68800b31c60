"""Opening a clinic: its page, its people's groups, their rights, its workflow and its site."""
