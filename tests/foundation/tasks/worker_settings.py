"""The installation's settings with the tests' job added, for worker processes under test."""

from gongkai.project.settings import *  # noqa: F403

PROCRASTINATE_IMPORT_PATHS = ["slow_work"]
