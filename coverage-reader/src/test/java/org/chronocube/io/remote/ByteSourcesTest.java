// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract, at each place. */
class ByteSourcesTest {

  @Nested
  class InAFolder extends ByteSourcesContract {
    @TempDir Path folder;

    @Override
    Place place() {
      return new InFolder(folder, Archives.local().files());
    }
  }

  @Nested
  class StoredInAZip extends ByteSourcesContract {
    @TempDir Path folder;

    @Override
    Place place() {
      return new InZip(new InFolder(folder, Archives.local().files()), true);
    }
  }

  @Nested
  class DeflatedInAZip extends ByteSourcesContract {
    @TempDir Path folder;

    @Override
    Place place() {
      return new InZip(new InFolder(folder, Archives.local().files()), false);
    }
  }

  @Nested
  class OverHttp extends ByteSourcesContract {
    @Override
    Place place() throws Exception {
      return http();
    }
  }

  @Nested
  class OnAnS3Server extends ByteSourcesContract {
    @Override
    Place place() throws Exception {
      return s3();
    }
  }

  @Nested
  class StoredInAZipOnS3 extends ByteSourcesContract {
    @Override
    Place place() throws Exception {
      return new InZip(s3(), true);
    }
  }

  @Nested
  class DeflatedInAZipOverHttp extends ByteSourcesContract {
    @Override
    Place place() throws Exception {
      return new InZip(http(), false);
    }
  }
}
