"""Exploitation as it is planted: seven bundles, a module and its assumptions each."""
