# %% [markdown]
# # A segment note to XBRL, from a script or a notebook
#
# Run it cell by cell in an editor that knows `# %%`, or whole: `python tests/api_example.py`.

# %%
from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from converter import Conversion, convert, read_note

NOTE = Path(__file__).parent / "cases" / "lanternfish-plain" / "input.txt"

# %% [markdown]
# First a look at what is read: the note's tables, cell by cell.

# %%
note = read_note(NOTE)
for table in note.tables:
    print(table.id, table.n_rows, "rows", [cell.shown for cell in table.row(0)])

# %% [markdown]
# Then the conversion. Without `out` nothing is written; with it the files are validated and written as by the command.

# %%
made: Conversion = convert(
    NOTE, entity_name="Lanternfish Holdings", cik="1999902", form="20-F", period_end="2024-12-31", prefix="lanf"
)
facts = made.facts
print(facts[["label", "concept", "value", "start", "end", "dimensions"]].head(12).to_string())

# %% [markdown]
# Amounts are exact decimals in full units, so sums may be compared with `==`.

# %%
amounts = facts[facts["unit"].str.startswith("iso4217:")]
assert all(isinstance(value, Decimal) for value in amounts["value"])
by_concept = amounts.groupby("concept")["value"].count().sort_values(ascending=False)
print(by_concept.head())

# %% [markdown]
# What a person must look at: the findings, and the lines that are least sure.

# %%
for finding in made.findings[:5]:
    print(finding.severity, finding.code, finding.message)
unsure = facts.sort_values("confidence").drop_duplicates("label").head(3)
print(unsure[["label", "concept", "confidence"]].to_string())

# %% [markdown]
# And written, with the workbook for the reviewer.

# %%
with tempfile.TemporaryDirectory() as folder:
    written = convert(
        NOTE, out=Path(folder) / "out", entity_name="Lanternfish Holdings", cik="1999902", form="20-F",
        period_end="2024-12-31", prefix="lanf", also="xlsx", validate=False,
    )  # fmt: skip
    print(sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()))
    assert written.report.facts == made.report.facts
