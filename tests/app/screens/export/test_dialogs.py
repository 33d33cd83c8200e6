"""Writing files from the pages: the questions on the way, what is said behind, and what never gives way."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from textual.pilot import Pilot

from app.stage import choose, command, joined, make_live, page_name, press, said, stage, still_clock, until
from jusou_tui.app.screens.export import dialogs
from jusou_tui.app.shell.commands import EXPORT
from jusou_tui.app.shell.dialogs import Ask
from jusou_tui.errors import InputError
from jusou_tui.export import exporting
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.wording import t


async def asked_for_a_path(pilot: Pilot[int]) -> None:
    await command(pilot, "show_dialog('export')")
    await choose_label(pilot, t("export.what_record"))
    await choose_label(pilot, t("export.format_md"))
    assert page_name(pilot) == "LineDialog"


async def choose_label(pilot: Pilot[int], label: str) -> None:
    answers = pilot.app.screen.query_one("AnswerList").answers  # type: ignore[attr-defined]
    await choose(pilot, next(one.id for one in answers if one.label == label))


def written_beside(place: Path, pattern: str = "*.md") -> list[Path]:
    return sorted(place.rglob(pattern))


async def test_a_file_is_written_beside_the_session_and_what_is_left_out_of_it_said(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("みんなの話")
    live.book.notes.add("内緒の話", private=True)
    async with stage(live) as pilot:
        await asked_for_a_path(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))

        assert "".join(t("export.left_out_private_notes", count=1).split()) in joined(pilot)
        await press(pilot, "escape")
    (path,) = written_beside(place)
    assert path.resolve().parent == live.store.path.parent
    text = path.read_text("utf-8")
    assert "みんなの話" in text
    assert "内緒の話" not in text


async def test_a_file_that_is_there_stays_unless_its_replacement_is_chosen(place: Path) -> None:
    live = make_live(place, still_clock())
    there = live.store.path.with_name("手直し.md")
    there.write_text("手で直した行", "utf-8")
    async with stage(live) as pilot:
        for answer in ("escape", "1"):
            await asked_for_a_path(pilot)
            pilot.app.screen.query_one("LineInput").value = str(there)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await press(pilot, answer)
        await until(pilot, lambda: len(written_beside(place)) == 2)
        assert there.read_text("utf-8") == "手で直した行"

        await asked_for_a_path(pilot)
        pilot.app.screen.query_one("LineInput").value = str(there)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await press(pilot, "2")
        await until(pilot, lambda: "手で直した行" not in there.read_text("utf-8"))


async def test_what_cannot_be_written_is_said_in_a_sentence(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await asked_for_a_path(pilot)
        field = pilot.app.screen.query_one("LineInput")
        field.value = str(place / "どこにもない" / "a.md")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, lambda: any("どこにもない" in one for one in said(pilot)))
    assert written_beside(place) == []


async def test_what_takes_long_says_that_it_is_at_work(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "LONG", 0.0)

    def refuse(*_: object) -> None:
        raise InputError("export.needs_session")

    monkeypatch.setattr(exporting, "make", refuse)
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await asked_for_a_path(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: t("export.needs_session") in said(pilot))
        assert any(one.startswith(t("export.working", path="")) for one in said(pilot))


async def test_a_session_marked_at_home_is_exported_beside_it(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("みんなの話")
    live.close()
    async with stage(folder=place) as pilot:
        await press(pilot, "home", "ctrl+d")
        await choose(pilot, EXPORT.action)
        await until(pilot, lambda: t("export.ask_what") in joined(pilot))
        await choose_label(pilot, t("export.what_record"))
        await choose_label(pilot, t("export.format_md"))
        await until(pilot, lambda: written_beside(place))
    assert "みんなの話" in written_beside(place)[0].read_text("utf-8")


async def test_minutes_are_written_into_the_towns_form_what_is_wrong_with_it_is_listed(place: Path) -> None:
    form = place / "様式.docx"
    async with stage(make_live(place, still_clock())) as pilot:
        for text, shown in (
            ("{{ 件明 }}", "「件明」という項目はありません"),
            ("件名は{{ 件名 }}", "書き出しました"),
        ):
            made = docx.Document()
            made.add_paragraph(text)
            made.save(str(form))
            await command(pilot, "show_dialog('export')")
            await choose_label(pilot, t("minutes.title"))
            await choose(pilot, "step1")
            await press(pilot, "2")
            await choose_label(pilot, t("form.format"))
            pilot.app.screen.query_one("LineInput").value = str(form)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, lambda: t("export.ask_path") in joined(pilot))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            assert shown in joined(pilot)
            await press(pilot, "escape")
    (path,) = (path for path in written_beside(place, "*.docx") if path != form)
    assert docx.Document(str(path)).paragraphs[0].text.startswith("件名は")


async def test_a_sheet_that_nobody_has_begun_is_exported_as_a_blank(place: Path) -> None:
    live = make_live(place, still_clock())
    worksheet = live.curriculum.worksheets[0]
    live.book.set_view(screen="sheet", sheet=live.book.sheets.open_blank(worksheet), cell=None)
    async with stage(live) as pilot:
        await press(pilot, "ctrl+d")
        await choose(pilot, "show_dialog('export_sheet')")
        await choose_label(pilot, t("export.format_md"))
        await press(pilot, "enter")
        await until(pilot, lambda: written_beside(place))
    assert worksheet.title in written_beside(place)[0].read_text("utf-8")
    assert live.book.session.sheets == {}


async def test_dates_ask_whose_csv_and_printed_sheets_in_which_size(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[Wish] = []

    def written(wish: Wish, what: str, path: Path, **_: object) -> exporting.Exported:
        wishes.append(wish)
        return exporting.Exported(path, ())

    monkeypatch.setattr(dialogs, "export", written)
    async with stage(make_live(place, still_clock())) as pilot:
        for labels in (
            ("calendar.what", "export.format_csv_desknets"),
            ("export.what_sheets", "export.format_html", "export.paper_a3"),
        ):
            await command(pilot, "show_dialog('export')")
            for label in labels:
                await choose_label(pilot, t(label))
            await press(pilot, "enter")
            await until(pilot, lambda: page_name(pilot) not in {"LineDialog", "Ask"})
        await until(pilot, lambda: len(wishes) == 2)
    assert [(wish.program, wish.large) for wish in wishes] == [("desknets", False), ("cybozu", True)]
