"""Text for terminals and files.

Owns: what a terminal may be sent, how wide it is and where a line breaks (`terminal`), how times, dates,
lengths and numbers may be typed (`parse`; its parts `typed_times` and `typed_days`), in which years days
lie (`days`), file names from titles (`file_names`), how long a text takes to read aloud (`reading_time`),
how a number of seconds is shown (`seconds`), what a mistyped name means (`nearest`), what two texts have in
common (`alignment`).
"""
