"""`jusou schedule`: the times of a meeting with so many people and cases."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from jusou_tui.cli.command import Command, json_option
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.steps import find_step
from jusou_tui.errors import InputError
from jusou_tui.messages import t

MOST_PARTICIPANTS = 1000
MOST_CASES = 100


def command() -> click.Command:
    """Return the command."""
    return Command(
        "schedule",
        _schedule,
        about=t("cli.schedule_about"),
        example="jusou schedule team-building step1 --participants 8 --cases 2 --start 13:30 --end 16:30",
        params=[
            click.Argument(["curriculum"], metavar="CURRICULUM"),
            click.Argument(["step"], metavar="STEP"),
            click.Option(["--participants"], metavar="N", default="8", help=t("cli.option_participants")),
            click.Option(["--cases"], metavar="N", help=t("cli.option_cases")),
            click.Option(["--start"], metavar="HH:MM", default="13:30", help=t("cli.option_start")),
            click.Option(["--end"], metavar="HH:MM", help=t("cli.option_end")),
            click.Option(["--without"], metavar="STEP", multiple=True, help=t("cli.option_without")),
            click.Option(["--reading"], is_flag=True, help=t("timekeeping.option_reading")),
            json_option(t("cli.schedule_json")),
        ],
        arguments=[("CURRICULUM", t("cli.argument_curriculum")), ("STEP", t("cli.argument_step"))],
    )


def _schedule(
    curriculum: str,
    step: str,
    *,
    participants: str,
    cases: str | None,
    start: str,
    end: str | None,
    without: tuple[str, ...],
    reading: bool,
    as_json: bool,
) -> int:
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.report.schedule import schedule_blocks, schedule_document
    from jusou_tui.report.speech import reading_blocks, reading_document
    from jusou_tui.text.numerals import parse_number
    from jusou_tui.timekeeping.schedule import plan

    people = parse_number(participants, high=MOST_PARTICIPANTS)
    begin, booked_end = _instants(start, end)
    programme = load(library.find(curriculum))
    chosen = find_step(programme, step)
    if chosen.kind != "meeting":
        raise InputError("cli.no_agenda", step=chosen.title)
    least = chosen.cases[0] if chosen.cases else 0
    count = least if cases is None else parse_number(cases, high=MOST_CASES)
    schedule = plan(
        chosen,
        participants=people,
        cases=count,
        start=begin,
        booked_end=booked_end,
        without=[find_step(programme, name).id for name in without],
    )
    if as_json:
        document = schedule_document(schedule)
        print_json(document | {"reading": reading_document(schedule)} if reading else document)
    else:
        blocks = schedule_blocks(programme, chosen, schedule, people, count)
        print_blocks(blocks + reading_blocks(schedule) if reading else blocks)
    return 0


def _instants(start: str, end: str | None) -> tuple[datetime, datetime | None]:
    """Return today's start and the booked end after it, past midnight where its clock time is the earlier."""
    from jusou_tui.text.numerals import parse_time

    today = datetime.now().astimezone()
    begin = datetime.combine(today.date(), parse_time(start), today.tzinfo)
    if end is None:
        return begin, None
    booked_end = datetime.combine(today.date(), parse_time(end), today.tzinfo)
    return begin, booked_end if booked_end > begin else booked_end + timedelta(days=1)
