package org.tamor.stochastic;

import java.util.Arrays;

/// An indexed priority queue: the tentative times of all reactions as a binary heap, with the place
/// of each reaction in it.
final class ReactionQueue {

    private final double[] times;
    private final int[] heap;
    private final int[] places;

    ReactionQueue(int size) {
        times = new double[size];
        heap = new int[size];
        places = new int[size];
        Arrays.setAll(heap, i -> i);
        Arrays.setAll(places, i -> i);
        Arrays.fill(times, Double.POSITIVE_INFINITY);
    }

    /// The reaction with the earliest time; -1 where there are no reactions.
    int first() {
        return heap.length == 0 ? -1 : heap[0];
    }

    double time(int reaction) {
        return times[reaction];
    }

    void set(int reaction, double time) {
        double before = times[reaction];
        times[reaction] = time;
        int place = places[reaction];
        if (time < before) {
            rise(reaction, place);
        } else if (time > before) {
            sink(reaction, place);
        }
    }

    private void rise(int reaction, int from) {
        int place = from;
        double time = times[reaction];
        while (place > 0) {
            int parent = (place - 1) >> 1;
            if (times[heap[parent]] <= time) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(reaction, place);
    }

    private void sink(int reaction, int from) {
        int place = from;
        double time = times[reaction];
        int size = heap.length;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && times[heap[child + 1]] < times[heap[child]]) {
                child++;
            }
            if (times[heap[child]] >= time) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(reaction, place);
    }

    private void put(int reaction, int place) {
        heap[place] = reaction;
        places[reaction] = place;
    }
}
