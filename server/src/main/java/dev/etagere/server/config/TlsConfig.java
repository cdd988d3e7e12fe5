package dev.etagere.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * TLS by PEM files, which are read again when they change.
 *
 * @param certificate the certificate, followed by those of its issuers
 * @param key its private key, PKCS #8
 * @param hsts how long browsers shall insist on TLS (RFC 6797); zero to say nothing of it
 */
public record TlsConfig(Path certificate, Path key, Duration hsts) {}
