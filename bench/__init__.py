"""Measurements, as ratios within one run. Run `make bench` or `python -m bench --rows 1000000`."""
