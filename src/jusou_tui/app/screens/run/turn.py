"""What can be done about the turn of one person in a round: later, not here, a little more time."""

from __future__ import annotations

from textual.actions import SkipAction

from jusou_tui.app.plan_dialogs.day_screen import DayScreen
from jusou_tui.live import rounds
from jusou_tui.wording import t
from jusou_tui.wording.lengths import exact_length_text


class TurnScreen(DayScreen):
    """A page on which a round goes on."""

    @property
    def turn(self) -> str:
        """The name of whose turn it is, "" without a round."""
        return rounds.speaker(self.desk, self.desk.standing())

    def action_later(self) -> None:
        """This person speaks later."""
        turn = self.turn
        if self.desk.later():
            self.jusou.say(t("app.later_text", name=turn))
            self.after_change()

    def action_absent(self) -> None:
        """This person is not here."""
        turn = self.turn
        if self.desk.absent():
            self.jusou.say(t("app.absent_text", name=turn))
            self.after_change()

    def action_extend(self, seconds: int) -> None:
        """More time for this turn, or some taken back; without a turn the key is the field's."""
        turn = self.turn
        if not turn:
            raise SkipAction
        if not rounds.extend(self.desk, seconds):
            self.jusou.say(t("timekeeping.no_extra", name=turn))
            return
        state = self.desk.standing().round
        word = "timekeeping.extended" if seconds > 0 else "timekeeping.taken_back"
        self.jusou.say(t(word, name=turn, length=exact_length_text(state.extra if state else 0)))
        self.after_change()
