// SPDX-License-Identifier: Apache-2.0
/**
 * Cubes added, changed and removed while servers run: {@link
 * org.chronocube.web.cubes.CubesEndpoint} over HTTP, {@link
 * org.chronocube.web.cubes.CubeAdministration} for whoever has the data directory at hand.
 */
package org.chronocube.web.cubes;
