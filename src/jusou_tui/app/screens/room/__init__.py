"""What the room sees, in the facilitator's hand: the panel of F10 and the curtain."""
