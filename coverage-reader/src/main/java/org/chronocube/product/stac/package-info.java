// SPDX-License-Identifier: Apache-2.0
/**
 * SpatioTemporal Asset Catalogs. {@link org.chronocube.product.stac.StacItemParser} reads items
 * from files; what items do not say is looked for in their collection, then in the raster's header.
 */
package org.chronocube.product.stac;
