"""What receivers may do to who calls them."""

import ssl
import subprocess
import threading

import pytest

from delivery.webhooks.deadlines import DeadlineError, within
from delivery.webhooks.transport import ANSWER_BYTES, SLOW, post

from .conftest import hang, status, trickle


def test_a_receiver_that_hangs_is_given_up(receiver, local, option):
    option(READ_TIMEOUT=0.2)
    assert post(receiver(hang).url, b"{}", {}).error == SLOW


def test_a_receiver_that_answers_in_drops_is_given_up(receiver, local, option):
    option(READ_TIMEOUT=5, TOTAL_TIMEOUT=0.5)
    outcome = post(receiver(trickle).url, b"{}", {})
    assert outcome.error == SLOW
    assert outcome.status is None


def test_a_limit_is_kept_that_is_sooner_than_the_settings(receiver, local):
    outcome = post(receiver(hang).url, b"{}", {}, limit=0.3)
    assert outcome.error == SLOW
    assert outcome.seconds < 5


def test_of_a_huge_answer_the_beginning_is_read(receiver, local):
    sent = []

    def huge(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"x" * 65_536)
            sent.append(65_536)

    outcome = post(receiver(huge).url, b"{}", {})

    assert outcome.is_success
    assert len(outcome.answer) == ANSWER_BYTES
    assert sum(sent) < 100_000_000


def test_a_packed_answer_is_not_unpacked(receiver, local):
    packed = status(200, b"\x1f\x8b not really", **{"Content-Encoding": "gzip"})
    assert post(receiver(packed).url, b"{}", {}).is_success


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 999 Odd\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
)
def test_nonsense_is_a_failure_and_no_error(receiver, local, raw):
    def answer(handler):
        handler.wfile.write(raw)
        handler.close_connection = True

    outcome = post(receiver(answer).url, b"{}", {})
    assert outcome.error
    assert not outcome.is_success


def test_a_closed_port_is_a_failure(receiver, local):
    there = receiver()
    there.close()
    assert post(there.url, b"{}", {}).error == "No connection to the receiver."


@pytest.fixture
def certificate(tmp_path):
    """A certificate for receiver.example that signs itself, with its key, in one file each."""
    key, file = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=receiver.example"
    names = ["-addext", "subjectAltName=DNS:receiver.example"]
    paths = ["-keyout", str(key), "-out", str(file)]
    subprocess.run([*command.split(), *names, *paths], check=True, capture_output=True)
    return file, key


def test_the_certificate_must_be_that_of_the_name(
    receiver, local, option, certificate, monkeypatch
):
    there = receiver()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    there.server.socket = context.wrap_socket(there.server.socket, server_side=True)
    monkeypatch.setattr(
        "delivery.webhooks.addresses.socket.getaddrinfo",
        lambda host, port, *args, **kwargs: [(2, 1, 6, "", ("127.0.0.1", port))],
    )
    port = there.server.server_port

    stranger = post(f"https://receiver.example:{port}/", b"{}", {})
    option(CA_BUNDLE=str(certificate[0]))
    right = post(f"https://receiver.example:{port}/", b"{}", {})
    other = post(f"https://other.example:{port}/", b"{}", {})

    assert right.is_success
    assert stranger.error == other.error == "The receiver has no valid certificate for its name."


def test_a_call_without_a_limit_of_its_own_is_given_one():
    ended = threading.Event()
    with pytest.raises(DeadlineError):
        within(0.05, ended.wait, 30)
    ended.set()
    assert within(30, str, 5) == "5"
    with pytest.raises(ZeroDivisionError):
        within(30, divmod, 1, 0)
