"""The architecture holds: imports point upward only, modules and functions stay small, Arelle has one importer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "converter"
LAYERS = (
    *(
        "errors",
        "source",
        "findings",
        "resources",
        "garbage",
        "options",
        "profile",
        "facts.model",
        "knowledge",
        "readers",
        "tables",
    ),
    *(
        "interpret",
        "mapping",
        "facts",
        "emit",
        "decisions",
        "arelle",
        "checks",
        "report",
        "rerun",
        "pipeline",
        "api",
        "profile_write",
        "batch",
        "review",
        "cli",
    ),
)
MODULE_LINES, FUNCTION_LINES = 400, 60
ARELLE_NAMES = ("arelle", "iXBRLViewerPlugin")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(name: str) -> int:
    """The place of a module's layer; data modules (`*.model`) of a package may be imported by any package."""
    if name == "facts.model":
        return LAYERS.index("facts.model")
    return LAYERS.index(name.split(".", maxsplit=1)[0])


def imports(path: Path) -> Iterator[str]:
    """Names of our own modules imported at the top level of `path` (type-checking blocks and late imports aside)."""
    package = ["converter", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        base = package[: len(package) - node.level + 1]
        target = [*base, *(node.module or "").split(".")] if node.module else base
        if node.module:
            yield ".".join(target[1:])
        else:
            yield from (".".join([*target[1:], alias.name]) for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_upward(path: Path) -> None:
    name = name_of(path)
    if not name or name == "__main__":
        return
    wrong = [
        target for target in imports(path)
        if target and target not in ("readers.model", "errors") and layer(target) > layer(name)
    ]  # fmt: skip
    assert not wrong, f"{name} imports later stages: {wrong}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_sizes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MODULE_LINES, f"{name_of(path)} has over {MODULE_LINES} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_arelle_has_one_importer(path: Path) -> None:
    if path.is_relative_to(PACKAGE / "arelle"):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        assert not [n for n in names if n.split(".")[0] in ARELLE_NAMES]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_float_on_reported_numbers(path: Path) -> None:
    """`float(` has no place between reading and writing; scores and times are made elsewhere."""
    if path.relative_to(PACKAGE).parts[0] not in ("interpret", "facts", "emit"):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "float", f"line {node.lineno}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "quit"), f"line {node.lineno}"
