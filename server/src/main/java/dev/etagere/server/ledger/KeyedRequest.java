package dev.etagere.server.ledger;

/**
 * What a ledger needs to know of a request with a key.
 *
 * @param key who sent which key
 * @param fingerprint what is asked for
 */
public record KeyedRequest(KeyHash key, Fingerprint fingerprint) {}
