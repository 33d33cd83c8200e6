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
`plan_edits`   rows put in, taken out, parted, moved, given minutes or clock times; `row_state` reads them
`catch_up`     how a meeting could still end on time; `lunch` the break between meetings; `rounds` fair turns
`corrections`  a key that was pressed too late
`entries`      notes and ToDos as typed; `sheets`, `sheet_editor`, `sheet_start`, `case_names` worksheets
`fields`       typed fields that keep unread text as a draft; `setup` the form of a new session
`leaving`, `learning`, `plan_export`, `rehearsal`, `scribe`, `following`, `demo`, `typed_time`: as they say

Everything that changes the session writes records into `live.book`, which `live.book.undo()` takes back.
Functions return what they did, or False where there was nothing to do. Errors are those of
`jusou_tui.errors`: InputError for typed text that cannot be read, StoreError for a file that cannot be
written. A clock is anything with `now()` (an aware datetime) and `boot()` (seconds that also count sleep).
Nothing here imports textual, rich or click.
"""
