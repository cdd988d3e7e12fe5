"""Two people edit different parts of one document, and both edits are kept."""

from example import main


def merge(base, mine, theirs):
    """Mine where I changed something, else theirs."""
    return {name: theirs[name] if mine[name] == base[name] else mine[name] for name in base}


def run(client):
    opened = client.create("notes", {"title": "Shelves", "text": "They hold books."})
    mine = {**opened.value, "title": "On shelves"}

    # Meanwhile somebody else saves another text.
    client.update("notes", opened.id, lambda now: {**now, "text": "They hold everything."})

    saved = client.merge("notes", opened, mine, merge).value
    print(saved)
    return saved == {"title": "On shelves", "text": "They hold everything."}


main(run)
