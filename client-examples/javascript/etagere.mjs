// A client that repeats safely, for Node 20 and browsers, on fetch alone.
//   const client = new Client("http://127.0.0.1:8080");
//   const note = await client.create("notes", { text: "Buy bread" });
//   await client.update("notes", note.id, (value) => ({ ...value, text: "Buy milk" }));
// Each call that changes something carries an Idempotency-Key, the same at each attempt. Tried again are
// no connection, a broken or late answer, and RETRIED. The server must honour the key, as Etagere does.
// In a browser on another origin, the server must expose ETag, Location and Retry-After.
const RETRIED = new Set([408, 429, 500, 502, 503, 504]);
const STRONG = /^"[!#-~]*"$/;

/** Base of all: has method, url, status (0 without an answer), problem, requestId and key. */
export class EtagereError extends Error {
  constructor(message, method, url, answer, key) {
    const requestId = answer.headers.get("X-Request-Id");
    super(`${method} ${url}: status ${answer.status}. ${message} ${answer.problem.detail ?? ""} [${requestId}]`);
    Object.assign(this, { method, url, status: answer.status, problem: answer.problem, requestId, key });
    this.name = new.target.name;
  }
}
export class Conflict extends EtagereError {} // 412: the resource is in another version than the one that was seen.
export class NotFound extends EtagereError {} // 404: never existed, or is forgotten.
export class Gone extends EtagereError {} // 410: was deleted.
export class Refused extends EtagereError {} // Another 4xx; nothing was changed.
export class Unavailable extends EtagereError {} // Given up; nothing was changed.
export class OutcomeUnknown extends EtagereError {} // Given up; may have been done. Its key tells.
export class UnexpectedAnswer extends EtagereError {} // No answer to this request: no JSON, no strong ETag, a redirect.

