"""Products of `report.documents` as files: one module per format, each with `render(product) -> bytes`.

Owns: which module writes which ending, and what has to be installed for it (`formats`); putting the file in
its place (`writing`). A library is imported in its format's module only, when that is used.
"""
