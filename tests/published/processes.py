"""Other processes and threads that keep the same documents."""

import os
import subprocess
import sys
import threading

from django.db import connection

BUILDER = """
import time
import django
django.setup()
from delivery.published.upkeep import building, keeping
building.AT_ONCE, number_changes, calls = 10, building.number_changes, []
def stuck(*args):
    calls.append(args)
    if len(calls) == 2:
        print("in the middle", flush=True)
        time.sleep(600)
    return number_changes(*args)
building.number_changes = stuck
keeping.keep(None)
"""


def environment(url):
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "clinicsite.settings.test"}


def kill_while_building(url):
    """Start a process that builds documents, ten at once, and kill it in the second ten."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER], env=environment(url), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "in the middle\n"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def documents(url, action):
    """Run `manage.py documents`; return its exit code."""
    command = [sys.executable, "manage.py", "documents", action]
    return subprocess.run(
        command, env=environment(url), capture_output=True, check=False
    ).returncode


def in_threads(*calls):
    """Call each in a thread of its own, with a connection of its own; raise what they raised."""
    start, errors = threading.Barrier(len(calls)), []

    def run(call):
        try:
            start.wait()
            call()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors
