package dev.etagere.client.faults;

import java.util.concurrent.atomic.AtomicInteger;

/** Does something after each so many calls, in the thread of the caller, one at a time. */
final class Every implements Runnable {
  /** What is done. */
  interface Action {
    void run() throws Exception;
  }

  private final int calls;
  private final Action action;
  private final AtomicInteger count = new AtomicInteger();
  private int done;

  Every(int calls, Action action) {
    this.calls = calls;
    this.action = action;
  }

  @Override
  public void run() {
    if (count.incrementAndGet() % calls == 0) {
      act();
    }
  }

  private synchronized void act() {
    try {
      action.run();
      done++;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** How often it was done. */
  synchronized int done() {
    return done;
  }
}
