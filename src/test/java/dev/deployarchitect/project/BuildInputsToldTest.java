package dev.deployarchitect.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildInputsToldTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A|A",
        "A B|A and B",
        "A B C|A, B and C",
        "A B C D E F|A, B, C, D, E and F",
        "A B C D E F G H|A, B, C, D, E, F and 2 more"
      })
  void aFewNamesAreToldAndTheRestIsCounted(String names, String told) {
    BuildInputs inputs =
        new BuildInputs(List.of(names.split(" ")), Optional.empty(), false, List.of(), false);
    assertThat(inputs.told()).isEqualTo(told);
  }
}
