"""The process of its own: see `apart`."""

import sys

from gongkai.foundation.redaction import apart

apart.main(*sys.argv[1:])
