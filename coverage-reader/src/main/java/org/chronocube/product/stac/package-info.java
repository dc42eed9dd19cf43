// SPDX-License-Identifier: Apache-2.0
/**
 * SpatioTemporal Asset Catalogs. {@link org.chronocube.product.stac.StacItemParser} reads items
 * from files and {@code CatalogListing} follows catalogues; what items do not say is looked for in
 * their collection, then in the header of the raster.
 */
package org.chronocube.product.stac;
