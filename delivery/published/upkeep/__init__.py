"""From a change to a true document: what is touched, settled, built and told."""
