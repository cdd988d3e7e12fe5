package dev.etagere.server.change;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;

/** Short names for outcomes, for people who watch: {@code replaced}, {@code stale}. */
public final class OutcomeNames {
  private static final ImmutableMap<Class<?>, String> BY_KIND =
      Arrays.stream(Outcome.class.getPermittedSubclasses())
          .collect(
              ImmutableMap.toImmutableMap(
                  kind -> kind,
                  kind ->
                      CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, kind.getSimpleName())));

  private static final ImmutableMap<Outcome.Reason, String> BY_REASON =
      Arrays.stream(Outcome.Reason.values())
          .collect(ImmutableMap.toImmutableMap(reason -> reason, OutcomeNames::lowerHyphen));

  private OutcomeNames() {}

  /** The name of its kind; of a precondition that does not hold, why it does not. */
  public static String of(Outcome outcome) {
    String name =
        outcome instanceof Outcome.PreconditionFailed failed
            ? BY_REASON.get(failed.reason())
            : BY_KIND.get(outcome.getClass());
    if (name == null) {
      throw new IllegalStateException("sealed: " + outcome.getClass());
    }
    return name;
  }

  /** The name of a reason. */
  public static String of(Outcome.Reason reason) {
    return lowerHyphen(reason);
  }

  private static String lowerHyphen(Outcome.Reason reason) {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_HYPHEN, reason.name());
  }
}
