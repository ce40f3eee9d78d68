"""Varsel."""
