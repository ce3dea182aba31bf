"""What an ad offers and the software it names."""
