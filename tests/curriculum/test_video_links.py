"""A clip's address opens the video where the clip starts."""

import pytest

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.video_links import opening_at


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://youtu.be/abc?si=x", "https://youtu.be/abc?si=x&t=463s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=463s"),
        ("https://www.youtube.com/watch?v=abc#top", "https://www.youtube.com/watch?v=abc&t=463s#top"),
        ("https://youtu.be/abc?t=5", "https://youtu.be/abc?t=5"),
        ("https://example.com/film", "https://example.com/film"),
    ],
)
def test_a_video_opens_at_the_second_where_its_host_has_a_way_to(url: str, opens: str) -> None:
    assert opening_at(url, 463) == opens


def test_a_clip_from_the_beginning_keeps_its_address() -> None:
    assert opening_at("https://youtu.be/abc", 0) == "https://youtu.be/abc"


@pytest.mark.parametrize(
    ("name", "step", "activity", "times"),
    [
        ("team-building", "step1", "understanding", ["t=463s", "", ""]),
        ("community-building", "step1", "about", ["t=616s"]),
    ],
)
def test_the_programmes_clips_open_at_their_start(
    name: str, step: str, activity: str, times: list[str]
) -> None:
    found = load(paths.shipped("curricula") / f"{name}.toml").step(step)
    shown = found.activity(activity) if found else None
    assert shown is not None
    clips = [segment.clip for segment in shown.segments if segment.clip]
    assert [(clip.link or "").removeprefix(clip.url or "?").strip("?&") for clip in clips] == times
