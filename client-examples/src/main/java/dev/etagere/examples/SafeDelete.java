package dev.etagere.examples;

import dev.etagere.client.EtagereClient;
import dev.etagere.client.error.ConflictException;
import dev.etagere.client.error.GoneException;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Versioned;

/** What somebody has changed is not deleted by somebody who has not seen the change. */
public final class SafeDelete {
  private SafeDelete() {}

  /** What is deleted. */
  record Draft(String text) {}

  /** Runs the example. */
  public static void main(String[] arguments) throws Exception {
    Example.main(arguments, SafeDelete::run);
  }

  private static boolean run(EtagereClient client) {
    Versioned<Draft> seen = client.create("notes", new Draft("to be deleted"));
    client.update("notes", seen.id(), Draft.class, draft -> new Draft("wait, keep this"));

    try {
      client.delete("notes", seen.id(), Condition.unchanged(seen));
      return false;
    } catch (ConflictException changed) {
      System.out.println("Not deleted: somebody has changed it.");
    }

    Versioned<Draft> now = client.get("notes", seen.id(), Draft.class);
    System.out.println("It says now: " + now.value().text());
    client.delete("notes", now.id(), Condition.unchanged(now));
    try {
      client.get("notes", now.id(), Draft.class);
      return false;
    } catch (GoneException deleted) {
      System.out.println("Deleted, after it was seen.");
      return true;
    }
  }
}
