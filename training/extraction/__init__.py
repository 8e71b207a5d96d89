"""Trains the small linear models of extraction: the types of referents, and relations between pairs of names."""
