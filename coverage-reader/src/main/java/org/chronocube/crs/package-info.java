// SPDX-License-Identifier: Apache-2.0
/**
 * Coordinate reference systems, always longitude or easting first; the only door to GeoTools'
 * referencing.
 */
package org.chronocube.crs;
