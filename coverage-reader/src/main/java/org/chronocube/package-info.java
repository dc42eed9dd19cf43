// SPDX-License-Identifier: Apache-2.0
/**
 * Chronocube's core: from a request for an area, a time and some bands to pixels, in six hops.
 *
 * <p>Data flows down the packages in this order: {@code grid}, {@code time}, {@code band}, {@code
 * scene}, {@code index}, {@code product}, {@code plan}, {@code io}, {@code mosaic}, {@code raster},
 * {@code kernel}, {@code cube}, {@code geotools}. See ARCHITECTURE.md.
 */
package org.chronocube;
