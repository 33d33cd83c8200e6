"""What the fields of the set-up are called, and an example for each: message ids by field."""

from __future__ import annotations

LABELS = {
    "title": "common.title",
    "organisation": "common.organisation",
    "date": "common.date",
    "start": "app.setup_start",
    "end": "common.booked_end",
    "cases": "common.cases",
}

EXAMPLES = {
    "title": "app.setup_title_hint",
    "organisation": "app.setup_organisation_hint",
    "date": "app.setup_date_hint",
    "start": "app.setup_start_hint",
    "end": "app.setup_end_hint",
    "cases": "app.setup_cases_hint",
}
