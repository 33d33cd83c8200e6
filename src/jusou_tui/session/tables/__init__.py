"""Tables that come from other programs: rosters, filled sheets.

Owns: bytes of a file, within limits (`files`), in which encoding they are (`encoding`), workbooks as rows
(`workbook`), records of a text parted by a sign (`delimited`).
"""
