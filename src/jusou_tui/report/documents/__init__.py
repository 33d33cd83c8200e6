"""What a session or a curriculum gives as a document, a deck of slides, a workbook or a calendar.

Owns: the parts that such a thing is made of (`model`), which of them there are and how each is made
(`kinds`), and what was left out of one and why (`model.LeftOut`). Nothing here knows a file format: a module
of `jusou_tui.export` per format writes these models.
"""
