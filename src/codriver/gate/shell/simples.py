"""One command: its words, assignments and redirections, and the here-documents that follow its line."""

from __future__ import annotations

import re

from codriver.gate.shell.scan import Scanner
from codriver.gate.shell.tree import Assign, Command, Lit, Redirect, Simple, Unreadable, Word

_BLANK = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_REDIRECT = re.compile(r"(\d*|\{\w+\})(&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<(?!\()|>(?!\())")
_ASSIGN = re.compile(r"([A-Za-z_]\w*)(\[[^\]]*\])?(\+?)=")


class Simples(Scanner):
    """The simple commands of a text, from a place on."""

    def __init__(self, text: str, depth: int = 0) -> None:
        super().__init__(text, depth)
        self._awaited: list[tuple[Word, bool, list[Word]]] = []  # here-documents whose bodies follow the line

    def _simple(self) -> Command:
        assigns: list[Assign] = []
        words: list[Word] = []
        redirects: list[Redirect] = []
        while True:
            self._blank()
            redirect = self._redirect()
            if redirect:
                redirects.append(redirect)
                continue
            assign = None if words and not _declares(words) else self._assign()
            if assign and words:
                words.append((Lit(assign.name + "="), *(assign.values[0] if assign.values else ())))
            if assign:
                assigns.append(assign)
                continue
            word = self.word()
            if not word:
                break
            words.append(word)
        if not (assigns or words or redirects):
            raise Unreadable(f"`{self.text[self.pos : self.pos + 10]}` is not expected here")
        return Simple(tuple(assigns), tuple(words), tuple(redirects))

    def _assign(self) -> Assign | None:
        found = _ASSIGN.match(self.text, self.pos)
        if not found:
            return None
        self.pos = found.end()
        if not self.at("("):
            return Assign(found[1], (self.word(),), bool(found[3]))
        self.pos += 1
        values: list[Word] = []
        while not self.take(")"):
            self._empty_lines()
            word = self.word()
            if word:
                values.append(word)
            elif not self.at(")"):
                raise Unreadable("an array that cannot be read")
        return Assign(found[1], tuple(values), bool(found[3]), array=True)

    def _redirects(self) -> tuple[Redirect, ...]:
        found: list[Redirect] = []
        while True:
            self._blank()
            redirect = self._redirect()
            if not redirect:
                return tuple(found)
            found.append(redirect)

    def _redirect(self) -> Redirect | None:
        found = _REDIRECT.match(self.text, self.pos)
        if not found:
            return None
        self.pos = found.end()
        self._blank()
        target = self.word()
        if not target:
            raise Unreadable("a redirection without a target")
        redirect = Redirect(found[1], found[2], target, [])
        if found[2] in ("<<", "<<-"):
            self._awaited.append((target, found[2] == "<<-", redirect.body))
        return redirect

    def _blank(self) -> None:
        while True:
            found = _BLANK.match(self.text, self.pos)
            if found:
                self.pos = found.end()
            elif self.at("#") and (self.pos == 0 or self.text[self.pos - 1] in " \t\r\n;&|()"):
                end = self.text.find("\n", self.pos)
                self.pos = len(self.text) if end < 0 else end
            else:
                return

    def _newline(self) -> bool:
        if not self.take("\n"):
            return False
        for delimiter, tabs, body in self._awaited:
            body.append(self._body(delimiter, tabs=tabs))
        self._awaited.clear()
        return True

    def _empty_lines(self) -> None:
        self._blank()
        while self._newline():
            self._blank()

    def _body(self, delimiter: Word, *, tabs: bool) -> Word:
        literal = any(not isinstance(part, Lit) or part.quoted for part in delimiter)
        mark = "".join(part.text for part in delimiter if isinstance(part, Lit))
        lines: list[str] = []
        while self.pos < len(self.text):
            end = self.text.find("\n", self.pos)
            end = len(self.text) if end < 0 else end
            line = self.text[self.pos : end]
            self.pos = min(end + 1, len(self.text))
            line = line.lstrip("\t") if tabs else line
            if line == mark:
                break
            lines.append(line + "\n")
        text = "".join(lines)
        return (Lit(text, quoted=True),) if literal else self.document(text)


def _declares(words: list[Word]) -> bool:
    first = words[0][0]
    return isinstance(first, Lit) and first.text in ("export", "declare", "local", "readonly", "typeset", "alias")
