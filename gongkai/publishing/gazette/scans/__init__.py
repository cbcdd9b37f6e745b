"""Reading scans of old issues: a process of its own for each few pages (`foundation.confinement`)."""
