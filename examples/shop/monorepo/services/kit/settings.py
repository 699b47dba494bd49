"""What a service reads once when it starts: its config file, the flags, and its version."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """One service's settings; everything that may differ between two runs of the same code."""

    service: str
    version: str
    values: dict[str, Any]
    flags: dict[str, bool]

    def flag(self, name: str) -> bool:
        return self.flags.get(f"{self.service}.{name}", False)


def read_settings(service: str) -> Settings:
    values = json.loads((ROOT / "config" / f"{service}.json").read_text())
    flags = json.loads((ROOT / "flags" / "flags.json").read_text())
    return Settings(service, os.environ.get("VERSION", "dev"), values, flags)
