"""The process of its own: see `apart`."""

import sys

from gongkai.foundation.texts import apart

apart.main(*sys.argv[1:])
