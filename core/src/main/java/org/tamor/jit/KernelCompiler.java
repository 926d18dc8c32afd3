package org.tamor.jit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
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
    private static final ClassDesc BATCH_KERNEL = ClassDesc.of("org.tamor.jit.BatchKernel");

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
        Kernel[] parts = files.stream().map(KernelCompiler::instance).toArray(Kernel[]::new);
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

    /// The same for a plan with several lanes.
    static BatchKernel loadBatch(List<byte[]> files) {
        BatchKernel[] parts =
                files.stream().map(KernelCompiler::instance).toArray(BatchKernel[]::new);
        return (t, y, p, w, out) -> {
            for (BatchKernel part : parts) {
                part.evaluate(t, y, p, w, out);
            }
        };
    }

    private static Object instance(byte[] file) {
        try {
            return MethodHandles.lookup()
                    .defineHiddenClass(file, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("generated class cannot be loaded", failure);
        }
    }

    private static byte[] classFile(KernelPlan plan, ClassDesc self, int from, int to) {
        MethodTypeDesc type = MethodEmitter.type(plan.lanes);
        return ClassFile.of()
                .build(
                        self,
                        builder -> {
                            builder.withFlags(
                                            ClassFile.ACC_FINAL
                                                    | ClassFile.ACC_SUPER
                                                    | ClassFile.ACC_SYNTHETIC)
                                    .withInterfaceSymbols(plan.lanes == 1 ? KERNEL : BATCH_KERNEL)
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
                                        type,
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
                                            type,
                                            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                                            code -> call(self, called, 0, type, code));
                                }
                                level = drivers;
                                height++;
                            }
                            List<String> top = level;
                            builder.withMethodBody(
                                    "evaluate",
                                    type,
                                    ClassFile.ACC_PUBLIC,
                                    code -> call(self, top, 1, type, code));
                        });
    }

    /// Calls methods with the arguments that stand from local variable `first` on.
    private static void call(
            ClassDesc self,
            List<String> methods,
            int first,
            MethodTypeDesc type,
            CodeBuilder code) {
        for (String method : methods) {
            int local = first;
            for (ClassDesc parameter : type.parameterList()) {
                TypeKind kind = TypeKind.from(parameter);
                code.loadLocal(kind, local);
                local += kind.slotSize();
            }
            code.invokestatic(self, method, type);
        }
        code.return_();
    }
}
