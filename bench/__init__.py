"""Benchmarks: each room's figures beside its peers' and the floor's, interleaved in one run."""
