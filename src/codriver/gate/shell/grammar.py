"""Words to commands: lists, pipelines, groups, loops, branches, functions, here-documents."""

from __future__ import annotations

import re

from codriver.gate.shell.simples import Simples
from codriver.gate.shell.tree import (
    Arith,
    Branch,
    Command,
    Function,
    Group,
    Item,
    Lit,
    Loop,
    Script,
    Simple,
    Unreadable,
    Word,
)
from codriver.gate.table import listed

LONGEST = 200_000
_KEYWORDS = frozenset(listed("then do done fi else elif esac } ;;"))
_WORDY = listed("for select while until if case function { [[ coproc time !")
_NOTHING: frozenset[str] = frozenset()


def parse(text: str) -> Script:
    """The script in `text`.

    Raises:
        Unreadable: it is none, or too long or too deep.
    """
    if len(text) > LONGEST:
        raise Unreadable("too long")
    grammar = Grammar(text)
    script = grammar.script()
    if grammar.pos < len(text):
        raise Unreadable(f"`{text[grammar.pos : grammar.pos + 10]}` is not expected here")
    return script


class Grammar(Simples):
    """The commands of a text, from a place on."""

    def inner(self, text: str) -> Script:
        """The commands of a text of its own."""
        grammar = Grammar(text, self.depth + 1)
        script = grammar.script()
        if grammar.pos < len(text):
            raise Unreadable("a substitution that cannot be read")
        return script

    def script(self, until: frozenset[str] = _NOTHING) -> Script:
        """Commands up to one of the closing words (left standing), or the end."""
        items: list[Item] = []
        sure = True
        while True:
            self._empty_lines()
            if self.pos >= len(self.text) or self._closes(until):
                return tuple(items)
            items.append(Item(self._pipeline(), sure))
            sure = self._separator()

    def _closes(self, until: frozenset[str]) -> bool:
        if self.at(")") or self.at(";;") or self.at(";&"):
            return True
        keyword = self._keyword()
        if keyword in until:
            return True
        if keyword in _KEYWORDS:
            raise Unreadable(f"`{keyword}` is not expected here")
        return False

    def _keyword(self) -> str:
        found = re.compile(r"[a-z]+(?=[\s;&|<>()]|$)|[{}!](?=[\s;&|)]|$)|\[\[(?=\s)").match(self.text, self.pos)
        return found[0] if found else ""

    def _separator(self) -> bool:
        """Step over what ends a pipeline; whether the next one runs in any case."""
        self._blank()
        if self.take("&&") or self.take("||"):
            return False
        if self.at(";;") or self.at(";&"):
            return True
        if not (self.take(";") or self.take("&") or self._newline()) and self.pos < len(self.text) and not self.at(")"):
            raise Unreadable(f"`{self.text[self.pos : self.pos + 10]}` is not expected here")
        return True

    def _pipeline(self) -> tuple[Command, ...]:
        commands = [self._command()]
        self._blank()
        while (self.at("|") and not self.at("||")) and (self.take("|&") or self.take("|")):
            self._empty_lines()
            commands.append(self._command())
            self._blank()
        return tuple(commands)

    def _command(self) -> Command:
        self._blank()
        keyword = self._keyword()
        if keyword in ("!", "time", "coproc") and keyword:
            self.pos += len(keyword)
            if keyword == "time":
                self._blank()
                self.take("-p")
            return self._command()
        if keyword in _WORDY:
            self.pos += len(keyword)
            return self._compound(keyword)
        if self.at("(("):
            command = self._arithmetic_command()
            if command:
                return command
        if self.take("("):
            return self._closed_group()
        return self._function() or self._simple()

    def _compound(self, keyword: str) -> Command:
        if keyword in ("for", "select"):
            return self._for()
        if keyword in ("while", "until"):
            head = self._up_to("do")
            return Loop("", (), head, self._up_to("done"), self._redirects())
        if keyword == "function":
            return self._named_function()
        by_keyword = {"if": self._if, "case": self._case, "{": self._braces, "[[": self._test}
        return by_keyword[keyword]()

    def _up_to(self, *keywords: str) -> Script:
        body = self.script(frozenset(keywords))
        if self._keyword() not in keywords:
            raise Unreadable(f"`{keywords[-1]}` is missing")
        self.pos += len(self._keyword())
        return body

    def _braces(self) -> Command:
        return Group(self._up_to("}"), self._redirects())

    def _closed_group(self) -> Command:
        return Group(self._closed(")"), self._redirects(), own=True)

    def _test(self) -> Command:
        words: list[Word] = []
        while self.pos < len(self.text) and not re.compile(r"\]\](?=[\s;&|)]|$)").match(self.text, self.pos):
            found = re.compile(r"[\s<>()&|;]+").match(self.text, self.pos)
            if found:
                self.pos = found.end()
            else:
                words.append(self.word())
        if not self.take("]]"):
            raise Unreadable("`]]` is missing")
        return Simple((), ((Lit("["),), *words), self._redirects())

    def _arithmetic_command(self) -> Command | None:
        begin = self.pos
        found = re.compile(r"\(\(((?:[^()]|\([^()]*\))*)\)\)").match(self.text, begin)
        if not found:
            return None
        self.pos = found.end()
        return Simple((), ((Lit(":"),), (Arith(self.document(found[1]), quoted=True),)), self._redirects())

    def _for(self) -> Command:
        self._blank()
        if self.at("(("):
            head = self._arithmetic_command()
            self._empty_lines()
            self.take(";")
            return Loop("", (), (Item((head,)),) if head else (), self._do_done(), self._redirects())
        name = self.word()
        items: list[Word] | None = None
        self._empty_lines()
        if self._keyword() == "in":
            self.pos += 2
            items = self._words()
        self._empty_lines()
        self.take(";")
        variable = name[0].text if name and isinstance(name[0], Lit) else ""
        return Loop(variable, None if items is None else tuple(items), (), self._do_done(), self._redirects())

    def _do_done(self) -> Script:
        self._empty_lines()
        if self._keyword() == "{":  # an old form of bash's
            self.pos += 1
            return self._up_to("}")
        if self._keyword() != "do":
            raise Unreadable("`do` is missing")
        self.pos += 2
        return self._up_to("done")

    def _words(self) -> list[Word]:
        words: list[Word] = []
        while True:
            self._blank()
            word = self.word()
            if not word:
                return words
            words.append(word)

    def _if(self) -> Command:
        scripts = [self._up_to("then")]
        while True:
            scripts.append(self.script(frozenset({"elif", "else", "fi"})))
            keyword = self._keyword()
            if keyword not in ("elif", "else", "fi"):
                raise Unreadable("`fi` is missing")
            self.pos += len(keyword)
            if keyword == "fi":
                return Branch((), tuple(scripts), self._redirects())
            if keyword == "elif":
                scripts.append(self._up_to("then"))

    def _case(self) -> Command:
        self._blank()
        words, scripts = [self.word()], list[Script]()
        self._empty_lines()
        if self._keyword() != "in":
            raise Unreadable("`in` is missing")
        self.pos += 2
        while True:
            self._empty_lines()
            if self._keyword() == "esac":
                self.pos += 4
                return Branch(tuple(words), tuple(scripts), self._redirects())
            words += self._patterns()
            scripts.append(self.script(frozenset({"esac"})))
            _ = self.take(";;&") or self.take(";;") or self.take(";&")

    def _patterns(self) -> list[Word]:
        self.take("(")
        found: list[Word] = []
        while not self.take(")"):
            self._empty_lines()
            word = self.word()
            if not word and not self.take("|"):
                raise Unreadable("a pattern of `case` that cannot be read")
            found += [word] if word else []
        return found

    def _function(self) -> Command | None:
        found = re.compile(r"([^\s'\"\\$`|&;<>()={}\[\]]+)[ \t]*\([ \t]*\)").match(self.text, self.pos)
        if not found:
            return None
        self.pos = found.end()
        self._empty_lines()
        return Function(found[1], self._command())

    def _named_function(self) -> Command:
        self._blank()
        name = self.word()
        self._blank()
        if self.take("("):
            self._blank()
            self.take(")")
        self._empty_lines()
        return Function(name[0].text if name and isinstance(name[0], Lit) else "", self._command())
