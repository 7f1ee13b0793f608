#!/bin/sh
# Check consumer.py as its author would: against the installed wheel, strictly, with none of our settings.
# Usage: check.sh DIRECTORY-OF-MYPY-AND-PYRIGHT PYTHON-THAT-HAS-THE-WHEEL
set -eu

tools=$(cd "$1" && pwd)
python=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
here=$(cd "$(dirname "$0")" && pwd)

# A folder of its own, so that nothing of the checkout is found in place of the wheel.
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
cp "$here/consumer.py" "$here/pyrightconfig.json" "$elsewhere"
cd "$elsewhere"

"$tools/mypy" --config-file= --strict --cache-dir="$(dirname "$python")/../mypy-cache" \
    --python-executable "$python" consumer.py
"$tools/pyright" --project pyrightconfig.json --pythonpath "$python"
"$python" -I -c 'import archive, sys; sys.exit("archive was found outside the wheel: " + archive.__file__ if "site-packages" not in archive.__file__ else 0)'
