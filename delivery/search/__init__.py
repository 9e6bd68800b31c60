"""Full-text search in texts of our own: that of finished documents, and what editors wrote."""
