# Sourced by bin/run and bin/test: finds Python, keeps .venv as requirements/$1.txt says. Quick when nothing changed.
# (One shell script, because a program in Python could not say that Python is missing.)

say() { printf '%s\n' "$*" >&2; }

find_python() {
  for name in python3.13 python3.12 python3.11 python3 python; do
    # Run it: a version manager's placeholder is there without a Python behind it.
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  say "Slashmentor needs Python 3.11 or newer, and none was found (looked for python3.13, python3.12, python3.11, python3)."
  say "On Debian or Ubuntu: apt install python3 python3-venv. On macOS: brew install python."
  exit 1
}

# Nobody builds anything while this is installed, but for one small package of plain Python that has no wheel.
BINARY="--only-binary :all: --no-binary jstyleson"

install_with() {  # uv where there is one, it is several times faster; else pip
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python .venv/bin/python --require-hashes $BINARY -r "$1" && return
    say "uv could not install the dependencies; trying pip."
  fi
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes $BINARY -r "$1"
}

setup() {  # run | test
  lock="requirements/$1.txt"
  # A venv can't be moved, hence the path; test.txt holds all of run.txt.
  stamp="$(cat "$lock" bin/setup.sh | cksum) $PWD"
  if [ -x .venv/bin/python ] && { [ "$(cat ".venv/$1.stamp" 2>/dev/null)" = "$stamp" ]; }; then
    return
  fi
  # One at a time: two terminals may start together.
  exec 9>.setup.lock
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  if [ "$(cat ".venv/$1.stamp" 2>/dev/null)" != "$stamp" ]; then
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      python="$(find_python)" || exit 1
      say "Making .venv with $("$python" --version) …"
      rm -rf .venv
      if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        if ! { command -v uv >/dev/null 2>&1 && uv venv --quiet --python "$python" .venv; }; then
          say "This Python can't make virtual environments. On Debian or Ubuntu: apt install python3-venv"
          exit 1
        fi
      fi
    fi
    say "Installing what $lock lists (the first time this takes a minute) …"
    if ! install_with "$lock"; then
      say "The dependencies could not be installed; the reason stands above. Is there a way to the package index?"
      exit 1
    fi
    # The checkout itself, without building it: its folder on the path, and its command.
    site="$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
    printf '%s\n' "$PWD" > "$site/slashmentor-checkout.pth"
    printf '#!%s/.venv/bin/python\nimport sys\nfrom slashmentor.world.cli.main import main\nsys.exit(main())\n' "$PWD" > .venv/bin/slashmentor
    chmod +x .venv/bin/slashmentor
    printf '%s' "$stamp" > ".venv/$1.stamp"
  fi
  exec 9>&-
}
