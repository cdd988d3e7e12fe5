"""What .ci/openapi tells Schemathesis that no description in OpenAPI can say: how texts of our own formats are made."""

import datetime
import json
import string
import urllib.error
import urllib.parse
import urllib.request
import uuid

import schemathesis
from hypothesis import strategies as st
from schemathesis.core import NOT_SET

# A filter by what every collection can be filtered by. The values fit: a time compared with no time is refused.
TIMES = st.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(9999, 12, 30)).map(
    lambda time: time.isoformat(timespec="milliseconds") + "Z"
)
# Of an id only these need no quotes in RSQL; the others are quoted.
IDS = st.text(string.ascii_letters + string.digits + "._@:-", min_size=1, max_size=40) | st.text(
    string.ascii_letters + "~=,+", min_size=1, max_size=10
).map('"{}"'.format)
ORDERED = ["==", "!=", "=gt=", "=ge=", "=lt=", "=le="]
COMPARISONS = st.one_of(
    st.builds("id{}{}".format, st.sampled_from([*ORDERED, "=prefix="]), IDS),
    st.lists(IDS, min_size=1, max_size=5).map(lambda ids: f"id=in=({','.join(ids)})"),
    st.builds("{}{}{}".format, st.sampled_from(["createdAt", "modifiedAt"]), st.sampled_from(ORDERED), TIMES),
)
FILTERS = st.recursive(
    COMPARISONS,
    lambda inner: st.builds(
        lambda parts, sign: f"({sign.join(parts)})", st.lists(inner, min_size=1, max_size=3), st.sampled_from(";,")
    ),
    max_leaves=8,
)
NAMES = st.text(string.ascii_letters + string.digits + "_@:-äλ中", min_size=1, max_size=10)

schemathesis.openapi.format("rsql", FILTERS)
schemathesis.openapi.format("member-path", st.lists(NAMES, min_size=1, max_size=3).map(".".join))
# Replaced below: only the server can make one.
schemathesis.openapi.format("page-token", st.just("token"))


def page_token(case, authorization):
    """The token of the second page of the list that is asked for; None if it has only one."""
    query = {"limit": 1}
    for name in ("filter", "sort"):
        if name in case.query:
            value = case.query[name]
            query[name] = ",".join(value) if isinstance(value, list) else value
    url = f"{case.operation.base_url.rstrip('/')}{case.path}?{urllib.parse.urlencode(query)}"
    request = urllib.request.Request(url, headers={"Authorization": authorization})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            following = json.load(answer).get("next")
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{url}: {error.read()}") from error
    return following and urllib.parse.parse_qs(urllib.parse.urlsplit(following).query)["after"][0]


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.method == "TRACE":
        # RFC 9110 §9.3.8: no client may send it content.
        case.body = NOT_SET
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    for name in ("If-Match", "If-None-Match"):
        # Schemathesis 4.32 fills a field that has no example with a number, and takes that for positive.
        if case.headers and case.headers.get(name) == "0":
            del case.headers[name]
    if case.method == "PUT" and not {"If-Match", "If-None-Match"} & {*(case.headers or {})}:
        # It needs one of the two, which no schema of header fields can say.
        case.headers["If-None-Match"] = "*"
    if case.headers and "Idempotency-Key" in case.headers:
        # A key stands for one intent, and each call here is a new one.
        case.headers["Idempotency-Key"] = f'"{uuid.uuid4()}"'
    asked = [name for name in ("after", "before") if case.query and name in case.query]
    for name in asked:
        del case.query[name]
    if asked:
        token = page_token(case, context.operation.schema.config.headers["Authorization"])
        if token:
            case.query[asked[0]] = token
