package dev.etagere.server.ledger;

import dev.etagere.server.resource.StoredResource;

/**
 * What is stored under an id, with the ledger that plain reads leave out.
 *
 * @param resource the resource or its tombstone
 * @param ledger the keyed requests that it remembers
 */
public record Remembered(StoredResource resource, Ledger ledger) {}
