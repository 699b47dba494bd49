"""One file per pattern seen in facts. A detector is a module with a docstring and one function.

    def detect(situation: Situation) -> Iterator[Finding]: ...

Its docstring says what it looks for and when it is wrong. Dropping a file in here is all it takes.
"""
