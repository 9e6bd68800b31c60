"""What pictures are before they are stored: bounded, upright, and free of what cameras add."""
