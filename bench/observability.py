#!/usr/bin/env python3
"""Measures what metrics and the access log cost: requests a second, and the server's CPU for each.

Needs wrk, and a built server: mvn -DskipTests package.
bench/observability.py [rounds, an even number, default 4] [blocks in each, default 5]
  [--kind both|metrics|log]

A round is a JVM with two servers, one of them with metrics; the log is turned on and off: what the
JIT makes of one and the same server differs by a tenth from process to process, which is more than
metrics and log cost. In a block each of the two servers is loaded by a wrk of its own, in turns of
half a second, while the other wrk is stopped: on a machine that others use too, rates change by a
tenth from one second to the next and by half within a minute, which then meets both alike. Options
for the JVMs: BENCH_JAVA_OPTS, by default those of ./etagere. The folder that the log is written to:
BENCH_LOGS, by default one in memory, so that the data's disk has no part in it.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shlex
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONNECTIONS = 16
THREADS = 2
TURN_SECONDS = 0.5
PAIRS = 20
WARM_UPS = 2
NONE = "none"


class Server:
    """A JVM with two servers: one without metrics, one with them."""

    def __init__(self, data, with_first, log):
        options = shlex.split(os.environ.get("BENCH_JAVA_OPTS", "-Xmx64m -XX:+UseSerialGC"))
        classpath = f"{ROOT}/server/target/etagere.jar:{ROOT}/server/target/lib/*"
        logging = ROOT / "server/src/main/resources/dev/etagere/server/logging.properties"
        command = ["java", *options, "-cp", classpath, f"-Djava.util.logging.config.file={logging}"]
        command += [str(ROOT / "bench/Observed.java"), str(data), str(with_first).lower()]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        uris = self.process.stdout.readline().split()
        if len(uris) != 2:
            self.stop()
            log.seek(0)
            raise SystemExit(f"not started: {log.read().decode()}")
        without, with_metrics = (uri.rstrip("/") for uri in uris)
        self.urls = {NONE: without, "log": without, "metrics": with_metrics, "both": with_metrics}
        # The CPU clock of another process, as clock_getcpuclockid(3) makes its number.
        self.clock = (~self.process.pid << 3) | 2

    def become(self, kind):
        print("log" if kind in ("log", "both") else "off", file=self.process.stdin, flush=True)
        self.process.stdout.readline()

    def cpu(self):
        return time.clock_gettime(self.clock)

    def jit(self):
        """Seconds of CPU that the JIT has taken so far."""
        ticks = 0
        for stat in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            name, fields = re.fullmatch(r"\d+ \((.*)\) (.*)\n", stat.read_text(), re.S).groups()
            if name.startswith(("C1 Comp", "C2 Comp")):
                user, system = fields.split()[11:13]
                ticks += int(user) + int(system)
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def create(url):
    """Makes a resource of 1 KB, and returns the incarnation in its entity tag."""
    headers = {"Content-Type": "application/json", "If-None-Match": "*"}
    content = json.dumps({"pad": "x" * 1014}).encode()
    request = urllib.request.Request(url, content, headers, method="PUT")
    with urllib.request.urlopen(request) as answer:
        return answer.headers["ETag"].strip('"').split("-", 1)[1]


def load(request, url, block):
    """The arguments of wrk for a block of these requests."""
    if request == "GET":
        create(f"{url}/v1/notes/{block}")
        return [f"{url}/v1/notes/{block}"]
    path = f"/v1/notes/{block}-"
    each = 16 * CONNECTIONS // THREADS
    made = [create(f"{url}{path}{t}-{i}") for t in range(THREADS) for i in range(1, each + 1)]
    return ["-s", str(ROOT / "bench/put.lua"), url, "--", path, str(each), *made]


class Turns:
    """A wrk that works for some turns, and stands still otherwise."""

    def __init__(self, server, kind, arguments):
        self.server = server
        self.kind = kind
        # It is interrupted long before it would end by itself.
        options = [f"-t{THREADS}", f"-c{CONNECTIONS}", "-d1h", "--timeout", "10s"]
        self.wrk = subprocess.Popen(["wrk", *options, *arguments], stdout=subprocess.PIPE, text=True)
        self.wrk.send_signal(signal.SIGSTOP)
        self.seconds = 0
        self.cpu = 0

    @contextlib.contextmanager
    def working(self):
        self.server.become(self.kind)
        cpu, begin = self.server.cpu(), time.monotonic()
        self.wrk.send_signal(signal.SIGCONT)
        yield
        self.seconds += time.monotonic() - begin
        self.cpu += self.server.cpu() - cpu

    def turn(self):
        with self.working():
            time.sleep(TURN_SECONDS)
            self.wrk.send_signal(signal.SIGSTOP)

    def end(self):
        """Requests a second, and microseconds of the server's CPU for each."""
        with self.working():
            # Just continued, any of its threads takes the signal, and the first would sleep on.
            time.sleep(TURN_SECONDS)
            self.wrk.send_signal(signal.SIGINT)
            said = self.wrk.communicate(timeout=10)[0]
        if "Non-2xx" in said or "Socket errors" in said:
            raise SystemExit(f"not all was answered: {said}")
        requests = int(re.search(r"(\d+) requests in", said).group(1))
        return requests / self.seconds, 1e6 * self.cpu / requests


