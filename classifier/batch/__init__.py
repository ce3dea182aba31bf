"""Many postings at once: rows in from files of any kind, verdicts out in the same order, nothing lost on the way."""
