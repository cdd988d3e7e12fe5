package dev.etagere.server.config.load;

import dev.etagere.server.config.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the node graph of a file, whose nodes know their lines. */
final class YamlTree {
  /** Ten thousand collections fit; more is another file by mistake. */
  private static final int MAX_BYTES = 1 << 20;

  /** The keys need three levels. Deeper nesting would exhaust the stack of the composer. */
  private static final int MAX_DEPTH = 20;

  /** Keys that are no text are let through: the mistake can then be told with its line. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setAllowNonScalarKeys(true).build();

  private static final String YAML_REMEDY = "Give one YAML 1.2 document of keys and values";

  private YamlTree() {}

  /** Returns the root, or empty for a file without content; a mistake is thrown. */
  static Optional<Node> of(Path file, String shown) throws UnreadableFileException {
    String text = text(file, shown);
    try {
      checkDepth(text, shown);
      return new Compose(SETTINGS).composeString(text);
    } catch (MarkedYamlEngineException e) {
      // The message of the exception quotes the line, which may hold a password.
      throw new UnreadableFileException(
          e.getProblemMark().map(mark -> at(shown, mark)).orElse(shown),
          "This is no YAML: " + Shown.of(e.getProblem()),
          YAML_REMEDY);
    } catch (YamlEngineException e) {
      throw new UnreadableFileException(shown, "This is no YAML", YAML_REMEDY);
    }
  }

  /** Returns where a node stands: {@code file:line}. */
  static String at(String shown, Node node) {
    return node.getStartMark().map(mark -> at(shown, mark)).orElse(shown);
  }

  private static String at(String shown, Mark mark) {
    return shown + ":" + (mark.getLine() + 1);
  }

  private static void checkDepth(String text, String shown) throws UnreadableFileException {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw new UnreadableFileException(
            event.getStartMark().map(mark -> at(shown, mark)).orElse(shown),
            "The nesting is deeper than " + MAX_DEPTH + " levels",
            "No key needs more than three");
      }
    }
  }

  private static String text(Path file, String shown) throws UnreadableFileException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnreadableFileException(
            shown, "The file is larger than 1MiB", "Give a configuration file of Etagere");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UnreadableFileException(
          shown, "There is no such file", "Make it, or name another with --config");
    } catch (AccessDeniedException e) {
      throw new UnreadableFileException(
          shown, "The file must not be read", "Allow the user of this process to read it");
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException(shown, "The file is not UTF-8", "Save it as UTF-8");
    } catch (IOException e) {
      String problem =
          Files.isDirectory(file)
              ? "This is a folder"
              : "The file cannot be read: " + e.getMessage();
      throw new UnreadableFileException(shown, problem, "Name a YAML file with --config");
    }
  }
}
