"""Starts the local AWS, holds it to the rules of AWS where it goes by others, and writes down what it decides of every call.

The emulator's own `enforce` decides, over the roles and policies that CloudFormation made. One JSON line for each kind of
call and answer goes to the file that LEDGER names, since a story makes many of the same kind.
"""

import json
import os

from ministack.app import main
from ministack.core import iam_evaluator
from ministack.services import ssm, sts

enforce = iam_evaluator.enforce
seen = set()


def who(key):
    """The function or role behind a key; the root of the account has none."""
    arn = (sts._sessions.get(key) or {}).get("Arn", "")
    return arn.rsplit("/", 1)[-1] if arn else "root" if iam_evaluator.is_root_access_key(key) else "unknown"


def body():
    request = iam_evaluator._signed_request.get()
    try:
        return json.loads(request.body) if request else {}
    except ValueError:
        return {}


def by_the_rules(action, service, region, resource, context):
    """What AWS checks in place of this one: the emulator knows no such action, resource or condition there."""
    name = action.split(":")[1]
    if service == "sqs" and name.endswith("Batch"):
        # A batch is allowed by the right to its single action.
        return [(action.removesuffix("Batch"), service, resource, context)]
    if action == "ses:SendEmail":
        sent = body()
        sender = sent.get("FromEmailAddress", "")
        # The emulator asks for `*`; AWS for the identity and the configuration set, and tells who the sender is.
        arn = f"arn:aws:ses:{region}:000000000000"
        told = {**context, "ses:FromAddress": sender}
        return [
            (action, service, f"{arn}:identity/{sender.rpartition('@')[2]}", told),
            (action, service, f"{arn}:configuration-set/{sent.get('ConfigurationSetName')}", told),
        ]
    if service == "kms":
        given = body().get("EncryptionContext") or {}
        told = {f"kms:EncryptionContext:{key}": value for key, value in given.items()}
        return [(action, service, resource, {**context, **told})]
    return [(action, service, resource, context)]


def of_the_key(action, service, region, resource):
    """What a store asks the data key in its caller's name; the emulator keeps everything in the clear and asks nobody."""
    asked = {"s3:PutObject": "kms:GenerateDataKey", "s3:GetObject": "kms:Decrypt", "s3:GetObjectVersion": "kms:Decrypt"}
    needed = "kms:Decrypt" if service == "dynamodb" else asked.get(action)
    key = ssm._parameters.get("/motcua/platform/data-key")
    if needed is None or key is None or "motcua-" not in resource:
        return []
    return [(needed, "kms", key["Value"], {"kms:ViaService": f"{service}.{region}.amazonaws.com"})]


def write_down(key, action, resource, context, decided):
    failure = decided.code if isinstance(decided, iam_evaluator.AuthError) else decided and decided.decision
    line = {"who": who(key), "action": action, "resource": resource, "answer": failure or "allowed"}
    via = context.get("kms:ViaService")
    text = json.dumps({**line, "via": via} if via else line)
    if text not in seen:
        seen.add(text)
        with open(os.environ["LEDGER"], "a", encoding="utf-8") as ledger:
            ledger.write(text + "\n")


def decide(key, action, service, region, resource_arn="*", service_context=None):
    checks = by_the_rules(action, service, region, resource_arn, service_context or {})
    if not iam_evaluator.is_root_access_key(key or ""):
        checks += of_the_key(action, service, region, resource_arn)
    for checked, namespace, resource, context in checks:
        decided = enforce(key, checked, namespace, region, resource_arn=resource, service_context=context)
        write_down(key or "", checked, resource, context, decided)
        if decided is not None:
            return decided
    return None


iam_evaluator.enforce = decide
main()
