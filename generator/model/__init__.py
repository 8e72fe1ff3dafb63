"""The shape of every record: what may be typed in, and nothing about files or pages."""
