"""The process of its own: see `apart`."""

import sys

from gongkai.disclosure.reading import apart

apart.main(*sys.argv[1:])
