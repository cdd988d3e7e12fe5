package dev.etagere.server.ledger;

/**
 * A change of a ledger, to be made with a change of its resource or alone.
 *
 * @param before the ledger on which the decision rests: if another has been written meanwhile, the
 *     change does not apply
 * @param after the ledger to write
 */
public record LedgerChange(Ledger before, Ledger after) {}
