package dev.etagere.client.retry;

import dev.etagere.client.http.Answer;

/**
 * The answer that ended a call.
 *
 * @param answer a decision of the server
 * @param afterDoubt whether an earlier attempt of the same call may have made the change
 */
public record Answered(Answer answer, boolean afterDoubt) {}
