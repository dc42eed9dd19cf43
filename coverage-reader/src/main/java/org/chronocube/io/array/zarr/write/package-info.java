// SPDX-License-Identifier: Apache-2.0
/**
 * Zarr stores of version 2 and 3, written: one store holds one cube as a CF dataset that xarray,
 * GDAL and our own reader open as it is.
 *
 * <p>{@link org.chronocube.io.array.zarr.write.StoreWriter} is the way in. {@link
 * org.chronocube.io.array.zarr.write.StoreDescription} says what the store holds, {@link
 * org.chronocube.io.array.zarr.write.StoreLayout} how it lies in files. Pixels are written by
 * {@link org.chronocube.io.array.zarr.write.StoreBlock}, one file of samples each, which many
 * threads may do at once; dates show when they are committed.
 *
 * <pre>{@code
 * try (StoreWriter store = StoreWriter.create(folder, description, StoreLayout.DEFAULT)) {
 *   for (BlockIndex index : store.blocks(0, dates)) {      // in parallel, if you like
 *     StoreBlock block = store.read(index);
 *     block.put(date, band, samples);                      // as often as there are dates and bands
 *     store.write(block);
 *   }
 *   store.commit(times);
 * }
 * }</pre>
 */
package org.chronocube.io.array.zarr.write;
