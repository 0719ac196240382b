"""Text to values: pure functions that find what SCHEMA's tables hold, without files and without the network."""
