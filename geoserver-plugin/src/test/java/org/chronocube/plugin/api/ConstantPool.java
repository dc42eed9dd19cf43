// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What a class file names (JVMS 4.4): every class, field and method that its code can reach is an
 * entry of its constant pool, those behind lambdas included.
 */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final ClassReader file;
  private final char[] buffer;

  ConstantPool(byte[] classFile) {
    this.file = new ClassReader(classFile);
    this.buffer = new char[file.getMaxStringLength()];
  }

  /** {@code class}, {@code class.name descriptor} of what is named, in one order. */
  Set<String> members() {
    Set<String> members = new TreeSet<>();
    for (int i = 1; i < file.getItemCount(); i++) {
      int at = file.getItem(i);
      // A long or a double takes two places, of which the second has no entry.
      if (at == 0) {
        continue;
      }
      switch (file.readByte(at - 1)) {
        case CLASS -> members.add(element(file.readUTF8(at, buffer)));
        case FIELD, METHOD, INTERFACE_METHOD -> members.add(member(at));
        default -> {
          // Names no class by itself.
        }
      }
    }
    return members;
  }

  /** Every text of the file: names, descriptors, signatures, annotations, string constants. */
  Set<String> texts() {
    Set<String> texts = new TreeSet<>();
    for (int i = 1; i < file.getItemCount(); i++) {
      int at = file.getItem(i);
      if (at != 0 && file.readByte(at - 1) == CLASS) {
        texts.add(file.readUTF8(at, buffer));
      } else if (at != 0 && file.readByte(at - 1) == UTF8) {
        texts.add(text(at));
      }
    }
    return texts;
  }

  // ASM reads a text through an entry that points to it; here it is read where it stands.
  private String text(int at) {
    int length = file.readUnsignedShort(at);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (file.readByte(at + 2 + i) & 0x7f));
    }
    return text.toString();
  }

  private String member(int at) {
    int nameAndType = file.getItem(file.readUnsignedShort(at + 2));
    return element(file.readClass(at, buffer))
        + "."
        + file.readUTF8(nameAndType, buffer)
        + " "
        + file.readUTF8(nameAndType + 2, buffer);
  }

  private static String element(String name) {
    if (!name.startsWith("[")) {
      return name;
    }
    Type element = Type.getType(name).getElementType();
    return element.getSort() == Type.OBJECT ? element.getInternalName() : element.getDescriptor();
  }
}
