"""What an ad asks for: the grammar of demands, and reading it."""