def block(server, request, kind, name):
    """Figures of none, and of the kind."""
    loads = {k: load(request, server.urls[k], f"{name}-{k}") for k in (NONE, kind)}
    two = []
    try:
        for k, arguments in loads.items():
            two.append(Turns(server, k, arguments))
        for pair in range(PAIRS):
            # Each in the other order, so that what drifts meets both alike.
            for one in two if pair % 2 else reversed(two):
                one.turn()
        return [one.end() for one in two]
    finally:
        for one in two:
            # One that stands still would not end by itself, nor by a signal that it may handle.
            one.wrk.kill()
            one.wrk.wait()


def warm(server, kind, name):
    """Until the JIT takes less than a twentieth of a core."""
    for attempt in range(6):
        before = server.jit()
        for request in ("GET", "PUT"):
            block(server, request, kind, f"warm{attempt}-{name}")
        if attempt >= WARM_UPS - 1 and server.jit() - before < 4 * PAIRS * TURN_SECONDS / 20:
            return
    print("the JIT is at work still", flush=True)


def cost(pairs):
    """Requests a second that are missing, and CPU that is more: per cent, of each pair."""
    return [[100 * (1 - other[0] / none[0]), 100 * (other[1] / none[1] - 1)] for none, other in pairs]


def mean(figures):
    error = statistics.stdev(figures) / len(figures) ** 0.5
    return f"{statistics.mean(figures):.1f}% ± {error:.1f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int, nargs="?", default=4)
    parser.add_argument("blocks", type=int, nargs="?", default=5)
    parser.add_argument("--kind", default="both", choices=["both", "metrics", "log"])
    chosen = parser.parse_args()
    if chosen.rounds * chosen.blocks < 2:
        parser.error("an error is told from two blocks or more")
    figures = {"GET": [], "PUT": []}
    for round_ in range(chosen.rounds):
        logs = os.environ.get("BENCH_LOGS", "/dev/shm")
        with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile(dir=logs) as log:
            server = Server(data, round_ % 2 == 0, log)
            try:
                warm(server, chosen.kind, str(round_))
                for number in range(chosen.blocks):
                    for request, pairs in figures.items():
                        pair = block(server, request, chosen.kind, f"b{number}")
                        pairs.append(pair)
                        said = ", ".join(f"{rate:.0f} ({cpu:.1f})" for rate, cpu in pair)
                        print(round_ + 1, request, said, flush=True)
            finally:
                server.stop()
    print(f"| request | none | {chosen.kind} | throughput less | CPU of a request more |")
    print("|---|---|---|---|---|")
    for request, pairs in figures.items():
        none, other = (
            f"{statistics.median(p[i][0] for p in pairs):.0f} ({statistics.median(p[i][1] for p in pairs):.1f})"
            for i in (0, 1))
        less, more = zip(*cost(pairs))
        print(f"| {request} | {none} | {other} | {mean(less)} | {mean(more)} |")


if __name__ == "__main__":
    main()
