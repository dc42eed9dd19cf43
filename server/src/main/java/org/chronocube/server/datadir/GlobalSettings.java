// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.net.URI;
import java.util.Optional;

/**
 * What {@code global.xml} says.
 *
 * @param contact of all services
 * @param proxyBaseUrl address of GeoServer as clients see it, e.g. {@code
 *     https://maps.example.org/geoserver}
 */
public record GlobalSettings(Contact contact, Optional<URI> proxyBaseUrl) {

  /** Whom to turn to; every field may be empty. */
  public record Contact(
      Optional<String> person,
      Optional<String> organization,
      Optional<String> position,
      Optional<String> addressType,
      Optional<String> address,
      Optional<String> city,
      Optional<String> state,
      Optional<String> postalCode,
      Optional<String> country,
      Optional<String> voice,
      Optional<String> facsimile,
      Optional<String> email,
      Optional<String> onlineResource) {

    public boolean isEmpty() {
      return person.isEmpty() && organization.isEmpty() && email.isEmpty();
    }
  }
}
