"""Text as people in Japan write it and as terminals draw it: widths, line breaks, numbers, file names."""
