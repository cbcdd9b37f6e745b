"""The text of a file, with its places: what a reader sees, what lies hidden, what the file tells of itself.

Everything here works in a process of its own.
"""

from gongkai.foundation.texts.apart import passages
from gongkai.foundation.texts.passage import Layer, Passage, seen_text, unread

__all__ = ["Layer", "Passage", "passages", "seen_text", "unread"]
