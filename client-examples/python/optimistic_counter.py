"""Eight threads count in one document at the same time, without a lock, and no count is lost."""

from concurrent.futures import ThreadPoolExecutor

from example import main

THREADS, INCREMENTS = 8, 25


def run(client):
    id = client.create("notes", {"count": 0}).id

    def worker(_):
        for _ in range(INCREMENTS):
            client.update("notes", id, lambda now: {"count": now["count"] + 1})

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(worker, range(THREADS)))
    count = client.get("notes", id).value["count"]
    print(f"{THREADS} threads, {INCREMENTS} increments each: {count}")
    return count == THREADS * INCREMENTS


main(run)
