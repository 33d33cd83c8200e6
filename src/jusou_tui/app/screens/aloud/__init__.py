"""The words to read aloud as a large page, with the links of the activity: `rows` what it holds."""
