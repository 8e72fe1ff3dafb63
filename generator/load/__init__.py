"""Reads a content folder into a handbook, gathering every problem on the way."""

from generator.load.content import Loaded, load

__all__ = ["Loaded", "load"]
