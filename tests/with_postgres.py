"""Run a command with DATABASE_URL naming a PostgreSQL server: with_postgres.py COMMAND...

The server is the one DATABASE_URL already names; else a throw-away one, started from the
PostgreSQL installed here and deleted afterwards; else one on 127.0.0.1:5432 that lets `postgres`
in without a password. Root on Debian gets PostgreSQL installed; anyone else is told how.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

LOCAL = "postgres://postgres@127.0.0.1:5432/postgres"
HOW_TO_GET_ONE = """\
No PostgreSQL was found. Either install it (on Debian: sudo apt-get install postgresql)
or name a server whose user may create databases:
  DATABASE_URL=postgres://user:password@host:5432/postgres make test-postgres"""
# The data is thrown away, so nothing waits for the disk; only a socket, so no port is taken.
SERVER_OPTIONS = (
    "-c listen_addresses='' -c unix_socket_directories='{folder}' "
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)


def answers(url):
    """Tell whether a PostgreSQL server lets us in at `url`."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        print(error, flush=True)
        return False
    return True


def server_programs():
    """Return the folder of the newest PostgreSQL server installed here, or None."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


def install_server():
    """Install PostgreSQL, where root can do so with apt-get; return its folder or None."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("==> Installing postgresql with apt-get", flush=True)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"],
    ):
        if subprocess.run(command, env=environment, check=False, **quiet).returncode:
            return None
    return server_programs()


@contextlib.contextmanager
def throw_away_server(programs):
    """Start an empty server of our own; give its URL, then stop and delete it."""
    # PostgreSQL refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="clinicsite-pg-"))
    data, log = folder / "data", folder / "log"
    if user:
        shutil.chown(folder, "postgres")

    def run(program, *arguments, check=True):
        command = [*user, str(programs / program), *map(str, arguments)]
        return subprocess.run(command, cwd="/", check=check, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
        options = SERVER_OPTIONS.format(folder=folder)
        if run(
            "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start", check=False
        ).returncode:
            sys.exit(log.read_text())
        yield f"postgres://postgres@/{folder}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def server():
    """Give the URL of a PostgreSQL server, or end with the way to get one."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        if not answers(given):
            sys.exit("The PostgreSQL server that DATABASE_URL names does not answer.")
        yield given
    elif programs := server_programs():
        print(f"==> Starting a throw-away server from {programs}", flush=True)
        with throw_away_server(programs) as url:
            yield url
    elif answers(LOCAL):
        yield LOCAL
    elif programs := install_server():
        with throw_away_server(programs) as url:
            yield url
    else:
        sys.exit(HOW_TO_GET_ONE)


def main(command):
    # A stopped run still takes its server down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
