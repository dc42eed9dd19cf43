// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

/**
 * Where the OGC services are, relative to the application's base.
 *
 * @param wms path of WMS, e.g. {@code wms}
 * @param wcs path of WCS
 * @param wps path of WPS
 */
public record ServicePaths(String wms, String wcs, String wps) {}
