package dev.etagere.server.service;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.resource.CollectionName;

/**
 * Is told of what the service does, on the thread that does it: it must be quick, and not throw.
 */
public interface ServiceObserver {
  /** Looks at nothing. */
  ServiceObserver NONE =
      new ServiceObserver() {
        @Override
        public void retried(CollectionName collection) {}

        @Override
        public void concluded(CollectionName collection, Outcome outcome) {}
      };

  /** Another writer came between, and the request is decided once more. */
  void retried(CollectionName collection);

  /** A creation or a change came to this. */
  void concluded(CollectionName collection, Outcome outcome);
}
