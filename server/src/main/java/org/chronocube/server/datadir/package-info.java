// SPDX-License-Identifier: Apache-2.0
/**
 * A GeoServer data directory, read: workspaces, coverage stores of type {@code Chronocube}, their
 * coverages and layers, styles, layer groups, and the settings of the services.
 *
 * <p>{@link org.chronocube.server.datadir.ConfigurationReader} turns the files (the XStream layout
 * of GeoServer 2.27) into an immutable {@link org.chronocube.server.datadir.Configuration}; {@link
 * org.chronocube.server.datadir.DataDirectory} adds the opened stores. Nothing is ever written.
 */
package org.chronocube.server.datadir;
