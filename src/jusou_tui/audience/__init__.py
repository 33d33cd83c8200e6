"""What the room may see of a meeting: the shared screen, as types that cannot hold a private word.

`view` is the narrow type; `making` is the one place that makes it, from a `MeetingView`; `page` says it in
words, the same for every skin; `following` and `reception` follow a session that another program has open;
`opening` opens that aside; `watching` says when to ask a follower, for any skin; `web` is the browser's
skin, that of the terminal is `app/screens/audience`.
Skins know `view`, `page` and `wording`, and nothing of sessions (pyproject.toml, `[tool.importlinter]`).
"""
