package io.claraconnect.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one process.
 *
 * @param command program and arguments; no secret among them, since every user of the
 * machine can read them
 * @param environment added to what is inherited; may hold secrets
 * @param workingDirectory where it starts
 */
record ProcessSpec(List<String> command, Map<String, String> environment, Path workingDirectory) {
}
