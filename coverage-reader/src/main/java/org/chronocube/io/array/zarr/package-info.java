// SPDX-License-Identifier: Apache-2.0
/**
 * Zarr stores of version 2 and 3, in folders, zips and buckets: codecs zlib, gzip, zstd, blosc, lz4
 * and sharding. Sources: the specifications at zarr-specs.readthedocs.io.
 */
package org.chronocube.io.array.zarr;
