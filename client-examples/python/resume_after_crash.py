"""A program is killed after its payment was made and before it could note that down. It starts
again and repeats the payment under the key that it had stored: there is one payment."""

import json
import os
import subprocess
import sys
import tempfile

from etagere import new_key
from example import main


def pay(client):
    """Key and content are on the disk before anything is sent, and are removed when it is done."""
    journal = sys.argv[2]
    if not os.path.exists(journal):
        key = new_key()
        with open(journal, "x", encoding="utf-8") as file:
            json.dump({"key": key, "transfer": {"reference": f"ref-{key}", "cents": 1995}}, file)
            file.flush()
            os.fsync(file.fileno())
    with open(journal, encoding="utf-8") as file:
        stored = json.load(file)
    made = client.create("notes", stored["transfer"], stored["key"])
    print("made", made.id, flush=True)
    sys.stdin.read()  # Stands for the rest of a long job, in which the program is killed.
    os.remove(journal)
    return True


def start(journal):
    command = [sys.executable, __file__, sys.argv[1], journal]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(client):
    with tempfile.TemporaryDirectory() as folder:
        journal = os.path.join(folder, "journal")
        first = start(journal)
        made = first.stdout.readline()
        first.kill()
        first.wait()
        with open(journal, encoding="utf-8") as file:
            reference = json.load(file)["transfer"]["reference"]
        print("Killed after:", made.strip())

        second = start(journal)
        again = second.stdout.readline()
        second.communicate()
        print("Started again:", again.strip())
        found = [n for n in client.list("notes") if n.value.get("reference") == reference]
        return second.returncode == 0 and made == again and len(found) == 1


main(pay if len(sys.argv) > 2 else run)
