r"""Line ends that were spelled out: `#012` by syslog daemons, `\n` by whatever wrote a string into a string."""

import re

_OCTAL = re.compile(r"#0(\d\d)")
_BACKSLASHED = re.compile(r"\\0(1[0-5])")
_BOUNDARY = re.compile(r'(?<!\\)(?:"\s?[:,]\s?(?:[\[{]\s?)?"|(?:^|(?<=\s))[\w.-]{1,60}="|"(?=\s[\w.-]{1,60}=|\s*$))')
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/nrt]))')
_ESC = 0x1B  # begins a colour, which is taken off later
_LETTERS = {"n": "\n", "r": "", "t": "\t"}


def octal(text: str) -> list[str]:
    """The text with `#012` and `#011` as the characters that they stand for."""
    if "#012" in text:
        return [_OCTAL.sub(_of_octal, text)]
    return [_BACKSLASHED.sub(_of_octal, text)] if "\\012" in text else []


def escaped(text: str) -> list[str]:
    r"""The text with `\n` as line ends: a JSON string that was cut, or one that stands among other words.

    Where one string ends and the next begins, a line does too.
    """
    if not any(mark in text for mark in ("\\n", "\\t", '="')):
        return []
    return [_ESCAPE.sub(_of_letter, _BOUNDARY.sub("\n", text))]


def _of_octal(found: re.Match[str]) -> str:
    code = int(found[1], 8) if set(found[1]) <= set("01234567") else 0
    return chr(code) if code in {9, 10} else "" if code in {13, 27} else found[0]


def _of_letter(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1], 16)
        surrogate = range(0xD800, 0xE000)
        return (
            "\n" if code == ord("\n") else "?" if code in surrogate or (code < ord(" ") and code != _ESC) else chr(code)
        )
    return _LETTERS.get(found[2], found[2])
