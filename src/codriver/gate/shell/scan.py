"""Characters to words: quotes, expansions, substitutions. The grammar above it is in `grammar.py`."""

from __future__ import annotations

import re

from codriver.gate.shell.tree import Arith, Lit, Part, Proc, Script, Sub, Unreadable, Var, Word

_NAME = re.compile(r"[A-Za-z_]\w*|[0-9]|[@*#?$!-]")
_INDEXED = re.compile(r"(!?#?)([A-Za-z_]\w*|[0-9]+|[@*#?$!-])(\[[^\]]*\])?")
_OP = re.compile(r":?[-=+?]|##?|%%?|//?[#%]?|\^\^?|,,?|:|@")
_PLAIN = re.compile(r"[^\s'\"\\$`|&;<>()]+")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.)|([\s\S]))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b", "E": "\x1b"}
DEEPEST = 40


class Scanner:
    """A place in a text, and the words that can be read from there."""

    def __init__(self, text: str, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise Unreadable("nested too deeply")
        self.text = text
        self.pos = 0
        self.depth = depth

    def script(self, until: frozenset[str] = frozenset()) -> Script:
        """Commands up to one of the closing words; the grammar's to say."""
        raise NotImplementedError

    def inner(self, text: str) -> Script:
        """The commands of a text of its own, as within backticks."""
        raise NotImplementedError

    def at(self, token: str) -> bool:
        """Whether `token` stands here."""
        return self.text.startswith(token, self.pos)

    def take(self, token: str) -> bool:
        """Step over `token` if it stands here."""
        if self.at(token):
            self.pos += len(token)
            return True
        return False

    def word(self, stop: str = "") -> Word:
        """One word; empty when none begins here. Within `${...}` it ends at `stop`, and may hold spaces."""
        parts: list[Part] = []
        while self.pos < len(self.text) and not (stop and self.at(stop)):
            part = self._part(parts, spaces=bool(stop))
            if part is None:
                break
            parts.extend(part)
        return tuple(parts)

    def _part(self, before: list[Part], *, spaces: bool) -> list[Part] | None:
        char = self.text[self.pos]
        if char in "'\"\\$`":
            return self._special(char, quoted=False)
        if char in "<>" and self.text[self.pos + 1 : self.pos + 2] == "(" and not spaces:
            self.pos += 2
            return [Proc(self._closed(")"), feeds=char == ">")]
        if char == "(" and before and isinstance(before[-1], Lit) and before[-1].text[-1:] in tuple("?*+@!="):
            return [Lit(self._balanced())]
        plain = _PLAIN.match(self.text, self.pos)
        if plain and not spaces:
            self.pos = plain.end()
            return [Lit(plain[0])]
        if not spaces:
            return None
        self.pos += 1
        return [Lit(char)]

    def _balanced(self) -> str:
        """A pattern such as `@(a|b)` as plain text."""
        begin, depth = self.pos, 0
        while self.pos < len(self.text):
            depth += {"(": 1, ")": -1}.get(self.text[self.pos], 0)
            self.pos += 1
            if not depth:
                return self.text[begin : self.pos]
        raise Unreadable("a parenthesis is not closed")

    def _special(self, char: str, *, quoted: bool) -> list[Part]:
        if char == "\\":
            return self._escaped(quoted=quoted)
        if char == "$":
            return self._dollar(quoted=quoted)
        if char == "`":
            return [Sub(self.inner(self._backticks()), quoted)]
        self.pos += 1
        if char == "'":
            return [Lit(self._until("'"), quoted=True)]
        return [Lit("", quoted=True), *self.quoted('"')]

    def _until(self, mark: str) -> str:
        end = self.text.find(mark, self.pos)
        if end < 0:
            raise Unreadable(f"a {mark} is not closed")
        text, self.pos = self.text[self.pos : end], end + len(mark)
        return text

    def _escaped(self, *, quoted: bool) -> list[Part]:
        following = self.text[self.pos + 1 : self.pos + 2]
        self.pos += 2
        if following == "\n":
            return []
        if quoted and following not in ("$", "`", '"', "\\"):
            return [Lit("\\" + following, quoted=True)]
        return [Lit(following, quoted=True)]

    def quoted(self, mark: str) -> list[Part]:
        """What stands in double quotes, or up to the end of the text for a here-document (`mark` empty)."""
        parts: list[Part] = []
        plain = re.compile(r"[^\\$`" + mark + "]+")
        while self.pos < len(self.text):
            if mark and self.take(mark):
                return parts
            found = plain.match(self.text, self.pos)
            if found:
                self.pos = found.end()
                parts.append(Lit(found[0], quoted=True))
            else:
                parts += self._special(self.text[self.pos], quoted=True)
        if mark:
            raise Unreadable(f"a {mark} is not closed")
        return parts

    def _dollar(self, *, quoted: bool) -> list[Part]:
        if self.take("$(("):
            return self._arithmetic(quoted=quoted)
        if self.take("$("):
            return [Sub(self._closed(")"), quoted)]
        if self.take("${"):
            return [self._braced(quoted=quoted)]
        if not quoted and self.take("$'"):
            return [Lit(self._ansi(), quoted=True)]
        if not quoted and self.take('$"'):
            return [Lit("", quoted=True), *self.quoted('"')]
        name = _NAME.match(self.text, self.pos + 1)
        self.pos = name.end() if name else self.pos + 1
        return [Var(name[0], quoted=quoted)] if name else [Lit("$", quoted)]

    def _closed(self, mark: str) -> Script:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("nested too deeply")
        body = self.script(frozenset({mark}))
        self.depth -= 1
        if not self.take(mark):
            raise Unreadable(f"a {mark} is missing")
        return body

    def _arithmetic(self, *, quoted: bool) -> list[Part]:
        begin = self.pos
        depth = 0
        while self.pos < len(self.text):
            if depth == 0 and self.at("))"):
                inside = self.text[begin : self.pos]
                self.pos += 2
                return [Arith(self.document(inside), quoted)]
            depth += {"(": 1, ")": -1}.get(self.text[self.pos], 0)
            self.pos += 1
            if depth < 0:
                break
        self.pos = begin - 1  # `$((cmd); cmd)`: a substitution that begins with a subshell
        return [Sub(self._closed(")"), quoted)]

    def document(self, text: str) -> Word:
        """Text in which only expansions are special: an unquoted here-document."""
        return tuple(type(self)(text, self.depth + 1).quoted(""))

    def _braced(self, *, quoted: bool) -> Part:
        found = _INDEXED.match(self.text, self.pos)
        if not found:
            raise Unreadable("a ${ that cannot be read")
        if found[3] and ("$(" in found[3] or "`" in found[3]):
            raise Unreadable("an index that runs a command")
        self.pos = found.end()
        name = found[1] + found[2] + (found[3] or "")
        op = _OP.match(self.text, self.pos)
        if self.take("}"):
            return Var(name, quoted=quoted)
        if not op:
            raise Unreadable("a ${ that cannot be read")
        self.pos = op.end()
        arg = self.word("}")
        if not self.take("}"):
            raise Unreadable("a ${ is not closed")
        return Var(name, op[0], arg, quoted)

    def _ansi(self) -> str:
        begin = self.pos
        while self.pos < len(self.text) and self.text[self.pos] != "'":
            self.pos += 2 if self.text[self.pos] == "\\" else 1
        if self.pos >= len(self.text):
            raise Unreadable("a $' is not closed")
        self.pos += 1
        return unescaped(self.text[begin : self.pos - 1])

    def _backticks(self) -> str:
        self.pos += 1
        begin = self.pos
        while self.pos < len(self.text) and self.text[self.pos] != "`":
            self.pos += 2 if self.text[self.pos] == "\\" else 1
        if self.pos >= len(self.text):
            raise Unreadable("a ` is not closed")
        self.pos += 1
        return re.sub(r"\\([\\`$])", r"\1", self.text[begin : self.pos - 1])


def unescaped(text: str) -> str:
    """What `$'...'`, `printf` and `echo -e` make of backslashes."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    for place, base in ((1, 16), (2, 16), (3, 16), (4, 8)):
        if found[place]:
            return chr(min(int(found[place], base), 0x10FFFF))
    if found[5]:
        return chr(ord(found[5]) & 0x1F)
    return _LETTERS.get(found[6], found[6] if found[6] in "\\'\"?" else "\\" + found[6])
