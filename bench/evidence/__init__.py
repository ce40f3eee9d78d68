"""Proof: societies made, screened and held against their truth; docs/evidence.md says what came out."""
