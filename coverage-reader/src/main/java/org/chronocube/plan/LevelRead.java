// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Window;

/**
 * A read task settled on one level of its file.
 *
 * @param level 0 for full resolution, then overviews
 * @param grid of that level
 * @param window to resample from, in pixels of that level, kernel margin included; may be empty
 * @param read to read: the window and its neighbourhood, as far as the raster goes
 * @param reduction level pixels per target pixel
 */
public record LevelRead(int level, GeoBox grid, Window window, Window read, Reduction reduction) {}
