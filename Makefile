# The few commands that people repeat. Each works from a fresh clone.
.PHONY: demo test check format ci

python := .venv/bin/python

demo: .venv ## the graph of the seed article, in output/
	.venv/bin/graphkit build seeds/ -o output/

test: .venv
	$(python) -m pytest

check: .venv ## what CI checks besides the tests
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

ci:
	bash .ci/run

.venv: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -e '.[test]'
	touch .venv
