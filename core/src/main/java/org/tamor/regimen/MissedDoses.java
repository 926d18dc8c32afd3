package org.tamor.regimen;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.tamor.stats.RandomStream;

/// The doses of a line that are planned and not taken.
public sealed interface MissedDoses {

    /// All doses are taken.
    MissedDoses NONE = new Numbered(Set.of());

    /// The numbers of the missed ones among `planned` doses, from 1.
    Set<Integer> among(int planned);

    /// Those with these numbers, counted from 1.
    record Numbered(Set<Integer> numbers) implements MissedDoses {
        public Numbered {
            numbers = Collections.unmodifiableSet(new TreeSet<>(numbers));
        }

        @Override
        public Set<Integer> among(int planned) {
            return numbers;
        }
    }

    /// The nearest whole number to a share of the doses, chosen by chance, each choice as likely as
    /// the next: dose by dose, each is missed with the probability (missed still to come) / (doses
    /// still to come). The same seed chooses the same doses.
    record Share(double share, long seed) implements MissedDoses {
        @Override
        public Set<Integer> among(int planned) {
            Set<Integer> missed = new TreeSet<>();
            RandomStream random = RandomStream.of(seed, 0);
            long wanted = Math.round(share * planned);
            for (int number = 1; number <= planned; number++) {
                double left = planned - number + 1.0;
                if (random.nextOpenDouble() * left < wanted - missed.size()) {
                    missed.add(number);
                }
            }
            return missed;
        }
    }
}
