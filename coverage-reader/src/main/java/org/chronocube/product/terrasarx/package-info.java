// SPDX-License-Identifier: Apache-2.0
/** TerraSAR-X, TanDEM-X, PAZ: {@link org.chronocube.product.terrasarx.TerrasarxParser}. */
package org.chronocube.product.terrasarx;
