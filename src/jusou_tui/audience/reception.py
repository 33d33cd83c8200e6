"""How a viewer hears of the facilitator's program, and what time it is there. Pure: no file is touched here.

Ages are counted by the viewer's own boot time. A sign is a note of the program (`live_file.LiveNote`) where
the session's file, as the viewer has it, contains all that the note says is on the disk.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime

from jusou_tui.session.storage.live_file import NOTE_SECONDS, LiveNote
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.clock.instants import after, local, seconds_between

STILL_SECONDS = 10.0
"""Without a sign for so long, and the lag that was measured, the program counts as standing still."""
WITHOUT_NOTES_SECONDS = 90.0
"""The same where no notes come, only the file that the program writes at least every half a minute."""
FORGOTTEN_SECONDS = 60.0
"""Without a note for so long, a program that writes the file counts as one that writes no notes."""
_STEADY = NOTE_SECONDS + 1.5
"""Seconds that a program took for each of its notes at the most while it did not stand still itself."""
_REMEMBERED = 20
"""Signs of which the lag is measured."""


class Signs:
    """The signs of the facilitator's program. `began`: the viewer's boot time when it opened the session.

    `last`: the latest note. `takes_notes`: False where none can come, or none came although the file changed.
    """

    def __init__(self, began: float, *, notes: bool = True) -> None:
        self.last: LiveNote | None = None
        self.takes_notes = notes
        self._good = began
        self._heard = began
        self._gaps: deque[float] = deque(maxlen=_REMEMBERED)

    @property
    def lag(self) -> float:
        """Seconds that notes took lately at the most, beyond the time between two of them."""
        return max((max(0.0, gap - NOTE_SECONDS) for gap in self._gaps), default=0.0)

    @property
    def limit(self) -> float:
        """Seconds without a sign after which the program counts as standing still."""
        return STILL_SECONDS + self.lag if self.takes_notes else WITHOUT_NOTES_SECONDS

    def hear(self, note: LiveNote, read: float) -> bool:
        """Take in a note that was read at a boot time. Return whether it is a new one.

        An older program that writes on is not listened to as long as the newer one is heard.
        """
        last = self.last
        if last is not None and note.writer == last.writer:
            if note.counter <= last.counter:
                return False
            if (note.seconds - last.seconds) / (note.counter - last.counter) <= _STEADY:
                self._gaps.append(read - self._heard)
        elif last is not None and note.writer < last.writer and self.age(read) < self.limit:
            return False
        self.last, self._heard, self.takes_notes = note, read, True
        return True

    def confirm(self, revision: int) -> None:
        """Take in that the viewer has the file of a revision: with all of it the last note is a sign."""
        if self.last is not None and revision >= self.last.revision:
            self._good = max(self._good, self._heard)

    def see_change(self, read: float) -> None:
        """Take in that the file was changed: a sign where no notes come although they were waited for."""
        patience = STILL_SECONDS if self.last is None else FORGOTTEN_SECONDS
        if read - self._heard >= patience:
            self.last, self.takes_notes = None, False
        if not self.takes_notes:
            self._good = max(self._good, read)

    def date_back(self, seconds: float) -> None:
        """Take in that the file had not been written for so long already when it was opened."""
        self._good -= seconds

    def age(self, boot: float) -> float:
        """Return the seconds since the last sign."""
        return max(0.0, boot - self._good)

    def is_still(self, boot: float) -> bool:
        """Return whether signs have been missing for too long."""
        return self.age(boot) >= self.limit

    def stands_since(self) -> float:
        """Return the boot time from which on signs count as missing if none comes any more."""
        return self._good + self.limit


class FollowedClock:
    """The session's clock as the facilitator's program reads it.

    Of a meeting that is this machine's clock; where the other machine's differs by more than what the way of
    the notes explains, that one's. Of a rehearsal it is the one of the notes, which may go faster; before the
    first note it stands at `rehearsed`. `stand` lets it stand at a boot time.
    """

    def __init__(self, own: Clock, rehearsed: datetime | None) -> None:
        self.own = own
        self.pace = 1.0 if rehearsed is None else 0.0
        self._rehearsed = None if rehearsed is None else (rehearsed, own.boot())
        self._ahead: deque[float] = deque(maxlen=_REMEMBERED)
        self._shift = 0.0
        self._stands: float | None = None

    def follow(self, note: LiveNote, read: float, lag: float) -> None:
        """Take in a new note that was read at a boot time."""
        if self._rehearsed is not None:
            self._rehearsed, self.pace = (note.at, read), note.pace
            return
        latest = seconds_between(self._own_at(read), note.at)
        if self._ahead and max(self._ahead) - latest > lag + STILL_SECONDS:  # one of the clocks was set
            self._ahead.clear()
        self._ahead.append(latest)
        ahead = max(self._ahead)  # that of the note which was the least time on its way
        self._shift = 0.0 if -(1.0 + lag) <= ahead <= 1.0 else ahead

    def stand(self, boot: float | None) -> None:
        """Stand at a boot time; None: go on."""
        self._stands = boot

    def now(self) -> datetime:
        """Return the session's time."""
        return self._at(self.own.boot() if self._stands is None else self._stands)

    def going(self) -> datetime:
        """Return the session's time as if it did not stand."""
        return self._at(self.own.boot())

    def boot(self) -> float:
        """Return the boot time of this machine."""
        return self.own.boot()

    def _at(self, boot: float) -> datetime:
        if self._rehearsed is None:
            own = self._own_at(boot)
            return local(after(own, self._shift), own.tzinfo)
        at, since = self._rehearsed
        return local(after(at, max(0.0, boot - since) * self.pace), self.own.now().tzinfo)

    def _own_at(self, boot: float) -> datetime:
        now = self.own.now()
        return local(after(now, boot - self.own.boot()), now.tzinfo)
