"""The process of its own: see `apart`."""

import sys

from gongkai.publishing.catalogue.sheets import apart

apart.main(*sys.argv[1:])
