// SPDX-License-Identifier: Apache-2.0
/**
 * Named, lazy views of the archive, and the engine that reads them.
 *
 * <p>{@link org.chronocube.cube.CubeEngine#read} answers one {@link
 * org.chronocube.plan.CubeRequest} with pixels exactly on the requested grid.
 */
package org.chronocube.cube;
