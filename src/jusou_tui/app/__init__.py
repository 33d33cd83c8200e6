"""The Textual program: home of everything that knows Textual, and of nothing that `live` can know.

`main` holds what is open and which page is shown, `navigation` the pages' names, `heartbeat` the clock of an
open session. Pages ask the program through `shell/host.py`; features under `screens` do not know one another.
"""
