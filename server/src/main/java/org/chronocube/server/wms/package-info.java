// SPDX-License-Identifier: Apache-2.0
/**
 * The Web Map Service, versions 1.3.0 (OGC 06-042) and 1.1.1 (OGC 01-068r3), with GeoServer's
 * vendor behaviour where clients rely on it.
 *
 * <p>{@link org.chronocube.server.wms.WmsService} is the door. A map goes one way: {@link
 * org.chronocube.server.wms.MapRequest} decodes the parameters, {@link
 * org.chronocube.server.wms.TimeResolver} finds the times, {@link
 * org.chronocube.server.wms.LayerCoverage} reads samples on the map's grid, {@code sld} paints them
 * on a {@link org.chronocube.server.wms.Canvas}, {@link org.chronocube.server.wms.MapFormat}
 * encodes it.
 */
package org.chronocube.server.wms;
