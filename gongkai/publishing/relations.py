"""How one document stands to another, and what that does to the other's standing."""

RELATIONS = ("amends", "repeals", "replaces", "consolidates", "interprets", "notice_of")

CHANGES_STANDING = {
    "amends": "amended",
    "repeals": "repealed",
    "replaces": "consolidated",
    "consolidates": "consolidated",
}
"""The relation, and what the other becomes when the document takes effect."""
