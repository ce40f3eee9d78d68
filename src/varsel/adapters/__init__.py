"""Data in: files of a data holder, read into the tables of the contract."""
