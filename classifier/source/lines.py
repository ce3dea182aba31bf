"""The lines of a plain text while it is written."""


class Lines:
    """Gathers words into lines; white space is folded, empty lines stand single.

    A bullet waits until its item has a word, so that an empty item leaves nothing and a paragraph inside an item stays
    on the bullet's line.
    """

    def __init__(self) -> None:
        self._done: list[str] = []
        self._words: list[str] = []
        self._blank = self._bullet = False
        self._joint: str | None = None
        self._last = ""

    def write(self, text: str) -> None:
        """Add words to the line."""
        if text and not text.isspace():
            if self._joint:
                self._words.append(self._joint)
                self._joint = None
            self._last = text
        self._words.append(text)

    def end_line(self, *, blank: bool = False) -> None:
        """End the line if there is a word on it; ``blank`` asks for an empty line before the next."""
        line = " ".join("".join(self._words).split()) if self._words else ""
        self._words.clear()
        self._joint, self._last = None, ""
        if line:
            if self._blank and self._done and not (self._bullet and self._done[-1].startswith("• ")):
                self._done.append("")
            self._done.append(f"• {line}" if self._bullet else line)
            self._bullet = self._blank = False
        self._blank |= blank and not self._bullet

    def bullet(self) -> None:
        """Put a bullet before the next word."""
        self._bullet = True

    def end_item(self) -> None:
        """End the line of a list item."""
        self.end_line()
        self._bullet = False

    def cell(self) -> None:
        """Keep what follows apart from the cell before it."""
        if self._last and not self._joint:
            self._joint = " | "

    def label(self) -> None:
        """Join what follows to the words before it, which name it."""
        if self._last:
            self._joint = " " if self._last.rstrip().endswith((":", "?", ".")) else ": "

    def answer(self) -> None:
        """Begin what a label names, on its line if the label stands alone there."""
        if not self._joint:
            self.end_line()

    def text(self) -> str:
        """Return all lines."""
        self.end_line()
        return "\n".join(self._done)
