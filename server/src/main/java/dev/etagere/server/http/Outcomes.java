package dev.etagere.server.http;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.OutcomeNames;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.grizzly.exchange.RequestThreads;
import dev.etagere.server.http.request.Preferences;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.service.Waiting;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers with outcomes, now or when they come, and tells the logs of them. */
final class Outcomes {
  private final ResourceService service;

  Outcomes(ResourceService service) {
    this.service = service;
  }

  /**
   * Answers with the outcome of a write.
   *
   * @param now makes the write on this thread; in another container than ours
   * @param later makes the write without keeping a thread waiting
   */
  CompletionStage<Response> answer(
      ContainerRequestContext request,
      Target target,
      Supplier<Outcome> now,
      Function<Waiting, CompletionStage<Outcome>> later) {
    RequestThreads threads = RequestThreads.of(request);
    return threads == null
        ? CompletableFuture.completedStage(answer(request, target, now.get()))
        : LaterAnswer.of(
            later.apply(threads::mayWait),
            threads.answering(),
            outcome -> answer(request, target, outcome));
  }

  /** Answers with an outcome. */
  Response answer(ContainerRequestContext request, Target target, Outcome outcome) {
    request.setProperty(RequestProperties.OUTCOME, OutcomeNames.of(outcome));
    Changes.note(request, outcome);
    CollectionPolicy policy = service.policy(target.collection()).orElseThrow();
    return new OutcomeResponses(target, policy, Preferences.wantsRepresentation(request))
        .of(outcome);
  }
}
