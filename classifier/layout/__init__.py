"""How an ad is laid out: cleaned text, lines, sections and duty statements."""
