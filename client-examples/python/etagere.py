"""A client that repeats safely, with the standard library alone. Python 3.9 or newer.
    client = Client("http://127.0.0.1:8080")
    note = client.create("notes", {"text": "Buy bread"})
    client.update("notes", note.id, lambda value: {**value, "text": "Buy milk"})
A change carries an Idempotency-Key, the same at each attempt, which the server must honour. Tried again
are no connection, a broken or late answer, and RETRIED.
"""

import collections
import contextlib
import email.utils
import http.client
import json
import os
import random
import re
import threading
import time
import urllib.parse
import uuid

STRONG, RETRIED = re.compile('"[!#-~]*"'), {408, 429, 500, 502, 503, 504}
Versioned = collections.namedtuple("Versioned", "id value etag")


class EtagereError(Exception):
    """Base of all. The status is 0 if no answer came."""
    def __init__(self, message, method, url, answer, key):
        self.method, self.url, self.status, self.key = method, url, answer.status, key
        self.problem, self.request_id = answer.problem, answer.fields.get("x-request-id")
        message += f" {self.problem.get('detail', '')} [{self.request_id}]"
        super().__init__(f"{method} {url}: status {self.status}. {message}")

class Conflict(EtagereError): "412: the resource is in another version than the one that was seen."
class NotFound(EtagereError): "404: never existed, or is forgotten."
class Gone(EtagereError): "410: was deleted."
class Refused(EtagereError): "Another 4xx; nothing was changed."
class Unavailable(EtagereError): "Given up; nothing was changed."
class OutcomeUnknown(EtagereError): "Given up; may have been done. The same call with the same key tells."
class UnexpectedAnswer(EtagereError): "No answer to this request: no JSON, no strong ETag, a redirect."

KINDS = {404: NotFound, 410: Gone, 412: Conflict}


class WholeHead(http.client.HTTPResponse):
    def begin(self):
        """http.client takes a head that breaks off for a whole one: ETag or Location could be cut."""
        lines, read = [], self.fp.readline
        self.fp.readline = lambda *limit: lines.append(read(*limit)) or lines[-1]
        super().begin()
        if lines[-1] not in (b"\r\n", b"\n"):
            raise http.client.IncompleteRead(b"")


class Answer:
    def __init__(self, status=0, fields=None, content=b""):
        self.status, self.fields, self.content, self.problem = status, fields or {}, content, {}
        self.etag = self.fields.get("etag", "")
        if self.fields.get("content-type", "").startswith("application/problem+json"):
            with contextlib.suppress(ValueError, TypeError):  # Then only its status tells something.
                self.problem = dict(json.loads(content))

    def may_be_done(self):
        """A 503 without a problem may be a gateway's that lost the server after the request."""
        kind = str(self.problem.get("type", "outcome-unknown"))
        return not (self.status in (408, 429) or self.status == 503 and not kind.endswith("outcome-unknown"))

    def wait(self):
        """Retry-After in both forms, as seconds from now."""
        text = self.fields.get("retry-after", "")
        date = email.utils.parsedate_tz(text)
        return int(text) if text.isdigit() else email.utils.mktime_tz(date) - time.time() if date else 0


def new_key():
    """A UUID of version 7 (RFC 9562): never the same twice, sorted by time."""
    bits = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    return str(uuid.UUID(int=bits & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62))


