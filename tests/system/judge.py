"""Reads events by the `cloudevents` package and verifies deliveries by `standardwebhooks`; writes what it found as JSON."""

import json
import sys

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def read(text):
    event = JSONFormat().read(CloudEvent, text)
    return {
        "id": event.get_id(),
        "source": event.get_source(),
        "type": event.get_type(),
        "subject": event.get_subject(),
        "time": event.get_time().isoformat(),
        "sequence": event.get_extension("sequence"),
        "version": event.get_extension("version"),
        "data": event.get_data(),
    }


def verified(delivery):
    try:
        Webhook(delivery["secret"]).verify(delivery["body"], delivery["headers"])
        return True
    except WebhookVerificationError:
        return False


asked = json.load(sys.stdin)
json.dump(
    {
        "events": [read(text) for text in asked.get("events", [])],
        "verified": [verified(delivery) for delivery in asked.get("deliveries", [])],
    },
    sys.stdout,
)
