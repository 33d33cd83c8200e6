"""A meeting's plan, what happened and what is expected, for its report; `timekeeping.held` computes it."""

from jusou_tui.timekeeping.history.meeting_record import Course, course, last_sign, people, present

__all__ = ["Course", "course", "last_sign", "people", "present"]
