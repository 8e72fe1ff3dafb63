"""Tests of the site that MkDocs builds."""
