"""The one Jinja environment: strict, escaping everything, with no filters but ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import TemplateFailed
from ..resources import folder
from .filters import FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only a run that writes needs it

    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters = {"e": made.filters["e"], **FILTERS}
    return made


def render(template: str, view: object) -> str:
    """Return the template filled from `view`, the dataclass that its first comment names.

    Raises:
        TemplateFailed: it asks for what the view does not have.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - as above

    try:
        text: Any = environment().get_template(template).render(view=view)
    except TemplateError as problem:
        raise TemplateFailed(f"{problem}", where=template) from problem
    return str(text)
