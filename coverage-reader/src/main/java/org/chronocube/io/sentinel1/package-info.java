// SPDX-License-Identifier: Apache-2.0
/**
 * Sentinel-1 images as backscatter: {@link org.chronocube.io.sentinel1.Sentinel1GrdView} calibrates
 * them while they are read, {@link org.chronocube.io.sentinel1.Sentinel1ModelFormat} places them on
 * Earth; both from the annotation that lies beside them.
 */
package org.chronocube.io.sentinel1;
