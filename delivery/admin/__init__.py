"""What the admin of every content app has in common."""
