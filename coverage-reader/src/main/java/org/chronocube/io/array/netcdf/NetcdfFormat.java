// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.OpenedSource;

/** Opens NetCDF files of all formats. */
public final class NetcdfFormat implements ArrayView.Format {

  @Override
  public ArrayDataset open(URI file, ByteSources files) throws IOException {
    OpenedSource opened = files.open(file);
    ByteBuffer head = opened.head().duplicate();
    if (head.remaining() >= 4 && head.get() == 'C' && head.get() == 'D' && head.get() == 'F') {
      return new ClassicFile(opened.source());
    }
    return new Hdf5File(new HdfBytes(opened.source()));
  }
}
