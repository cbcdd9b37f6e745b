"""Public sites whose pages editors design: Wagtail for the few page editors only, never for records."""
