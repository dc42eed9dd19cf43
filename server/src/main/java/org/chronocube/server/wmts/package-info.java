// SPDX-License-Identifier: Apache-2.0
/**
 * The Web Map Tile Service 1.0.0 (OGC 07-057r7), KVP and RESTful.
 *
 * <p>{@link org.chronocube.server.wmts.WmtsService} is the door. {@link
 * org.chronocube.server.wmts.TileMatrixSets} says where tiles lie, {@link
 * org.chronocube.server.wmts.TileRequestReader} decodes a request into a grid of 256 × 256 pixels,
 * and the map service's {@link org.chronocube.server.wms.TileMaps} draws it: a tile is the map of
 * its box.
 */
package org.chronocube.server.wmts;
