"""A language model beside the table: causes it suggests, questions it answers.

Redacted on the way out, verified on the way in, paid for within a cap, and never needed.
"""
