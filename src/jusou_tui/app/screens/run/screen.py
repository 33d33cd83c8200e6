"""Run: the countdown, what is to be done now, the notes, and one key for what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from jusou_tui.app.alerts import IN_SIGHT, MAY_BE_COVERED
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.meeting_text.agenda_rows import agenda_row
from jusou_tui.app.meeting_text.clock_face import big_digits, turn_of
from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.app.meeting_text.top_line import right_pieces
from jusou_tui.app.screens.run import turns
from jusou_tui.app.screens.run.card import CardMaker
from jusou_tui.app.screens.run.commands import PAUSE, RUN_COMMANDS, keys_differ, offered
from jusou_tui.app.screens.run.facts import Room, facts
from jusou_tui.app.screens.run.headline import heading
from jusou_tui.app.shell.commands import (
    APP_COMMANDS,
    CATCH_UP,
    CHANGE_ROW,
    DOCTOR,
    GO_ON,
    HOME,
    SCROLL_DOWN,
    SCROLL_UP,
    SETUP,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.keys import CONTROLS, MENU, Group
from jusou_tui.app.shell.menu import choice_of
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES, NORMAL, TALL, WIDE, after_refresh, usable
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.app.widgets.bar import TimeBar
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.live import controls, entries
from jusou_tui.live.meeting_words.moved import moved_text, unmoved_text
from jusou_tui.live.meeting_words.questions import taken_back_text, what_going_back_means
from jusou_tui.live.planning import rounds
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

MOST_NOTES = 200
"""Newest notes that are listed."""
ROOMY = 24
"""Lines of a window from which on the note field keeps its height."""
PAGE_KEYS = f"{SCROLL_UP.key_shown} {SCROLL_DOWN.key_shown}"
LEFT_PERCENT = 56
"""The left pane's share of a wide window, as in screen.tcss."""
AROUND_DIGITS = 4
"""Cells of the left pane that are not for the digits: its padding, their margin, a cell of rounding."""
LINES, SHORT_LINES = 6, 5
"""Lines for the words beside the digits."""
WIDE_LINES = 9
"""Lines for the words below the digits of a wide window."""
LEAST_DETAILS = 23
"""Cells that the words beside the digits and their margins need at least: a name, the keys of a turn."""

AMPLE_DETAILS = 44
"""Cells that they are given where narrow digits leave them: what is now stays beside a time with a sign."""


