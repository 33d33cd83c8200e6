"""What widgets draw with: lines of styled pieces, digits as shapes, rows as values."""
