#!/usr/bin/env bash
printf 'fetch-jars.sh %s\n' "$*" >>"$FAKES/calls"
