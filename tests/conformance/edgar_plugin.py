"""A stand-in for the plug-in Arelle/EDGAR: its interface (a disclosure system "efm", a hook at the end of validation),
two rules of its own. The real one is not in any package registry."""

from __future__ import annotations

from pathlib import Path

CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<DisclosureSystems>
 <DisclosureSystem names="Stand-in for the Filer Manual|efm|efm-strict" description="stand-in" validationType="EFM"
  exclusiveTypesPattern="EFM|GFM" defaultXmlLang="en-US" defaultLanguage="English" contextElement="segment"/>
</DisclosureSystems>
"""
PLUG_IN = """
import os

def types(disclosureSystem, *args, **kwargs):
    return (("EFM", "EFMplugin"),)

def config(disclosureSystem, *args, **kwargs):
    return os.path.join(os.path.dirname(__file__), "config.xml")

def start(val, parameters=None, *args, **kwargs):
    val.told = {name.localName: value[1] for name, value in (parameters or {}).items()}

def finally_(val, *args, **kwargs):
    if not (val.validateDisclosureSystem and val.disclosureSystem.EFMplugin):
        return
    model = val.modelXbrl
    model.error("EFM.6.05.20", "%(element)s is missing in the required context of form %(form)s, CIK %(cik)s",
                modelObject=model, element="dei:EntityRegistrantName",
                form=val.told.get("submissionType"), cik=val.told.get("cik"))
    model.warning("DQC.US.0015.9", "a value should be positive", modelObject=model.facts[0])

__pluginInfo__ = {
    "name": "Validate EFM",
    "version": "1.26.0",
    "description": "stand-in",
    "license": "Apache-2",
    "author": "a test",
    "copyright": "none",
    "DisclosureSystem.Types": types,
    "DisclosureSystem.ConfigURL": config,
    "Validate.XBRL.Start": start,
    "Validate.XBRL.Finally": finally_,
}
"""


def write(folder: Path, old: str = "", new: str = "", *, dqc: bool = True) -> Path:
    """The plug-in as a checkout named EDGAR in `folder`, with one change where asked, with or without DQC's rules."""
    home = folder / "EDGAR" / "validate"
    (home / "resources").mkdir(parents=True)
    (home / "__init__.py").write_text(PLUG_IN.replace(old, new, 1) if old else PLUG_IN, encoding="utf-8")
    (home / "config.xml").write_text(CONFIG, encoding="utf-8")
    if dqc:
        (home / "resources" / "dqc-us-rules.json").write_text("{}", encoding="utf-8")
    return home.parent


def install(folder: Path) -> None:
    """The plug-in as an installed package in `folder`: an entry point `arelle.plugin` named as Arelle looks for it."""
    home = write(folder) / "validate"
    (folder / "edgar_entry.py").write_text(f"def path():\n    return {str(home)!r}\n", encoding="utf-8")
    info = folder / "edgar_stand_in-1.26.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: edgar-stand-in\nVersion: 1.26\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[arelle.plugin]\nEDGAR/validate = edgar_entry:path\n", encoding="utf-8")
