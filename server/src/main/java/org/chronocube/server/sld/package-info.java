// SPDX-License-Identifier: Apache-2.0
/**
 * Styled layer descriptors for rasters: {@link org.chronocube.server.sld.SldParser} reads SLD 1.0
 * (and SLD 1.1 / Symbology Encoding 1.1), {@link org.chronocube.server.sld.RasterPainter} turns
 * samples into colours, {@link org.chronocube.server.sld.Legend} draws what the colours mean.
 *
 * <p>Styles see the coverage's stored samples (DN), as they do in GeoServer. A pixel that is not
 * valid is transparent, always.
 */
package org.chronocube.server.sld;
