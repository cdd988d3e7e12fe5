"""A create that is called twice under one key makes one resource."""

from etagere import new_key
from example import main


def run(client):
    key = new_key()
    order = {"item": "chair", "pieces": 4}
    first = client.create("notes", order, key)
    second = client.create("notes", order, key)
    print(f"First call: {first.id}, second call: {second.id}")
    return first.id == second.id and client.get("notes", first.id).value == order


main(run)
