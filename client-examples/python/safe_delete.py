"""What somebody has changed is not deleted by somebody who has not seen the change."""

from etagere import Conflict, Gone
from example import main


def run(client):
    seen = client.create("notes", {"text": "to be deleted"})
    client.update("notes", seen.id, lambda draft: {"text": "wait, keep this"})
    try:
        client.delete("notes", seen.id, seen.etag)
        return False
    except Conflict:
        print("Not deleted: somebody has changed it.")
    now = client.get("notes", seen.id)
    print("It says now:", now.value["text"])
    client.delete("notes", now.id, now.etag)
    try:
        client.get("notes", now.id)
        return False
    except Gone:
        print("Deleted, after it was seen.")
        return True


main(run)
