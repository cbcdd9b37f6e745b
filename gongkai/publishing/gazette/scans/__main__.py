"""The process that reads pages of a scan."""

import sys

from gongkai.publishing.gazette.scans import apart

apart.main(sys.argv[1], sys.argv[2])
