package dev.etagere.server.http.grizzly.body;

import dev.etagere.server.http.problem.ProblemException;
import java.util.Optional;

/**
 * Asked before a caller that waits for 100 (Continue) is told to send its content, on the thread
 * that serves other connections too: it must neither wait nor compute for long.
 */
@FunctionalInterface
public interface Foresight {
  /** Foresees nothing. */
  Foresight NONE = (rawPath, hasCredential) -> Optional.empty();

  /**
   * The refusal that a request will meet whatever its content is, where that is known already (RFC
   * 9110 §10.1.1).
   *
   * @param rawPath of the target
   * @param hasCredential whether there is an Authorization field
   */
  Optional<ProblemException> refusal(String rawPath, boolean hasCredential);
}
