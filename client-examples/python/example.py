"""How each example is run: against the server at the address that is its argument."""

import sys

from etagere import Client, EtagereError


def main(body):
    """Exit codes: 0 if the result is right, 1 if not, 2 if the address is missing."""
    if len(sys.argv) < 2:
        sys.exit("Give the address of a running server, like http://127.0.0.1:8080.")
    try:
        right = body(Client(sys.argv[1]))
    except EtagereError as failure:
        sys.exit(f"{type(failure).__name__}: {failure}")
    print("The result is right." if right else "THE RESULT IS WRONG.")
    sys.exit(0 if right else 1)
