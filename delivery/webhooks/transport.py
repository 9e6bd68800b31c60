"""One POST to somebody else's server, which may be slow, wrong or hostile."""

import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from requests.certs import where

from .addresses import AddressError, parse, resolve
from .conf import option
from .deadlines import DeadlineError, within

# Of an answer so many bytes are read, and no more: nothing depends on the rest.
ANSWER_BYTES = 4096

TAKEN, ELSEWHERE, ANSWERS = range(200, 300), range(300, 400), range(200, 600)

# What a connection raises that is broken off, or whose other end does not speak HTTP.
BROKEN = (HTTPException, OSError, ValueError)

SLOW = "The receiver did not answer in time."
UNREACHABLE = "No connection to the receiver."


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt.

    `status` is the HTTP status, or None when there was no answer; `answer` the beginning of its
    body; `error` says in words what went wrong, `""` when the message was taken; `seconds` is how
    long it took. After a failure that `is_final` trying again is no use.
    """

    error: str = ""
    status: int | None = None
    answer: str = ""
    seconds: float = 0
    is_final: bool = False

    @property
    def is_success(self):
        return not self.error


class _Connection(HTTPConnection):
    """A connection to one address, whose certificate must be that of the target's name."""

    def __init__(self, target, address, timeout):
        super().__init__(target.host, target.port, timeout=timeout)
        self.target, self.address = target, address

    def connect(self):
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.target.scheme == "https":
            context = ssl.create_default_context(cafile=option("CA_BUNDLE") or where())
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self):
        """End it for somebody else who reads from it."""
        if self.sock:
            try:
                # Not the socket's own method: that of TLS would drop its state under the reader.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return


def post(url, body, headers, limit=None):
    """POST `body` (bytes) and return the `Outcome`; never raises for what the receiver does.

    Redirects are not followed. `limit` is a number of seconds after which to give up, where that
    is sooner than the settings say.
    """
    started = time.monotonic()
    total = option("TOTAL_TIMEOUT") if limit is None else min(limit, option("TOTAL_TIMEOUT"))
    try:
        target = parse(url)
        addresses = within(total, resolve, target)
        status, answer = _ask(target, addresses, body, headers, started + total)
        error = _complaint(status)
    except AddressError as wrong:
        status, answer, error = None, "", str(wrong)
    except (TimeoutError, DeadlineError):
        status, answer, error = None, "", SLOW
    except ssl.SSLCertVerificationError:
        status, answer, error = None, "", "The receiver has no valid certificate for its name."
    except BROKEN:
        status, answer, error = None, "", "The receiver broke off, or its answer was no HTTP."
    return Outcome(error, status, answer, time.monotonic() - started)


def _complaint(status):
    if status in TAKEN:
        return ""
    if status in ELSEWHERE:
        return (
            f"The receiver answered {status} and sent us elsewhere. Redirects are not followed: "
            "give the address at which it takes messages."
        )
    return f"The receiver answered {status}."


def _ask(target, addresses, body, headers, deadline):
    """Return `(status, beginning of the body)` from the first address that takes a connection."""
    for address in addresses:
        connection = _Connection(target, address, min(option("CONNECT_TIMEOUT"), _left(deadline)))
        # A receiver may answer in drops, none of which is late: this is for the whole.
        watch = threading.Timer(_left(deadline), connection.cut)
        watch.start()
        try:
            connection.connect()
            answer = _exchange(connection, body, headers)
            # What was cut off may look like an end, or like any broken connection.
            _left(deadline)
            return answer
        except BROKEN as error:
            _left(deadline)
            if connection.sock is not None or isinstance(error, TimeoutError):
                raise
        finally:
            watch.cancel()
            connection.close()
    raise AddressError(UNREACHABLE)


def _left(deadline):
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _exchange(connection, body, headers):
    connection.sock.settimeout(option("READ_TIMEOUT"))
    headers = {**headers, "Host": connection.target.authority, "Connection": "close"}
    connection.request("POST", connection.target.path, body, headers)
    response = connection.getresponse()
    if response.status not in ANSWERS:
        raise ValueError(response.status)
    # PostgreSQL keeps no zero bytes.
    answer = response.read(ANSWER_BYTES).decode("utf-8", "replace").replace("\x00", "�")
    return response.status, answer
