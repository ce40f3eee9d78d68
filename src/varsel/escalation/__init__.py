"""Flags into alerts."""
