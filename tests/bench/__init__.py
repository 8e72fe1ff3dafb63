"""Measurements of the generator; run them as ``python -m tests.bench``."""
