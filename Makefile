# Two commands: `make verify` runs the main job, `make test` runs all tests. Both install what is
# missing, build in release, and are quick when nothing changed.

ZONAL = .build/release/zonal

.PHONY: verify test build lint check dependencies benchmark

verify: build
	$(ZONAL) verify derivations

build: dependencies
	swift build -c release --product zonal

# Tests see the insides of modules, which needs other compiler flags than the product: a build folder of
# their own keeps the two from rebuilding each other's work.
test: dependencies
	swift test -c release --parallel --scratch-path .build_tests

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# What continuous integration runs.
check: lint test verify

dependencies:
	@scripts/install-dependencies

# Zonal beside its peers; docs/performance.md says what is compared. OPTIONS="--quick" is short.
benchmark: dependencies
	Benchmarks/run $(OPTIONS)
