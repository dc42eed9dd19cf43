// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

/** Which of the two servers is asked; only {@link KnownDifference} decides by it. */
enum ServerKind {
  /** The project's own. */
  EMBEDDED,
  /** GeoServer with the plugin. */
  GEOSERVER
}
