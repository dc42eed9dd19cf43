// SPDX-License-Identifier: Apache-2.0
/**
 * From files on disk to scenes in the index.
 *
 * <p>{@link org.chronocube.product.Indexer} walks the locations of the catalog's products, asks
 * each product's {@link org.chronocube.product.ProductParser} which files make a scene, and inserts
 * what the parser makes of them. A scene that cannot be parsed is skipped with a reason; it never
 * stops the rest.
 */
package org.chronocube.product;
