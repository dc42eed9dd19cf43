// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldBackTest {

  private final ByteArrayOutputStream client = new ByteArrayOutputStream();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong waited = new AtomicLong();
  private final HeldBack out =
      new HeldBack(
          10,
          () -> {
            begun.incrementAndGet();
            return client;
          },
          waited::addAndGet);

  @Test
  void a_small_answer_is_begun_when_it_is_whole() throws IOException {
    out.write(new byte[] {1, 2, 3, 4, 5, 6, 7});
    out.write(8);
    assertThat(begun).hasValue(0);
    out.finish();
    assertThat(begun).hasValue(1);
    assertThat(client.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void a_larger_one_when_it_is_too_large_to_keep() throws IOException {
    out.write(new byte[] {1, 2, 3, 4, 5, 6, 7});
    out.write(new byte[] {0, 8, 9, 10, 11, 0}, 1, 4);
    assertThat(begun).hasValue(1);
    assertThat(client.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    out.write(12);
    out.finish();
    assertThat(begun).hasValue(1);
    assertThat(client.toByteArray()).endsWith(11, 12);
  }
}
