"""The least that Django can do for an answer: its bytes, from memory.

They are what Clinicsite answered, left in the folder `BENCH_FOLDER` before the first request.
"""

import os
from functools import cache
from pathlib import Path

from django.http import Http404, HttpResponse


def bare(request, name, number):
    """Answer the bytes of a read; 304 to whoever has them already."""
    etag = f'"{name}-{number}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(
        stored(name, number), content_type="application/json", headers={"ETag": etag}
    )


@cache
def stored(name, number):
    file = stored_file(os.environ["BENCH_FOLDER"], name, number)
    if not file.is_file():
        raise Http404
    return file.read_bytes()


def stored_file(folder, name, number):
    """Return where the bytes of a read's n-th address are kept."""
    return Path(folder) / f"{name}-{number}.json"
