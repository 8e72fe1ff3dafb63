"""Turns views into text and sheets; knows nothing of the engine that publishes them."""
