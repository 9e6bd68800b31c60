"""Offering a treatment at a clinic, withdrawing it, and what keeps the library safe meanwhile."""
