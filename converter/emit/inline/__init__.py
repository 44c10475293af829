"""The inline XBRL document: the page, the tags in it, and the header."""

from .document import Inline, inline

__all__ = ["Inline", "inline"]
