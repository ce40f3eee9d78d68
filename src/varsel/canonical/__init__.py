"""The only vocabulary detectors may use: contract, conformity, derived tables."""
