"""The facts as rows: who decided them, and how sure that is."""

from __future__ import annotations

from converter import knowledge, pipeline, readers
from converter.emit.rows import fact_rows
from converter.options import Settings

NOTE = """SEGMENT INFORMATION

We have two operating segments, which are consistent with our reportable segments: Mills and Ports.

We have two segments.
"""


def test_what_sentences_state_is_as_sure_as_filers_are_unanimous() -> None:
    document, _ = readers.read_bytes("note.txt", NOTE.encode())
    made = pipeline.convert_document(document, Settings(validate=False), knowledge.load(2025))
    rows = fact_rows(made.report, made.mapped.decisions)
    counts = [(row["concept"].partition(":")[2], row["confidence"]) for row in rows if row["shown"] == "two"]
    both = {("NumberOfOperatingSegments", 0.95), ("NumberOfReportableSegments", 0.91)}
    assert set(counts) == {*both, ("NumberOfReportableSegments", 0.75)}
