// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import org.chronocube.cube.ChunkLayout;

/** The contract of stores, by chunks of which only what a window needs is put together. */
class ShuffledStoreTest extends PersistentStoreTest {

  @Override
  ChunkLayout.Codec codec() {
    return ChunkLayout.Codec.BLOSC_ZSTD;
  }
}
