"""The linter: small named rules that read one shot's brief and say what a generator would stumble over.

A rule is a pure function from a `Case` to `Spot`s; `rules.RULES` is the table of them all. What a rule must know of the
world (word lists, what a model takes, how large a picture is) is handed in with the case.
"""
