// SPDX-License-Identifier: Apache-2.0
/**
 * Calibrated images of TerraSAR-X, TanDEM-X and PAZ: {@link
 * org.chronocube.io.terrasarx.TerrasarxView}.
 */
package org.chronocube.io.terrasarx;
