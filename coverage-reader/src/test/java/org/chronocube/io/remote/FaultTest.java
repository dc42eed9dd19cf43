// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.remote.FaultProxy.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An S3 server that breaks: what is retried, after which pauses, and what is told. */
class FaultTest {

  private static final URI FILE = URI.create("s3://archive/a.bin");
  private static final byte[] CONTENT = ByteSourcesContract.content(3);

  private static S3Server server;

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    server.put("a.bin", CONTENT);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.proxy().forget();
  }

  private ByteSource open(HttpSettings settings) throws IOException {
    return TestArchives.of(server.bucket(), settings).files().open(FILE).source();
  }

  private ByteSource open() throws IOException {
    return open(TestArchives.http(pauses::add));
  }

  private static byte[] expected(int from, int length) {
    return Arrays.copyOfRange(CONTENT, from, from + length);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "SLOW_DOWN", "RESET", "TRUNCATED", "DRIPPING"})
  void faults_that_pass_leave_the_bytes_as_they_are(Fault fault) throws IOException {
    server.proxy().next(fault, Fault.NONE, fault, fault);
    ByteSource source = open();
    assertThat(ByteSourcesContract.bytes(source.read(new ByteRange(999, 5000))))
        .isEqualTo(expected(999, 5000));
  }

  @ParameterizedTest
  @EnumSource(names = {"STALLED", "SILENT"})
  void who_waits_in_vain_tries_again(Fault fault) throws IOException {
    server.proxy().next(fault);
    ByteSource source = open(TestArchives.http(pauses::add, Duration.ofMillis(400), 4));
    assertThat(source.size()).isEqualTo(CONTENT.length);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void pauses_double() throws IOException {
    server.proxy().next(Fault.ERROR, Fault.SLOW_DOWN, Fault.ERROR);
    open();
    // jitter takes half of each at most, and here all of that
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(server.proxy().requests()).hasSize(4);
  }

  @Test
  void a_server_that_says_when_to_come_back_is_heeded() throws IOException {
    server.proxy().next(Fault.TOO_MANY);
    open();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void after_the_last_retry_the_fault_is_told() {
    server.proxy().next(Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN);
    assertThatThrownBy(this::open)
        .hasMessage("the server answered with HTTP status 503, SlowDown, after 4 attempts");
  }

  @Test
  void what_is_missing_or_refused_is_asked_for_once() {
    assertThatThrownBy(() -> TestArchives.of(server).files().open(URI.create("s3://archive/none")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("it does not exist (HTTP status 404, NoSuchKey)");
    assertThat(server.proxy().requests()).hasSize(1);

    S3Bucket anonymous = new S3Bucket("archive", server.endpoint(), null, true, true, null, false);
    assertThatThrownBy(
            () -> TestArchives.of(anonymous, TestArchives.http(pauses::add)).files().open(FILE))
        .hasMessage("access was refused (HTTP status 403, AccessDenied)");
    assertThat(pauses).isEmpty();
  }

  @Test
  void no_more_connections_are_opened_than_may_be() throws Exception {
    ByteSource source = open(TestArchives.http(pauses::add, Duration.ofSeconds(20), 2));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> reads = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int from = i * 50_000;
        // far apart, so that each read makes several requests
        List<ByteRange> ranges =
            List.of(new ByteRange(from, 10), new ByteRange(from + 1_200_000, 10));
        reads.add(
            () ->
                Arrays.equals(
                    ByteSourcesContract.bytes(source.read(ranges).get(1)),
                    expected(from + 1_200_000, 10)));
      }
      for (Future<Boolean> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.proxy().requests()).hasSize(25);
    assertThat(server.proxy().mostUnderWay()).isLessThanOrEqualTo(2);
  }

  @Test
  void requests_are_signed_and_secrets_stay_here() throws IOException {
    S3Bucket paying =
        new S3Bucket("archive", server.endpoint(), "eu-central-1", true, false, null, true);
    ByteSource source =
        TestArchives.of(paying, TestArchives.http(pauses::add)).files().open(FILE).source();
    assertThat(server.proxy().requests().get(0))
        .startsWith("GET /archive/a.bin HTTP/1.1\r\n")
        .contains("/eu-central-1/s3/aws4_request")
        .containsIgnoringCase("x-amz-request-payer: requester")
        .doesNotContain(S3Server.SECRET);
    assertThat(source.id().toString() + paying).doesNotContain(S3Server.SECRET);
  }

  @Test
  void buckets_that_were_not_named_are_not_asked() {
    Archives archives = TestArchives.of(server);
    assertThatThrownBy(() -> archives.files().open(URI.create("s3://other/a")))
        .hasMessageContaining("bucket must be in the catalog's storage")
        .hasMessageEndingWith("was other");
    assertThatThrownBy(() -> archives.path("s3://other/a")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> archives.path("http://169.254.169.254/latest"))
        .hasMessageContaining("must be one of the products' hosts or locations");
    assertThatThrownBy(() -> archives.path("http://user:secret@localhost/a"))
        .hasMessageNotContaining("secret");
    assertThat(server.proxy().requests()).isEmpty();
  }
}
