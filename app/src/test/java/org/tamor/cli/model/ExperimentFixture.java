package org.tamor.cli.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small experiment, as a document beside its model or as an archive, to be broken in tests.
final class ExperimentFixture {

    static final String MODEL =
            "model decay\n compartment cell = 1\n species A in cell = 10\n k = 0.5\n J: A -> ; cell * k * A\nend\n";

    static final String DOCUMENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <sedML xmlns="http://sed-ml.org/sed-ml/level1/version4" level="1" version="4">
              <listOfModels>
                <model id="m" language="urn:sedml:language:antimony" source="decay.ant"/>
              </listOfModels>
              <listOfSimulations>
                <uniformTimeCourse id="s" initialTime="0" outputStartTime="0" outputEndTime="4" numberOfSteps="4">
                  <algorithm kisaoID="KISAO:0000019"/>
                </uniformTimeCourse>
              </listOfSimulations>
              <listOfTasks>
                <task id="t" modelReference="m" simulationReference="s"/>
                <repeatedTask id="scan" range="r" resetModel="true">
                  <listOfRanges><vectorRange id="r"><value>1</value><value>2</value></vectorRange></listOfRanges>
                  <listOfChanges>
                    <setValue modelReference="m" range="r" target="/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='k']">
                      <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>r</ci></math>
                    </setValue>
                  </listOfChanges>
                  <listOfSubTasks><subTask order="1" task="t"/></listOfSubTasks>
                </repeatedTask>
              </listOfTasks>
              <listOfDataGenerators>
                <dataGenerator id="time" name="time">
                  <listOfVariables><variable id="v" taskReference="t" symbol="urn:sedml:symbol:time"/></listOfVariables>
                  <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>v</ci></math>
                </dataGenerator>
                <dataGenerator id="A" name="substance A">
                  <listOfVariables><variable id="v" taskReference="t" target="/sbml:sbml/sbml:model/sbml:listOfSpecies/sbml:species[@id='A']"/></listOfVariables>
                  <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>v</ci></math>
                </dataGenerator>
                <dataGenerator id="scanned" name="A at other rates">
                  <listOfVariables><variable id="v" taskReference="scan" target="/sbml:sbml/sbml:model/sbml:listOfSpecies/sbml:species[@id='A']"/></listOfVariables>
                  <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>v</ci></math>
                </dataGenerator>
              </listOfDataGenerators>
              <listOfOutputs>
                <plot2D id="plot" name="Decay">
                  <listOfCurves>
                    <curve id="c1" xDataReference="time" yDataReference="A"/>
                    <curve id="c2" xDataReference="time" yDataReference="scanned"/>
                  </listOfCurves>
                </plot2D>
                <report id="table" name="Decay">
                  <listOfDataSets>
                    <dataSet id="d1" label="time" dataReference="time"/>
                    <dataSet id="d2" label="A, in cell" dataReference="A"/>
                  </listOfDataSets>
                </report>
              </listOfOutputs>
            </sedML>
            """;

    static final String MANIFEST =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">
              <content location="." format="http://identifiers.org/combine.specifications/omex"/>
              <content location="./manifest.xml" format="http://identifiers.org/combine.specifications/omex-manifest"/>
              <content location="./models/decay.ant" format="http://purl.org/NET/mediatypes/text/plain"/>
              <content location="./sim/decay.sedml" format="http://identifiers.org/combine.specifications/sed-ml.level-1.version-4" master="true"/>
            </omexManifest>
            """;

    private ExperimentFixture() {}

    /// The document and its model in a folder.
    static Path document(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve("decay.ant"), MODEL);
        return Files.writeString(folder.resolve("decay.sedml"), text);
    }

    /// The archive with the document and its model in folders of their own.
    static Path archive(Path folder) throws IOException {
        return zip(
                folder.resolve("decay.omex"),
                "manifest.xml",
                MANIFEST,
                "models/decay.ant",
                MODEL,
                "sim/decay.sedml",
                DOCUMENT.replace("\"decay.ant\"", "\"../models/decay.ant\""));
    }

    /// A zip file of entries: names and texts in turn.
    static Path zip(Path file, String... namesAndTexts) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i + 1 < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
