"""Serves MiniStack (PyPI) on 127.0.0.1 until its standard input is closed: `python emulator.py PORT`.

Its own program listens on all interfaces unless told otherwise, and outlives a parent that was killed. One door is
added: POST /_deploy/service-events puts events of an AWS service on the default bus. PutEvents refuses those to its
callers, as on AWS, and MiniStack's SES sends none.
"""

import asyncio
import json
import os
import signal
import sys
import threading

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app as ministack
from ministack.core.responses import set_request_account_id, set_request_region
from ministack.services import eventbridge

DOOR = "/_deploy/service-events"


def put(entry):
    set_request_account_id("test")
    set_request_region(os.environ["MINISTACK_REGION"])
    return eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


async def answer(receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status, _, text = await asyncio.to_thread(put, json.loads(body))
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": text if isinstance(text, bytes) else text.encode()})


async def app(scope, receive, send):
    if scope["type"] == "http" and scope["path"] == DOOR:
        await answer(receive, send)
    else:
        await ministack(scope, receive, send)


def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


config = Config()
config.bind = [f"127.0.0.1:{sys.argv[1]}"]
config.keep_alive_timeout = 75
threading.Thread(target=end_with_parent, daemon=True).start()
asyncio.run(serve(app, config))
