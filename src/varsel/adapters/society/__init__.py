"""A synthetic society: ordinary lives, lawful look-alikes and planted exploitation, with its truth.

It never reads the catalogue: amounts and habits come from sources or stated assumptions, which stand
beside each unit. What it makes is frozen by version and hash (see `frozen`). It is made in `make`.
"""