class RunScreen(SessionScreen):
    """The page that is open while a meeting runs."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "run"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *RUN_COMMANDS,
        CATCH_UP,
        CHANGE_ROW,
        *session_commands(GO_ON),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    top = getters.query_one("#top", TopLine)
    head = getters.query_one("#head", Lines)
    clock = getters.query_one("#clock", Horizontal)
    digits = getters.query_one("#digits", BigTime)
    details = getters.query_one("#details", Vertical)
    details_top = getters.query_one("#details-top", Lines)
    beside_digits = getters.query_one("#part-line", Lines)
    details_next = getters.query_one("#details-next", Lines)
    bar = getters.query_one("#bar", TimeBar)
    apart = getters.query_one("#apart", Lines)
    across = getters.query_one("#across", Lines)
    card = getters.query_one("#card", PromptCard)
    agenda = getters.query_one("#agenda", AgendaTable)
    notes = getters.query_one("#notes", EntryList)
    entry = getters.query_one("#entry", EntryBar)

    def __init__(self) -> None:
        super().__init__()
        self._cards = CardMaker()
        self._keys_shown = {one.action: one.key_shown for one in (*self.PAGE_COMMANDS, *APP_COMMANDS)}
        self._last: MeetingSnapshot | None = None

    def body(self) -> ComposeResult:
        """Yield the two panes; on a narrow window the second one lies below the first."""
        yield TopLine(id="top")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Lines(id="head", classes=f"{IN_SIGHT} {MAY_BE_COVERED}")
                with Horizontal(id="clock", classes=IN_SIGHT):
                    yield BigTime(id="digits")
                    with Vertical(id="details"):
                        yield Lines(id="details-top")
                        yield Lines(id="part-line")
                        yield Lines(id="details-next")
                yield TimeBar(id="bar", classes=IN_SIGHT)
                yield Lines(id="apart")
                yield Lines(id="across")
                yield PromptCard(now_word=t("app.now"), page_keys=PAGE_KEYS, id="card")
            with Vertical(id="right"):
                yield AgendaTable(compact=True, id="agenda")
                yield EntryList(whole=True, id="notes")
                yield NoteBar(self.live)

    def prepare(self) -> None:
        """Show the meeting as it is now, the caret where it was."""
        super().prepare()
        self.agenda.can_focus = False
        self.card.can_focus = False
        self.notes.can_focus = False
        self.show_entries()
        self._arrange()
        self.show_time(self.meeting.snapshot())
        self._restore_focus()
        if self.live.curriculum_changed:
            self.live.curriculum_changed = False
            self.host.say(t("app.curriculum_changed"))

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; the primary one depends on the state of the meeting."""
        return offered(self.PAGE_COMMANDS, self._last)

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show the meeting; each widget paints only what differs from before."""
        narrow = self.size.width < NORMAL
        programme = "" if narrow else self.live.curriculum.programme.short_title
        self.top.show(self.meeting.step.heading, programme, right_pieces(snapshot, short=narrow))
        wide = self.size.width >= WIDE
        self.head.show(heading(snapshot, self.head.size.width, lines=2 if wide else 1))
        digits = big_digits(snapshot, planned=self.meeting.planned_start() is not None)
        moves = len(digits.text) != len(self.digits.text)
        self.digits.show(digits.text, digits.phase)
        self.clock.set_class(not digits.text, "-bare")
        self._show_facts(snapshot, wide=wide)
        self._show_bar(snapshot, digits.phase)
        self._show_card(snapshot)
        if wide:
            self.agenda.show([agenda_row(row, compact=True) for row in snapshot.forecast.rows])
            self.agenda.show_item(self.agenda.default_index())
        before = self._last
        self._last = snapshot
        if before is not None and before.round != snapshot.round:
            self._begin_of_speaker(before, snapshot)
        if before is None or keys_differ(before, snapshot):
            self.refresh_keys()
        if moves and before is not None:  # the words beside the digits have another width from now on
            after_refresh(self, self._again)

    def _begin_of_speaker(self, before: MeetingSnapshot, snapshot: MeetingSnapshot) -> None:
        """Let a note that nothing is typed into yet be of who has the turn now."""
        speakers = [one.round.current if one.round is not None else None for one in (before, snapshot)]
        if speakers[0] != speakers[1]:
            for bar in self.query(NoteBar):
                bar.begin_of_speaker()

    def _show_bar(self, snapshot: MeetingSnapshot, phase: str) -> None:
        """Show how much of the time is gone, of a turn's where there is one; in a pause that it is one."""
        words, since = "", snapshot.progress.paused_since
        if snapshot.state == "paused" and since is not None:
            words = t("app.paused_band", time=time_text(since), key=PAUSE.key_shown)
        turn = turn_of(snapshot)
        left = turn or snapshot.countdown
        share = left.share if left else float(snapshot.state == "finished")
        begun = snapshot.state != "before"
        self.bar.show(share, phase, in_steps=turn is not None, words=words, begun=begun)

    def _show_facts(self, snapshot: MeetingSnapshot, *, wide: bool) -> None:
        """Show the words beside the digits and below the bar."""
        scarce = self.size.height < ROOMY
        lines = WIDE_LINES if wide else SHORT_LINES if scarce else LINES
        airy = wide and self.size.height >= TALL
        room = Room(self.details.size.width, lines, self.across.size.width, scarce=scarce, airy=airy)
        found = facts(self.meeting, snapshot, room, self._keys_shown)
        self.details_top.show(found.top)
        self.beside_digits.show(found.ticking)
        self.beside_digits.styles.margin = (0, 0, 0, found.set_in)
        self.details_next.show(found.rest)
        self.apart.show([found.apart] if found.apart else [])
        self.apart.display = bool(found.apart)
        self.across.show(found.across)
        self.across.set_class(bool(found.apart), "-below")

    def _show_card(self, snapshot: MeetingSnapshot) -> None:
        """Show the prompts where they changed."""
        found = self._cards.changed(self.meeting, snapshot)
        if found is None:
            return
        # A break has few words and room for them.
        self.card.roomy = snapshot.is_break or (self.size.width >= WIDE and self.size.height >= TALL)
        self.card.show(found.rows, found.current, found.marks, from_top=found.from_top)

    def _restore_focus(self) -> None:
        """Put the caret where it was when the session was left, else into the note field."""
        for name in (self.live.view.focus, "entry-text"):
            for widget in self.entry.query(f"#{name}") if name else ():
                if widget.focusable:
                    widget.focus()
                    return

    def show_entries(self) -> None:
        """Show the newest notes."""
        step = self.meeting.step.id
        lines = entry_rows(self.live, entries.listed(self.live, step=step, newest=MOST_NOTES))
        self.notes.show(lines)
        self.notes.set_class(not lines, "-empty")

    def on_resize(self, event: events.Resize) -> None:
        """Choose the digits' size and the notes' air."""
        del event
        self._arrange()
        after_refresh(self, self._again)

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE
        tall = self.size.height >= TALL
        columns = (
            self.size.width * LEFT_PERCENT // 100 - AROUND_DIGITS if wide else self.size.width - LEAST_DETAILS
        )
        ample = None if wide else max(self.size.width - AMPLE_DETAILS, 0)
        self.digits.set_rows(9 if wide and tall else 5, columns, ample)
        self.notes.roomy = wide and tall
        # Where there is room the bar keeps its height: a page that moves while one types disturbs.
        self.entry.hinted = self.size.height >= ROOMY
        self.entry.area.set_rows(*((2, 2) if tall else (1, 2) if self.entry.hinted else (1, 3)))
        self.entry.show_below()

    def _again(self) -> None:
        self._cards.forget()
        self.show_time(self.meeting.snapshot())

    def act(self, done: bool) -> None:
        """Show the change; of a key that came while somebody typed say what it did and how it is undone.

        What was said about the act before is out of date then.
        """
        before = self._last
        if done:
            self.host.notices.outdate()
        super().act(done)
        was_typing = done and self.host.key_times.was_typing(self.host.clock)
        if was_typing and before is not None and (text := moved_text(self.meeting, before)):
            self.host.say(text)

    def action_go_on(self) -> None:
        """Begin, go to the next row or finish, after a question where the plan expects something else."""
        from jusou_tui.app.plan_dialogs.confirm import confirmation

        if self._last is not None and self._last.state == "finished":
            self.action_review()
        elif question := confirmation(self.meeting):
            self.host.push_screen(question.dialog, lambda answer: self.act(question.take(answer)))
        else:
            self.act(controls.go_on(self.meeting))

    def action_go_back(self) -> None:
        """Back to the activity before; where it is not clear what that means, ask."""
        from jusou_tui.app.shell.dialogs import choose_one

        found, meeting = controls.ways_back(self.meeting), self.meeting
        if found is None:
            self.host.say(t("app.back_nothing"))
        elif len(found.ways) == 1:
            done = controls.go_back(meeting)
            self.act(done)
            if done and found.ways == ("mistake",):
                self.host.say(taken_back_text(meeting, found))
        else:
            question = what_going_back_means(meeting, found)
            acts = {one.id: one.act for one in question.choices}
            rows = [MenuChoice(one.id, one.label) for one in question.choices]
            choose_one(self.host, question.title, rows, lambda way: self.act(acts[way]()))

    def action_pause(self) -> None:
        """Pause and resume."""
        self._act_or_say(controls.toggle_pause(self.meeting))

    def action_adjust(self, minutes: int) -> None:
        """More or fewer minutes."""
        self._act_or_say(controls.adjust(self.meeting, minutes), minutes)

    def action_advance(self) -> None:
        """Next segment or next person."""
        self._act_or_say(controls.advance(self.meeting))

    def _act_or_say(self, done: bool, minutes: int = 0) -> None:
        """Show the change; where there was none, say why."""
        if not done and (why := unmoved_text(self.meeting.snapshot(), CONTROLS, minutes=minutes)):
            self.host.say(why)
            self.after_change()
        else:
            self.act(done)

    def action_retreat(self) -> None:
        """Segment before."""
        self.act(controls.retreat(self.meeting))

    def action_skip(self) -> None:
        """Leave this activity out."""
        self.act(controls.skip(self.meeting))

    def action_later(self) -> None:
        """This person speaks later."""
        turns.speak_later(self, self.meeting)

    def action_pass_turn(self) -> None:
        """This person passes in this round."""
        turns.pass_turn(self, self.meeting)

    def action_extend(self, seconds: int) -> None:
        """More time for this turn, or some taken back; without a turn the key is the field's."""
        if not turns.extend(self, self.meeting, seconds):
            raise SkipAction

    def action_catch_up(self) -> None:
        """Show how the meeting could end on time."""
        from jusou_tui.app.plan_dialogs.catch_up import open_catch_up

        open_catch_up(self, self.meeting)

    def action_change_row(self) -> None:
        """Ask what to change about the row that runs, else about the next one; after the end the rest."""
        from jusou_tui.app.plan_dialogs.row_menu import open_row_menu

        snapshot = self.meeting.snapshot()
        row = snapshot.row or snapshot.next_row
        if not open_row_menu(self, self.meeting, row.key if row else None):
            super().action_change_row()

    def action_back(self) -> None:
        """Stay: Esc never leaves this page. Where no meeting runs, say which ways lead out."""
        if not self.meeting.is_under_way and not self.looks_on:
            self.host.say(t("app.ways_out", key=MENU.key_shown))

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return the commands of the menu; those of a turn where somebody has one.

        Before the meeting and after it the ways out of the page, too; before it the check of the machine.
        """
        of_turns = {one.action for one in self.PAGE_COMMANDS if one.group is Group.TURN}
        snapshot = self.meeting.snapshot()
        has_turn = bool(rounds.speaker(self.live, snapshot))
        found = [choice for choice in super().menu_choices() if has_turn or choice.id not in of_turns]
        ways_out: tuple[Command, ...] = () if snapshot.is_under_way else (SETUP, HOME)
        if snapshot.state == "before":
            ways_out = (DOCTOR, *ways_out)
        return [*found, *map(choice_of, usable(self, ways_out))]

    def action_review(self) -> None:
        """Show how the meeting went."""
        self.host.show_page("review")

    def action_look(self) -> None:
        """Look at what comes next, without moving the meeting."""
        self.live.book.set_view(activity=None)
        self.host.show_page("look")

    def action_scroll(self, pages_down: int) -> None:
        """Scroll the prompts."""
        self.card.scroll_pages(pages_down)

    def action_links(self) -> None:
        """Show the links of this activity, to copy one."""
        from jusou_tui.app.screens.run.links import LinksDialog
        from jusou_tui.live.meeting_words.links import links

        row = self.meeting.snapshot().row
        found = links(self.live.curriculum, row.activity) if row and row.activity else []
        if found:
            self.host.push_screen(LinksDialog(found))
        else:
            self.host.say(t("app.no_links"))
