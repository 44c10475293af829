# The commands of the README; people and CI use the same ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check bench speed fuzz clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q converter
	touch $@

demo: setup
	$(BIN)/segxbrl convert tests/cases/lanternfish-plain/input.txt -o out/demo \
		--entity-name "Lanternfish Holdings" --cik 1999902 --form 20-F --prefix lanf --period-end 2024-12-31 || test $$? -eq 1
	@echo "open out/demo/lanf-20241231.htm and out/demo/report.html in a browser"

test: setup check
	$(BIN)/pytest -n auto

# The figures of BENCHMARKS.md; needs the corpus beside the checkout (CORPUS=...).
CORPUS ?= ../shared/corpus
bench: setup
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/dev --leave-one-out --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/more out/bench/more --leave-one-out --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/prior --leave-one-out --prior --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/house-revenue --leave-one-out --house revenue --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/house-segments --leave-one-out --house segments --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/bars --leave-one-out --layout bars --quiet --jobs 2
	$(BIN)/python tests/benchmarks/corpus_run.py $(CORPUS)/dev out/bench/plain --leave-one-out --layout plain --quiet --jobs 2
	$(BIN)/python tests/benchmarks/tagging.py $(CORPUS)/dev --learned out/bench/learned
	$(BIN)/python tests/benchmarks/tagging.py $(CORPUS)/more --learned out/bench/learned

# Seconds and ratios: plain Arelle against ours, cold and warm, one job and two, cost against size.
speed: setup
	$(BIN)/python tests/benchmarks/speed.py --corpus $(CORPUS)/dev

# A million inputs for the readers and parsers, in about an hour; SHARE=0.01 for a quick look. Kills hundreds of runs too.
SHARE ?= 1
fuzz: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python tests/fuzz/run.py --share $(SHARE)
	SEGXBRL_KILLS=300 $(BIN)/pytest tests/conformance/test_faults_writer.py tests/conformance/test_faults_runs.py

check: setup
	$(BIN)/ruff check converter tests
	$(BIN)/mypy

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache
