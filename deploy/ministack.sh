#!/usr/bin/env bash
# Runs MiniStack, an AWS endpoint in one process, on this machine alone: for as long as the command given lasts, or
# until Ctrl-C without one. Needs Python 3, and PyPI the first time. The command finds it at $ENDPOINT.
#
#   deploy/ministack.sh                                             # at http://127.0.0.1:4566
#   PORT=0 deploy/ministack.sh sh -c 'npm run deploy:local -- --endpoint "$ENDPOINT"'
#
# PORT  0 is a free one (4566)
# AUTH  true enforces IAM (false)
set -euo pipefail

version=1.5.33
port=${PORT:-4566}
auth=${AUTH:-false}
root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv/ministack-$version

fail() { printf '%s\n' "$1" >&2; exit 1; }

if ! [ -x "$venv/bin/ministack" ]; then
  python3 -m venv "$venv" || fail 'MiniStack needs Python 3 with venv: apt-get install python3-venv'
  # without cryptography its tokens have no valid signature
  "$venv/bin/pip" install --quiet --disable-pip-version-check "ministack==$version" cryptography >&2 ||
    fail "ministack $version could not be installed from PyPI"
fi

listening() { "$venv/bin/python" -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", int(sys.argv[1]))))' "$1"; }

if [ "$port" = 0 ]; then
  port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
elif listening "$port"; then
  fail "port $port is taken: choose another one, as in PORT=4567 $0"
fi

work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

export ENDPOINT=http://127.0.0.1:$port

(
  cd "$work"
  exec env TMPDIR="$work" BIND_HOST=127.0.0.1 MINISTACK_HOST=127.0.0.1 GATEWAY_PORT="$port" IOT_MTLS_ENABLED=0 LAMBDA_EXECUTOR=local \
    LAMBDA_ACCOUNT_CONCURRENCY=16 AUTH="$auth" "$venv/bin/ministack"
) >"$work/log" 2>&1 &
server=$!

for _ in $(seq 150); do
  listening "$port" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; fail 'MiniStack did not start: its words are above'; }
  sleep 0.2
done
listening "$port" || fail "MiniStack did not open port $port within 30 s"

printf 'MiniStack %s at %s, IAM %s\n' "$version" "$ENDPOINT" "$([ "$auth" = true ] && echo enforced || echo 'not enforced')" >&2

if [ $# -eq 0 ]; then
  wait "$server"
else
  "$@" || { code=$?; [ -z "${MINISTACK_LOG:-}" ] || cp "$work/log" "$MINISTACK_LOG"; exit "$code"; }
fi
