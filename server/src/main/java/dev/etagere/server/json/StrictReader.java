package dev.etagere.server.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of one JSON value that fills a text, checked as they pass. */
final class StrictReader implements AutoCloseable {
  private final String text;
  private final int maxDepth;
  private final JsonParser parser;
  private final Deque<Set<String>> names = new ArrayDeque<>();
  private int depth;

  /** Reads characters, never bytes, since the parser would guess the encoding of those. */
  StrictReader(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
    try {
      this.parser = UnboundedJson.FACTORY.createParser(text.toCharArray());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** The value's first token. */
  JsonToken begin() {
    JsonToken token = advance();
    if (token == null) {
      throw InvalidJsonException.of("the body is only white space; send one JSON object");
    }
    return check(token);
  }

  /** The next token of an object or array that is not closed yet. */
  JsonToken next() {
    JsonToken token = advance();
    if (token == null) {
      throw new IllegalStateException("read beyond the value's end");
    }
    return check(token);
  }

  /** Makes sure that only white space follows, and that all escapes stand for characters. */
  void end() {
    if (advance() != null) {
      throw fault("only white space may follow the JSON value");
    }
    JsonText.refuseBadEscapes(text);
  }

  /** Whether every object and array is closed. */
  boolean atEndOfValue() {
    return depth == 0;
  }

  /** The current token's text: of a name or string unescaped, of a number as it was sent. */
  String tokenText() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** The current token, a name or string, with its text as it was sent. */
  JsonString stringToken() {
    // First, since the parser looks for the end of a string only when it is asked for its text.
    String value = tokenText();
    int start = tokenStart();
    int end = start + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return new JsonString(text.substring(start, end + 1), value);
  }

  /** Whether the current token, a name or string of these characters, was sent without escapes. */
  boolean isPlain(String value) {
    int start = tokenStart() + 1;
    return text.startsWith(value, start) && text.charAt(start + value.length()) == '"';
  }

  InvalidJsonException fault(String message) {
    return InvalidJsonException.at(text, tokenStart(), message);
  }

  private int tokenStart() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private @Nullable JsonToken advance() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private JsonToken check(JsonToken token) {
    switch (token) {
      case START_OBJECT -> {
        deeper();
        names.push(new HashSet<>());
      }
      case START_ARRAY -> deeper();
      case END_OBJECT -> {
        depth--;
        names.pop();
      }
      case END_ARRAY -> depth--;
      case FIELD_NAME -> refuseDuplicate();
      default -> {}
    }
    return token;
  }

  private void deeper() {
    if (++depth > maxDepth) {
      throw fault("objects and arrays are nested more than " + maxDepth + " deep");
    }
  }

  private void refuseDuplicate() {
    if (!names.element().add(tokenText())) {
      throw fault("the member name " + stringToken().excerpt() + " appears twice");
    }
  }

  private InvalidJsonException malformed(IOException e) {
    if (!(e instanceof JsonProcessingException fault) || fault.getLocation() == null) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    int offset = (int) fault.getLocation().getCharOffset();
    return InvalidJsonException.at(
        text, offset, "the body is not JSON: " + SyntaxHint.at(text, offset));
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }
}
