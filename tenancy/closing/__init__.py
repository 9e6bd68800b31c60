"""Closing a clinic and opening it again: its pages, its people and its addresses."""
