"""A small inline XBRL filing of an invented company, with the oddities that filed documents have."""

from __future__ import annotations

BEFORE = """<?xml version='1.0' encoding='ASCII'?>
<!-- produced by a filing agent's tool -->
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
  xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
  xmlns:dei="http://xbrl.sec.gov/dei/2025" xmlns:us-gaap="http://fasb.org/us-gaap/2025"
  xmlns:brk="http://www.brackenmills.com/20241231" xml:lang="en-US">
<head><title>Annual&#160;report</title><meta content="text/html" http-equiv='Content-Type'/></head>
<body><div style="display:none"><ix:header><ix:hidden><ix:nonNumeric contextRef="c-1" name="dei:AmendmentFlag" \
id="f-1">false</ix:nonNumeric><ix:nonNumeric contextRef="c-1" id="f-9" \
name="us-gaap:SegmentReportingCodmIndividualTitle">CEO\
</ix:nonNumeric></ix:hidden><ix:references xml:lang="en-US"><link:schemaRef xlink:href="brk-20241231.xsd" \
xlink:type="simple"/></ix:references><ix:resources>
<xbrli:context id="c-1"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001234567</xbrli:identifier>\
</xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate>\
</xbrli:period></xbrli:context>
<xbrli:context id="c-7"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001234567</xbrli:identifier>\
<xbrli:segment><xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">brk:OldMember\
</xbrldi:explicitMember></xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>\
<xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p  class='a'>Bracken Mills, fiscal <ix:nonNumeric id="f-2" contextRef="c-1" name="dei:DocumentFiscalYearFocus"\
>2024</ix:nonNumeric> &amp; before</p><!-- leases --><p>Note 8. Leases&#8212;none<br/></p><hr
/>
"""
AFTER = """<p >Note 10. Taxes of <ix:nonFraction contextRef="c-1" decimals="-3" format="ixt:num-dot-decimal" id="f-5"
 name="us-gaap:IncomeTaxExpenseBenefit" scale="3" unitRef="usd">77</ix:nonFraction></p><![CDATA[ a < b ]]>
</body></html>
<!-- end -->
"""


def filing(rows: tuple[tuple[str, ...], ...], sentences: tuple[str, ...]) -> str:
    """The filing with a note of these sentences and this table; one number and one name of it are tagged already."""
    heading, text = (s.replace("&", "&amp;") for s in sentences)
    text = text.replace(
        "chief executive officer", '<span style="-sec-ix-hidden:f-9;color:#000">chief executive officer</span>'
    )
    cells = [[f"<td>{cell}</td>" for cell in row] for row in rows]
    old = rows[1][2]
    cells[1][2] = (
        '<td><ix:nonFraction contextRef="c-7" decimals="-3" format="ixt:num-dot-decimal" id="f-3" '
        f'name="us-gaap:Revenues" scale="3" unitRef="usd">{old}</ix:nonFraction></td>'
    )
    table = "".join(f"<tr>{''.join(row)}</tr>\n" for row in cells)
    note = (
        '<div><ix:nonNumeric contextRef="c-1" escape="true" id="f-4" '
        'name="us-gaap:SegmentReportingDisclosureTextBlock">'
        f"<h2>{heading}</h2><p>{text}</p><table>{table}</table></ix:nonNumeric></div>"
    )
    return f"{BEFORE}{note}{AFTER}".encode("ascii", "xmlcharrefreplace").decode("ascii")
