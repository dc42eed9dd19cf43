// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.chronocube.io.range.RangeServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A resource of 400,000 bytes, byte i being i mod 251, on a server that fails on demand. */
class HttpByteSourcesTest {

  private static final int SIZE = 400_000;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-05-01T12:00:00Z"), ZoneOffset.UTC);

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private RangeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RangeServer(content(SIZE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  private HttpByteSources sources(Predicate<URI> allowed, Duration timeout) {
    return new HttpByteSources(
        new HttpSettings(
            allowed,
            Duration.ofSeconds(5),
            timeout,
            timeout,
            4,
            new RetryPolicy(
                2, Duration.ofMillis(100), Duration.ofSeconds(9), () -> 0, CLOCK, pauses::add),
            Duration.ZERO));
  }

  private HttpByteSources sources() {
    return sources(HttpSettings.hosts(Set.of("localhost")), Duration.ofSeconds(20));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] expected(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((from + i) % 251);
    }
    return bytes;
  }

  @Test
  void opening_is_one_request_that_brings_the_head() throws IOException {
    OpenedSource opened = sources().open(server.uri("/a.tif"));
    assertThat(bytes(opened.head())).isEqualTo(expected(0, ByteSources.HEAD_BYTES));
    assertThat(opened.source().size()).isEqualTo(SIZE);
    assertThat(server.ranges()).containsExactly("bytes=0-16383");
  }

  @Test
  void a_resource_shorter_than_the_head() throws IOException {
    server.replace(content(100), "\"2\"");
    OpenedSource opened = sources().open(server.uri("/a.tif"));
    assertThat(bytes(opened.head())).isEqualTo(expected(0, 100));
    assertThat(opened.source().size()).isEqualTo(100);
  }

  @Test
  void neighbours_are_fetched_together_and_given_in_the_order_asked() throws IOException {
    ByteSource source = sources().open(server.uri("/a.tif")).source();
    server.forget();
    List<ByteBuffer> parts =
        source.read(
            List.of(
                new ByteRange(300_000, 50),
                new ByteRange(2_000, 100),
                new ByteRange(1_000, 100),
                new ByteRange(300_050, 10)));
    assertThat(bytes(parts.get(0))).isEqualTo(expected(300_000, 50));
    assertThat(bytes(parts.get(1))).isEqualTo(expected(2_000, 100));
    assertThat(bytes(parts.get(2))).isEqualTo(expected(1_000, 100));
    assertThat(bytes(parts.get(3))).isEqualTo(expected(300_050, 10));
    assertThat(server.ranges()).containsExactlyInAnyOrder("bytes=1000-2099", "bytes=300000-300059");
  }

  @Test
  void a_range_beyond_the_end_costs_no_request() throws IOException {
    ByteSource source = sources().open(server.uri("/a.tif")).source();
    server.forget();
    assertThatThrownBy(() -> source.read(new ByteRange(SIZE - 10, 11)))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("beyond the end");
    assertThat(server.ranges()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_500", "ERROR_503", "CLOSE_BEFORE_ANSWER", "TRUNCATED"})
  void passing_faults_are_retried(Answer fault) throws IOException {
    server.next(fault, Answer.RANGE, fault, fault);
    ByteSource source = sources().open(server.uri("/a.tif")).source();
    assertThat(bytes(source.read(new ByteRange(7, 1000)))).isEqualTo(expected(7, 1000));
    assertThat(server.ranges()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_500", "CLOSE_BEFORE_ANSWER", "TRUNCATED"})
  void faults_that_stay_end_after_the_retries(Answer fault) {
    server.next(fault, fault, fault, fault, fault, fault);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(", after 3 attempts");
    // The JDK's client sends a request again by itself when the connection breaks at once.
    assertThat(server.ranges()).hasSizeBetween(3, 6);
  }

  @Test
  void a_silent_server_is_given_up() {
    server.next(Answer.SILENT, Answer.SILENT, Answer.SILENT);
    HttpByteSources impatient = sources(uri -> true, Duration.ofMillis(50));
    assertThatThrownBy(() -> impatient.open(server.uri("/a.tif")))
        .hasMessage("the transfer failed: request timed out, after 3 attempts");
  }

  @Test
  void what_retries_cannot_mend_is_not_retried() {
    server.next(Answer.MISSING);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("it does not exist (HTTP status 404)");
    server.next(Answer.WHOLE);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .hasMessage("the server must support range requests, sent the whole resource");
    server.next(Answer.WRONG_RANGE);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .hasMessageStartingWith("the server must send the range asked for");
    assertThat(server.ranges()).hasSize(3);
  }

  @Test
  void no_more_is_taken_than_was_asked_for() {
    server.next(Answer.TOO_MUCH, Answer.TOO_MUCH, Answer.TOO_MUCH);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .hasMessageContaining("the server must send at most 16384 bytes, sent more");
  }

  @Test
  void a_change_is_noticed_by_reading_and_by_looking() throws IOException {
    ByteSource source = sources().open(server.uri("/a.tif")).source();
    assertThat(source.isCurrent()).isTrue();
    server.replace(content(SIZE), "\"2\"");
    assertThatThrownBy(() -> source.read(new ByteRange(0, 10)))
        .isInstanceOf(ContentChangedException.class);
    assertThat(source.isCurrent()).isFalse();

    ByteSource again = sources().open(server.uri("/a.tif")).source();
    assertThat(again.id()).isNotEqualTo(source.id());
    server.replace(content(SIZE - 1), "\"2\"");
    assertThat(again.isCurrent()).isFalse();

    ByteSource gone = sources().open(server.uri("/a.tif")).source();
    server.next(Answer.MISSING);
    assertThat(gone.isCurrent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/", "http://169.254.169.254/latest", "ftp://localhost/"})
  void hosts_that_are_not_allowed_are_not_asked(String uri) {
    assertThatThrownBy(() -> sources().open(URI.create(uri))).isInstanceOf(IOException.class);
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void redirects_are_followed_to_allowed_hosts_only() throws IOException {
    server.redirectTo("/other.tif");
    server.next(Answer.REDIRECT);
    assertThat(sources().open(server.uri("/a.tif")).source().size()).isEqualTo(SIZE);

    server.redirectTo("http://127.0.0.1:" + server.uri("/").getPort() + "/a.tif");
    server.next(Answer.REDIRECT);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .hasMessageContaining("is not allowed");
    assertThat(server.ranges()).hasSize(3);

    server.redirectTo("/loop");
    server.next(
        Answer.REDIRECT,
        Answer.REDIRECT,
        Answer.REDIRECT,
        Answer.REDIRECT,
        Answer.REDIRECT,
        Answer.REDIRECT);
    assertThatThrownBy(() -> sources().open(server.uri("/a.tif")))
        .hasMessage("redirects must end after 5, did not");
  }

  @Test
  void user_info_is_sent_as_basic_authentication_and_not_repeated_in_messages() throws IOException {
    URI uri = server.uri("/a.tif?sig=abc");
    URI secret = URI.create(uri.toString().replace("//", "//user:pass@"));
    sources().open(secret);
    assertThat(server.authorization()).isEqualTo("Basic dXNlcjpwYXNz");
    assertThat(UriText.of(secret))
        .endsWith("/a.tif?…")
        .doesNotContain("pass")
        .doesNotContain("abc");
  }
}
