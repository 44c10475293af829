"""The syntax-free facts of a report, and their construction from mapped values."""

from .build import build

__all__ = ["build"]
