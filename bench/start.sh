#!/usr/bin/env bash
# Measures starts: the time until a server listens, its CPU and its resident memory by then, with and
# without the archive of classes, beside an empty program of Jersey and Grizzly. Build first: mvn
# -DskipTests package. The first argument is how often each is started in turns, by default 9.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

options=(-Xmx64m -XX:+UseSerialGC)
mkdir "$work/classes"
javac -d "$work/classes" -cp "$classpath" bench/Empty.java
# A jar, since Java archives no class of a folder.
jar -cf "$work/empty.jar" -C "$work/classes" .
libraries=$(printf '%s:' server/target/lib/*.jar)
java "${options[@]}" -Xlog:disable -XX:ArchiveClassesAtExit="$work/etagere.jsa" \
  -cp server/target/etagere.jar dev.etagere.server.Rehearsal

python3 - "${1:-9}" "$work" "$libraries" "${options[@]}" <<'PY'
import os, shutil, statistics, subprocess, sys, time

rounds, work, libraries, options = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
java = ["java", *options]
etagere = ["-jar", "server/target/etagere.jar", "--port", "0", "--data", work + "/data"]
kinds = {
    "empty program": [*java, "-cp", work + "/empty.jar:" + libraries, "Empty"],
    "Etagere without the archive": [*java, *etagere],
    "Etagere": [*java, "-XX:SharedArchiveFile=" + work + "/etagere.jsa", *etagere],
}

def start(command):
    shutil.rmtree(work + "/data", ignore_errors=True)
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert "listens" in process.stdout.readline()
    took = time.monotonic() - began
    with open(f"/proc/{process.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    with open(f"/proc/{process.pid}/status") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    process.terminate()
    process.wait()
    return took * 1000, cpu * 1000, resident / 1024

found = {kind: [] for kind in kinds}
for command in kinds.values():
    start(command)  # Until the files are in memory.
for _ in range(rounds):
    for kind, command in kinds.items():
        found[kind].append(start(command))
print(f"medians of {rounds}, options: {' '.join(options)}")
print("| | listens after, ms | CPU, ms | resident, MB |")
print("|---|---|---|---|")
for kind, starts in found.items():
    print(f"| {kind} |" + "".join(f" {statistics.median(column):.0f} |" for column in zip(*starts)))
PY
