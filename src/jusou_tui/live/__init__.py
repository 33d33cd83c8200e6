"""One open session, driven by a clock: all that keys do and pages read, without a terminal.

A session is opened, driven and closed like this:

    live = LiveSession.open(path)              # or LiveSession.create(curriculum, source, folder, title)
    meeting = live.current                     # or live.meeting("step2"): one object per step
    controls.go_on(meeting)                    # begin; again: the next activity; after the last one: finish
    entries.file(meeting, Entry("Meet again", kind="decision"))
    meeting.snapshot().countdown               # what is left of the activity, now
    live.close()                               # saves; `live.save()` does so in between

`session`      LiveSession (file, book, curriculum, clock) and MeetingView (one step: plan, events, people)
`snapshot`     MeetingSnapshot: a meeting at one moment, immutable
`controls`     begin, go on and back, skip, pause, adjust, whose turn it is; `double_press` refuses repeats
`continuity`   heartbeat, the question about time without the program, a stepped clock
`planning`     the plan before a meeting and while it runs: rows, minutes, lunch, rounds, corrections
`meeting_words` what is said about a meeting that runs: alerts, questions, the prompt card
`entries`      notes and ToDos as typed; `worksheets`; `steps` and `leaving`: whole steps, people
`fields`       typed fields that keep unread text as a draft
`beginning`    the set-up of a new session, a rehearsal, the demo
`tour`         how to use the program, step by step
`awake`        keeps the machine from sleeping while a meeting runs
`audience`     what the shared screen shows, as the facilitator sets it; the seats of a meeting
`elsewhere`    other programs: a second note-taker's copy, shared screens, how far what is only read can be
               trusted

Everything that changes the session writes records into `live.book`, which `live.book.undo()` takes back.
Functions return what they did, or False where there was nothing to do. Errors are those of
`jusou_tui.errors`: InputError for typed text that cannot be read, StoreError for a file that cannot be
written. A clock is anything with `now()` (an aware datetime) and `boot()` (seconds that also count sleep).
Nothing here imports textual, rich or click.
"""
