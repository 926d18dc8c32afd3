package org.tamor.jit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/// Turns a [KernelPlan] into hidden classes.
///
/// Each class holds at most [#METHODS_PER_CLASS] methods, which keeps its constant pool below the
/// format's limit of 65,535 entries; inside a class a tree of drivers calls the methods, so that no
/// driver grows large either.
final class KernelCompiler {

    static final int METHODS_PER_CLASS = 80;

    private static final int CALLS_PER_DRIVER = 32;

    private static final ClassDesc KERNEL = ClassDesc.of("org.tamor.jit.Kernel");

    private KernelCompiler() {}

    /// The class files of a kernel, to be run in this order.
    static List<byte[]> classFiles(KernelPlan plan, String name) {
        List<byte[]> files = new ArrayList<>();
        int methods = plan.methods().size();
        for (int from = 0; from < methods; from += METHODS_PER_CLASS) {
            int to = Math.min(methods, from + METHODS_PER_CLASS);
            files.add(
                    classFile(
                            plan,
                            ClassDesc.of("org.tamor.jit." + name + from / METHODS_PER_CLASS),
                            from,
                            to));
        }
        return files;
    }

    static Kernel load(List<byte[]> files) {
        Kernel[] parts = new Kernel[files.size()];
        try {
            for (int i = 0; i < parts.length; i++) {
                MethodHandles.Lookup lookup =
                        MethodHandles.lookup().defineHiddenClass(files.get(i), true);
                parts[i] = (Kernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
            }
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("generated class cannot be loaded", failure);
        }
        return switch (parts.length) {
            case 0 -> (_, _, _, _, _) -> {};
            case 1 -> parts[0];
            default ->
                    (t, y, p, w, out) -> {
                        for (Kernel part : parts) {
                            part.evaluate(t, y, p, w, out);
                        }
                    };
        };
    }

    private static byte[] classFile(KernelPlan plan, ClassDesc self, int from, int to) {
        return ClassFile.of()
                .build(
                        self,
                        builder -> {
                            builder.withFlags(
                                            ClassFile.ACC_FINAL
                                                    | ClassFile.ACC_SUPER
                                                    | ClassFile.ACC_SYNTHETIC)
                                    .withInterfaceSymbols(KERNEL)
                                    .withMethodBody(
                                            "<init>",
                                            ConstantDescs.MTD_void,
                                            0,
                                            code ->
                                                    code.aload(0)
                                                            .invokespecial(
                                                                    ConstantDescs.CD_Object,
                                                                    "<init>",
                                                                    ConstantDescs.MTD_void)
                                                            .return_());
                            List<String> level = new ArrayList<>();
                            for (int m = from; m < to; m++) {
                                List<KernelPlan.Statement> statements = plan.methods().get(m);
                                String name = "m" + m;
                                level.add(name);
                                builder.withMethodBody(
                                        name,
                                        MethodEmitter.KERNEL_TYPE,
                                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                                        code -> MethodEmitter.emit(plan, statements, code));
                            }
                            int height = 0;
                            while (level.size() > CALLS_PER_DRIVER) {
                                List<String> drivers = new ArrayList<>();
                                for (int i = 0; i < level.size(); i += CALLS_PER_DRIVER) {
                                    List<String> called =
                                            level.subList(
                                                    i,
                                                    Math.min(level.size(), i + CALLS_PER_DRIVER));
                                    String name = "d" + height + "_" + i;
                                    drivers.add(name);
                                    builder.withMethodBody(
                                            name,
                                            MethodEmitter.KERNEL_TYPE,
                                            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                                            code -> call(self, called, 0, code));
                                }
                                level = drivers;
                                height++;
                            }
                            List<String> top = level;
                            builder.withMethodBody(
                                    "evaluate",
                                    MethodEmitter.KERNEL_TYPE,
                                    ClassFile.ACC_PUBLIC,
                                    code -> call(self, top, 1, code));
                        });
    }

    private static void call(ClassDesc self, List<String> methods, int first, CodeBuilder code) {
        for (String method : methods) {
            code.dload(first)
                    .aload(first + 2)
                    .aload(first + 3)
                    .aload(first + 4)
                    .aload(first + 5)
                    .invokestatic(self, method, MethodEmitter.KERNEL_TYPE);
        }
        code.return_();
    }
}
