"""The facts as Parquet: `number` is a decimal and null for what is no number, `value` is XBRL's text for every fact."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ..errors import BadOption
from .items import lexical
from .model import OutputFile
from .rows import COLUMNS

_DIGITS = 38


def facts_parquet(rows: Iterable[Mapping[str, Any]]) -> OutputFile:
    """Raises BadOption: pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and on request only
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above
    except ImportError as missing:
        raise BadOption(
            "Parquet needs pyarrow", where="--also parquet", hint="pip install 'segxbrl[parquet]'"
        ) from missing
    rows = list(rows)
    numbers = [row["value"] if isinstance(row["value"], Decimal) else None for row in rows]
    places = max((-int(n.as_tuple().exponent) for n in numbers if n is not None), default=0)
    kinds = {
        "start": pa.date32(),
        "end": pa.date32(),
        "decimals": pa.int16(),
        "confidence": pa.float64(),
    }
    columns = {name: [_plain(name, row[name]) for row in rows] for name in COLUMNS}
    columns["number"] = numbers
    kinds["number"] = pa.decimal128(_DIGITS, max(places, 0))
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
    stream = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), stream)
    return OutputFile(path="facts.parquet", media_type="application/vnd.apache.parquet", content=stream.getvalue())


def _plain(column: str, value: Any) -> Any:
    return lexical(value) if column == "value" else value
