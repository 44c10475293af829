"""Tables and facts as pandas data frames: pandas at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..emit.rows import COLUMNS, fact_rows

if TYPE_CHECKING:
    import pandas as pd

    from ..pipeline import Conversion


def facts_frame(conversion: Conversion) -> pd.DataFrame:
    """One row a fact, in the order of the page; values as `Decimal`, dates as `date`."""
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.DataFrame(fact_rows(conversion.report, conversion.mapped.decisions), columns=list(COLUMNS))
