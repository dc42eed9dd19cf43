// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.util.List;
import org.chronocube.InvalidParameterException;

/**
 * Somebody who logs in with a password.
 *
 * @param name 1 to 64 of letters, digits and {@code . _ @ -}
 * @param password what is kept of it
 * @param roles names of roles, at least one
 */
record User(String name, PasswordHash password, List<String> roles) {

  User {
    if (!name.matches("[A-Za-z0-9._@-]{1,64}")) {
      throw new InvalidParameterException(
          "name", "name must be 1 to 64 of letters, digits and . _ @ -, was " + name);
    }
    roles = List.copyOf(roles);
    if (roles.isEmpty()) {
      throw new InvalidParameterException("roles", "roles must be at least one, were none");
    }
  }
}
