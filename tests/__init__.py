"""All tests; helpers are imported from here by their full names."""
