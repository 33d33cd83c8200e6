"""Home of what widgets draw with: pieces of styled text, rows as values, the shapes of digits.

`pieces`, `row_models` and `digit_shapes` need no Textual.
"""
