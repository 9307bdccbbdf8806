"""Reads a calendar feed from standard input by the `icalendar` package and writes what it found as JSON."""

import json
import sys
from datetime import timezone

from icalendar import Calendar


def instant(value):
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def entry(event):
    if event.errors:
        raise SystemExit(f"not valid: {event.errors}")
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": instant(event["DTSTART"]),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
        "stamp": instant(event["DTSTAMP"]),
        "modified": instant(event["LAST-MODIFIED"]),
    }


calendars = Calendar.from_ical(sys.stdin.buffer.read(), multiple=True)
if len(calendars) != 1:
    raise SystemExit(f"{len(calendars)} calendars in one feed")
calendar = calendars[0]
json.dump(
    {
        "name": str(calendar["X-WR-CALNAME"]),
        "method": str(calendar["METHOD"]),
        "entries": [entry(event) for event in calendar.walk("VEVENT")],
    },
    sys.stdout,
)
