"""One open session driven by a clock: what its keys do and what its pages read. Knows no Textual."""
