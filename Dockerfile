# syntax=docker/dockerfile:1
# The server in an image: docker build -t deployment-architect . && docker run -p 8710:8710 -e ARCHITECT_KEY=... -v "$PWD":/workspace:ro deployment-architect
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
RUN --mount=type=cache,target=/root/.m2 mvn -B -q dependency:go-offline
COPY prompts ./prompts
COPY tools ./tools
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:25.0.1_8-jre
RUN useradd --uid 10001 --create-home --no-log-init architect
COPY --from=build /build/target/architect.jar /app/architect.jar
COPY --from=build /build/target/lib /app/lib
USER 10001
WORKDIR /home/architect
EXPOSE 8710
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8710 && printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q ok <&3"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-jar", "/app/architect.jar"]
CMD ["serve", "/workspace", "--address", "0.0.0.0"]
