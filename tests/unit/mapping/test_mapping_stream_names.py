"""Streams of revenue that begin with a segment's name (rule 10)."""

from __future__ import annotations

from whole_notes import years


def test_two_streams_that_begin_with_a_segment_s_name_are_not_that_segment_twice() -> None:
    found = years("""Revenues:
  Alder royalties and fees|48|46
  Alder advertising contributions|21|20
  Birch store sales|39|40
Total revenues|108|106
Segment operating profit:
  Alder|33|31
  Birch|4|5
Total segment operating profit|37|36""")
    assert found.of("  Alder royalties and fees", 1) == ("product AlderRoyaltiesAndFees",)
    assert found.of("  Alder advertising contributions", 1) == ("product AlderAdvertisingContributions",)
    assert found.of("Total revenues", 1) == ()
    assert found.of("  Alder", 1) == ("AlderSegment", "OperatingSegments")
    assert not found.errors()
