// SPDX-License-Identifier: Apache-2.0
/** Features as OGC GeoPackages ({@link org.chronocube.server.encode.gpkg.GeoPackage}). */
package org.chronocube.server.encode.gpkg;
