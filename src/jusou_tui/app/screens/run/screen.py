"""Run: the countdown, what is to be done now, the notes, and one key for what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from jusou_tui.app.alerts import detect
from jusou_tui.app.meeting_text import prompts
from jusou_tui.app.meeting_text.agenda_rows import agenda_row
from jusou_tui.app.meeting_text.carried import Carried, carried_prompts
from jusou_tui.app.meeting_text.clock_face import big_digits
from jusou_tui.app.meeting_text.row_head import head
from jusou_tui.app.meeting_text.top_line import right_pieces
from jusou_tui.app.plan_dialogs.catch_up import open_catch_up
from jusou_tui.app.plan_dialogs.commands import CATCH_UP, CHANGE_ROW
from jusou_tui.app.plan_dialogs.row_menu import open_row_menu
from jusou_tui.app.screens.run import catch_up_line, confirm, headline, part_line, turns
from jusou_tui.app.screens.run.commands import RUN_COMMANDS, fitting, keys_differ
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import SESSION_COMMANDS
from jusou_tui.app.shell.screen import NORMAL, TALL, WIDE
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.app.widgets.bar import TimeBar
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import controls, entries, plan_edits
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t

SHOWN_BELOW = 200
ROOMY = 24
LEFT_PERCENT = 56
"""The left pane's share of a wide window, as in run.tcss."""
SHORT_TOP = 3
LEAST_DETAILS = 17
"""Cells that the facts beside the digits and their margins need at least."""


