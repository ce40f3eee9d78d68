"""The indicators, one folder each, and what they share."""
