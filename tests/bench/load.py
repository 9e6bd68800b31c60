"""Puts load on a server with wrk, whose script asks a list of addresses in turn."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

# Stock Wagtail keeps the last of sixteen waiting for longer than wrk would wait.
PATIENCE = "120s"
SCRIPT = """\
local asked, n, at = {{}}, 0, 0
local addresses = {{ {addresses} }}
function init(args)
  for _, one in ipairs(addresses) do
    n = n + 1
    asked[n] = wrk.format("GET", one.path, one.headers)
  end
end
function request()
  at = at % n + 1
  return asked[at]
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\nRESULT {{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d}}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, e.status + e.connect + e.read + e.write + e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """What a server did under load: requests a second, milliseconds, and requests that failed."""

    rate: float
    p50: float
    p99: float
    failed: int


def has_tool():
    return shutil.which("wrk") is not None


def put_load(port, asked, seconds, connections):
    """Ask `(path, headers)` in turn for some seconds over so many connections; a `Load`."""
    addresses = ", ".join(
        f"{{ path = {_lua(path)}, headers = {{ {_table(headers)} }} }}" for path, headers in asked
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        script.write_text(SCRIPT.format(addresses=addresses))
        command = ["wrk", "--threads", "1", "--connections", str(connections), "--latency"]
        command += ["--duration", f"{max(1, round(seconds))}s", "--timeout", PATIENCE]
        command += ["--script", str(script), f"http://127.0.0.1:{port}"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [line for line in run.stdout.splitlines() if line.startswith("RESULT ")]
    if run.returncode or not found:
        sys.exit(f"wrk failed: {run.stderr or run.stdout}")
    result = json.loads(found[0].removeprefix("RESULT "))
    rate = result["requests"] / result["seconds"]
    return Load(rate, result["p50"], result["p99"], result["failed"])


def _lua(text):
    return json.dumps(text, ensure_ascii=False)


def _table(headers):
    return ", ".join(f"[{_lua(name)}] = {_lua(value)}" for name, value in headers.items())
