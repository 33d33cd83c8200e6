"""Where a run stands in its programme: steps, checklists, readiness, the next run, rehearsals."""
