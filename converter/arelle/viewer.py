"""The interactive viewer of a loaded document as one page that needs nothing beside it. Runs in the worker.

The page is that of ixbrl-viewer, with its script put inside.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from iXBRLViewerPlugin.iXBRLViewer import IXBRLViewerBuilder, isInlineDoc

_SCRIPT_URL = "segxbrl-viewer-script"
_REFERENCE = re.compile(rb"<script\b[^>]*\bsrc=\"" + _SCRIPT_URL.encode() + rb"\"[^>]*?(?:/>|>\s*</script>)")
_PLACE = b'Object.defineProperty(document.currentScript,"src",{value:"file:///"});'
"""The script asks where it was loaded from, to look for settings beside it; from a file, it looks for none."""
_END = re.compile(r"<(?=/script|!--|script)", re.IGNORECASE)


def save(controller: Any, model: Any, path: Path) -> bool:
    """Write the viewer of an inline document; False where the document is none, and nothing is written."""
    if not isInlineDoc(model.modelDocument):
        return False
    builder = IXBRLViewerBuilder(controller)
    builder.processModel(model)
    made = builder.createViewer(scriptUrl=_SCRIPT_URL, showValidations=False)
    if made is None:
        return False
    made.save(str(path))
    page, found = _REFERENCE.subn(lambda _: _inline(), path.read_bytes(), count=1)
    if found:
        path.write_bytes(page)
    return bool(found)


def _inline() -> bytes:
    script = files("iXBRLViewerPlugin").joinpath("viewer/dist/ixbrlviewer.js").read_text("utf-8")
    safe = _END.sub(r"\\x3C", script)  # all of them stand in strings and patterns, where this says the same
    return b'<script type="text/javascript">' + _PLACE + safe.encode("utf-8") + b"</script>"
