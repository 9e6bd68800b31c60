"""Servers as in production: gunicorn with two workers, each on a port of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

WORKERS = 2
HOST = "clinics.example"
# What a proxy that ends TLS tells of a request.
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}
START_SECONDS = 180
# A server has come to rest when its workers have used no more of a processor than this.
REST_SECONDS, REST_SHARE = 0.3, 0.05
LONGEST_REST = 120


def environment(url, folder, **more):
    """Return the environment of a process of the site on the database at `url`."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": HOST,
        "ADMIN_BASE_URL": f"https://{HOST}",
        "DATABASE_URL": url,
        "REDIS_URL": "",
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "ERROR",
        "STATIC_ROOT": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "MEDIA_URL": "/media/",
        "BENCH_FOLDER": str(folder),
        "PYTHONPATH": os.getcwd(),
        "PYTHONWARNINGS": "ignore",
    }
    return {**os.environ, **ours, **more}


class Server:
    """A gunicorn on a free port, to be used in a `with`."""

    def __init__(self, url, folder, **more):
        self.environment = environment(url, folder, **more)

    def __enter__(self):
        self.port = free_port()
        command = [sys.executable, "-m", "gunicorn", "clinicsite.wsgi"]
        command += ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{self.port}"]
        command += ["--log-level", "warning", "--timeout", "300"]
        self.process = subprocess.Popen(command, env=self.environment)
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                sys.exit("gunicorn did not start")
            time.sleep(0.2)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answers(self):
        try:
            return self.get("/api/v2/pages/?limit=1")[0] == http.client.OK
        except OSError:
            return False

    def get(self, path, **headers):
        """Return the status, the headers and the bytes of an answer."""
        return self._ask("GET", path, headers)

    def _ask(self, method, path, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request(method, path, headers={**HEADERS, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def publish(self, page, session):
        """Publish the draft of a page in the admin, as who has a session."""
        token = "x" * 32
        headers = {
            "Referer": f"https://{HOST}/",
            "Cookie": f"sessionid={session}; csrftoken={token}",
            "X-CSRFToken": token,
        }
        address = f"/admin/bulk/wagtailcore/page/publish/?id={page}"
        status, answered, _ = self._ask("POST", address, headers)
        where = answered.get("Location", "")
        if status != 302 or "/login/" in where:
            raise ValueError(f"{address} answers {status} {where}")

    @property
    def workers(self):
        """The process ids of the workers."""
        pid = self.process.pid
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]

    def memory(self):
        """Return the largest worker’s resident and unshared memory, in megabytes."""
        return tuple(max(sizes) for sizes in zip(*map(memory_of, self.workers), strict=True))

    def rest(self):
        """Wait until requests that nobody waits for any more are answered."""
        end = time.monotonic() + LONGEST_REST
        while time.monotonic() < end:
            before = sum(map(processor_seconds, self.workers))
            time.sleep(REST_SECONDS)
            if sum(map(processor_seconds, self.workers)) - before <= REST_SHARE * REST_SECONDS:
                return


def free_port():
    while True:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        if port > 20_000:
            return port


def memory_of(pid):
    """Return a process’s resident and unshared memory, in megabytes."""
    sizes = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size = line.split()[:2]
        sizes[name.rstrip(":")] = int(size) * 1024 / 1e6
    return sizes["Rss"], sizes["Private_Clean"] + sizes["Private_Dirty"]


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
