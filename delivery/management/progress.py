"""A bar that shows how far a command is."""

WIDTH = 30


def draw_progress(stderr, done, total, what):
    """Draw on a command's `stderr` that `done` of `total` things are done; only on a terminal."""
    if stderr.isatty() and total:
        width = WIDTH * done // total
        bar = f"{'#' * width}{' ' * (WIDTH - width)}"
        ending = "\n" if done >= total else ""
        # Plainly: Django takes what is written there for errors.
        stderr.write(f"\r  [{bar}] {done} of {total} {what}", str, ending)
