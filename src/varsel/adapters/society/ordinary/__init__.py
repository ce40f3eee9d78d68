"""Ordinary life in a district: firms and wages, spending and takings, talk."""
