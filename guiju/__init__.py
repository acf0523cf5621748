"""Guiju 规矩: the operating system of a law-based government."""

__version__ = "0.1.0"
