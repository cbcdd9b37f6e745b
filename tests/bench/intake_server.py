"""One of several servers that take in requests until they are stopped."""

import sys
from importlib import import_module

from gongkai.project import installation

if __name__ == "__main__":
    installation.prepare()
    body, server, first = map(int, sys.argv[1:])
    import_module("tests.bench.intake_taking").take(body, server, first)
