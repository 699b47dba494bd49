"""How well knowledge is found: `python -m bench.knowledge DATA [--json]`.

DATA holds `corpus.jsonl.xz` (documents: `id`, `repo`, `path`, `title`, `text`, `license`), `queries.jsonl` (`type`,
`scope`, `ok`, `hard`, `text`, `alert`) and `kb_recurrence_*.jsonl`. A question is asked of its own repository's
documents, and of all together. Ranks come from the shipped ranker. Where its fit took in a repository, that
repository's figures are in-sample and marked so; `bench.fit_knowledge` measures each organisation with a ranker
fitted on the others.
"""

import argparse
import json
import lzma
import re
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from bench.figures import interval
from codriver.knowledge import ranker as ranking
from codriver.knowledge import shelf
from codriver.knowledge.asked import Asked, Voice, voices
from codriver.knowledge.chunks import Page, page
from codriver.knowledge.features import features
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.past import Past, looked_into
from codriver.knowledge.semantic import Meaning, SentenceModel, installed
from codriver.knowledge.semantic.closer import closer
from codriver.knowledge.store import Store

TOP = 3
MANY = 5000  # documents of the large collection
CROWD = 700  # past incidents
Ranks = list[tuple["Question", int]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `right` are the documents that answer it, none for one without an answer."""

    kind: str
    scope: str
    text: str
    voice: Voice
    right: frozenset[str]
    hard: bool


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by repository, and what is asked of them."""

    pages: Mapping[str, list[Page]]
    questions: list[Question]
    licences: Mapping[str, str]


def collection(place: Path, permitted: tuple[str, ...] = ()) -> Collection:
    """The documents of permitted licences (all when none is named), and the questions that they answer."""
    with lzma.open(place / "corpus.jsonl.xz", "rt") as lines:
        documents = [json.loads(line) for line in lines]
    kept = [one for one in documents if not permitted or one["license"] in permitted]
    ids = {one["id"] for one in kept}
    rows = [json.loads(line) for line in (place / "queries.jsonl").read_text("utf-8").splitlines()]
    asked = [_question(row) for row in rows if row["type"] == "nil" or ids & set(row["ok"])]
    scopes = {one.scope for one in asked if one.scope}
    pages: dict[str, list[Page]] = defaultdict(list)
    for one in kept:
        if not permitted or one["repo"] in scopes:
            pages[one["repo"]].append(_page(one))
    return Collection(pages, asked, {one["repo"]: one["license"] for one in kept if one["repo"] in scopes})


def _page(row: Mapping[str, Any]) -> Page:
    """As read from its file; some titles stand in front matter that the text no longer has."""
    read = page(row["path"], row["text"])
    return Page(read.name, row["title"] or read.title, read.service, read.chunks)


def _question(row: Mapping[str, Any]) -> Question:
    return Question(row["type"], row.get("scope") or "", row["text"], _voice(row), frozenset(row["ok"]), row["hard"])


def _voice(row: Mapping[str, Any]) -> Voice:
    """As the product hears it: an alert with its fields, a log line, a phrase."""
    kind, alert = row["type"], row.get("alert")
    if alert or kind == "nil":
        name, _, text = row["text"].partition(" ")
        if alert:
            name = alert["alertname"] if kind == "alert" else ""
            text = f"{alert['summary']}\n{alert['description']}"
        labels = tuple((alert or {}).get("labels", {}).items())
        return voices(Asked(alerts=(name,), texts=(text,), labels=labels))[0]
    return voices(Asked(logs=(row["text"],)) if kind == "logline" else Asked(phrase=row["text"]))[0]


def library_of(pages: Iterable[Page]) -> Corpus:
    """An index in memory."""
    store = Store()
    store.add(pages)
    return Corpus(store)


Rank = Callable[[Question], list[str]]


def ours(pages: Sequence[Page]) -> Rank:
    """The shipped ranker; names of documents, best first."""
    corpus, ranker = library_of(pages), ranking.shipped()
    return lambda one: [found.seen.entry.name for found in ranking.rank(features(Heard(corpus, one.voice)), ranker)]


def by_meaning_too(model: Meaning) -> Callable[[Sequence[Page]], Rank]:
    """The shipped ranker with a sentence model beside it."""

    def of(pages: Sequence[Page]) -> Rank:
        corpus, ranker = library_of(pages), ranking.shipped()

        def rank(question: Question) -> list[str]:
            heard = Heard(corpus, question.voice)
            ranked = ranking.rank(features(heard), ranker)
            near = ranked if heard.voice.line else closer(heard, ranked, ranker, model)
            return [found.seen.entry.name for found in near]

        return rank

    return of


def textbook(pages: Sequence[Page]) -> Rank:
    """The baseline of rare words and synonyms with weights out of a book: what the ranker begins from."""
    corpus = library_of(pages)

    def rank(question: Question) -> list[str]:
        seen = features(Heard(corpus, question.voice))
        return [one.entry.name for one in sorted(seen, key=lambda one: -one.features["usual"])]

    return rank


def fts5(pages: Sequence[Page]) -> Rank:
    """The baseline of SQLite's own rank over title and text."""
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table t using fts5(title, body, tokenize='porter unicode61')")
    texts = ("\n".join(f"{chunk.heading} {chunk.text}" for chunk in one.chunks) for one in pages)
    titles = (f"{one.title} {one.name}" for one in pages)
    db.executemany("insert into t(title, body) values (?, ?)", zip(titles, texts, strict=True))

    def rank(question: Question) -> list[str]:
        words = dict.fromkeys(re.findall(r"[A-Za-z][A-Za-z0-9_]+", question.text))
        match = " OR ".join(f'"{word}"' for word in words) or '""'
        rows = db.execute("select rowid from t where t match ? order by bm25(t, 4, 1) limit 10", (match,))
        return [pages[number - 1].name for (number,) in rows]

    return rank


def ranks_in(data: Collection, rank_of: Callable[[Sequence[Page]], Rank], *, together: bool) -> Ranks:
    """The place of the first right answer to each question; 0 beyond the tenth."""
    scopes = [""] if together else sorted(data.pages)
    found = []
    for scope in scopes:
        ids = dict(_named(data, scope))
        asked = [one for one in data.questions if one.right and (together or one.scope == scope)]
        if not asked:
            continue
        rank = rank_of([page for _, page in ids.values()])
        for question in asked:
            names = [ids[name][0] for name in rank(question)[:10]]
            found.append((question, next((at for at, name in enumerate(names, 1) if name in question.right), 0)))
    return found


def _named(data: Collection, scope: str) -> Iterator[tuple[str, tuple[str, Page]]]:
    """Name in the index -> id and document; without a scope all, below a folder for each repository."""
    for repository, pages in data.pages.items():
        if not scope or repository == scope:
            for one in pages:
                name = one.name if scope else f"{repository}/{one.name}"
                yield name, (f"{repository}:{one.name}", replace(one, name=name))


def by_group(ranks: Ranks) -> dict[str, dict[str, Any]]:
    """Recall at 1 and 3 for each kind of question and each repository."""
    groups: dict[str, list[int]] = defaultdict(list)
    for question, rank in ranks:
        easy = ("alert/hard" if question.hard else "alert/easy",) if question.kind == "alert" else ()
        for group in ("ALL", question.kind, *easy, f"in {question.scope}"):
            groups[group].append(rank)
    return {group: _recall(of) for group, of in sorted(groups.items())}


def _recall(ranks: Sequence[int]) -> dict[str, Any]:
    first, three = sum(rank == 1 for rank in ranks), sum(0 < rank <= TOP for rank in ranks)
    return {
        "n": len(ranks),
        "R@1": round(first / len(ranks), 3),
        "R@1 interval": interval(first, len(ranks)),
        "R@3": round(three / len(ranks), 3),
    }


def abstaining(data: Collection) -> dict[str, Any]:
    """Answers given and right: each question of its repository's documents, those without an answer of every one's."""
    ranker = ranking.shipped()
    answered = right = asked = false = nil = 0
    for scope in sorted({one.scope for one in data.questions if one.scope}):
        corpus = library_of(data.pages[scope])
        for question in data.questions:
            if question.scope in ("", scope):
                best = ranking.rank(features(Heard(corpus, question.voice)), ranker)[:1]
                sure = bool(best) and best[0].sure >= ranker.enough
                if question.right:
                    asked += 1
                    answered += sure
                    right += sure and f"{scope}:{best[0].seen.entry.name}" in question.right
                else:
                    nil += 1
                    false += sure
    scopes = len({one.scope for one in data.questions if one.scope})
    given = answered + false / scopes
    return {
        "coverage": round(answered / asked, 3),
        "precision": round(right / given, 3) if given else None,
        "answerable": asked,
        "without an answer": f"{false} of {nil} answered",
        "sure from": ranker.enough,
    }


def recurrence(place: Path, data: Collection) -> dict[str, Any] | None:
    """Whether the first of the past incidents found is of the family: among those given, and among `CROWD`.

    The crowd is made of the alerts that the questions have, each as a past incident in the words of its rule, and of
    the beginnings of runbooks where these are too few: none of them is an answer.
    """
    files = [place / f"kb_recurrence_{what}.jsonl" for what in ("docs", "queries")]
    if not all(file.exists() for file in files):
        return None
    documents, rows = ([json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files)
    given = [Past(id=one["id"], title=one["title"], text=one["text"]) for one in documents]
    crowd = _crowd(data, CROWD - len(given))
    result: dict[str, Any] = {"n": len(rows)}
    for among in (given, [*given, *crowd]):
        for name, rank_of in (("ours", _seen), ("FTS5", _fts5_of_past)):
            rank = rank_of(among)
            hits = sum(rank(one["text"])[:1] in [[answer] for answer in one["ok"]] for one in rows)
            figures = {"hit@1": round(hits / len(rows), 3), "interval": interval(hits, len(rows))}
            result[f"{name} among {len(among)}"] = figures
    return result


def _seen(past: Sequence[Past]) -> Callable[[str], list[str]]:
    looking = looked_into(past, ranking.shipped())
    return lambda text: [one.past.id for one in looking(Asked(phrase=text))]


def _fts5_of_past(past: Sequence[Past]) -> Callable[[str], list[str]]:
    rank = fts5([replace(page(one.id, one.text), name=one.id, title=one.title) for one in past])
    return lambda text: rank(Question("past", "", text, Voice(said=text), frozenset(), hard=True))


def _crowd(data: Collection, many: int) -> list[Past]:
    alerts = {one.text: one.voice for one in data.questions if one.voice.described or one.kind == "nil"}
    told = [Past(id=f"alert {n}", title=v.name or v.said, text=v.whole) for n, v in enumerate(alerts.values())]
    pages = [one for pages in data.pages.values() for one in pages if one.chunks]
    more = [Past(id=f"page {n}", title=one.title, text=one.chunks[0].text) for n, one in enumerate(pages)]
    return [*told, *more][:many]


def speed(data: Collection) -> dict[str, Any]:
    """CPU seconds on a large collection: every document there is, again and again under other names."""
    every = [one for pages in data.pages.values() for one in pages]
    pages = [
        replace(every[n % len(every)], name=f"{n // len(every)}/{every[n % len(every)].name}") for n in range(MANY)
    ]
    corpus, ranker = library_of(pages), ranking.shipped()
    asked = data.questions[:: max(len(data.questions) // 150, 1)]
    ours_s = _spent(lambda one: ranking.rank(features(Heard(corpus, one.voice)), ranker), asked)
    return {"documents": MANY, "ours": ours_s, "FTS5": _spent(fts5(pages), asked), **_indexing(every)}


def _spent(rank: Callable[[Question], object], asked: Sequence[Question]) -> dict[str, float]:
    spent = []
    for question in asked:
        began = time.process_time()
        rank(question)
        spent.append(time.process_time() - began)
    spent.sort()
    return {f"p{share} ms": round(spent[int(len(spent) * share / 100)] * 1000, 1) for share in (50, 95)}


def _indexing(pages: Sequence[Page]) -> dict[str, Any]:
    """Files on a disk into an index on a disk, and a second time with nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "documents"
        for number, one in enumerate(pages):
            file = root / str(number % 50) / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(f"# {chunk.heading}\n{chunk.text}" for chunk in one.chunks), "utf-8")
        times = []
        for _ in range(2):
            began = time.process_time()
            with shelf.opened(Path(folder) / "state", [("", root)]):
                times.append((time.process_time() - began) / len(pages) * 1000)
    began = time.process_time()
    fts5(pages)
    alone = (time.process_time() - began) / len(pages) * 1000
    indexing = {"indexing s per 1000": round(times[0], 3), "again, unchanged": round(times[1], 4)}
    return {**indexing, "FTS5 alone, texts at hand": round(alone, 3)}


def main(arguments: list[str] | None = None) -> int:
    """Measure; print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.knowledge", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args(arguments)
    began = time.process_time()
    data = collection(asked.data)
    found: dict[str, Any] = {
        f"{name}, {'all repositories' if together else 'own repository'}": by_group(
            ranks_in(data, of, together=together)
        )
        for together in (False, True)
        for name, of in (("ours", ours), ("textbook", textbook), ("FTS5", fts5))
    }
    model = installed()
    if model:
        ranks = ranks_in(data, by_meaning_too(SentenceModel(*model)), together=False)
        found["ours with [semantic], own repository"] = by_group(ranks)
    found["abstain"] = abstaining(data)
    found["seen this?"] = recurrence(asked.data, data)
    found["speed"] = speed(data)
    found["cpu s"] = round(time.process_time() - began, 1)
    print(json.dumps(found, indent=2) if asked.as_json else "\n".join(_lines(found)))
    return 0


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    seen = json.loads(resources.files("codriver.knowledge").joinpath("ranker.json").read_text("utf-8"))["provenance"]
    for title, of in found.items():
        if not isinstance(of, dict):
            yield f"{title}: {of}"
        elif "ALL" not in of:
            yield f"{title}: " + ", ".join(f"{key} {value}" for key, value in of.items())
        else:
            yield title
            for group, row in of.items():
                recall = f"R@1 {row['R@1']:.3f} {row['R@1 interval']} R@3 {row['R@3']:.3f}"
                yield f"  {_marked(group, seen):60} n={row['n']:4} {recall}"
    yield f"the shipped ranker on organisations that took no part in its fit: {seen['organisations never seen']}"


def _marked(group: str, provenance: Mapping[str, Any]) -> str:
    fitted = any(f"/{group.removeprefix('in ')} " in one for one in provenance["from"])
    return f"{group} (took part in the fit)" if group.startswith("in ") and fitted else group


if __name__ == "__main__":
    sys.exit(main())
