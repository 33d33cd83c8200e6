"""What a segment of an activity is called, with its time."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.timekeeping.plan.schedule import PlannedSegment
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, exact_length_text, video_span_text


class SegmentWords(NamedTuple):
    """What a segment is called, and its time or its time codes, which must stay readable in few cells.

    `front`: what of the title must stay as well, such as the number of a case.
    """

    title: str
    time: str
    front: str = ""

    @property
    def bracketed_time(self) -> str:
        """The time in brackets, to follow the title; "" where there is none."""
        return bracketed(self.time)

    @property
    def whole(self) -> str:
        """Title and time."""
        return self.title + self.bracketed_time


def segment_words(segment: PlannedSegment) -> SegmentWords:
    """Return a segment's title, of a case with its number and name, and its time codes or its time."""
    title, front = segment.title, ""
    if segment.case is not None:
        front = t("sheet.case", number=segment.case)
        case = f"{front} {segment.case_title}".strip()
        title = t("app.segment_case", case=case, title=segment.title)
    return SegmentWords(title, _time_of(segment), front)


def _time_of(segment: PlannedSegment) -> str:
    if segment.clip is not None:
        return video_span_text(*segment.clip.span)
    if segment.seconds_per_participant is not None:
        return t("common.each_length", length=exact_length_text(segment.seconds_per_participant))
    return "" if segment.seconds is None else exact_length_text(segment.seconds)


def segment_title(segment: PlannedSegment) -> str:
    """Return a segment's title with its time, and with a word where each works alone."""
    words = segment_words(segment)
    if not segment.alone:
        return words.whole
    time = f"{t('timekeeping.alone')} {words.time}".strip()
    return words.title + bracketed(time)
