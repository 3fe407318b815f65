#!/bin/sh
# Builds the module with any C compiler that has the target: zig (python3 -m pip install ziglang), or clang with lld.
set -eu
cd "$(dirname "$0")"
flags="-std=c11 -O3 -Wall -Wextra -mbulk-memory -nostdlib -fno-builtin-memcmp -Wl,--no-entry -Wl,--export-memory -Wl,--strip-all -Wl,-z,stack-size=1048576"
if python3 -c 'import ziglang' 2>/dev/null; then
  # shellcheck disable=SC2086
  python3 -m ziglang cc --target=wasm32-freestanding $flags -o plain-html.wasm plain-html.c
elif command -v zig >/dev/null; then
  # shellcheck disable=SC2086
  zig cc --target=wasm32-freestanding $flags -o plain-html.wasm plain-html.c
else
  # shellcheck disable=SC2086
  clang --target=wasm32 $flags -o plain-html.wasm plain-html.c
fi
