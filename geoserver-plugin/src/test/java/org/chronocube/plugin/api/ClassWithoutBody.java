// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Makes a class that claims an interface and implements none of it. */
final class ClassWithoutBody {

  private ClassWithoutBody() {}

  static byte[] implementing(String type) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, "Lacking", null, "java/lang/Object", new String[] {type});
    writer.visitEnd();
    return writer.toByteArray();
  }
}
