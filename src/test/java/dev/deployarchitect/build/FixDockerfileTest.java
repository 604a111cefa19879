package dev.deployarchitect.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Mending;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixDockerfileTest {
  private static final DockerfileReviewer REVIEWER = new DockerfileReviewer(Content.packed());

  @TempDir private Path folder;

  private Mending.Outcome mend(String text) {
    Workspace workspace = Workspaces.of(folder, Map.of("Dockerfile", text));
    return Mending.of(
        REVIEWER,
        workspace,
        ProjectProfile.of(workspace),
        workspace.source("Dockerfile").orElseThrow(),
        false);
  }

  @Test
  void whatIsSureIsMendedAndCommentsAndLayoutStay() {
    Mending.Outcome outcome =
        mend(
            """
            # our image
            FROM debian:12 as base
            MAINTAINER team@example.com
            ENV APP_HOME /srv
            ADD server.js /srv/
            RUN apt-get update && \\
                # the only tool
                apt-get install --no-install-recommends curl=7.88.*
            USER 1000
            CMD node /srv/server.js
            """);
    assertThat(outcome.text())
        .isEqualTo(
            """
            # our image
            FROM debian:12 AS base
            LABEL org.opencontainers.image.authors="team@example.com"
            ENV APP_HOME=/srv
            COPY server.js /srv/
            RUN apt-get update && \\
                # the only tool
                apt-get install -y --no-install-recommends curl=7.88.* && rm -rf /var/lib/apt/lists/*
            USER 1000
            CMD ["node", "/srv/server.js"]
            """);
    assertThat(outcome.left()).isEmpty();
  }

  @Test
  void listsThatALaterStepLivesOnAreKept() {
    Mending.Outcome outcome =
        mend(
            """
            FROM debian:12
            RUN apt-get update
            RUN apt-get install -y --no-install-recommends curl=7.88.*
            """);
    assertThat(outcome.text()).doesNotContain("rm -rf");
  }

  @Test
  void aStartThatNeedsItsShellKeepsIt() {
    Mending.Outcome outcome = mend("FROM node:24-alpine\nUSER 1000\nCMD node $MAIN || exit 1\n");
    assertThat(outcome.text()).contains("CMD node $MAIN || exit 1");
    assertThat(outcome.mended()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from node:24 as Build\nrun apk add curl\nENV A b c\nEXPOSE 53/UDP\nCMD node a.js\n",
        "FROM --platform=$TARGETPLATFORM debian:12\nRUN apt update; apt install curl\n",
        "FROM a\nCOPY x y /app\nRUN pip install b && \\\n\n  yum install c\nCMD a\nCMD b\n",
        "ONBUILD RUN apt-get install x\nADD a b",
      })
  void mendingTwiceChangesNothingAndNoRuleFindsMore(String text) {
    Mending.Outcome once = mend(text);
    Mending.Outcome twice = mend(once.text());
    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.mended()).isEmpty();
    assertThat(ids(found(text))).containsAll(ids(once.left()));
    assertThat(ids(found(text))).hasSizeGreaterThan(ids(once.left()).size());
  }

  private List<Finding> found(String text) {
    Workspace workspace = Workspaces.of(folder, Map.of("Dockerfile", text));
    return REVIEWER.review(List.of("Dockerfile"), workspace, ProjectProfile.of(workspace));
  }

  private static List<String> ids(List<Finding> findings) {
    return findings.stream().map(f -> f.rule().id()).sorted().toList();
  }
}
