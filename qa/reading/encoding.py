"""From bytes to text: the encoding told from the bytes, and characters that mean the same made one."""

import codecs
import html
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARATION_REACH = 4096

# The C1 controls are Windows-1252 punctuation wherever they stand in text (HTML 5 reads them so too).
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        0x0B,
        *range(0x0E, 0x20),
        0x7F,
        0xAD,  # soft hyphen
        *range(0x200B, 0x2010),  # of no width, and directions
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),  # halves of surrogate pairs, which JSON can escape and no encoding takes
        0xFEFF,
        0xFFFC,
        0xFFFD,
    ]
)
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BULLETS = dict.fromkeys([*range(0xF06C, 0xF06F), 0xF076, 0xF09F, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8], "•")
_BULLETS |= dict.fromkeys(map(ord, "●▪■◦‣⁃∙"), "•")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_ALIKE = str.maketrans({**_C1, **_INVISIBLE, **_SPACES, **_BULLETS, **_LIGATURES, 0x0C: "\n\x0c\n"})

# UTF-8 that was once decoded as Windows-1252 and encoded again: "â€”" for a dash.
# Of a closing quote's three bytes the last means nothing there, and many programs lose it.
_MOJIBAKE = re.compile(
    r"[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]{1,2}(?<!â€)|(?P<lost>â(?:€|\x80)(?=[\s.,;:)]|$))", re.MULTILINE
)
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});", re.IGNORECASE)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Take bytes that are no UTF-8 for Windows-1252: some files hold both."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "windows-1252"
codecs.register_error(_WINDOWS, _as_windows)


def decode(data: bytes) -> str:
    """Return the text that the bytes mean: by their mark, as UTF-8, as they declare, as Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _declared(data)
    return data.decode(declared, "replace") if declared else data.decode("utf-8", _WINDOWS)


def normalise(text: str) -> str:
    """Return text in NFC, lines ended by "\\n", and without what cannot be seen.

    Non-breaking and other wide spaces become spaces, page feeds stand on a line of their own, dashes
    and quotes stay as printed.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    if "â" in text or "Â" in text or "Ã" in text:
        text = _MOJIBAKE.sub(_repaired, text)
    return unicodedata.normalize("NFC", text.translate(_ALIKE))


def unescape(text: str) -> str:
    """Return plain text without the entities of SGML, which EDGAR's old text files are written with."""
    return normalise(_ENTITY.sub(lambda match: html.unescape(match[0]), text)) if "&" in text else text


def _unmarked_utf16(data: bytes) -> str:
    """Return the UTF-16 that every other byte being NUL gives away; empty for anything else."""
    start = data[:400]
    if len(start) < 4 or len(data) % 2:
        return ""
    if start[1::2].count(0) > 0.4 * len(start) and not start[::2].count(0):
        return "utf-16-le"
    if start[::2].count(0) > 0.4 * len(start) and not start[1::2].count(0):
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data, 0, _DECLARATION_REACH)
    if not match:
        return ""
    name = match[1].decode("ascii").lower()
    # Latin-1 is declared for what is Windows-1252; UTF-8 has just failed.
    if name in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return ""
    try:
        # A codec such as "hex" is no character set; what decodes bytes to text is.
        return name if isinstance(b" ".decode(name), str) else ""
    except (LookupError, ValueError):
        return ""


def _repaired(match: re.Match[str]) -> str:
    if match["lost"]:
        return "”"
    try:
        raw = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in match[0])
        return raw.decode("utf-8")
    except UnicodeError:
        return match[0]
