package io.blackroad.schema;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The constructor, getters and setters of a generated class as functions. Avro's own way to a field, {@code get(position)}
 * and {@code put(position, value)}, makes an object of every number; these do not.
 */
final class Accessors<T> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Each function is a class of its own; made once, it is also compiled once. */
    private static final ClassValue<Map<String, Object>> BOUND = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final Class<T> type;

    Accessors(Class<T> type) {
        this.type = type;
    }

    /** Makes empty records. */
    Supplier<T> constructor() {
        MethodType made = MethodType.methodType(Object.class);
        @SuppressWarnings("unchecked")
        Supplier<T> constructor = bind(
                "", Supplier.class, "get", made, () -> LOOKUP.findConstructor(type, MethodType.methodType(void.class)));
        return constructor;
    }

    @SuppressWarnings("unchecked")
    ToIntFunction<T> intGetter(String field) {
        return bind(
                field,
                ToIntFunction.class,
                "applyAsInt",
                MethodType.methodType(int.class, Object.class),
                () -> getter(field, int.class));
    }

    @SuppressWarnings("unchecked")
    ToLongFunction<T> longGetter(String field) {
        return bind(
                field,
                ToLongFunction.class,
                "applyAsLong",
                MethodType.methodType(long.class, Object.class),
                () -> getter(field, long.class));
    }

    @SuppressWarnings("unchecked")
    ObjIntConsumer<T> intSetter(String field) {
        return bind(
                field,
                ObjIntConsumer.class,
                "accept",
                MethodType.methodType(void.class, Object.class, int.class),
                () -> setter(field, int.class));
    }

    @SuppressWarnings("unchecked")
    ObjLongConsumer<T> longSetter(String field) {
        return bind(
                field,
                ObjLongConsumer.class,
                "accept",
                MethodType.methodType(void.class, Object.class, long.class),
                () -> setter(field, long.class));
    }

    private MethodHandle getter(String field, Class<?> value) throws ReflectiveOperationException {
        return LOOKUP.findVirtual(type, "get" + capital(field), MethodType.methodType(value));
    }

    private MethodHandle setter(String field, Class<?> value) throws ReflectiveOperationException {
        return LOOKUP.findVirtual(type, "set" + capital(field), MethodType.methodType(void.class, value));
    }

    private static String capital(String field) {
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    private <F> F bind(String field, Class<F> function, String method, MethodType erased, Target target) {
        Object bound = BOUND.get(type)
                .computeIfAbsent(function.getSimpleName() + field, any -> make(function, method, erased, target));
        return function.cast(bound);
    }

    private Object make(Class<?> function, String method, MethodType erased, Target target) {
        try {
            MethodHandle handle = target.find();
            return LambdaMetafactory.metafactory(
                            LOOKUP, method, MethodType.methodType(function), erased, handle, handle.type())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName() + " is no class that Avro generated: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Target {
        MethodHandle find() throws ReflectiveOperationException;
    }
}
