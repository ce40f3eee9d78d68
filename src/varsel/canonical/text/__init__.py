"""Tables made from text: identifiers, signals and groups of near-duplicates.

Pure functions over Arrow tables, no engine. The text of an ad is its title and its body with a
line break between them; every span counts characters of that text, from 0.
"""
