"""Papers that publishing prints."""

from gongkai.publishing.papers.gate_form import gate_form

__all__ = ["gate_form"]
