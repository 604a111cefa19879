package dev.deployarchitect.infrastructure.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionConstraintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~> 6.0 | 6.66.0 | true",
        "~> 6.0 | 7.0.0 | false",
        "~> 6.60.1 | 6.60.9 | true",
        "~> 6.60.1 | 6.61.0 | false",
        "~> 6 | 7.1.0 | false",
        ">= 5.0, < 6.0 | 6.66.0 | false",
        ">= 5.0, != 6.66.0 | 6.66.0 | false",
        "6.66.0 | 6.66.0 | true",
        "= v6.66 | 6.66.0 | true",
        "> 6.66.0 | 6.66.0 | false",
        "latest | 6.66.0 | false",
      })
  void constraintsAllowWhatTerraformAllows(String text, String version, boolean allowed) {
    assertThat(new VersionConstraint(text).allows(version)).isEqualTo(allowed);
  }
}
