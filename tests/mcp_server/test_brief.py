from codriver.mcp_server.brief import brief

CITATIONS = {"c-1": {"quote": "a"}, "c-2": {"quote": "b"}, "c-3": {"quote": "c"}}


def told(**parts: object) -> dict[str, object]:
    always = {"schema": "codriver.triage/1", "incident": {"id": "inc-1"}, "outcome": "leading", "impact": {"cites": []}}
    return {**always, "calibration": "uncalibrated", "citations": CITATIONS, **parts}


def test_the_first_hypotheses_come_with_their_strongest_evidence_and_what_that_rests_on() -> None:
    evidence = [{"stance": "supports", "weight": 9 - n, "cites": [f"c-{n}"]} for n in range(1, 9)]
    rows = [{"id": f"h-{n}", "suspect": "till", "evidence": evidence, "score": 3} for n in range(9)]
    found = brief(told(hypotheses=rows))
    hypotheses = found["hypotheses"]
    assert isinstance(hypotheses, list)
    assert [one["id"] for one in hypotheses] == ["h-0", "h-1", "h-2", "h-3"]
    assert hypotheses[0]["evidence"][0] == {"stance": "supports", "cites": ["c-1"]}
    assert len(hypotheses[0]["evidence"]) == 5
    assert found["citations"] == CITATIONS


def test_citations_of_what_is_left_out_are_left_out() -> None:
    assert brief(told(findings=[{"cites": ["c-3"]}]))["citations"] == {}
