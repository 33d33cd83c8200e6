"""Text for terminals and files: widths, line breaks, sanitising, parsing of typed values, file names."""
