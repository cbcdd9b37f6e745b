"""The dry run: what came in is read, checked cell by cell, and held against what stands. Leaves nothing
behind but its report."""

from gongkai.disclosure.checking.looking import Checked, Tell, look
from gongkai.disclosure.checking.opening import NotATableError, Opened, opened, wanted_of

__all__ = ["Checked", "NotATableError", "Opened", "Tell", "look", "opened", "wanted_of"]
