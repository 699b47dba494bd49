"""One file per kind of cause. An explainer is a module with a docstring and one function.

    def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]: ...

It proposes candidates and attaches evidence for and against, each with citations. What holds for every kind of cause
(how much of the trouble the suspect accounts for, who was first) is added by `reach`. Its docstring says what it looks
for and when it is wrong. Dropping a file in here, and weights for its features, is all it takes.
"""