class RunScreen(SessionScreen):
    """The page that is open while a meeting runs."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "run"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *RUN_COMMANDS,
        CATCH_UP,
        CHANGE_ROW,
        *SESSION_COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._card: object = None
        self._catch_up: object = None
        self._carried: tuple[object, Carried] | None = None
        self._last: MeetingSnapshot | None = None

    def body(self) -> ComposeResult:
        """Yield the two panes; on a narrow window the second one lies below the first."""
        yield TopLine(id="top")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Lines(id="head")
                with Horizontal(id="clock"):
                    yield BigTime(id="digits")
                    with Vertical(id="details"):
                        yield Lines(id="details-top")
                        yield Lines(id="part-line")
                        yield Lines(id="details-next")
                yield TimeBar(id="bar")
                yield Lines(id="catch-up")
                yield PromptCard(now_word=t("app.now"), id="card")
            with Vertical(id="right"):
                yield AgendaTable(compact=True, id="agenda")
                yield EntryList(id="notes")
                yield EntryBar(entries.drafted(self.live), self.authors, id="entry")

    def on_mount(self) -> None:
        """Show where the meeting stands, and ask about the time without the program."""
        super().on_mount()
        self.query_one("#agenda").can_focus = False
        self.query_one("#card").can_focus = False
        self.query_one("#notes").can_focus = False
        self.show_entries()
        self._arrange()
        self.show_time(self.meeting.snapshot())
        self.restore_focus("entry-text")
        if self.live.curriculum_changed:
            self.live.curriculum_changed = False
            self.host.say(t("app.curriculum_changed"))

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; what the primary one does depends on where the meeting stands."""
        return fitting(self.PAGE_COMMANDS, self._last)

    # ---------------------------------------------------------------- showing

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show where the meeting stands; each widget paints only what differs from before."""
        narrow = self.size.width < NORMAL
        step, programme = self.meeting.step, self.live.curriculum.programme
        title = step.heading
        self.query_one(TopLine).show(
            title, "" if narrow else programme.short_title, right_pieces(snapshot, short=narrow)
        )
        wide = self.size.width >= WIDE
        cells = self.query_one("#head").size.width
        self.query_one("#head", Lines).show(head(snapshot, cells, lines=2 if wide else 1))
        digits = big_digits(snapshot)
        self.query_one(BigTime).show(digits.text, digits.phase)
        self._show_details(snapshot, wide=wide)
        share = snapshot.countdown.share if snapshot.countdown else float(snapshot.state == "finished")
        self.query_one(TimeBar).show(share, digits.phase)
        self._show_catch_up(snapshot)
        self._show_card(snapshot)
        if wide:
            rows = [agenda_row(row, compact=True) for row in snapshot.forecast.rows]
            self.query_one(AgendaTable).show(rows)
        before = self._last
        self._last = snapshot
        if before is None or keys_differ(before, snapshot):
            self.refresh_keys()

    def _show_details(self, snapshot: MeetingSnapshot, *, wide: bool) -> None:
        """Show the words beside the digits; what is now takes a second line where nothing else needs it."""
        room = self.query_one("#details").size.width
        small = part_line.lines(self.live, snapshot, room)
        spare = wide or not any(small)
        top = [
            headline.state(self.meeting, snapshot, room),
            *headline.now(snapshot, room, lines=2 if spare else 1),
        ]
        self.query_one("#details-top", Lines).show(top)
        self.query_one("#part-line", Lines).show(small if wide or len(top) < SHORT_TOP else [])
        self.query_one("#details-next", Lines).show(
            headline.following(self.live, snapshot, room, lines=3 if wide else 2)
        )

    def _show_catch_up(self, snapshot: MeetingSnapshot) -> None:
        """Show what would bring the meeting back, worked out anew by the minute and after each change."""
        key = (snapshot.now.replace(second=0, microsecond=0), self.live.content_version, snapshot.state)
        if key != self._catch_up:
            self._catch_up = key
            self.query_one("#catch-up", Lines).show(
                [catch_up_line.line(self.meeting, snapshot, CATCH_UP.key_shown)]
            )
            self.set_class(catch_up_line.is_late(snapshot), "-late")

    def _show_card(self, snapshot: MeetingSnapshot) -> None:
        """Show the prompts; wrapped again only when there are others."""
        current = snapshot.segment.key if snapshot.segment else None
        key = (
            snapshot.state,
            snapshot.row.key if snapshot.row else None,
            current,
            snapshot.row.segments if snapshot.row else (),
            self.meeting.present,
            self.live.book.ledger.revision if snapshot.state == "finished" else 0,
            carried := self._carried_to(snapshot),
            marks := prompts.cue_marks(snapshot),
        )
        if key == self._card:
            return
        self._card = key
        card = self.query_one(PromptCard)
        if snapshot.state == "finished":
            card.show(prompts.finished_prompts(self.meeting, snapshot), None)
        elif snapshot.row is None or snapshot.row.activity is None:
            people = [self.live.name_of(person) for person in self.meeting.present]
            found = prompts.step_prompts(self.meeting.step, people, snapshot.schedule)
            card.show([*carried.above, *carried.below, *found], None)
        else:
            activity, segments = snapshot.row.activity, snapshot.row.segments
            found = prompts.activity_prompts(self.live.curriculum, activity, segments)
            card.show([*carried.above, *found, *carried.below], current, marks)
            if snapshot.progress.segment is None:
                # An activity begins at its top: why, and what to read out.
                card.call_after_refresh(card.scroll_home, animate=False)

    def _carried_to(self, snapshot: MeetingSnapshot) -> Carried:
        """Return what goes with the prompts; looked up again when something was written or began."""
        key = (self.live.content_revision, snapshot.state, snapshot.row.key if snapshot.row else None)
        if self._carried is None or self._carried[0] != key:
            self._carried = (key, carried_prompts(self.meeting, snapshot, snapshot.row))
        return self._carried[1]

    def show_entries(self) -> None:
        """Show the newest notes."""
        lines = entries.lines(self.live, step=self.meeting.step.id, newest=SHOWN_BELOW)
        self.query_one("#notes", EntryList).show(lines)
        self.query_one("#notes").set_class(not lines, "-empty")

    def on_resize(self, event: events.Resize) -> None:
        """Choose the digits' size and the notes' air."""
        del event
        self._arrange()
        self.call_after_refresh(self._again)

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE
        tall = self.size.height >= TALL
        columns = self.size.width * LEFT_PERCENT // 100 - 1 if wide else self.size.width - LEAST_DETAILS
        self.query_one(BigTime).set_rows(9 if wide and tall else 5, columns)
        self.query_one("#notes", EntryList).roomy = wide and tall
        self.query_one(PromptCard).roomy = wide and tall
        # Where there is room the field keeps its height: a page that moves while one types disturbs.
        rows = 3 if tall else 2
        self.query_one(EntryBar).area.set_rows(*((rows, rows) if self.size.height >= ROOMY else (1, 3)))

    def _again(self) -> None:
        self._card = None
        self.show_time(self.meeting.snapshot())

    # ---------------------------------------------------------------- keys

    def action_go_on(self) -> None:
        """Begin, next, or finish; before the first row of an empty room it simply begins."""
        if self._last is not None and self._last.state == "finished":
            self.action_review()
        elif self._last is not None and (planned := plan_edits.late_start(self.meeting, self._last)):
            self.host.push_screen(
                confirm.ask_late_start(planned), lambda answer: self._begin(answer, planned)
            )
        elif question := confirm.doubt(self.meeting):
            self.host.push_screen(
                question, lambda answer: self.act(answer == "go" and controls.go_on(self.meeting))
            )
        else:
            self.act(controls.go_on(self.meeting))

    def _begin(self, answer: str | None, planned: datetime) -> None:
        """Begin now, or as of the planned start."""
        self.act(
            plan_edits.begin_from(self.meeting, planned)
            if answer == "planned"
            else controls.go_on(self.meeting)
        )

    def action_go_back(self) -> None:
        """Back to the activity before."""
        self.act(controls.go_back(self.meeting))

    def action_pause(self) -> None:
        """Pause and resume."""
        self.act(controls.toggle_pause(self.meeting))

    def action_adjust(self, minutes: int) -> None:
        """More or fewer minutes."""
        self.act(controls.adjust(self.meeting, minutes))

    def action_advance(self) -> None:
        """Next segment or next person."""
        if not controls.advance(self.meeting) and (hint := detect.hint_at_the_end(self.meeting.snapshot())):
            self.host.say(hint)
        self.after_change()

    def action_retreat(self) -> None:
        """Segment before."""
        self.act(controls.retreat(self.meeting))

    def action_skip(self) -> None:
        """Leave this activity out."""
        self.act(controls.skip(self.meeting))

    def action_later(self) -> None:
        """This person speaks later."""
        turns.speak_later(self, self.meeting)

    def action_absent(self) -> None:
        """This person is not here."""
        turns.mark_absent(self, self.meeting)

    def action_extend(self, seconds: int) -> None:
        """More time for this turn, or some taken back; without a turn the key is the field's."""
        if not turns.extend(self, self.meeting, seconds):
            raise SkipAction

    def action_catch_up(self) -> None:
        """Show how the meeting could end on time."""
        open_catch_up(self, self.meeting)

    def action_change_row(self) -> None:
        """Ask what to change about the row that runs, else about the next one."""
        snapshot = self.meeting.snapshot()
        row = snapshot.row or snapshot.next_row
        open_row_menu(self, self.meeting, row.key if row else None)

    def action_review(self) -> None:
        """Show how the meeting went."""
        self.host.show_page("review")

    def action_look(self) -> None:
        """Look at what comes next, without moving the meeting."""
        self.live.book.set_view(activity=None)
        self.host.show_page("look")

    def action_scroll(self, pages_down: int) -> None:
        """Scroll the prompts."""
        card = self.query_one(PromptCard)
        card.scroll_lines(pages_down * max(1, card.size.height - 1))

    def action_links(self) -> None:
        """Show the links of this activity, to copy one."""
        from jusou_tui.app.meeting_text.links import links
        from jusou_tui.app.screens.run.links import LinksScreen

        row = self.meeting.snapshot().row
        found = links(self.live.curriculum, row.activity) if row and row.activity else []
        if found:
            self.host.push_screen(LinksScreen(found))
        else:
            self.host.say(t("app.no_links"))
