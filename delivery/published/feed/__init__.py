"""`/changes/`: what happened since a cursor."""
