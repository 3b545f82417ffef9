#!/usr/bin/env bash
printf 'run-emr-serverless.sh %s\n' "$*" >>"$FAKES/calls"
