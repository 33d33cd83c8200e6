"""The example that ships: 見本市, an invented town, in the middle of Step1.

`python -m tests.example_session` writes it again, which is due after each change of the shipped curriculum.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.plan_digest import plan_digest
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Meta, Role, Session

ROOT = Path(__file__).resolve().parent.parent
CURRICULUM = ROOT / "curricula" / "team-building.toml"
EXAMPLE = ROOT / "sessions" / "mihon.session.toml"
JST = timezone(timedelta(hours=9))
STEP = "step1"

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("見本 花子", "見本市 福祉総務課", "facilitator"),
    ("例野 一郎", "見本市 福祉総務課", "organiser"),
    ("雛形 健", "見本市 障がい福祉課", "scribe"),
    ("仮名 太郎", "見本市 高齢支援課", "member"),
    ("架空 まり", "見本市 子ども家庭課", "member"),
    ("試作 ゆき", "見本市社会福祉協議会", "member"),
    ("例題 しのぶ", "みほん地域包括支援センター", "member"),
    ("手本 大輔", "みほん自立相談支援センター", "member"),
)


def at(clock: str, day: int = 10) -> datetime:
    """Return an instant of the meeting's day, or of another day of that December."""
    hour, minute, second = (int(part) for part in clock.split(":"))
    return datetime(2026, 12, day, hour, minute, second, tzinfo=JST)


class _Day:
    """The meeting's day, told in order: each thing is taken down at its time."""

    def __init__(self, session: Session) -> None:
        self.moment = session.session.created
        numbers = count(1)
        self.book = SessionBook(
            session,
            lambda: self.moment,
            lambda when: encode(int(when.timestamp() * 1000), next(numbers)),
        )
        self.activity = ""

    def invite(self) -> None:
        """Set the meeting up, a week before."""
        for name, affiliation, role in PEOPLE:
            self.book.people.add(name, affiliation, role)
        start, booked_end = at("13:30:00"), at("16:30:00")
        self.book.meetings.set(STEP, date=start.date(), start=start, booked_end=booked_end)

    def start(self, clock: str, activity: str) -> None:
        """Begin an activity."""
        self.moment, self.activity = at(clock), activity
        self.book.events.add("start", STEP, activity=activity)

    def segment(self, clock: str, segment: str) -> None:
        """Go to a segment."""
        self.moment = at(clock)
        self.book.events.add("segment", STEP, activity=self.activity, segment=segment)

    def turn(self, clock: str, name: str, *, later: bool = False) -> None:
        """Someone has introduced themselves, or will later."""
        self.moment = at(clock)
        facts = {"activity": self.activity, "segment": "introductions", "participant": self.person(name)}
        self.book.events.add("later" if later else "next_turn", STEP, **facts)

    def person(self, name: str) -> str:
        """Return the id of a participant by family name."""
        return next(key for key, person in self.book.session.people if person.name.startswith(name))

    def note(self, clock: str, text: str, name: str | None = None, kind: str = "note") -> None:
        """Take something down."""
        self.moment = at(clock)
        author = None if name is None else self.person(name)
        self.book.notes.add(text, kind, STEP, self.activity, author)

    def todo(self, clock: str, what: str, owner: str, due: date) -> None:
        """Take down who does what until when."""
        self.moment = at(clock)
        self.book.todos.add(what, owner, due, STEP, self.activity)


def example() -> Session:
    """Return the example session, the same one every time."""
    created = at("10:15:00", day=3)
    session = Session(
        session=Meta(
            id=encode(int(created.timestamp() * 1000), 0),
            title="2026年度 第1回",
            organisation="見本市",
            created=created,
            curriculum="team-building",
            curriculum_version=load(CURRICULUM).version,
            curriculum_digest=library.digest(CURRICULUM),
            curriculum_plan=plan_digest(load(CURRICULUM)),
            demo=True,
        )
    )
    day = _Day(session)
    day.invite()
    _opening(day)
    _understanding(day)
    return day.book.session


def _opening(day: _Day) -> None:
    day.start("13:30:04", "opening")
    day.note(
        "13:31:20", "目的の説明。困りごとの押し付け合いではなく、見えている景色を持ち寄る場にしたい。", "例野"
    )
    day.note("13:33:05", "Step2のケースは、名前を伏せれば庁外の人にも見せてよいですか。", "試作", "question")
    day.todo("13:34:10", "ケースの伏せ方と持ち帰りの決まりを1枚にまとめる", "例野 一郎", date(2026, 12, 18))
    day.note("13:34:50", "資料は当日配り、その日のうちに集める。", kind="decision")
    day.segment("13:35:30", "introductions")
    day.turn("13:36:28", "見本")
    day.turn("13:37:31", "例野")
    day.turn("13:38:22", "雛形")
    day.turn("13:38:30", "仮名", later=True)
    day.note(
        "13:39:02", "夜間の電話当番を6年。最近うれしかったのは、学習教室の子が受験に通ったこと。", "架空"
    )
    day.turn("13:39:36", "架空")
    day.turn("13:40:41", "試作")
    day.note("13:41:15", "「まず相談して」と言われても、どの課のだれに電話すればよいか迷う。", "例題")
    day.turn("13:41:52", "例題")
    day.turn("13:42:57", "手本")
    day.turn("13:44:05", "仮名")
    day.todo("13:44:40", "各課の担当と得意なことを書いた連絡先の一覧を作る", "見本 花子", date(2027, 1, 15))
    day.note("13:45:20", "次の回から、席は所属を混ぜて座る。", kind="decision")


def _understanding(day: _Day) -> None:
    day.start("13:46:12", "understanding")
    day.note(
        "13:49:30", "同じ「連携」でも、情報を渡すことだと思う人と、一緒に訪ねることだと思う人がいる。", "手本"
    )
    day.note(
        "13:51:02", "うちの会議も報告の読み上げで終わりがち。\n話し合う議題を1つに絞ってみたい。", "仮名"
    )
    day.segment("13:51:24", "talk-video")
    day.note("13:53:10", "断られた側の気持ちの話、窓口でも同じことが起きている。", "雛形")
    day.todo("13:54:05", "もやもや集を人数分印刷しておく", "雛形 健", date(2026, 12, 24))
    day.moment = at("13:55:18")
    day.book.drafts.set("note", "庁内で言葉の意味がそろっていな", kind="note", step=STEP)
    day.moment = at("13:55:20")
    day.book.set_view(screen="run", step=STEP, activity="understanding", focus="entry", seen=day.moment)


if __name__ == "__main__":
    EXAMPLE.write_bytes(render(example()))
