# The server as an image: docker build -t etagere .
# Not run where it was written: no Docker there.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml ./
COPY server server
COPY client client
COPY client-examples client-examples
RUN mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package -pl server

# Debian's relatives only: SQLite's native library was tried on glibc.
FROM eclipse-temurin:21-jre
RUN groupadd --system --gid 10001 etagere \
 && useradd --system --uid 10001 --gid etagere --no-create-home --home-dir /data etagere \
 && mkdir /data && chown etagere:etagere /data
COPY --from=build /src/server/target/lib /app/lib
COPY --from=build /src/server/target/etagere.jar /app/etagere.jar
# The archive of classes is made by the Java that will use it; without it the server starts, later.
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
RUN java -XX:ArchiveClassesAtExit=/app/etagere.jsa -cp /app/etagere.jar dev.etagere.server.Rehearsal
USER 10001:10001
WORKDIR /data
VOLUME /data
# With a read-only root, mount a tmpfs at /tmp, and for the embedded store one with exec: SQLite's
# native library is unpacked there.
ENV ETAGERE_LISTEN=0.0.0.0 ETAGERE_PORT=8080
EXPOSE 8080
# The image has bash, and no other client is needed for one line.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["java", "-Xshare:auto", "-XX:SharedArchiveFile=/app/etagere.jsa", "-jar", "/app/etagere.jar"]
