# The short list. `make test` is the whole test suite and installs what it needs; CI runs `make lint test`.

CHECKERS    := cmd/bantin/testdata/checkers
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
DEADCODE    := golang.org/x/tools/cmd/deadcode@v0.45.0
APT         := DEBIAN_FRONTEND=noninteractive apt-get
SUDO        := $(if $(filter 0,$(shell id -u)),,sudo)

# A script of Hugo's may read a variable of this name itself.
unexport HUGO

.PHONY: build test lint bench bench-compare bench-edits bench-screen bench-search soak update tools

build:
	go build -trimpath ./cmd/bantin

test: tools
	go test -timeout 25m ./...
	go test ./internal/pipeline -run '^TestOracle(Processes)?$$' -count=1 -timeout 20m -oracle.sequences 300 -oracle.processes 60
	go test ./internal/pipeline -run '^TestW44_OracleLive$$' -count=1 -timeout 10m -oracle.live 20

# What the tests need beside Go: Chromium, Node.js with the checkers of package-lock.json, xmllint. Only what is missing is installed.
tools: $(CHECKERS)/node_modules/.installed
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { $(SUDO) apt-get update && $(SUDO) env $(APT) install -y --no-install-recommends chromium; }
	@command -v xmllint >/dev/null || { $(SUDO) apt-get update && $(SUDO) env $(APT) install -y --no-install-recommends libxml2-utils; }

$(CHECKERS)/node_modules/.installed: $(CHECKERS)/package-lock.json
	@command -v npm >/dev/null || { $(SUDO) apt-get update && $(SUDO) env $(APT) install -y --no-install-recommends nodejs npm; }
	cd $(CHECKERS) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

lint:
	@out=$$(gofmt -s -l $$(git ls-files '*.go')); test -z "$$out" || { echo "gofmt -s would change:"; echo "$$out"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...
	@out=$$(go run $(DEADCODE) -test ./...) && test -z "$$out" || { echo "nothing calls:"; echo "$$out"; exit 1; }
	@echo "Largest Go files (tests apart):"
	@git ls-files '*.go' | grep -v '_test\.go$$' | xargs wc -l | grep -v ' total$$' | sort -rn | head -10

bench:
	go test -run '^$$' -bench . -benchmem ./...

# Whole builds beside Hugo's and beside the least that any program has to do, on the same articles. HUGO names a script that takes CONTENT
# and OUT; with DIR=/dev/shm the programs are measured and not the disk.
bench-compare: build
	go run ./internal/lab/bench -bantin ./bantin $(if $(HUGO),-hugo $(HUGO)) -articles $(or $(ARTICLES),1000,10000) -runs $(or $(RUNS),3) \
		$(if $(DIR),-dir $(DIR) -tidy) $(if $(RELATED),-related)

# What a new process writes after an edit, and how long it takes.
bench-edits: build
	go run ./internal/lab/bench -bantin ./bantin -edits -articles $(or $(ARTICLES),1000,10000) $(if $(DIR),-dir $(DIR))

# From the end of a save until Chromium shows it, beside Hugo's server if HUGO_SITE names a site of Hugo's (hugo.toml, layouts) and HUGO
# the program.
bench-screen: build
	go run ./internal/lab/bench -bantin ./bantin -screen -articles $(or $(ARTICLES),1000,10000) -runs $(or $(RUNS),50) \
		$(if $(HUGO_SITE),-hugo-site $(HUGO_SITE) -hugo $(or $(HUGO),hugo)) $(if $(DIR),-dir $(DIR))

# Relevance, bytes and times of the search, beside Pagefind where PAGEFIND names the folder of its npm package, on the fixture, on DEMO
# generated articles, and on the articles of the file NEWS if there is one.
bench-search:
	go test ./internal/lab/eval -run '^$$' -bench Report -benchtime 1x -timeout 1h $(if $(PAGEFIND),-pagefind $(PAGEFIND)) $(if $(DEMO),-demo $(DEMO)) $(if $(NEWS),-news $(NEWS))

# Random edits without end; further seeds each time (docs/architecture.md, rebuild = clean build). First the storm of row W20 at its full size, and an hour of
# everything that can be done to a site.
soak:
	go test ./cmd/bantin -run '^TestW20_GitStorm$$' -count=1 -timeout 1h -storm.files 2000 -storm.checkouts 20
	go test ./cmd/bantin -race -run '^TestFound_D1_D4_Storm$$' -count=1 -timeout 2h -storm.time 1h
	while go test -count=1 -timeout 0 -run '^TestOracle(Processes)?$$|^TestW44' ./internal/pipeline -oracle.sequences 2000 -oracle.processes 400 -oracle.live 200 -oracle.length 30 -oracle.seed $$(date +%s%N); do :; done

# What the tests expect, written anew: texts of the scripts, finished pages. Read what git diff shows before it is committed.
update:
	go test ./cmd/bantin -run '^TestScript$$' -update
	go test ./internal/page -run Golden -update
