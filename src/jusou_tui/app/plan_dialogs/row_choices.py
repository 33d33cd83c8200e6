"""What can be changed about a row of the day: the choices of the change menu."""

from __future__ import annotations

from jusou_tui.live.planning import corrections, rounds
from jusou_tui.live.planning.plan_edits import is_ahead, is_out, others_to_swap
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.live.worksheets.sheets import case_now
from jusou_tui.wording.values import exact_length_text

Choices = list[tuple[str, str]]


def choices(meeting: MeetingView, key: str) -> Choices:
    """Return the choices for a row as (id, message id of the label); only what an onlooker may, for one."""
    found = _all_choices(meeting, key)
    return [one for one in found if one[0] in _READING] if meeting.live.store.read_only else found


_READING = frozenset({"who", "save_plan"})
"""The choices that change nothing of the session."""


def _all_choices(meeting: MeetingView, key: str) -> Choices:
    snapshot = meeting.snapshot()
    here = key == snapshot.progress.activity
    ahead = is_ahead(meeting, key)
    if is_out(meeting, key):
        found = [("back", "timekeeping.do_back")]
    else:
        found = [("break", "timekeeping.do_break")] if ahead else []
    if snapshot.is_under_way:
        if here:
            found.insert(0, ("break_now", "timekeeping.do_break_now"))
            found += [("share", "timekeeping.do_share")] if rounds.offer(meeting) else []
            found += [("extend", "timekeeping.do_extend")] if rounds.speaker(meeting.live, snapshot) else []
            found += [("name_case", "timekeeping.do_name_case")] if case_now(meeting) else []
        found.append(("timer", "timekeeping.do_timer"))
    if not is_out(meeting, key):
        found += _of_a_row(meeting, key, here=here, ahead=ahead)
    if corrections.last_key(meeting):
        found.append(("put_right", "timekeeping.do_put_right"))
    found += _of_the_people(meeting, snapshot) if here else []
    return [*found, ("save_plan", "timekeeping.do_save_plan")]


def additions(meeting: MeetingView, key: str) -> Choices:
    """Return what can be put in at a row: a break now where it runs, before one to come also an activity."""
    snapshot = meeting.snapshot()
    if key == snapshot.progress.activity and snapshot.is_under_way:
        return [("break_now", "timekeeping.do_break_now")]
    if is_ahead(meeting, key):
        return [("break", "timekeeping.do_break"), ("insert", "timekeeping.do_insert")]
    return []


def _of_the_people(meeting: MeetingView, snapshot: MeetingSnapshot) -> Choices:
    """Return what can be said of those who are there while a row runs."""
    found = [("leaves", "timekeeping.do_leaves")] if rounds.speaker(meeting.live, snapshot) else []
    return [*found, ("who", "timekeeping.do_who")] if meeting.expected else found


def _of_a_row(meeting: MeetingView, key: str, *, here: bool, ahead: bool) -> Choices:
    """Return what can be done with a row that runs or is to come."""
    found = [("time", "timekeeping.do_time")] if here or ahead else []
    if not ahead:
        return found
    found += [("insert", "timekeeping.do_insert"), ("split", "timekeeping.do_split")]
    if others_to_swap(meeting, key):
        found.append(("swap", "timekeeping.do_swap"))
    if key in meeting.record.inserts and meeting.record.inserts[key].of is None:
        return [*found, ("remove", "timekeeping.do_remove")]
    return [*found, ("skip", "timekeeping.do_skip"), ("park", "timekeeping.do_park")]


def label_values(meeting: MeetingView) -> dict[str, object]:
    """Return what the labels name: whose turn it is, the case, what each of those left has and could have."""
    found: dict[str, object] = {
        "name": rounds.speaker(meeting.live, meeting.snapshot()),
        "case": case_now(meeting),
    }
    if offer := rounds.offer(meeting):
        before, after = exact_length_text(offer.before), exact_length_text(offer.after)
        found |= {"before": before, "after": after, "people": offer.people}
    return found
