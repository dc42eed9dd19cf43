// SPDX-License-Identifier: Apache-2.0
/** DIMAP products of Airbus: {@link org.chronocube.product.dimap.DimapParser}. */
package org.chronocube.product.dimap;
