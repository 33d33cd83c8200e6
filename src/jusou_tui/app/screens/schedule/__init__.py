"""The schedule of a meeting or of its day (`rows`, below them `outlook`), and looking ahead in it."""
