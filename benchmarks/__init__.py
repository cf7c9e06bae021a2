"""Measures znsocket beside its peers: ``./scripts/bench``.

A row is a function over a connected client, the same for every peer, in the module of its topic;
each peer runs it in a process of its own, in turn, several times. `benchmarks.rows` lists the rows.
"""
