// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order of texts in both databases: by their bytes in UTF-8. */
final class Utf8 {

  private Utf8() {}

  static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
