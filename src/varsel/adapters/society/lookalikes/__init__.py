"""Lawful lives in the neighbourhood of a bundle, a module and its assumptions each."""
