"""Turns structured injury records into a cross-linked, checked and printable handbook."""

__version__ = "0.2.0"
