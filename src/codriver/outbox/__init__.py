"""Sends approved drafts, once: the only room that speaks to people. It chooses no words and keeps no record.

One file for each kind of receiver: a function `send(letter, receiver)` that gives a receipt. The room checks that a
named person stands for exactly these words before it calls here, and `post.send` checks once more.
"""
