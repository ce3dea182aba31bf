"""The text of a résumé, whatever file it comes in."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from classifier.candidate import CandidateError
from classifier.errors import PostingError
from classifier.source.encoding import decode
from classifier.source.markup import is_html
from classifier.source.page import page

MAX_BYTES = 10_000_000
"""Size of a résumé, in bytes as it comes in."""
MAX_PAGES = 50
"""Pages of a PDF."""
MAX_UNPACKED = 100_000_000
"""Bytes that the parts of a DOCX may unpack to."""
MAX_CHARACTERS = 100_000
"""Characters of the text, about thirty pages."""

_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_DOCX = "word/document.xml"
_ADVICE = "save the résumé as text, HTML, PDF or DOCX"


def resume_text(data: bytes) -> str:
    """Return the text of a résumé in plain text, HTML, PDF or DOCX, told by its bytes.

    Raises CandidateError: ``too_large``, ``binary``, ``empty``, ``needs_library``, ``unreadable``, ``encrypted``.
    """
    if len(data) > MAX_BYTES:
        raise CandidateError("too_large", f"The résumé has {len(data):,} bytes, over the limit of {MAX_BYTES:,}.")
    text = _read(data)
    if len(text) > MAX_CHARACTERS:
        met = f"The résumé has {len(text):,} characters, over the limit of {MAX_CHARACTERS:,}"
        raise CandidateError("too_large", f"{met}: is it one person's?")
    if not any(map(str.isalpha, text)):
        raise CandidateError("empty", f"The résumé holds no word, perhaps only pictures: {_ADVICE}, with its words.")
    return text


def _read(data: bytes) -> str:
    if _PDF in data[:1024]:
        return _pdf(data)
    if data.startswith(_ZIP):
        return _docx(data)
    try:
        text = decode(data)
        return page(text).text if is_html(text) else text
    except PostingError as error:
        raise CandidateError(error.code, f"The résumé can't be read: {_ADVICE}. ({error.message})") from None


def _pdf(data: bytes) -> str:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra that only those need who read PDF
    except ModuleNotFoundError as error:
        raise _needs("PDF") from error
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [reader.pages[place].extract_text() for place in range(_count(len(reader.pages)))]
    except CandidateError:
        raise
    except Exception as error:  # noqa: BLE001 - the reader fails in many ways on broken files
        raise CandidateError("unreadable", f"The PDF is broken ({type(error).__name__}): {_ADVICE}.") from None
    if locked:
        raise CandidateError("encrypted", "The PDF asks for a password: save it without one.")
    return "\n".join(pages)


def _count(pages: int) -> int:
    if pages > MAX_PAGES:
        raise CandidateError("too_large", f"The PDF has {pages} pages, over the limit of {MAX_PAGES}.")
    return pages


def _docx(data: bytes) -> str:
    try:
        from docx import Document  # noqa: PLC0415 - an extra that only those need who read DOCX
    except ModuleNotFoundError as error:
        raise _needs("DOCX") from error
    _refuse_other_archives(data)
    try:
        return "\n".join(_lines(Document(BytesIO(data))))
    except Exception as error:  # noqa: BLE001 - the reader fails in many ways on broken files
        raise CandidateError("unreadable", f"The DOCX is broken ({type(error).__name__}): {_ADVICE}.") from None


def _refuse_other_archives(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except BadZipFile:
        raise CandidateError("unreadable", f"This archive is broken: {_ADVICE}.") from None
    if _DOCX not in parts:
        raise CandidateError("binary", f"This is an archive and no DOCX: {_ADVICE}.")
    if sum(parts.values()) > MAX_UNPACKED:
        raise CandidateError("too_large", f"The DOCX unpacks to more than {MAX_UNPACKED:,} bytes.")


def _lines(holder: object) -> Iterator[str]:
    """Yield the paragraphs of a document or cell in order, those of tables row by row; list items get a bullet."""
    from docx.table import Table  # noqa: PLC0415 - see above

    for block in holder.iter_inner_content():  # type: ignore[attr-defined]  # a document or a cell
        if isinstance(block, Table):
            cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}  # noqa: SLF001 - merged cells repeat
            for cell in cells.values():
                yield from _lines(cell)
        else:
            style = (block.style.name or "") if block.style else ""
            bullet = style.startswith("List") or (block._p.pPr is not None and block._p.pPr.numPr is not None)  # noqa: SLF001
            yield f"- {block.text}" if bullet and block.text.strip() else block.text


def _needs(kind: str) -> CandidateError:
    return CandidateError("needs_library", f"Reading {kind} needs more libraries: pip install rolecall[resume].")
