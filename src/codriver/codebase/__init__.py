"""The code base, read under pressure: who calls this, what can change this state, how sure each place is, and why.

Nothing of a repository is ever executed or imported. Files are indexed by the identifiers that they mention; only the
files that mention what is asked for are looked at closely, at the time of the question.
"""
