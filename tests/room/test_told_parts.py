"""Parts of an assessment read like sentences, not like a dump."""

from codriver.room.told_parts import hypothesis_lines, meaning_of

PIECE = {"stance": "supports", "because": "the error names 8443", "weight": 2.19, "cites": ["c-1"]}
DOUBT = {"stance": "contradicts", "because": "others can use it", "weight": -1.5, "cites": ["c-2"]}
TOLD = {
    "id": "h-1",
    "says": "the config change of till",
    "suspect": "till",
    "mechanism": "config",
    "standing": "strong",
    "probability": 0.97,
    "path": [{"from": "till", "to": "shop", "because": "shop waits for till", "cites": ["c-3"]}],
    "evidence": [DOUBT, PIECE],
    "would_change_most": "it would fall if this proved wrong: the error names 8443",
}


def test_a_hypothesis_is_told_with_its_weightiest_evidence_first() -> None:
    assert hypothesis_lines(TOLD) == (
        "the config change of till",
        "suspect: till; kind of cause: config",
        "standing: strong, 97%",
        "path: till -> shop: shop waits for till [c-3]",
        "  + the error names 8443 (+2.19) [c-1]",
        "  - others can use it (-1.50) [c-2]",
        "it would fall if this proved wrong: the error names 8443",
    )


def test_a_citation_says_what_was_seen_there_and_who_rests_on_it() -> None:
    seen = {"says": "failing requests of till: 0 % -> 9 %", "at": "2026-03-01T02:00:00Z", "cites": ["c-1"]}
    body = {"findings": [seen, {"says": "elsewhere", "cites": ["c-9"]}], "hypotheses": [TOLD]}
    assert meaning_of("c-1", body) == (
        "seen there: failing requests of till: 0 % -> 9 %, at 2026-03-01T02:00:00Z",
        "it speaks for h-1 (the config change of till): the error names 8443",
    )
    assert meaning_of("c-7", body) == ()
