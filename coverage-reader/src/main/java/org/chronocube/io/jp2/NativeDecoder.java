// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decodes with OpenJPEG: entropy decoding of the code-blocks that a window needs, and the wavelet,
 * are the library's. Boxes, headers and packets are read and checked in Java first, and the library
 * is handed a {@link TileCodestream} of what was found: what a broken or malicious file says
 * reaches neither its parsers nor its memory management.
 */
final class NativeDecoder implements SampleDecoder {

  // The library's structures take some 150 bytes a code-block and 4 a packet: 150 and 16 MiB.
  private static final int MAX_CODE_BLOCKS = 1 << 20;
  private static final int MAX_PACKETS = 1 << 22;

  /** More than {@code opj_dparameters_t}, two paths of 4096 bytes and some numbers, ever took. */
  private static final int PARAMETERS_BYTES = 16 * 1024;

  // opj_image_t: x0, y0, x1, y1, numcomps, color_space (32 bits each), comps.
  private static final int IMAGE_COUNT = 16;
  private static final int IMAGE_COMPONENTS = 24;
  // opj_image_comp_t: dx, dy, w, h and seven more (32 bits each), padding, data, alpha, padding.
  private static final int COMPONENT_WIDTH = 8;
  private static final int COMPONENT_HEIGHT = 12;
  private static final int COMPONENT_DATA = 48;
  private static final int COMPONENT_BYTES = 64;

  private final OpenJpeg library;
  private final SampleDecoder java;
  private final Map<Long, Input> inputs = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();
  // Fields, so that they live as long as the library may call them.
  private final OpenJpeg.Read read = this::read;
  private final OpenJpeg.Skip skip = this::skip;
  private final OpenJpeg.Seek seek = this::seek;
  private final OpenJpeg.Message message = this::message;

  /**
   * @param java for tiles whose tables would take the library too much memory
   */
  NativeDecoder(OpenJpeg library, SampleDecoder java) {
    this.library = library;
    this.java = java;
  }

  /** What a stream reads from; used by one thread at a time, but for messages. */
  private static final class Input {
    private final byte[] bytes;
    private int position;
    private volatile String failure;

