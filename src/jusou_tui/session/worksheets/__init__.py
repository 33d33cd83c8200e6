"""A worksheet and what a team wrote into it, put together."""
