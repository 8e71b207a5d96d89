"""Tests of one part each, with stand-ins for the rest."""
