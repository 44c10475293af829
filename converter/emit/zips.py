"""Zip files that come out the same for the same content: fixed dates and rights, entries sorted."""

from __future__ import annotations

import io
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can say."""
_RIGHTS = 0o644 << 16
_UNIX = 3


def zipped(entries: Mapping[str, bytes], *, in_order: bool = False) -> bytes:
    """A zip of the entries by path, sorted; with `in_order` as given."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # noqa: PLC0415 - loaded when there is something to pack

    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for path in entries if in_order else sorted(entries):
            entry = ZipInfo(path, date_time=_EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, _RIGHTS, _UNIX
            archive.writestr(entry, entries[path])
    return stream.getvalue()
