"""What pages say about a meeting, as texts and row models made from its snapshot. Needs no Textual."""
