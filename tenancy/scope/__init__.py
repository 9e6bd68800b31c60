"""What somebody sees of a group of clinics: his own part, and what is live and shared."""
