"""How long it takes until a library edit shows at every clinic."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .servers import Server

READERS = 4
# Each page is read so often once all have changed: what one worker forgot, it would show again.
CERTAIN = 6
LONGEST = 120
PAUSE = 0.02


@dataclass(frozen=True)
class Reach:
    """Seconds from the beginning of the commit; `seen` is None when something never changed."""

    clinics: int
    published: float
    seen: float | None


def measure_reach(place):
    """Publish an edit of a treatment that all clinics of a `Place` offer, while it is read."""
    # All pages of the first treatment of the library, whose slug they have.
    slug = place.treatments[0][1].rstrip("/").rpartition("/")[2]
    paths = [f"/api/v2/pages/{pk}/" for pk, path in place.treatments if path.endswith(f"/{slug}/")]
    mark = f"Said at {time.time_ns()}"
    settings = place.modes.get("warm", {})
    with Server(place.url, place.folder, **settings) as server, ThreadPoolExecutor() as pool:

        def shows(path):
            status, _, body = server.get(path)
            return status == 200 and mark.encode() in body, time.time()

        for _ in range(CERTAIN):
            for path in paths:
                server.get(path)
        edit = pool.submit(place.inside, "reach", mark, **settings)
        with ThreadPoolExecutor(READERS) as readers:
            seen = _wait(paths, lambda some: list(readers.map(shows, some)))
        told = edit.result()
    return Reach(len(paths), told["done"] - told["begun"], seen and seen - told["begun"])


def _wait(paths, read):
    """Return when the last answer without the edit had come, or the first of the last page."""
    end, last, old = time.time() + LONGEST, 0, list(paths)
    while old:
        if time.time() > end:
            return None
        answers = read(old)
        last = max(last, *(at for _, at in answers))
        old = [path for path, (new, _) in zip(old, answers, strict=True) if not new]
        if not old:
            again = paths * CERTAIN
            old = sorted({p for p, (new, _) in zip(again, read(again), strict=True) if not new})
        time.sleep(PAUSE)
    return last