class Client:
    def __init__(self, server, deadline=30, attempt=10, attempts=8, headers=None, max_bytes=1 << 24):
        self._root, self._headers = urllib.parse.urlsplit(server.rstrip("/") + "/v1/"), dict(headers or {})
        self._deadline, self._attempt, self._attempts, self._max_bytes = deadline, attempt, attempts, max_bytes
        self._tokens, self._lock = 100.0, threading.Lock()

    def get(self, collection, id, known=None):
        """Reads. With a known Versioned, a 304 returns just that."""
        answer = self._call("GET", [collection, id], None, {"If-None-Match": known.etag} if known else {})
        return known if answer.status == 304 else Versioned(id, json.loads(answer.content), answer.etag)

    def create(self, collection, value, key=None):
        """Creates once, however often it is tried: with the same key also after a crash."""
        answer = self._call("POST", [collection], value, {}, key)
        id = urllib.parse.unquote(answer.fields.get("location", "").rsplit("/", 1)[-1])
        return Versioned(id, value, answer.etag)

    def put(self, collection, id, value, etag=None, key=None):
        """Replaces the version with this etag; without one, creates."""
        when = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        return Versioned(id, value, self._call("PUT", [collection, id], value, when, key).etag)

    def patch(self, collection, id, members, etag, key=None):
        """Sets members, removes those that are None (RFC 7396); returns the new etag."""
        fields = {"If-Match": etag, "Content-Type": "application/merge-patch+json"}
        return self._call("PATCH", [collection, id], members, fields, key).etag

    def delete(self, collection, id, etag, key=None):
        self._call("DELETE", [collection, id], None, {"If-Match": etag}, key)

    def list(self, collection):
        """All members, page by page, each page when it is wanted."""
        query = "limit=50"
        while query:
            page = json.loads(self._call("GET", [collection], None, {}, query="?" + query).content)
            yield from (Versioned(i["id"], i["value"], i["etag"]) for i in page["items"])
            query = page.get("next", "").partition("?")[2]

    def update(self, collection, id, function, rounds=100):
        """Reads, applies, writes; again if somebody came between. The function may run often."""
        end = time.monotonic() + self._deadline
        for number in range(rounds):
            read = self.get(collection, id)
            try:
                return self.put(collection, id, function(read.value), read.etag)
            except Conflict:
                if number == rounds - 1 or time.monotonic() > end:
                    raise
                time.sleep(random.uniform(0, min(0.05, 0.002 * 2**number)))

    def merge(self, collection, base, mine, function):
        """Writes mine; after a conflict function(base, mine, theirs) instead."""
        try:
            return self.put(collection, base.id, mine, base.etag)
        except Conflict:
            return self.update(collection, base.id, lambda theirs: function(base.value, mine, theirs))

    def _call(self, method, path, value, fields, key=None, query=""):
        """Sends until the server has decided, or the call must be given up."""
        key = key or (new_key() if method != "GET" else None)
        url = self._root.path + "/".join(urllib.parse.quote(part, safe="") for part in path) + query
        body = None if value is None else json.dumps(value).encode()
        fields = {"Accept": "application/json", "Content-Type": "application/json", **self._headers, **fields}
        if key:
            fields["Idempotency-Key"] = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
        end, doubt = time.monotonic() + self._deadline, False
        self._pay(-0.1)
        for number in range(self._attempts):
            wait = random.uniform(0, min(5, 0.1 * 2**number))
            try:
                answer, reason = self._exchange(method, url, body, fields, end), ""
                if answer.status not in RETRIED:
                    return self._decided(method, url, fields, answer, key, doubt)
                doubt, wait = doubt or answer.may_be_done(), wait + max(0, answer.wait())
            except (OSError, http.client.HTTPException) as failure:
                answer, reason = Answer(), repr(failure)
                doubt = doubt or not isinstance(failure, ConnectionRefusedError)
            if number == self._attempts - 1 or time.monotonic() + wait > end or not self._pay(1):
                raise (OutcomeUnknown if doubt and key else Unavailable)("Given up. " + reason, method, url, answer, key)
            time.sleep(wait)

    def _exchange(self, method, url, body, fields, end):
        kind = http.client.HTTPSConnection if self._root.scheme == "https" else http.client.HTTPConnection
        left = max(0.001, min(self._attempt, end - time.monotonic()))
        connection, end = kind(self._root.netloc, timeout=left), time.monotonic() + left
        connection.response_class = WholeHead
        try:
            connection.request(method, url, body, fields)
            response, content = connection.getresponse(), b""
            while part := response.read1(65536):
                content += part
                if time.monotonic() > end or len(content) > self._max_bytes:
                    raise TimeoutError("the answer is too long or too slow")
            if response.length:
                raise http.client.IncompleteRead(content, response.length)
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, content)
        finally:
            connection.close()

    def _pay(self, tokens):
        """At most a tenth more load once 100 retries are used up, so that an outage makes no storm."""
        with self._lock:
            allowed = self._tokens >= tokens
            self._tokens = min(100, self._tokens - tokens * allowed)
            return allowed

    @staticmethod
    def _decided(method, url, fields, answer, key, doubt):
        status = answer.status
        if status in (200, 201, 204) or status == 304 and "If-None-Match" in fields:
            is_json = status != 200 or method != "GET" or "json" in answer.fields.get("content-type", "")
            if not is_json or method != "DELETE" and "?" not in url and not STRONG.fullmatch(answer.etag):
                raise UnexpectedAnswer(f"No JSON, or no strong ETag: '{answer.etag}'.", method, url, answer, key)
            return answer
        if not 400 <= status < 500:
            raise UnexpectedAnswer("That is no answer to this request.", method, url, answer, key)
        # A server answers these after it has looked for the key: it was not used, or too long ago to be known.
        proves = status in (404, 410, 412, 422) and not answer.problem.get("keyMayBeForgotten")
        raise (OutcomeUnknown if doubt and key and not proves else KINDS.get(status, Refused))("", method, url, answer, key)
