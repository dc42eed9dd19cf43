// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import org.chronocube.server.datadir.ServiceSettings;

/**
 * Settings of the Earth observation profile, under the names GeoServer's module has for them in
 * {@code wcs.xml}.
 *
 * @param enabled {@code wcseo.enabled}; false when the file does not say
 * @param count {@code wcseo.describeEoCoverageSet.countDefault}: most descriptions in an answer,
 *     also when a client asks for more; 100 when the file does not say
 */
record EoSettings(boolean enabled, int count) {

  private static final long DEFAULT_COUNT = 100;

  static EoSettings of(ServiceSettings settings) {
    long count = settings.limit("wcseo.describeEoCoverageSet.countDefault", DEFAULT_COUNT);
    return new EoSettings(
        Boolean.parseBoolean(settings.settings().get("wcseo.enabled")),
        (int) Math.min(count, Integer.MAX_VALUE));
  }
}
