"""How alerts (`live.meeting_words.alerts`) are delivered on this machine's screen (`notifier`).

A flash, the window's title and a desktop notice have a module each.
"""

IN_SIGHT = "stays-in-sight"
"""The class of parts of a page that a flash keeps away from where there is room beside them."""

MAY_BE_COVERED = "may-be-covered"
"""The class of the part that a flash stands over in a short window, where all else is needed meanwhile."""

WORDLESS = "wordless"
"""The class of a page that others may see, too: nothing is said on it, nor while it is below, in words."""

NEVER_COVERED = "never-covered"
"""The class of pages to read: alerts are said there on the lines of a notice."""
