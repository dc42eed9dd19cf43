// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

  @ParameterizedTest
  @ValueSource(ints = {4, 10, 1000})
  void holds_the_same_bytes_in_memory_and_in_a_file(int memory) throws IOException {
    try (Spool spool = new Spool(memory)) {
      spool.write(new byte[] {1, 2, 3});
      spool.write(8, new byte[] {9, 10, 11}, 1, 2);
      spool.write(1, new byte[] {7}, 0, 1);
      spool.write(12);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      spool.writeTo(out);
      assertThat(out.toByteArray()).containsExactly(1, 7, 3, 0, 0, 0, 0, 0, 10, 11, 12);
      assertThat(spool.size()).isEqualTo(11);
    }
  }
}
