"""An invented curriculum with a meeting of very many activities, to see what they cost."""

HEAD = """schema = 1
id = "large"
version = "1.0"
programme = { title = "架空町の集まり", short_title = "集まり" }
variants = [{ id = "standard", title = "通して行う" }]
[[steps]]
id = "step1"
kind = "meeting"
title = "顔合わせ"
label = "Step1"
"""
ACTIVITY = """[[steps.activities]]
id = "part-{number}"
title = "架空の話し合い {number}"
form = "対話"
duration = {{ minutes = 1 }}
"""


def large_curriculum(count: int) -> str:
    """Return a file of one meeting with so many activities of a minute each."""
    return HEAD + "".join(ACTIVITY.format(number=number) for number in range(count))
