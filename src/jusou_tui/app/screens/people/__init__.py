"""The members, who is here, groups."""
