package org.tamor.format.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tamor.combination.CombinationBlock;
import org.tamor.combination.Drug;
import org.tamor.combination.ResponseScale;
import org.tamor.combination.Well;
import org.tamor.combination.WellRole;
import org.tamor.format.sheet.Finding;

/// The tables of other programs, each in small: drugs, units, doses, responses, times and roles.
class ProgramLayoutsTest {

    @TempDir private Path folder;

    private PlateReading read(String text) throws IOException {
        return read(text, Recipe.detect());
    }

    private PlateReading read(String text, Recipe recipe) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        PlateReading reading = PlateReader.read(List.of(file), recipe);
        assertThat(reading.usable()).as("%s", reading.findings()).isTrue();
        return reading;
    }

    private CombinationBlock only(String text) throws IOException {
        PlateReading reading = read(text);
        assertThat(reading.blocks()).hasSize(1);
        return reading.blocks().getFirst();
    }

    private static double response(CombinationBlock block, double... doses) {
        List<Well> wells =
                block.data().wells().stream()
                        .filter(well -> Arrays.equals(well.doses(), doses))
                        .filter(well -> well.role() == WellRole.TREATED)
                        .toList();
        assertThat(wells).as("wells at %s", Arrays.toString(doses)).hasSize(1);
        return wells.getFirst().response();
    }

    private static List<String> codes(PlateReading reading) {
        return reading.findings().stream().map(Finding::code).distinct().toList();
    }

    @Test
    void synergyFinderTable() throws IOException {
        CombinationBlock block =
                only(
                        """
                        PairIndex,Response,DrugRow,DrugCol,ConcRow,ConcCol,ConcUnit
                        1,3,fulvestrant,AZD-8055,0,0,nM
                        1,40,fulvestrant,AZD-8055,30,0,nM
                        1,55,fulvestrant,AZD-8055,0,7,nM
                        1,80,fulvestrant,AZD-8055,30,7,nM
                        """);

        assertThat(block.data().drugs())
                .containsExactly(new Drug("fulvestrant", "nM"), new Drug("AZD-8055", "nM"));
        assertThat(block.data().scale()).isEqualTo(ResponseScale.INHIBITION_PERCENT);
        assertThat(response(block, 30, 7)).isEqualTo(80);
        assertThat(response(block, 30, 0)).isEqualTo(40);
    }

    @Test
    void synergyFinderMatricesStackedWithTrailingColumns() throws IOException {
        PlateReading reading =
                read(
                        """
                        Drug1:,ibrutinib,,
                        Drug2:,a: b,,
                        Cell,TMD8,,
                        ConcUnit:,nM,,
                        ,0,1,,
                        0,100,60,,
                        3,70,4.0E+01,,
                        ,,,
                        Drug1: ibrutinib,,,
                        Drug2: c,,,
                        ConcUnit:,nM,uM,
                        ,0,2
                        0,98,50
                        3,72,-6.26E-04
                        """);

        assertThat(reading.blocks()).hasSize(2);
        CombinationBlock first = reading.blocks().getFirst();
        CombinationBlock second = reading.blocks().getLast();
        assertThat(first.cellLine()).isEqualTo("TMD8");
        assertThat(first.data().drugs())
                .containsExactly(new Drug("ibrutinib", "nM"), new Drug("a: b", "nM"));
        assertThat(response(first, 3, 0)).isEqualTo(70);
        assertThat(response(first, 0, 1)).isEqualTo(60);
        assertThat(second.data().drugs().getLast()).isEqualTo(new Drug("c", "uM"));
        assertThat(response(second, 3, 2)).isEqualTo(-6.26e-4);
    }

    @Test
    void pythonSynergyAndBigl() throws IOException {
        String rows = "0,0,1.0\n0.5,0,0.4\n0,2,0.6\n0.5,2,0.2\n";
        CombinationBlock python = only("drug1.conc,drug2.conc,effect\n" + rows);
        CombinationBlock bigl = only("d1,d2,effect\n" + rows);

        assertThat(python.data().scale()).isEqualTo(ResponseScale.VIABILITY);
        assertThat(response(python, 0.5, 2)).isEqualTo(0.2);
        assertThat(bigl.data()).isEqualTo(python.data());
    }

    @Test
    void biglExperimentsAreBlocks() throws IOException {
        PlateReading reading =
                read(
                        """
                        experiment,cpd1,cpd2,effect,d1,d2
                        1,a,b,9000,0,0
                        1,a,b,100,5,0
                        1,a,b,200,0,5
                        1,a,b,50,5,5
                        2,b,a,8000,0,0
                        2,b,a,90,5,0
                        2,b,a,80,0,5
                        2,b,a,40,5,5
                        """);

        assertThat(reading.blocks()).extracting(CombinationBlock::name).containsExactly("1", "2");
        assertThat(reading.blocks().getFirst().data().scale()).isEqualTo(ResponseScale.RAW_SIGNAL);
        assertThat(reading.blocks().getLast().data().drugs())
                .as("the order of the drugs is that of each block")
                .containsExactly(new Drug("b", ""), new Drug("a", ""));
    }

    @Test
    void thunorTimesAreBlocksInMolar() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        "upid\twell\ttime\tcell.count\tcell.line\tdrug1\tdrug1.conc\tdrug1.units"
                                + "\tdrug2\tdrug2.conc\tdrug2.units\n");
        for (int time : new int[] {24, 72}) {
            int count = time == 24 ? 1000 : 4000;
            text.append("p1\tA01\t%d\t%d\tMCF7\t\t0\tM\t\t0\tM\n".formatted(time, count));
            text.append("p1\tA02\t%d\t%d\tMCF7\ta\t1e-7\tM\t\t0\tM\n".formatted(time, count / 2));
            text.append("p1\tA03\t%d\t%d\tMCF7\tb\t1e-6\tM\t\t0\tM\n".formatted(time, count / 4));
            text.append(
                    "p1\tA04\t%d\t%d\tMCF7\ta\t1e-7\tM\tb\t1e-6\tM\n".formatted(time, count / 5));
        }
        List<CombinationBlock> blocks = read(text.toString()).blocks();

        assertThat(blocks).extracting(CombinationBlock::hours).containsExactly(24.0, 72.0);
        assertThat(response(blocks.getLast(), 1e-7, 1e-6)).isEqualTo(800);
        assertThat(response(blocks.getFirst(), 0, 0)).isEqualTo(1000);
        assertThat(blocks.getFirst().data().drugs())
                .containsExactly(new Drug("a", "M"), new Drug("b", "M"));
        assertThat(blocks.getFirst().data().wells()).allMatch(well -> well.plate().equals("p1"));
    }

    @Test
    void growthRateCalculatorWithColumnsAndStacked() throws IOException {
        CombinationBlock columns =
                only(
                        """
                        cell_line,treatment,concentration,cell_count,cell_count__ctrl,cell_count__time0
                        MCF-7,a,0.1,900,1000,250
                        MCF-7,a,1,400,1000,250
                        """);
        CombinationBlock stacked =
                only(
                        """
                        cell_line,treatment,time,concentration,cell_count
                        MCF-7,-,0,0,250
                        MCF-7,-,72,0,1000
                        MCF-7,a,72,0.1,900
                        MCF-7,a,72,1,400
                        """);

        for (CombinationBlock block : List.of(columns, stacked)) {
            assertThat(response(block, 0)).isEqualTo(1000);
            assertThat(response(block, 1)).isEqualTo(400);
            assertThat(
                            block.data().wells().stream()
                                    .filter(well -> well.role() == WellRole.TIME_ZERO)
                                    .map(Well::response))
                    .containsExactly(250.0);
        }
        assertThat(stacked.hours()).isEqualTo(72);
    }

    @Test
    void gdr() throws IOException {
        CombinationBlock block =
                only(
                        """
                        clid,CellLineName,Gnumber,Concentration,Gnumber_2,Concentration_2,Duration,ReferenceDivisionTime,ReadoutValue,BackgroundValue,Barcode,WellRow,WellColumn
                        CL1,MCF-7,vehicle,0,vehicle,0,72,30,1050,50,p1,A,1
                        CL1,MCF-7,G1,0.3,vehicle,0,72,30,450,50,p1,A,2
                        CL1,MCF-7,G2,2,vehicle,0,72,30,350,50,p1,A,3
                        CL1,MCF-7,G1,0.3,G2,2,72,30,150,50,p1,A,4
                        CL1,MCF-7,vehicle,0,vehicle,0,0,30,300,50,p0,A,1
                        """);

        assertThat(block.cellLine()).isEqualTo("MCF-7");
        assertThat(block.hours()).isEqualTo(72);
        assertThat(block.data().drugs())
                .containsExactly(new Drug("G1", "uM"), new Drug("G2", "uM"));
        assertThat(response(block, 0, 0)).isEqualTo(1000);
        assertThat(response(block, 0.3, 2)).isEqualTo(100);
        assertThat(block.data().wells())
                .filteredOn(well -> well.role() == WellRole.TIME_ZERO)
                .extracting(Well::response)
                .containsExactly(250.0);
    }

    @Test
    void pharmacoGx() throws IOException {
        CombinationBlock block =
                only(
                        """
                        treatment1id,treatment2id,treatment1dose,treatment2dose,sampleid,viability
                        a,b,0.1,0,T47D,70
                        a,b,0,3,T47D,60
                        a,b,0.1,3,T47D,35
                        a,b,0,0,T47D,99
                        """);

        assertThat(block.cellLine()).isEqualTo("T47D");
        assertThat(block.data().scale()).isEqualTo(ResponseScale.VIABILITY_PERCENT);
        assertThat(response(block, 0.1, 3)).isEqualTo(35);
    }

    @Test
    void almanac() throws IOException {
        PlateReading reading =
                read(
                        """
                        COMBODRUGSEQ,STUDY,PLATE,CELLNAME,NSC1,CONC1,CONCUNIT1,NSC2,CONC2,CONCUNIT2,PERCENTGROWTH
                        1,s1,p,MCF7,740,1e-6,M,,,,60
                        1,s2,p,MCF7,750,1e-5,M,,,,-30
                        1,s3,p,MCF7,740,1e-6,M,750,1e-5,M,-80
                        """);
        CombinationBlock block = reading.blocks().getFirst();

        assertThat(block.data().scale()).isEqualTo(ResponseScale.GROWTH_PERCENT);
        assertThat(response(block, 1e-6, 1e-5)).isEqualTo(-80);
        assertThat(response(block, 0, 1e-5)).isEqualTo(-30);
        assertThat(block.data().biologicalReplicates())
                .as("single agents of other studies serve the study of the combination")
                .containsExactly("s3");
        assertThat(codes(reading)).contains("plate.replicates-shared");
    }

    @Test
    void dosesInColumnsOfTheirDrugs() throws IOException {
        CombinationBlock block =
                only(
                        """
                        cell_line,BI2536_nM,conc_TH588_uM,luminescence
                        MCF-7,0,0,50000
                        MCF-7,5,0,20000
                        MCF-7,0,2,30000
                        MCF-7,5,2,9000
                        """);

        assertThat(block.data().drugs())
                .containsExactly(new Drug("BI2536", "nM"), new Drug("TH588", "uM"));
        assertThat(response(block, 5, 2)).isEqualTo(9000);
    }

    @Test
    void dosesPairedWithColumnsOfDrugsAreShown() throws IOException {
        PlateReading reading =
                read(
                        """
                        compound,partner,conc_compound_nM,conc_ibrutinib_nM,viability_pct
                        Torin,Ibrutinib,0,0,100
                        Torin,Ibrutinib,9,0,40
                        Torin,Ibrutinib,0,2,50
                        Torin,Ibrutinib,9,2,15
                        """);

        assertThat(reading.blocks().getFirst().data().drugs())
                .containsExactly(new Drug("Torin", "nM"), new Drug("Ibrutinib", "nM"));
        assertThat(codes(reading)).contains("plate.dose-columns-paired");
    }

    @Test
    void replicatesInOneRow() throws IOException {
        CombinationBlock block =
                only(
                        """
                        drug1,dose1_uM,drug2,dose2_uM,viability1,viability2
                        a,0,b,0,1.0,0.98
                        a,1,b,0,0.5,0.52
                        a,0,b,1,0.6,0.58
                        a,1,b,1,0.2,NA
                        """);

        assertThat(block.data().wells()).hasSize(7);
        assertThat(block.data().missing()).hasSize(1);
        assertThat(block.data().cells().getFirst().mean()).isCloseTo(0.99, within(1e-12));
    }

    @Test
    void threeDrugsWithTheirPairsAndSingles() throws IOException {
        CombinationBlock block =
                only(
                        """
                        drug1,conc1,drug2,conc2,drug3,conc3,viability
                        a,0,b,0,c,0,1
                        a,1,b,0,c,0,0.7
                        a,0,b,1,c,0,0.8
                        a,0,b,0,c,1,0.9
                        a,1,b,1,c,0,0.5
                        a,1,b,1,c,1,0.3
                        """);

        assertThat(block.data().drugs()).hasSize(3);
        assertThat(response(block, 1, 1, 1)).isEqualTo(0.3);
        assertThat(response(block, 1, 1, 0)).isEqualTo(0.5);
    }

    @Test
    void aSharedSingleAgentServesEveryBlockThatHasIt() throws IOException {
        PlateReading reading =
                read(
                        """
                        drug1,conc1,drug2,conc2,viability
                        a,0,,,1
                        a,1,,,0.5
                        b,1,,,0.6
                        c,1,,,0.7
                        a,1,b,1,0.3
                        a,1,c,1,0.35
                        """);

        assertThat(reading.blocks()).hasSize(2);
        assertThat(response(reading.blocks().getFirst(), 1, 0)).isEqualTo(0.5);
        assertThat(response(reading.blocks().getLast(), 1, 0)).isEqualTo(0.5);
        assertThat(response(reading.blocks().getLast(), 1, 1)).isEqualTo(0.35);
    }
}
