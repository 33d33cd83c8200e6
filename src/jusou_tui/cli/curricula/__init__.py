"""Commands about curricula: times, checks, starting files, schemas."""
