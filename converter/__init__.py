"""segxbrl: a segment-reporting note in, validated inline XBRL out."""
