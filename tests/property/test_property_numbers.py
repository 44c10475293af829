"""What must hold of figures whatever their digits and dress."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from converter.interpret.numbers import parse_figure

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=1, allow_nan=False, allow_infinity=False)
DRESS = st.sampled_from(
    [("", ""), ("$", ""), ("(", ")"), ("$ (", ")"), ("−", ""), ("RMB ", ""), ("", " (1)"), ("(", ")%")]
)
GAPS = st.sampled_from(["", " ", "\u00a0", "\n"])


@given(number=AMOUNTS, dress=DRESS, gap=GAPS)
def test_a_figure_in_any_dress_is_read_back(number: Decimal, dress: tuple[str, str], gap: str) -> None:
    before, after = dress
    shown = f"{number:,}"
    text = f"{gap}{before}{shown}{after}{gap}"
    figure = parse_figure(text)
    assert figure is not None
    assert figure.number == number
    assert figure.negative == (before.strip().endswith("(") or before == "−")
    assert text[slice(*figure.span)] == shown == figure.shown


@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused_with_its_span_inside(text: str) -> None:
    figure = parse_figure(text)
    if figure is not None:
        assert text[slice(*figure.span)] == figure.shown
        assert figure.number >= 0
