// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions in the background: status, results, limits, expiry, dismissal. */
class BackgroundExecutionTest {

  private static final String STORE = "&storeExecuteResponse=true&status=true";

  @TempDir Path storage;

  /** A clock that is set by hand. */
  private static final class HandClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    void advance(Duration by) {
      now.updateAndGet(t -> t.plus(by));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void isAcceptedRunsAndSucceeds() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 5, 1 << 20), storage)) {
      String accepted = valid(wps.execute("test:Wait", "", STORE));
      String location = location(accepted);
      assertThat(location).contains("request=GetExecutionStatus&executionId=");
      wps.processes.running.await();
      assertThat(valid(wps.follow(location)))
          .contains("<wps:ProcessStarted percentCompleted=\"42\">", "creationTime=\"");
      wps.processes.gate.countDown();
      String done = ended(wps, location);
      assertThat(done)
          .contains("<wps:ProcessSucceeded>", ">xx</wps:LiteralData>", "statusLocation=");
    }
    // The result outlives the server.
    assertThat(responses()).isEqualTo(1);
  }

  @Test
  void resultsByReferenceAreFetchedUntilDismissed() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 5, 1 << 20), storage)) {
      wps.processes.gate.countDown();
      String location =
          location(
              valid(
                  wps.execute(
                      "test:Wait", "size=5", STORE + "&ResponseDocument=text@asReference=true")));
      String done = ended(wps, location);
      String href =
          done.replaceAll("(?s).*<wps:Reference href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
      assertThat(wps.follow(href).body()).isEqualTo("xxxxx");
      String dismiss = location.replace("GetExecutionStatus", "Dismiss");
      assertThat(wps.follow(dismiss).body()).isEqualTo("dismissed\n");
      assertThat(wps.follow(href).statusCode()).isEqualTo(400);
      assertThat(wps.follow(location).body()).contains("InvalidParameterValue", "executionId");
      assertThat(wps.follow(dismiss).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aBoundedNumberRunsAndWaits() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 1, 1 << 20), storage)) {
      String first = location(valid(wps.execute("test:Wait", "", STORE)));
      wps.processes.running.await();
      String second = valid(wps.execute("test:Wait", "", STORE));
      assertThat(second).contains("<wps:ProcessAccepted>");
      HttpResponse<String> third = wps.execute("test:Wait", "", STORE);
      assertThat(third.statusCode()).isEqualTo(503);
      WpsSchemas.assertValid(third.body());
      assertThat(third.body()).contains("ServerBusy");
      wps.processes.gate.countDown();
      assertThat(ended(wps, first)).contains("ProcessSucceeded");
      assertThat(ended(wps, location(second))).contains("ProcessSucceeded");
    }
    assertThat(responses()).isEqualTo(2);
  }

  // Who has not logged in shares with all others who have not.
  @Test
  void oneUserLeavesRoomForOthers() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 5, 2, 1 << 20), storage)) {
      String first = location(valid(wps.execute("test:Wait", "", STORE)));
      valid(wps.execute("test:Wait", "", STORE));
      HttpResponse<String> third = wps.execute("test:Wait", "", STORE);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.body())
          .contains("a user must have at most 2 processes under way, anybody has 2");
      wps.processes.gate.countDown();
      ended(wps, first);
      valid(wps.execute("test:Wait", "", STORE));
    }
  }

  @Test
  void aRunningProcessIsDismissed() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 1, 1 << 20), storage)) {
      String location = location(valid(wps.execute("test:Wait", "", STORE)));
      wps.processes.running.await();
      wps.follow(location.replace("GetExecutionStatus", "Dismiss"));
      assertThat(ended(wps, location))
          .contains("<wps:ProcessFailed>", "The process was dismissed.");
    }
  }

  @Test
  void stoppingTheServerDismisses() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 1, 1 << 20), storage)) {
      String location = location(valid(wps.execute("test:Wait", "", STORE)));
      wps.processes.running.await();
      wps.closeService();
      assertThat(valid(wps.follow(location))).contains("The process was dismissed.");
    }
  }

  @Test
  void aProcessThatTakesTooLongIsStopped() throws Exception {
    HandClock clock = new HandClock();
    try (WpsServer wps = new WpsServer(settings(1, 1, 1 << 20), storage, clock)) {
      String location = location(valid(wps.execute("test:Wait", "", STORE)));
      wps.processes.running.await();
      clock.advance(Duration.ofSeconds(31));
      assertThat(ended(wps, location)).contains("must end within 30 s and was stopped");
    }
  }

  @Test
  void outputsThatAreTooLargeFail() throws Exception {
    try (WpsServer wps = new WpsServer(settings(1, 1, 100), storage)) {
      wps.processes.gate.countDown();
      String location = location(valid(wps.execute("test:Wait", "size=101", STORE)));
      assertThat(ended(wps, location)).contains("exceptionCode=\"FileSizeExceeded\"");
    }
  }

  @Test
  void resultsExpire() throws Exception {
    ResultStore store = new ResultStore(storage, 1 << 20);
    String old = store.newId();
    store.create(old);
    String running = store.newId();
    store.create(running);
    Instant later = Instant.now().plus(Duration.ofHours(25));
    store.deleteExpired(later, Duration.ofHours(24), running::equals);
    assertThat(storage.resolve(old)).doesNotExist();
    assertThat(storage.resolve(running)).exists();
    store.deleteExpired(Instant.now(), Duration.ofHours(24), id -> false);
    assertThat(storage.resolve(running)).exists();
  }

  @Test
  void aFullDiskIsNotEnoughStorage() throws Exception {
    Files.write(storage.resolve("something"), new byte[2000]);
    WpsSettings s = settings(1, 1, 100);
    WpsSettings small =
        new WpsSettings(
            true,
            "t",
            "",
            java.util.List.of(),
            "2.0.0",
            1,
            1,
            1,
            1,
            s.synchronousTime(),
            s.asynchronousTime(),
            s.expiry(),
            100,
            100,
            1000,
            Set.of(),
            Optional.empty());
    try (WpsServer wps = new WpsServer(small, storage)) {
      assertThat(wps.execute("test:Wait", "", STORE).body()).contains("NotEnoughStorage");
    }
  }

  static WpsSettings settings(int running, int waiting, long maxOutputBytes) {
    return settings(running, waiting, 10, maxOutputBytes);
  }

  private static WpsSettings settings(int running, int waiting, int perUser, long maxOutputBytes) {
    return new WpsSettings(
        true,
        "Test",
        "",
        java.util.List.of(),
        "2.0.0",
        2,
        running,
        waiting,
        perUser,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        1 << 20,
        maxOutputBytes,
        1 << 20,
        Set.of(),
        Optional.empty());
  }

  private long responses() throws IOException {
    try (Stream<Path> files = Files.walk(storage)) {
      return files.filter(f -> f.endsWith(ResultStore.RESPONSE)).count();
    }
  }

  private static String location(String document) {
    return document.replaceAll("(?s).*statusLocation=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
  }

  // Asking costs a round trip, which is the wait.
  private static String ended(WpsServer wps, String location) {
    for (int i = 0; i < 10_000; i++) {
      String document = valid(wps.follow(location));
      if (document.contains("ProcessSucceeded") || document.contains("ProcessFailed")) {
        return document;
      }
    }
    throw new AssertionError("the process has not ended");
  }

  private static String valid(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    WpsSchemas.assertValid(response.body());
    return response.body();
  }
}
