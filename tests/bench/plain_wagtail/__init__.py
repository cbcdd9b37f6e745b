"""The smallest sensible Wagtail site, to measure beside: one type of page and one template."""
