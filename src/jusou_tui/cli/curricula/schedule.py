"""`jusou schedule`: the times of a meeting, or of several on one day, with so many people and cases."""

from __future__ import annotations

from datetime import datetime

import click

from jusou_tui.cli.command import CliCommand, json_option
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.steps import find_step
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "schedule",
        _schedule,
        about=t("cli.schedule_about"),
        example=(
            "jusou schedule team-building step1 step2 --start 9:30 --end 16:30 --lunch 60\n"
            "  jusou schedule team-building step1 --participants 8 --cases 2 --start 13:30 --end 16:30"
        ),
        params=[
            click.Argument(["curriculum"], metavar="CURRICULUM"),
            click.Argument(["steps"], metavar="STEP [STEP ...]", nargs=-1, required=True),
            click.Option(
                ["--participants"], metavar="NUMBER", default="8", help=t("cli.option_participants")
            ),
            click.Option(["--cases"], metavar="NUMBER", help=t("cli.option_cases")),
            click.Option(["--start"], metavar="HH:MM", default="13:30", help=t("cli.option_start")),
            click.Option(["--end"], metavar="HH:MM", help=t("cli.option_end")),
            click.Option(["--lunch"], metavar="MINUTES", help=t("timekeeping.option_lunch")),
            click.Option(["--without"], metavar="STEP", multiple=True, help=t("cli.option_without")),
            click.Option(["--reading"], is_flag=True, help=t("timekeeping.option_reading")),
            json_option(t("cli.schedule_json")),
        ],
        arguments=[("CURRICULUM", t("cli.argument_curriculum")), ("STEP", t("cli.argument_step"))],
    )


def _schedule(
    curriculum: str,
    steps: tuple[str, ...],
    *,
    participants: str,
    cases: str | None,
    start: str,
    end: str | None,
    lunch: str | None,
    without: tuple[str, ...],
    reading: bool,
    as_json: bool,
) -> int:
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.report.schedule import day as report
    from jusou_tui.session.model.limits import MOST_CASES, MOST_PARTICIPANTS
    from jusou_tui.session.programme.attendance import case_count
    from jusou_tui.text.parse import parse_number
    from jusou_tui.timekeeping.plan.day import plan_day

    people = parse_number(participants, high=MOST_PARTICIPANTS)
    begin, booked_end = _instants(start, end)
    minutes = _lunch(lunch, len(steps))
    programme = load(library.find(curriculum))
    chosen = [find_step(programme, step) for step in steps]
    for step in chosen:
        if step.kind != "meeting":
            raise InputError("cli.no_agenda", step=step.title)
    given = None if cases is None else parse_number(cases, high=MOST_CASES)
    counts = {
        step.id: case_count(programme.steps, {}, step.id) if given is None else given for step in chosen
    }
    day = plan_day(
        chosen,
        participants=people,
        cases=counts,
        start=begin,
        booked_end=booked_end,
        without=[find_step(programme, name).id for name in without],
        lunch=minutes,
    )
    asked = report.Request(programme, chosen, people, counts, reading=reading)
    if as_json:
        print_json(report.day_document(asked, day))
    else:
        print_blocks(report.day_blocks(asked, day))
    return 0


def _lunch(typed: str | None, steps: int) -> int:
    """Return the minutes between two meetings. Raises InputError where there is only one."""
    from jusou_tui.text.parse import parse_duration
    from jusou_tui.timekeeping.plan.day import LUNCH_MINUTES

    if typed is None:
        return LUNCH_MINUTES
    if steps == 1:
        raise InputError("timekeeping.lunch_of_one")
    found = parse_duration(typed)
    if found.signed < 0:
        raise InputError("timekeeping.no_length", typed=typed, least=0)
    return found.minutes


def _instants(start: str, end: str | None) -> tuple[datetime, datetime | None]:
    """Return today's start and the booked end after it, past midnight where its clock time is the earlier.

    `start` may be a range; an `end` of its own wins. Says what is odd about the start. Raises InputError.
    """
    from jusou_tui.live.planning.meeting_times import start_remarks, times_of
    from jusou_tui.text.parse import parse_times

    typed = parse_times(start)
    if typed.begins is None:
        raise InputError("text.not_a_time", typed=start)
    closes = typed.end if end is None else parse_times(end).ends
    if end is not None and closes is None:
        raise InputError("text.not_a_time", typed=end)
    today = datetime.now().astimezone().date()
    times = times_of(today, typed.begins, closes, today)
    for remark in start_remarks(typed.begins, today, times["start"]):
        say(remark, err=True)
    if times["start"] is None:
        raise InputError("text.not_a_time", typed=start)
    return times["start"], times["booked_end"]
