"""Compiles the knowledge base that ships with graphkit from open sources and from the tables beside this file."""
