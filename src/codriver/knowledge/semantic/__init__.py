"""Meaning as numbers, where the extra `semantic` is installed: a small sentence model that runs here and offline."""

from codriver.knowledge.semantic.model import INSTALL, Meaning, SentenceModel, installed

__all__ = ["INSTALL", "Meaning", "SentenceModel", "installed"]