const KINDS = new Map([[404, NotFound], [410, Gone], [412, Conflict]]);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A UUID of version 7 (RFC 9562): never the same twice, sorted by time. */
export function newKey() {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

export class Client {
  #tokens = 100;

  constructor(server, options) {
    this.root = server.replace(/\/+$/, "") + "/v1/";
    this.options = { deadline: 30_000, attempt: 10_000, attempts: 8, headers: {}, maxBytes: 1 << 24, ...options };
  }

  /** Reads. With a known version, a 304 returns just that. */
  async get(collection, id, known) {
    const answer = await this.#call("GET", [collection, id], undefined, known ? { "If-None-Match": known.etag } : {});
    return answer.status === 304 && known ? known : { id, value: JSON.parse(answer.text), etag: answer.etag };
  }

  /** Creates once, however often it is tried: with the same key also after a crash. */
  async create(collection, value, key) {
    const answer = await this.#call("POST", [collection], value, {}, key);
    const location = answer.headers.get("Location") ?? "";
    return { id: decodeURIComponent(location.slice(location.lastIndexOf("/") + 1)), value, etag: answer.etag };
  }

  /** Replaces the version with this etag; without one, creates. */
  async put(collection, id, value, etag, key) {
    const fields = etag ? { "If-Match": etag } : { "If-None-Match": "*" };
    return { id, value, etag: (await this.#call("PUT", [collection, id], value, fields, key)).etag };
  }

  /** Sets members, removes those that are null (RFC 7396); returns the new etag. */
  async patch(collection, id, members, etag, key) {
    const fields = { "If-Match": etag, "Content-Type": "application/merge-patch+json" };
    return (await this.#call("PATCH", [collection, id], members, fields, key)).etag;
  }

  async delete(collection, id, etag, key) {
    await this.#call("DELETE", [collection, id], undefined, { "If-Match": etag }, key);
  }

  /** All members, page by page, each page when it is wanted. */
  async *list(collection) {
    for (let query = "limit=50"; query; ) {
      const answer = await this.#call("GET", [collection], undefined, {}, undefined, `?${query}`);
      const page = JSON.parse(answer.text);
      yield* page.items.map(({ id, value, etag }) => ({ id, value, etag }));
      query = page.next?.split("?")[1];
    }
  }

  /** Reads, applies, writes; again if somebody came between. The function may run often. */
  async update(collection, id, change, rounds = 100) {
    const end = Date.now() + this.options.deadline;
    for (let number = 0; ; number++) {
      const read = await this.get(collection, id);
      try {
        return await this.put(collection, id, await change(read.value), read.etag);
      } catch (failure) {
        if (!(failure instanceof Conflict) || number === rounds - 1 || Date.now() > end) throw failure;
        await pause(Math.random() * Math.min(50, 2 * 2 ** number));
      }
    }
  }

  /** Writes mine; after a conflict merge(base, mine, theirs) instead. */
  async merge(collection, base, mine, merge) {
    try {
      return await this.put(collection, base.id, mine, base.etag);
    } catch (failure) {
      if (!(failure instanceof Conflict)) throw failure;
      return this.update(collection, base.id, (theirs) => merge(base.value, mine, theirs));
    }
  }

  /** Sends until the server has decided, or the call must be given up. */
  async #call(method, path, value, fields, key, query = "") {
    key ??= method === "GET" ? undefined : newKey();
    const url = this.root + path.map(encodeURIComponent).join("/") + query;
    const type = "application/json";
    const headers = { Accept: type, "Content-Type": type, ...this.options.headers, ...fields };
    if (key) headers["Idempotency-Key"] = `"${key.replace(/["\\]/g, "\\$&")}"`;
    const end = Date.now() + this.options.deadline;
    let doubt = false;
    this.#pay(-0.1);
    for (let number = 0; ; number++) {
      let [answer, reason, wait] = [new Answer(), "", Math.random() * Math.min(5000, 100 * 2 ** number)];
      try {
        answer = await this.#exchange(method, url, headers, value, end);
        if (!RETRIED.has(answer.status)) return decided(method, url, answer, key, doubt);
        doubt ||= answer.mayBeDone();
        wait += answer.wait();
      } catch (failure) {
        if (failure instanceof EtagereError) throw failure;
        reason = failure.cause?.message ?? failure.message;
        doubt ||= failure.cause?.code !== "ECONNREFUSED"; // A browser does not say which it was.
      }
      if (number === this.options.attempts - 1 || Date.now() + wait > end || !this.#pay(1)) {
        throw new (doubt && key ? OutcomeUnknown : Unavailable)(`Given up. ${reason}`, method, url, answer, key);
      }
      await pause(wait);
    }
  }

  async #exchange(method, url, headers, value, end) {
    // The signal ends the reading of the content too. A redirect is answered as status 0 or 3xx.
    const signal = AbortSignal.timeout(Math.max(1, Math.min(this.options.attempt, end - Date.now())));
    const request = { method, headers, body: JSON.stringify(value), signal };
    const response = await fetch(url, { ...request, redirect: "manual", cache: "no-store" });
    const parts = [];
    const reader = response.body?.getReader();
    for (let left = this.options.maxBytes, part; reader && !(part = await reader.read()).done; ) {
      parts.push(part.value);
      if ((left -= part.value.length) >= 0) continue;
      await reader.cancel();
      throw new UnexpectedAnswer("Too long.", method, url, new Answer(response.status));
    }
    return new Answer(response.status, response.headers, await new Blob(parts).text());
  }

  /** At most a tenth more load once 100 retries are used up, so that an outage makes no storm. */
  #pay(tokens) {
    const allowed = this.#tokens >= tokens;
    if (allowed) this.#tokens = Math.min(100, this.#tokens - tokens);
    return allowed;
  }
}

class Answer {
  constructor(status = 0, headers = new Headers(), text = "") {
    const [type, etag] = ["Content-Type", "ETag"].map((name) => headers.get(name) ?? "");
    Object.assign(this, { status, headers, text, type, etag, problem: {} });
    try {
      if (type.startsWith("application/problem+json")) this.problem = JSON.parse(text) ?? {};
    } catch {} // Then only its status tells something.
  }

  /** A 503 without a problem may be a gateway's that lost the server after the request. */
  mayBeDone() {
    const kind = String(this.problem.type ?? "outcome-unknown");
    return this.status === 503 ? kind.endsWith("outcome-unknown") : ![408, 429].includes(this.status);
  }

  /** Retry-After in both forms, as milliseconds from now. */
  wait() {
    const text = this.headers.get("Retry-After") ?? "0";
    return Math.max(0, /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now() || 0);
  }
}

function decided(method, url, answer, key, doubt) {
  const { status, etag } = answer;
  if ([200, 201, 204].includes(status) || (status === 304 && method === "GET")) {
    const isOther = method === "GET" && status === 200 && !answer.type.includes("json");
    if (isOther) throw new UnexpectedAnswer("The content is not JSON.", method, url, answer, key);
    if (method !== "DELETE" && !url.includes("?") && !STRONG.test(etag)) {
      throw new UnexpectedAnswer(`No strong ETag, but '${etag}'.`, method, url, answer, key);
    }
    return answer;
  }
  if (status < 400 || status > 499) throw new UnexpectedAnswer("No answer to this.", method, url, answer, key);
  // A server answers these after it has looked for the key: it was not used, or too long ago to be known.
  const isProof = [404, 410, 412, 422].includes(status) && !answer.problem.keyMayBeForgotten;
  if (doubt && key && !isProof) throw new OutcomeUnknown("An attempt broke off.", method, url, answer, key);
  throw new (KINDS.get(status) ?? Refused)("", method, url, answer, key);
}
