"""Everything with input and output: reading files, making the tables, asking them."""
