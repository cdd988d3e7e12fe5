package dev.etagere.server.query.rsql;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.UnknownOperatorException;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Operator;
import dev.etagere.server.query.QueryField;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a filter in RSQL. Nothing of its text is passed on but the values that it compares with.
 */
public final class FilterParser {
  /** The most comparisons of a filter. */
  static final int MAX_TERMS = 100;

  /** How the parser tells where it stopped; its tokens cannot be reached from outside. */
  private static final Pattern COLUMN = Pattern.compile("column ([0-9]{1,6})");

  private static final ComparisonOperator PREFIX = one("=prefix=");
  private static final ComparisonOperator EXISTS = one("=exists=");
  private static final ImmutableMap<ComparisonOperator, Operator> OPERATORS =
      ImmutableMap.<ComparisonOperator, Operator>builder()
          .put(one("=="), Operator.EQUAL)
          .put(one("!="), Operator.NOT_EQUAL)
          .put(one("=gt=", ">"), Operator.GREATER)
          .put(one("=ge=", ">="), Operator.GREATER_OR_EQUAL)
          .put(one("=lt=", "<"), Operator.LESS)
          .put(one("=le=", "<="), Operator.LESS_OR_EQUAL)
          .put(new ComparisonOperator("=in=", Arity.of(1, MAX_TERMS)), Operator.IN)
          .put(new ComparisonOperator("=out=", Arity.of(1, MAX_TERMS)), Operator.OUT)
          .buildOrThrow();
  private static final ImmutableSet<ComparisonOperator> ALL =
      ImmutableSet.<ComparisonOperator>builder()
          .addAll(OPERATORS.keySet())
          .add(PREFIX, EXISTS)
          .build();
  private static final RSQLParser RSQL = new RSQLParser(ALL);

  private final FilterText text;
  private final KnownFields fields;
  private int terms;
  private int place;

  private FilterParser(FilterText text, KnownFields fields) {
    this.text = text;
    this.fields = fields;
  }

  private static ComparisonOperator one(String... symbols) {
    return new ComparisonOperator(symbols, Arity.nary(1));
  }

  /**
   * Reads a filter.
   *
   * @throws InvalidQueryException if it is none for these fields
   */
  public static Filter parse(String filter, KnownFields fields) {
    FilterText text = new FilterText(filter);
    try {
      return new FilterParser(text, fields).filter(RSQL.parse(text.marked()));
    } catch (RSQLParserException e) {
      throw malformed(text, e);
    }
  }

  /** The operators as they are written. */
  private static Set<String> operators() {
    Set<String> symbols = new LinkedHashSet<>();
    ALL.forEach(operator -> symbols.addAll(Arrays.asList(operator.getSymbols())));
    return symbols;
  }

  private static InvalidQueryException malformed(FilterText text, RSQLParserException e) {
    Throwable cause = Throwables.getRootCause(e);
    if (cause instanceof UnknownOperatorException unknown) {
      int place = text.marked().indexOf(unknown.getOperator());
      return new InvalidQueryException(
          "The operator '%s' is not known; known: %s."
              .formatted(KnownFields.shown(unknown.getOperator()), String.join(" ", operators())),
          text.placeOf(place),
          operators());
    }
    String message = String.valueOf(cause.getMessage());
    Matcher column = COLUMN.matcher(message);
    int place = text.marked().length();
    if (!message.contains("<EOF>\" at") && column.find()) {
      place = Integer.parseInt(column.group(1)) - 1;
    }
    return new InvalidQueryException(
        "The filter is no RSQL: comparisons like status==open or total=gt=100, joined by ; (and) or"
            + " , (or), with parentheses around groups and around the values of =in= and =out=.",
        text.placeOf(place));
  }

  private Filter filter(Node node) {
    if (node instanceof LogicalNode logical) {
      ImmutableList.Builder<Filter> parts = ImmutableList.builder();
      for (Node part : logical) {
        parts.add(filter(part));
      }
      return node instanceof OrNode ? new Filter.Or(parts.build()) : new Filter.And(parts.build());
    }
    return comparison((ComparisonNode) node);
  }

  private Filter comparison(ComparisonNode node) {
    place = text.placeOf(node.getSelector(), place);
    int position = place;
    place += node.getSelector().length();
    if (++terms > MAX_TERMS) {
      throw new InvalidQueryException(
          "The filter has more than " + MAX_TERMS + " comparisons.", position);
    }
    QueryField field = fields.get(node.getSelector(), position);
    String symbol = node.getOperator().getSymbol();
    Operands operands = new Operands(field, symbol, node.getArguments(), position);
    return new Filter.Within(field, ranges(node.getOperator(), operands));
  }

  private static ImmutableRangeSet<String> ranges(ComparisonOperator symbol, Operands operands) {
    if (symbol.equals(PREFIX)) {
      return operands.prefix();
    } else if (symbol.equals(EXISTS)) {
      return Operator.exists(operands.exists());
    }
    Operator operator = Objects.requireNonNull(OPERATORS.get(symbol));
    return switch (operator) {
      case EQUAL, NOT_EQUAL, IN, OUT -> operator.ranges(operands.isMember(), operands.keys());
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          operator.ranges(operands.isMember(), operands.orderedKeys());
    };
  }
}
