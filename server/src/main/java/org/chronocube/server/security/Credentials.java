// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.util.Optional;

/**
 * What a request says about who sent it.
 *
 * @param authorization the header of that name: {@code Basic …} (RFC 7617) or {@code Bearer KEY}
 *     (RFC 6750)
 * @param apiKey the header {@code X-API-Key}
 * @param address of the client, as far as it is known
 */
public record Credentials(Optional<String> authorization, Optional<String> apiKey, String address) {

  /** Without the secrets: this must not end up in logs. */
  @Override
  public String toString() {
    return "Credentials[" + address + "]";
  }
}
