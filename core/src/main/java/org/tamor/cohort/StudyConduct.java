package org.tamor.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tamor.cohort.protocol.MeasurementPlan;
import org.tamor.cohort.protocol.PlannedArm;
import org.tamor.cohort.protocol.Protocol;
import org.tamor.cohort.protocol.Variability;
import org.tamor.simulate.TimeCourse;
import org.tamor.stats.RandomStream;
import org.tamor.stats.Seeds;
import org.tamor.tumour.Departure;

/// Carries out studies as the protocol says.
///
/// Every animal has streams of random numbers of its own, for its quantities, for the readings
/// before the allotment and for those in each arm; so a study depends on the seed and its number
/// alone.
public final class StudyConduct {

    /// Room for the streams of an animal: its quantities, its allotment, each arm, each blot.
    private static final long STREAMS = 1L << 12;

    private static final int OF_ANIMAL = 0;
    private static final int BEFORE = 1;
    private static final int OF_BLOT = 2;
    private static final int OF_FIRST_ARM = 3;

    private final Protocol protocol;
    private final TumourModel model;
    private final Calipers calipers;
    private final Allotment allotment;

    public StudyConduct(Protocol protocol, TumourModel model) {
        this.protocol = protocol;
        this.model = model;
        calipers = new Calipers(protocol.measurement());
        allotment = new Allotment(protocol);
    }

    /// Carries out one study.
    ///
    /// @param vector parameter values by model id
    /// @param number of the study; the same number gives the same study
    public VirtualStudy carryOut(Map<String, Double> vector, long number) {
        VirtualStudy volumes = carryOutWithoutBlots(vector, number);
        List<Tumour.Allotted> chosen = chosen(vector, number);
        List<Allotment.Place> places = places(number);
        List<BlotReading> blots = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).isForBlots()) {
                blots.addAll(blots(chosen.get(i), places.get(i), vector, number));
            }
        }
        blots.sort(
                Comparator.comparingInt((BlotReading blot) -> order(blot.arm()))
                        .thenComparingDouble(BlotReading::hour)
                        .thenComparing(BlotReading::animal));
        return new VirtualStudy(protocol, volumes.animals(), blots);
    }

    /// The same study without what becomes of the tumours that are taken out for blots.
    VirtualStudy carryOutWithoutBlots(Map<String, Double> vector, long number) {
        List<Tumour.Allotted> chosen = chosen(vector, number);
        List<Allotment.Place> places = places(number);
        List<VirtualAnimal> animals = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (!places.get(i).isForBlots()) {
                animals.add(follow(chosen.get(i), places.get(i).arm(), vector, number));
            }
        }
        animals.sort(
                Comparator.comparingInt((VirtualAnimal animal) -> order(animal.arm()))
                        .thenComparing(VirtualAnimal::name));
        return new VirtualStudy(protocol, animals, List.of());
    }

    private List<Allotment.Place> places(long number) {
        return allotment.places(RandomStream.of(seed(number), -1));
    }

    private int order(String arm) {
        return protocol.arms().stream().map(PlannedArm::name).toList().indexOf(arm);
    }

    private long seed(long number) {
        return Seeds.ofMember(protocol.seed(), number);
    }

    private RandomStream stream(long number, Tumour tumour, int of) {
        return stream(number, tumour.index(), of);
    }

    private RandomStream stream(long number, int animal, int of) {
        return RandomStream.of(seed(number), animal * STREAMS + of);
    }

    /// The tumours of a study that take part.
    List<Tumour.Allotted> chosen(Map<String, Double> vector, long number) {
        List<Tumour> tumours = engrafted(vector, number);
        double[] days =
                protocol.randomisation().days().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] measured = new double[tumours.size()][];
        for (Tumour tumour : tumours) {
            double[] volumes = model.untreated(vector, tumour.own(), days);
            RandomStream stream = stream(number, tumour, BEFORE);
            for (int k = 0; k < volumes.length; k++) {
                volumes[k] = calipers.measure(volumes[k], stream);
            }
            measured[tumour.index()] = volumes;
        }
        return allotment.chosen(tumours, measured);
    }

    private List<Tumour> engrafted(Map<String, Double> vector, long number) {
        List<Tumour> tumours = new ArrayList<>();
        double hazard = protocol.measurement().dropOut();
        for (int i = 0; i < protocol.randomisation().engrafted(); i++) {
            RandomStream stream = stream(number, i, OF_ANIMAL);
            double dropOut = -Math.log(stream.nextOpenDouble()) / hazard;
            Map<String, Double> own = new LinkedHashMap<>();
            for (Variability one : protocol.variability()) {
                double factor = Math.exp(one.logarithmic() * stream.nextGaussian());
                own.put(model.id(one), model.median(one, vector) * factor);
            }
            tumours.add(new Tumour(i, own, hazard > 0 ? dropOut : Double.POSITIVE_INFINITY));
        }
        return tumours;
    }

    /// Treats and measures an animal to the end of the study.
    VirtualAnimal follow(Tumour.Allotted one, int arm, Map<String, Double> vector, long number) {
        MeasurementPlan plan = protocol.measurement();
        PlannedArm planned = protocol.arms().get(arm);
        double[] days = plan.dayArray();
        double[] truth =
                model.treated(planned.name(), vector, one.tumour().own(), one.day(), days)
                        .of(protocol.volume());
        RandomStream stream = stream(number, one.tumour(), OF_FIRST_ARM + arm);
        List<VirtualAnimal.Reading> readings = new ArrayList<>();
        Departure departure = Departure.STUDY_END;
        for (int k = 0; k < days.length; k++) {
            if (departure == Departure.STUDY_END && k > 0 && days[k] > one.tumour().dropOut()) {
                departure = Departure.OTHER;
            }
            double measured =
                    departure != Departure.STUDY_END
                            ? Double.NaN
                            : k == 0 ? one.measured() : calipers.measure(truth[k], stream);
            readings.add(new VirtualAnimal.Reading(days[k], truth[k], measured));
            if (measured >= plan.limit() && k < days.length - 1) {
                departure = Departure.TUMOUR_SIZE;
            }
        }
        return new VirtualAnimal(
                one.tumour().name(),
                planned.name(),
                one.tumour().own(),
                one.day(),
                readings,
                departure);
    }

    private List<BlotReading> blots(
            Tumour.Allotted one, Allotment.Place place, Map<String, Double> vector, long number) {
        String arm = protocol.arms().get(place.arm()).name();
        TimeCourse course =
                model.treated(
                        arm,
                        vector,
                        one.tumour().own(),
                        one.day(),
                        new double[] {place.blotHour() / 24});
        RandomStream stream = stream(number, one.tumour(), OF_BLOT);
        List<BlotReading> blots = new ArrayList<>();
        for (String observable : protocol.blots().observables()) {
            double truth = course.of(observable)[0];
            double measured = truth * Math.exp(model.noise(observable) * stream.nextGaussian());
            blots.add(
                    new BlotReading(
                            one.tumour().name(),
                            arm,
                            place.blotHour(),
                            observable,
                            measured,
                            truth));
        }
        return blots;
    }
}
