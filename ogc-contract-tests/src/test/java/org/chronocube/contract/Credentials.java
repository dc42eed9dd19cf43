// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks, by HTTP Basic (RFC 7617). */
record Credentials(String user, String password) {

  String authorization() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Keeps the password out of messages. */
  @Override
  public String toString() {
    return user;
  }
}
