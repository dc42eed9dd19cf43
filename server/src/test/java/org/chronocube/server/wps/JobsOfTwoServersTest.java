// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share nothing but the folder of results: each answers for the other's jobs. */
class JobsOfTwoServersTest {

  private static final String STORE = "&storeExecuteResponse=true&status=true";

  @TempDir Path storage;
  private WpsServer one;
  private WpsServer other;

  @BeforeEach
  void start() {
    one = new WpsServer(BackgroundExecutionTest.settings(1, 5, 1 << 20), storage);
    other = new WpsServer(BackgroundExecutionTest.settings(1, 5, 1 << 20), storage);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void aJobIsPolledAndReadAtTheOther() throws Exception {
    String id = submit();
    assertThat(valid(job(other, "GetStatus", id), 200))
        .containsPattern("<wps:Status>(Accepted|Running)</wps:Status>");
    assertThat(valid(job(other, "GetResult", id), 400)).contains("ResultNotReady");
    one.processes.gate.countDown();
    String done = until(() -> job(other, "GetStatus", id).body(), s -> s.contains("Succeeded"));
    assertThat(done).isEqualTo(job(one, "GetStatus", id).body());
    String result = valid(job(other, "GetResult", id), 200);
    assertThat(result).isEqualTo(job(one, "GetResult", id).body()).contains(">xx</wps:LiteralVa");
    valid(job(other, "Dismiss", id), 200);
    assertThat(valid(job(one, "GetStatus", id), 400)).contains("NoSuchJob");
    assertThat(storage).isEmptyDirectory();
  }

  // How far it is comes over at the next turn.
  @Test
  void progressIsSeenAtTheOther() throws Exception {
    String id = submit();
    one.processes.running.await();
    until(() -> job(other, "GetStatus", id).body(), s -> s.contains("PercentCompleted>42<"));
  }

  @Test
  void aRunningJobIsDismissedByTheOther() throws Exception {
    String id = submit();
    one.processes.running.await();
    valid(job(other, "Dismiss", id), 200);
    assertThat(valid(job(other, "GetStatus", id), 400)).contains("NoSuchJob");
    until(() -> job(one, "GetStatus", id).body(), s -> s.contains("NoSuchJob"));
    one.processes.cancelled.await();
  }

  // What is dismissed where it runs is unknown to the other at once, though it has not ended yet.
  @Test
  void aDismissedJobIsUnknownToTheOther() throws Exception {
    String id = submit();
    one.processes.running.await();
    valid(job(one, "Dismiss", id), 200);
    assertThat(valid(job(other, "GetStatus", id), 400)).contains("NoSuchJob");
  }

  @Test
  void anExecutionOfVersion1IsFollowedAndDismissedAtTheOther() throws Exception {
    String accepted = valid1(one.execute("test:Wait", "", STORE));
    String query =
        URI.create(
                accepted
                    .replaceAll("(?s).*statusLocation=\"([^\"]+)\".*", "$1")
                    .replace("&amp;", "&"))
            .getRawQuery();
    one.processes.running.await();
    until(() -> valid1(other.get(query)), s -> s.contains("percentCompleted=\"42\""));
    String dismiss = query.replace("GetExecutionStatus", "Dismiss");
    assertThat(other.get(dismiss).body()).isEqualTo("dismissed\n");
    String ended = until(() -> valid1(other.get(query)), s -> s.contains("ProcessFailed"));
    assertThat(ended).contains("The process was dismissed.").isEqualTo(one.get(query).body());
  }

  // To the late server the status was not posted for two minutes.
  @Test
  void ofAServerThatIsNoMoreAJobHasFailed() throws Exception {
    String id = submit();
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
    try (WpsServer third =
        new WpsServer(BackgroundExecutionTest.settings(1, 5, 1 << 20), storage, late)) {
      assertThat(valid(job(third, "GetStatus", id), 200))
          .contains("<wps:Status>Failed</wps:Status>");
      assertThat(job(third, "GetResult", id).body())
          .contains("the server that ran the execution has ended", id);
      valid(job(third, "Dismiss", id), 200);
      assertThat(valid(job(third, "GetStatus", id), 400)).contains("NoSuchJob");
    }
  }

  private String submit() {
    String document = Wps2ServiceTest.of("test:Wait", "async", "document", "");
    return valid(one.post(document), 200)
        .replaceAll("(?s).*<wps:JobID>([^<]+)</wps:JobID>.*", "$1");
  }

  private static HttpResponse<String> job(WpsServer server, String operation, String id) {
    return server.get("service=WPS&version=2.0.0&request=" + operation + "&JobID=" + id);
  }

  private static String valid(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    WpsSchemas.assertValid2(response.body());
    return response.body();
  }

  private static String valid1(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    WpsSchemas.assertValid(response.body());
    return response.body();
  }

  // Asking costs a round trip, which is the wait.
  private static String until(Supplier<String> ask, Predicate<String> wanted) {
    String answer = "";
    for (int i = 0; i < 50_000; i++) {
      answer = ask.get();
      if (wanted.test(answer)) {
        return answer;
      }
    }
    throw new AssertionError("never came: " + answer);
  }
}
