"""Report packages and taxonomy packages for Arelle: opened and checked as packages. Runs in the worker."""

from __future__ import annotations

from typing import Any

from arelle.FileSource import openFileSource
from arelle.utils.EntryPointDetection import filesourceEntrypointFiles
from arelle.ValidateFileSource import ValidateFileSource


def opened(controller: Any, path: str) -> Any:
    """The document at `path`; of a package, which is checked as one, its report or else its first entry point."""
    source = openFileSource(path, controller)
    if source.isArchive:
        ValidateFileSource(controller, source).validate()
        found = filesourceEntrypointFiles(source)
        if found:
            source.select(found[0]["file"])
    return source
