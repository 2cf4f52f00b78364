"""Serves MiniStack (PyPI) on 127.0.0.1 until its standard input is closed: `python emulator.py PORT`.

Its own program listens on all interfaces unless told otherwise, and outlives a parent that was killed. What it lacks of
AWS and this run needs is added here (README.md beside this file), with three doors:

    POST /_deploy/service-events   puts an event of an AWS service on the default bus. PutEvents refuses those to its
                                   callers, as on AWS, and MiniStack's SES sends none
    POST /_deploy/ask-roles        from here on each call needs a role that allows it
    GET  /_deploy/roles            how often roles were asked, and what they refused
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
from ministack.core.responses import get_account_id, json_response, set_request_account_id, set_request_region
from ministack.services import eventbridge, stepfunctions
from ministack.services.cloudformation import provisioners


SET = "ConfigurationSetName"
IDENTITIES = "identities of a letter"
WAITER = "workflow of the task token"
waiters = {}
roles = {"asked": 0, "refused": []}


def named_by_arn(create):
    """A secret's `Ref` is its ARN, as the CDK relies on; MiniStack gives the name, which no role's statement matches."""

    def created(*args):
        _, attributes = create(*args)
        return attributes["Arn"], attributes

    return created


def of_first_metric(record):
    """An alarm on several metrics together is kept as one on the first of them; alarms never ring here."""

    def recorded(name, props):
        stats = [one["MetricStat"] for one in props.get("Metrics", []) if "MetricStat" in one]
        if stats:
            first_stat = {**stats[0].pop("Metric"), "Period": stats[0]["Period"], "Statistic": stats[0]["Stat"]}
            props = {**{key: value for key, value in props.items() if key != "Metrics"}, **first_stat}
        return record(name, props)

    return recorded


def composite(_logical_id, props, _stack):
    """A composite alarm is only named: MiniStack makes none."""
    name = props["AlarmName"]
    return name, {"Arn": f"arn:aws:cloudwatch:{os.environ['MINISTACK_REGION']}:{get_account_id()}:alarm:{name}"}


def idempotent(start):
    """Starting what already runs, by the same name and input, is answered as the first time."""

    def started(data):
        workflow = data.get("stateMachineArn", "").replace(":stateMachine:", ":execution:")
        one = stepfunctions._executions.get(f"{workflow}:{data.get('name')}")
        if one is None or one["status"] != "RUNNING" or one["input"] != data.get("input"):
            return start(data)
        return json_response({"executionArn": one["executionArn"], "startDate": one["startDate"]})

    return started


def remembering_waiters(invoke):
    """Keeps which workflow a task token belongs to; our steps are told their execution."""

    def invoked(resource, parameters, token, state):
        execution = parameters["Payload"]["execution"]
        waiters[token] = execution.replace(":execution:", ":stateMachine:").rpartition(":")[0]
        return invoke(resource, parameters, token, state)

    return invoked


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
        if action.startswith("states:SendTask"):
            return {**found, WAITER: waiters.get(json.loads(body).get("taskToken"))}
        if action == "ses:SendRawEmail":
            sender = parseaddr(first(params, "Source"))[1]
            # As in the sandbox, where every recipient is a verified identity.
            recipients = [first(params, name) for name in params if name.startswith("Destinations.member.")]
            return {**found, "ses:FromAddress": sender, IDENTITIES: [sender, *recipients], SET: first(params, SET)}
        return found

    return context


def first(params, name):
    value = params.get(name, "")
    return value[0] if isinstance(value, list) else value


def resources_of(action, region, resource_arn, context):
    """A letter needs its sender's identity, those of its recipients (as in the sandbox of SES) and its configuration set, a token its workflow; MiniStack asks for `*`."""
    if context.get(WAITER) is not None:
        return [context[WAITER]]
    if action != "ses:SendRawEmail":
        return [resource_arn]
    names = [*(f"identity/{one}" for one in context[IDENTITIES]), f"configuration-set/{context[SET]}"]
    return [f"arn:aws:ses:{region}:{get_account_id()}:{name}" for name in names]


def with_resources(enforce):
    """Also keeps count, for GET /_deploy/roles, of what the deployed roles were asked and what they refused."""

    def enforced(access_key, action, service, region, resource_arn="*", service_context=None):
        if (access_key or "").startswith("ASIA"):
            roles["asked"] += 1
        for arn in resources_of(action, region, resource_arn, service_context or {}):
            refusal = enforce(access_key, action, service, region, arn, service_context)
            if refusal is not None:
                roles["refused"].append(f"{action} on {arn} to {getattr(refusal, 'principal_arn', refusal)}")
                return refusal
        return None

    return enforced


SECRET = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
SECRET["create"] = named_by_arn(SECRET["create"])
provisioners._cw_metric_alarm_record = of_first_metric(provisioners._cw_metric_alarm_record)
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::CompositeAlarm"] = {
    "create": composite,
    "update": lambda _id, _old, props, stack, *_: composite(None, props, stack),
    "delete": lambda *_: None,
}
stepfunctions._start_execution = idempotent(stepfunctions._start_execution)
stepfunctions._invoke_with_callback = remembering_waiters(stepfunctions._invoke_with_callback)
eventbridge._invoke_target = with_scheduled_time(eventbridge._invoke_target)
iam_actions.request_tag_context = with_conditions(iam_actions.request_tag_context)
iam_evaluator.enforce = with_resources(iam_evaluator.enforce)


def ask_roles(_body):
    ministack_app.AUTH = True
    return 200, {}, b"{}"


def tell_roles(_body):
    return 200, {}, json.dumps(roles).encode()


def put_event(body):
    set_request_account_id("test")
    set_request_region(os.environ["MINISTACK_REGION"])
    return eventbridge._put_events({"Entries": [json.loads(body)]}, allow_aws_source=True)


DOORS = {"/_deploy/service-events": put_event, "/_deploy/ask-roles": ask_roles, "/_deploy/roles": tell_roles}


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
