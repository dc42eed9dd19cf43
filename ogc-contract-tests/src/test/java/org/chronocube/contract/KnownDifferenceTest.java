// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The README tells every known difference, and no other. */
class KnownDifferenceTest {

  @Test
  void the_readme_lists_them_all() throws Exception {
    assertThat(Files.readAllLines(Path.of("README.md")).stream().filter(l -> l.startsWith("| `")))
        .containsExactlyElementsOf(
            Arrays.stream(KnownDifference.values()).map(KnownDifference::row).toList());
  }
}
