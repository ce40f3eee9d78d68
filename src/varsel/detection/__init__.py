"""Indicators x tables into flags, with coverage."""
