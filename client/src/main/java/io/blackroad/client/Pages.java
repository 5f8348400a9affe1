package io.blackroad.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that is fetched page by page as it is read: of a million agents, one page is in memory. Each iterator begins anew.
 *
 * @param <T> an item
 */
public final class Pages<T> implements Iterable<T> {
    private final Function<String, JsonNode> page;
    private final Function<JsonNode, T> item;
    private final Set<String> missing = new TreeSet<>();

    /**
     * @param page the page behind a cursor; of the empty one, the first
     * @param item reads one item
     */
    Pages(Function<String, JsonNode> page, Function<JsonNode, T> item) {
        this.page = page;
        this.item = item;
    }

    @Override
    public Iterator<T> iterator() {
        return new Reading();
    }

    /** The items as a stream, which fetches no more than it needs. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Partitions that nobody could speak for when what was read so far was fetched: what they hold is not in the list.
     * Empty when it is whole.
     */
    public Set<String> missingPartitions() {
        return Set.copyOf(missing);
    }

    private final class Reading implements Iterator<T> {
        private final Queue<T> fetched = new ArrayDeque<>();
        private String cursor = "";

        @Override
        public boolean hasNext() {
            while (fetched.isEmpty() && cursor != null) {
                JsonNode answer = page.apply(cursor);
                answer.path("items").forEach(each -> fetched.add(item.apply(each)));
                answer.path("missingPartitions").forEach(each -> missing.add(each.asText()));
                cursor = answer.path("next").asText(null);
            }
            return !fetched.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the list has come to its end");
            }
            return fetched.remove();
        }
    }
}
