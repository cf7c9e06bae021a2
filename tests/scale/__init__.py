"""Proofs with real processes: nodes on one Redis behind nginx, under load and in trouble."""
