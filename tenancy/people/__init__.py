"""The people of a clinic: who has access, who is invited and who leaves."""
