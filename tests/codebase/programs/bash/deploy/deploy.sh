#!/bin/bash
source lib/log.sh
build() { # is deploy.build
  local out=$(version) # calls version
  log "building $out" # calls log
  docker build . || fail "build" # calls fail
}
version() { # is version
  git describe
}
if build && [ -n "$1" ]; then # calls deploy.build
  log "done" # calls log
fi
trap fail ERR
for x in a b; do build; done # calls deploy.build
