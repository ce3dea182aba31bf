"""What many verdicts add up to."""
