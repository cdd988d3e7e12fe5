package dev.etagere.client.retry;

import static dev.etagere.client.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.client.EtagereClient;
import dev.etagere.client.error.UnavailableException;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryBudgetTest {
  @Test
  void outage_ofAThousandCalls_addsTheBurstAndATenth() {
    try (ScriptedServer down = new ScriptedServer(answer(503, ""))) {
      EtagereClient client = Clients.quick(down.uri()).retryBudget(RetryBudget.of(0.1, 20)).build();

      for (int i = 0; i < 1000; i++) {
        assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
            .isInstanceOf(UnavailableException.class);
      }

      int retries = down.requests().size() - 1000;
      System.out.printf("outage: 1000 calls, %d retries, without a budget 7000%n", retries);
      assertThat(retries).isBetween(100, 120);
    }
  }

  @Test
  void bucket_onceEmpty_givesATokenForTenCalls() {
    RetryBudget budget = RetryBudget.of(0.1, 1);
    assertThat(budget.withdraw()).isTrue();

    for (int i = 0; i < 9; i++) {
      budget.deposit();
      assertThat(budget.withdraw()).isFalse();
    }
    budget.deposit();

    assertThat(budget.withdraw()).isTrue();
    assertThat(budget.withdraw()).isFalse();
  }

  @Test
  void bucket_whenFull_savesUpNoMore() {
    RetryBudget budget = RetryBudget.of(1, 2);
    for (int i = 0; i < 100; i++) {
      budget.deposit();
    }

    assertThat(budget.withdraw()).isTrue();
    assertThat(budget.withdraw()).isTrue();
    assertThat(budget.withdraw()).isFalse();
  }

  @Test
  void ratioAboveOne_isRefused() {
    assertThatThrownBy(() -> RetryBudget.of(1.5, 1)).hasMessageContaining("from 0 to 1");
  }
}
