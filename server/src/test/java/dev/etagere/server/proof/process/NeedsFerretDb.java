package dev.etagere.server.proof.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Skips a test class, with the reason, where no FerretDB is named. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = FerretTestServer.PROGRAM,
    matches = ".+",
    disabledReason = "needs the path of a FerretDB 1.24.2 in " + FerretTestServer.PROGRAM)
public @interface NeedsFerretDb {}
