"""The plug-ins behind `--edgar`: the EDGAR Filer Manual as the SEC's open validator runs it, and DQC rules.

Runs in the worker. Arelle's distribution carries neither. They are looked for in this order:
1. where the user says (`--edgar-plugin`): a plug-in, or the folder of a checkout of it;
2. in Arelle's own plug-in folder, by their usual names;
3. among installed packages that offer an entry point `arelle.plugin` of that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from arelle.ModelValue import qname

from .model import DQC, EFM, PlugIn

DISCLOSURE_SYSTEM = "efm"
"""Arelle's name for the Filer Manual with its tests of content."""
USUAL = ("EDGAR/validate", "validate/EFM", "validate/DQC")
_BELOW = ("EDGAR/validate", "validate/EFM", "EFM", "validate", "")
"""Where it lies below a folder that the user names: a plug-in folder, a checkout of EDGAR, the plug-in itself."""
_REASON = re.compile(r"Exception loading plug-in [^\n]*?: (\S[^\n]*)")
_FINALLY = ("Validate.XBRL.Finally", "Validate.Finally")


class PlugIns:
    """The plug-ins of one Arelle controller: `loaded` are in use, `problems` say what was asked for and is not."""

    def __init__(self, cntlr: Any, heard: Callable[[], Iterable[str]]) -> None:
        """`heard`: what Arelle has said since it was last asked something."""
        self._cntlr, self._heard = cntlr, heard
        self._manager = cntlr._pluginManager  # noqa: SLF001 - plug-ins are added to the controller's own manager
        self._asked: tuple[str, ...] | None = None
        self.loaded: tuple[PlugIn, ...] = ()
        self.problems: tuple[str, ...] = ()

    def use(self, asked: Sequence[str] | None) -> None:
        """Have these plug-ins (those found by their usual names where the list is empty), or none of them for None."""
        wanted = None if asked is None else tuple(asked)
        if wanted == self._asked:
            return
        for plug_in in self.loaded:
            self._manager.removePluginModule(plug_in.name)
        self._manager.reset()
        self._asked = wanted
        self.loaded, self.problems = ((), ()) if wanted is None else self._load(wanted)
        manager = self._cntlr.modelManager
        chosen = any(EFM in plug_in.runs for plug_in in self.loaded)
        manager.validateDisclosureSystem = chosen
        manager.disclosureSystem.select(DISCLOSURE_SYSTEM if chosen else None)

    def tell(self, model: Any) -> None:
        """What EDGAR knows from the submission's header, taken from the document: the form and the registrant's CIK."""
        told: dict[Any, Any] = {}
        if self.loaded:
            forms = (f.value for f in model.facts if f.qname and f.qname.localName == "DocumentType")
            ciks = (context.entityIdentifier[1] for context in model.contexts.values())
            for name, values in (("submissionType", forms), ("cik", ciks)):
                if value := next(values, ""):
                    told[qname(name)] = (None, value)
        self._cntlr.modelManager.formulaOptions.parameterValues = told

    def _load(self, asked: tuple[str, ...]) -> tuple[tuple[PlugIn, ...], tuple[str, ...]]:
        found, problems = [], []
        for name in asked or USUAL:
            info = next(filter(None, map(self._manager.addPluginModule, _places(name, given=bool(asked)))), None)
            if info is not None:
                found.append(info)
            elif asked:
                problems.append(f"{name} holds no plug-in of Arelle")
        self._manager.reset()
        for hook in _FINALLY:  # asking for a hook imports the plug-ins that have it
            list(self._manager.pluginClassMethods(hook))
        taken = []
        for info in found:
            if info["name"] in self._manager.modulePluginInfos:
                version = str(info.get("version") or "")
                taken.append(PlugIn(name=info["name"], version=version, runs=tuple(_runs(info))))
            else:
                self._manager.removePluginModule(info["name"])
                reasons = (match.group(1) for text in self._heard() if (match := _REASON.search(text)))
                why = next(reasons, "it is not made for this version of Arelle")
                problems.append(f"the plug-in {info['name']} does not load: {why}")
        self._manager.reset()
        return tuple(taken), tuple(problems)


def _places(name: str, *, given: bool) -> Iterator[str]:
    """Where to try for a plug-in: a usual name as it is; of a folder given, the places below that hold one."""
    if not given or Path(name).is_file():
        yield name
        return
    for below in _BELOW:
        if (Path(name) / below / "__init__.py").is_file():
            yield str(Path(name) / below)


def _runs(info: dict[str, Any]) -> Iterator[str]:
    """The checks of a plug-in, from what it brings: a disclosure system, the rules of DQC or both."""
    if "DisclosureSystem.Types" in info["classMethods"]:
        yield EFM
    home = Path(info["path"]).parent
    named = "dqc" in f"{info['name']} {home.name}".lower()
    if named or any(path.name.lower().startswith("dqc") for path in home.glob("resources/*")):
        yield DQC
