"""The words around the figures."""

HEAD = """\
# Benchmarks

How fast the content API answers, beside stock Wagtail and beside the least that Django can do. One
run measures all of it; this page is what the last run wrote.

```sh
make bench                                                         # PostgreSQL and SQLite
make bench ARGS="--sizes 200 --databases postgres --seconds 5"     # part of it
```

It builds groups of clinics that all offer forty treatments, serves each from gunicorn with
{workers} workers and the settings of a server, and asks with wrk over {connections} connections,
{rounds} × {seconds} seconds for each figure (stock Wagtail twice as long), all sides of one read
right after each other. A figure is the median of its rounds. Every address is tried first: it
must answer what was asked for, and the bare view and the warm cache the very bytes that the
database gave. What is to be reached is meant for PostgreSQL and 16 connections; SQLite is shown
beside it.
"""

NOTES = """\
## What the figures are of

- **Clinicsite, from the database**: the cache of answers is off. What it still remembers is which
  pages a list shows. **Warm**: the cache is on, with 32 MB for each worker, and every address has
  been asked before.
- **Stock Wagtail** is its v2 API on the same tables: its viewsets, serializers, filters and
  renderer, with every column and row of a page in `api_fields`, one size of the main picture, and
  texts as finished HTML.
  A clinic’s page inherits its text, so the answer that shows the same page asks for it too
  (`fields=*,treatment(*)`); “nothing inherited” leaves that out, and most of the page with it.
  Even the larger answer lacks what Clinicsite works out: sections and questions merged,
  placeholders filled, pictures in five sizes, pairings and people as cards.
- A **list** without `fields` holds titles and addresses, here and there. **Cards** are the list
  with `fields=summary,hero_image`; stock Wagtail gives the picture in one size, and the summary of
  the treatment that a page inherits it from.
- To show **a page by its path**, stock Wagtail is asked twice, `find/` and the page. Its figures
  are reads a second; the milliseconds are those of one request.
- **One clinic’s list** is `clinic=…` here and `child_of=…` in stock Wagtail, which has no such
  filter.
- Stock Wagtail knows no ETag, so a page that has not changed is compared with the bare view alone.
- **The bare view** answers what it has in memory, behind the same middleware as everything else of
  the site. Clinicsite answers reads before most of that middleware, so its warm answers may be
  faster than the bare view. “No middleware” is the same view in a project that has none: there is
  nothing left to leave out.
- **A search** is made anew each time: nothing of it is remembered. The words of the one that all
  pages match stand in every treatment of every clinic.
- Fifty pages spread over the whole group are asked in turn, and the lists of up to five clinics.
- **Queries** are those of the second request of an address. A server checks, besides, once a
  request that its connection still lives.
- **Publishing** is a request to the admin that publishes one page whose text changes and whose card
  does not, until its answer is there, against the same with nothing kept. The document is made
  after the answer, by the worker that has given it, or before by whoever asks for it. **By a
  script** is the action alone, which comes back with the document made. Both sides have what
  Clinicsite adds to publishing otherwise.
- **An edit of the library** is timed from the beginning of its commit until every clinic’s page
  has shown it over HTTP, read by four readers meanwhile, and no worker showed the old text again.
- **Memory** is that of the largest worker after all reads; of its own is what it shares with no
  other process.
- The PostgreSQL that `make bench` starts for itself does not wait for the disk, which makes stock
  Wagtail’s publishing, and ours, faster than on a server.
- wrk, the workers and the database share the machine’s cores, so all figures, the bare view’s
  most, are lower than with the load from elsewhere.
"""
