"""What docs/webhooks.md says to do works as it is written there."""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from delivery.webhooks.conf import DEFAULTS
from delivery.webhooks.models import Endpoint
from delivery.webhooks.signing import headers, new_key

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/webhooks.md").read_text()
BODY = '{"type": "test", "data": "“ü”"}'.encode()


def code(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


def in_python(secret, given, body):
    names = {}
    exec(code("python"), names)
    return names["is_genuine"](secret, given, body)


def in_node(secret, given, body):
    if not shutil.which("node"):
        pytest.skip("there is no node")
    call = "\nconst [s, h, b] = JSON.parse(require('fs').readFileSync(0));"
    call += "console.log(isGenuine(s, h, Buffer.from(b)));"
    answer = subprocess.run(
        ["node", "-e", code("js") + call],
        input=json.dumps([secret, given, body.decode()]),
        capture_output=True,
        text=True,
        check=True,
    )
    return {"true": True, "false": False}[answer.stdout.strip()]


@pytest.mark.parametrize("is_genuine", [in_python, in_node])
def test_the_example_tells_what_is_genuine(is_genuine):
    old, new, now = new_key(), new_key(), int(time.time())
    signed = headers([new, old], "msg_1", now, BODY)
    assert is_genuine(new, signed, BODY)
    assert is_genuine(old, signed, BODY)
    assert not is_genuine(new_key(), signed, BODY)
    assert not is_genuine(new, signed, BODY + b" ")
    assert not is_genuine(new, signed | {"webhook-id": "msg_2"}, BODY)
    assert not is_genuine(new, signed | {"webhook-signature": "v1,"}, BODY)
    assert not is_genuine(new, headers([new], "msg_1", now - 600, BODY), BODY)


def test_the_signature_is_that_of_the_standards_own_example():
    """The example of the specification's libraries."""
    key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    signed = headers([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_example_of_a_message_has_the_keys_of_one(receiver, endpoint, publish):
    there = receiver()
    endpoint(there)
    publish()
    told = json.loads(there.requests[0][3])
    shown = json.loads(code("json"))
    assert told.keys() == shown.keys()
    assert told["data"].keys() == shown["data"].keys()
    assert told["data"]["changes"][0].keys() == shown["data"]["changes"][0].keys()


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "delivery/webhooks/README.md").read_text()
    table = readme.partition("## Settings")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([A-Z_]{4,})`", table)) == set(DEFAULTS)


def test_a_new_endpoint_has_a_secret_of_the_documented_kind(db):
    made = Endpoint.objects.create(name="Website", url="https://receiver.example/")
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", made.secrets.get().key)
