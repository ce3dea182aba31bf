"""What many verdicts add up to: counts over the output of a batch, and the page that tells them."""
