"""Tables and facts as pandas data frames: pandas at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..facts.model import Fact

if TYPE_CHECKING:
    import pandas as pd

    from ..pipeline import Conversion

COLUMNS = (
    "id", "concept", "value", "unit", "start", "end", "decimals", "dimensions", "label", "shown", "place",
    "decided_by", "confidence",
)  # fmt: skip


def facts_frame(conversion: Conversion) -> pd.DataFrame:
    """One row a fact, in the order of the page; values as `Decimal`, dates as `date`."""
    import pandas as pd  # noqa: PLC0415 - heavy

    decisions = {d.id: d for d in conversion.mapped.decisions}
    rows = []
    for fact in conversion.report.facts:
        decision = decisions.get(fact.decision)
        rows.append(
            _row(fact)
            | {
                "label": decision.label if decision else "",
                "decided_by": decision.decided_by.value if decision else "rule",
                "confidence": decision.confidence if decision else 1.0,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(fact: Fact) -> dict[str, Any]:
    unit = fact.unit
    return {
        "id": fact.id,
        "concept": str(fact.concept),
        "value": fact.value,
        "unit": f"{unit.numerator}/{unit.denominator}".rstrip("/") if unit else "",
        "start": fact.period.start,
        "end": fact.period.end,
        "decimals": fact.decimals,
        "dimensions": "; ".join(f"{axis}={member}" for axis, member in fact.dimensions),
        "shown": fact.source.shown,
        "place": fact.source.ref.place,
    }
