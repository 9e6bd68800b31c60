"""What is published and taken offline at its time, and who is told when it cannot be."""
