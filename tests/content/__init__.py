"""The real content, record by record."""
