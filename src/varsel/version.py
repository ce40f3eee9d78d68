"""The version, as the package metadata say it."""

from importlib.metadata import version

VERSION = version("varsel")
