"""The same calls on a real Redis through redis-py and on the surfaces of ours, compared.

| room | holds |
|---|---|
| `calls` | Hypothesis strategies for calls of any entry, made from the types of its parameters |
| `pools` | the texts, numbers and words that those calls are made of |
| `outcomes` | what a call gave: a reply or an error, and when two are equal |
| `normalised` | all that cannot be compared as it is, and why: the one place to look for it |
| `stored` | the whole keyspace with its times to live, in one form for both sides |
| `comparison` | programs of calls, made on both sides and compared |
| `surfaces` | our surfaces, each beside an empty Redis |
| `search` | looking for differences, from a test or from ``scripts/conformance`` |
"""
