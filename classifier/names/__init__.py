"""The catalogue of credentials, and finding their names in a text."""
