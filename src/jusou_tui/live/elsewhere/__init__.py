"""An open session and other programs: `following` says how far one that is only read can be trusted,
`screen_link` serves shared screens, `opened` finds what is open on this machine, `scribe` is a second
note-taker's copy.
"""
