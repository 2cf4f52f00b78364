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
from datetime import datetime, timezone
from email.utils import parseaddr

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack_app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, set_request_account_id, set_request_region
from ministack.services import eventbridge
from ministack.services.cloudformation import provisioners


SET = "ConfigurationSetName"


def named_by_arn(create):
    """A secret's `Ref` is its ARN, as the CDK relies on; MiniStack gives the name, which no role's statement matches."""

    def created(*args):
        _, attributes = create(*args)
        return attributes["Arn"], attributes

    return created


def with_scheduled_time(invoke):
    """EventBridge Scheduler writes the time into a schedule's input; MiniStack leaves the place holder."""

    def invoked(target, event, *rest):
        if event.get("Source") == "aws.scheduler" and "Input" in target:
            at = datetime.fromtimestamp(event["Time"], timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            target = {**target, "Input": target["Input"].replace("<aws.scheduler.scheduled-time>", at)}
        return invoke(target, event, *rest)

    return invoked


def with_conditions(context_of):
    """What our roles' conditions look at beside tags: the encryption context of a KMS call, the sender of a letter."""

    def context(service, action, body, params):
        found = context_of(service, action, body, params)
        if service == "kms":
            given = json.loads(body or b"{}").get("EncryptionContext", {})
            return {**found, **{f"kms:EncryptionContext:{name}": value for name, value in given.items()}}
        if action == "ses:SendRawEmail":
            return {**found, "ses:FromAddress": parseaddr(first(params, "Source"))[1], SET: first(params, SET)}
        return found

    return context


def first(params, name):
    value = params.get(name, "")
    return value[0] if isinstance(value, list) else value


def resources_of(action, region, resource_arn, context):
    """A letter needs its sender's identity and its configuration set; MiniStack asks for `*`."""
    if action != "ses:SendRawEmail":
        return [resource_arn]
    names = [f"identity/{context['ses:FromAddress']}", f"configuration-set/{context[SET]}"]
    return [f"arn:aws:ses:{region}:{get_account_id()}:{name}" for name in names]


def with_resources(enforce):
    """Also writes what is refused, and to whom, into the log."""

    def enforced(access_key, action, service, region, resource_arn="*", service_context=None):
        for arn in resources_of(action, region, resource_arn, service_context or {}):
            refusal = enforce(access_key, action, service, region, arn, service_context)
            if refusal is not None:
                who = getattr(refusal, "principal_arn", refusal)
                print(f"refused: {action} on {arn} to {who}", flush=True)
                return refusal
        return None

    return enforced


SECRET = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
SECRET["create"] = named_by_arn(SECRET["create"])
eventbridge._invoke_target = with_scheduled_time(eventbridge._invoke_target)
iam_actions.request_tag_context = with_conditions(iam_actions.request_tag_context)
iam_evaluator.enforce = with_resources(iam_evaluator.enforce)


def ask_roles(_body):
    ministack_app.AUTH = True
    return 200, {}, b"{}"


def put_event(body):
    set_request_account_id("test")
    set_request_region(os.environ["MINISTACK_REGION"])
    return eventbridge._put_events({"Entries": [json.loads(body)]}, allow_aws_source=True)


DOORS = {"/_deploy/service-events": put_event, "/_deploy/ask-roles": ask_roles}


async def answer(door, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status, _, text = await asyncio.to_thread(door, body)
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": text if isinstance(text, bytes) else text.encode()})


async def app(scope, receive, send):
    door = DOORS.get(scope["path"]) if scope["type"] == "http" else None
    if door is None:
        await ministack_app.app(scope, receive, send)
    else:
        await answer(door, receive, send)


def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


config = Config()
config.bind = [f"127.0.0.1:{sys.argv[1]}"]
config.keep_alive_timeout = 75
threading.Thread(target=end_with_parent, daemon=True).start()
asyncio.run(serve(app, config))