    Input(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  @Override
  public int[] decode(TileData tile, int component, Rectangle window, int threads)
      throws IOException {
    long packets = (long) tile.layout().precincts().size() * tile.coding().layers();
    if (tile.layout().codeBlocks() > MAX_CODE_BLOCKS || packets > MAX_PACKETS) {
      return java.decode(tile, component, window, threads);
    }
    Input input = new Input(TileCodestream.of(tile));
    long id = last.incrementAndGet();
    inputs.put(id, input);
    try {
      return decode(input, Pointer.createConstant(id), tile, component, window, threads);
    } finally {
      inputs.remove(id);
    }
  }

  private int[] decode(
      Input input, Pointer user, TileData tile, int component, Rectangle window, int threads)
      throws IOException {
    Pointer codec = library.createDecompress(OpenJpeg.CODESTREAM);
    Pointer stream = library.streamCreate(input.bytes.length, 1);
    PointerByReference image = new PointerByReference();
    try {
      check(codec != null && stream != null, "memory", input);
      library.setErrorHandler(codec, message, user);
      library.streamSetUserData(stream, user, null);
      library.streamSetUserDataLength(stream, input.bytes.length);
      library.streamSetReadFunction(stream, read);
      library.streamSetSkipFunction(stream, skip);
      library.streamSetSeekFunction(stream, seek);
      setUp(codec, tile.reduction(), threads, input);
      check(library.readHeader(stream, codec, image) != 0, "header", input);
      int index = choose(codec, tile, component, input);
      area(codec, image.getValue(), tile, window, input);
      check(library.decode(codec, stream, image.getValue()) != 0, "decoding", input);
      return samples(image.getValue(), index, window, input);
    } finally {
      if (image.getValue() != null) {
        library.imageDestroy(image.getValue());
      }
      if (stream != null) {
        library.streamDestroy(stream);
      }
      if (codec != null) {
        library.destroyCodec(codec);
      }
    }
  }

  private void setUp(Pointer codec, int reduction, int threads, Input input) throws Jp2Exception {
    try (Memory parameters = new Memory(PARAMETERS_BYTES)) {
      parameters.clear();
      library.setDefaultDecoderParameters(parameters);
      parameters.setInt(0, reduction); // cp_reduce
      check(library.setupDecoder(codec, parameters) != 0, "parameters", input);
    }
    if (threads > 1) {
      library.codecSetThreads(codec, threads); // false when it was built without threads
    }
  }

  /** Has only that component decoded if it is not mixed with others; gives its index then. */
  private int choose(Pointer codec, TileData tile, int component, Input input) throws Jp2Exception {
    boolean mixed = tile.coding().hasComponentTransform() && component < 3;
    if (mixed || tile.codestream().components() == 1) {
      return component;
    }
    check(
        library.setDecodedComponents(codec, 1, new int[] {component}, 0) != 0,
        "choice of component",
        input);
    return 0;
  }

  // Windows are given on the reference grid, and reduced by rounding up.
  private void area(Pointer codec, Pointer image, TileData tile, Rectangle window, Input input)
      throws Jp2Exception {
    int reduction = tile.reduction();
    int x0 = Math.max(tile.area().x0(), window.x0() << reduction);
    int y0 = Math.max(tile.area().y0(), window.y0() << reduction);
    int x1 = (int) Math.min(tile.area().x1(), (long) window.x1() << reduction);
    int y1 = (int) Math.min(tile.area().y1(), (long) window.y1() << reduction);
    check(library.setDecodeArea(codec, image, x0, y0, x1, y1) != 0, "window", input);
  }

  private static int[] samples(Pointer image, int index, Rectangle window, Input input)
      throws Jp2Exception {
    check(index < image.getInt(IMAGE_COUNT), "number of components", input);
    Pointer component = image.getPointer(IMAGE_COMPONENTS).share((long) index * COMPONENT_BYTES);
    Pointer data = component.getPointer(COMPONENT_DATA);
    int width = component.getInt(COMPONENT_WIDTH);
    int height = component.getInt(COMPONENT_HEIGHT);
    if (data == null || width != window.width() || height != window.height()) {
      throw new Jp2Exception(
          "OpenJPEG must give "
              + window.width()
              + " by "
              + window.height()
              + " samples, gave "
              + (data == null ? "none" : width + " by " + height));
    }
    return data.getIntArray(0, Math.multiplyExact(width, height));
  }

  private static void check(boolean succeeded, String what, Input input) throws Jp2Exception {
    if (!succeeded) {
      String said = input.failure;
      throw new Jp2Exception("OpenJPEG: " + what + (said == null ? " failed" : ": " + said));
    }
  }

  private long read(Pointer buffer, long count, Pointer user) {
    Input input = inputs.get(Pointer.nativeValue(user));
    int now = (int) Math.min(count, input.bytes.length - input.position);
    if (now <= 0) {
      return -1;
    }
    buffer.write(0, input.bytes, input.position, now);
    input.position += now;
    return now;
  }

  private long skip(long count, Pointer user) {
    Input input = inputs.get(Pointer.nativeValue(user));
    if (count < 0 || count > input.bytes.length - input.position) {
      return -1;
    }
    input.position += (int) count;
    return count;
  }

  private int seek(long position, Pointer user) {
    Input input = inputs.get(Pointer.nativeValue(user));
    if (position < 0 || position > input.bytes.length) {
      return 0;
    }
    input.position = (int) position;
    return 1;
  }

  private void message(String text, Pointer user) {
    Input input = inputs.get(Pointer.nativeValue(user));
    if (input != null && input.failure == null) {
      input.failure = text.strip();
    }
  }
}
