"""The links of an activity: its clips and its references."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.curriculum.model import Activity, Curriculum
from jusou_tui.wording.values import video_span_text


class Link(NamedTuple):
    """Something to open outside: its title, where in it, its address, of a clip the one that opens there."""

    title: str
    part: str
    url: str

    @property
    def shown(self) -> str:
        """Title, part and address on one line."""
        return "  ".join(part for part in (self.title, self.part, self.url) if part)


def links(curriculum: Curriculum, activity: Activity) -> list[Link]:
    """Return every link of an activity: its clips first, then its references."""
    found = [
        Link(segment.title, video_span_text(*segment.clip.span), segment.clip.link)
        for segment in activity.segments
        if segment.clip and segment.clip.link
    ]
    seen = {link.url for link in found}
    for name in activity.references:
        reference = curriculum.reference(name)
        if reference is None:
            continue
        candidates = [
            Link(reference.title, reference.pages or "", url)
            for url in (reference.url, reference.video)
            if url
        ]
        candidates += [Link(clip.title, video_span_text(*clip.span), clip.link) for clip in reference.clips]
        found += [link for link in candidates if link.url not in seen]
        seen |= {link.url for link in candidates}
    return found
