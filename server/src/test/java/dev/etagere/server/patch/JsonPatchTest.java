package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.resource.Content;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {
  private static final String DOC =
      "{\"a\":1,\"b\":[10,20,30],\"c\":{\"d\":\"x\"},\"01\":0,\"\":{\"\":2},\"-\":3}";

  private static Optional<Content> apply(String current, String patch) {
    return JsonPatch.parse(json(patch).getBytes(UTF_8), JsonLimits.DEFAULT)
        .apply(Content.ofUtf8(current), JsonLimits.DEFAULT);
  }

  /** So that a table of patches can be read. */
  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static String result(String current, String patch) {
    return apply(json(current), patch).orElseThrow().utf8();
  }

  private static PatchNotApplicableException.Reason notApplicable(String patch) {
    PatchNotApplicableException refusal =
        catchThrowableOfType(PatchNotApplicableException.class, () -> apply(DOC, patch));
    assertThat(refusal).as("refusal of %s", patch).isNotNull();
    assertThat(refusal.reasons()).hasSize(1);
    return refusal.reasons().get(0);
  }

  private static InvalidPatchException invalid(String patch) {
    InvalidPatchException invalid =
        catchThrowableOfType(InvalidPatchException.class, () -> apply(DOC, patch));
    assertThat(invalid).as("refusal of %s", patch).isNotNull();
    return invalid;
  }

  /** RFC 6902, Appendix A.1 to A.7, A.10, A.11, A.14, A.16, then further edges. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'foo':'bar'}|{'op':'add','path':'/baz','value':'qux'}|{'foo':'bar','baz':'qux'}",
        "{'foo':['bar','baz']}|{'op':'add','path':'/foo/1','value':'q'}|{'foo':['bar','q','baz']}",
        "{'baz':'qux','foo':'bar'}|{'op':'remove','path':'/baz'}|{'foo':'bar'}",
        "{'foo':['bar','q','baz']}|{'op':'remove','path':'/foo/1'}|{'foo':['bar','baz']}",
        "{'baz':'q','foo':'b'}|{'op':'replace','path':'/baz','value':'boo'}|{'baz':'boo','foo':'b'}",
        "{'foo':{'b':1,'w':2},'q':{'c':3}}|{'op':'move','from':'/foo/w','path':'/q/t'}"
            + "|{'foo':{'b':1},'q':{'c':3,'t':2}}",
        "{'foo':['all','grass','cows','eat']}|{'op':'move','from':'/foo/1','path':'/foo/3'}"
            + "|{'foo':['all','cows','eat','grass']}",
        "{'foo':'bar'}|{'op':'add','path':'/child','value':{'g':{}}}|{'foo':'bar','child':{'g':{}}}",
        "{'foo':'b'}|{'op':'add','path':'/baz','value':1,'xyz':123}|{'foo':'b','baz':1}",
        "{'foo':['bar']}|{'op':'add','path':'/foo/-','value':['abc']}|{'foo':['bar',['abc']]}",
        "{'a':[1]}|{'op':'add','path':'/a/1','value':2}|{'a':[1,2]}",
        "{'a':[]}|{'op':'add','path':'/a/0','value':null}|{'a':[null]}",
        "{'a':1,'b':2}|{'op':'add','path':'/a','value':3}|{'a':3,'b':2}",
        "{'a':null,'b':2}|{'op':'replace','path':'/a','value':3}|{'a':3,'b':2}",
        "{'a':null,'b':2}|{'op':'remove','path':'/a'}|{'b':2}",
        "{'a':{'x':[1]}}|{'op':'copy','from':'/a','path':'/a/y'}|{'a':{'x':[1],'y':{'x':[1]}}}",
        "{'a':{'b':1}}|{'op':'move','from':'/a','path':''}|{'b':1}",
        "{'a':{'b':1}}|{'op':'copy','from':'','path':'/a/c'}|{'a':{'b':1,'c':{'a':{'b':1}}}}",
        "{'a':{'b':1}}|{'op':'move','from':'/a/b','path':'/a'}|{'a':1}",
        "{'a':1}|{'op':'add','path':'','value':{'z':0}}|{'z':0}",
        "{'a':1}|{'op':'replace','path':'','value':{'z':0}}|{'z':0}",
        "{}|{'op':'add','path':'/','value':1}|{'':1}",
        "{}|{'op':'add','path':'/a~1b~01','value':1}|{'a/b~1':1}",
        "{}|{'op':'add','path':'/\\u0000\\'','value':1}|{'\\u0000\\'':1}",
        "{'\\u0061':{'b':1,'\\u0063':2}}|{'op':'remove','path':'/a/b'}|{'\\u0061':{'\\u0063':2}}",
        "{'01':{}}|{'op':'add','path':'/01/-','value':1}|{'01':{'-':1}}",
      })
  void operation_applicable_givesTheResult(String current, String operation, String expected) {
    assertThat(result(current, "[" + operation + "]")).isEqualTo(json(expected));
  }

  @Test
  void operations_applyInOrder_eachToTheResultOfTheOneBefore() {
    String patch =
        "[{'op':'replace','path':'','value':[]},{'op':'add','path':'/-','value':{'k':1}},"
            + "{'op':'test','path':'/0/k','value':1.0},{'op':'move','from':'/0','path':''}]";
    assertThat(result("{}", patch)).isEqualTo("{\"k\":1}");
  }

  @Test
  void apply_untouchedParts_keepTheirText() {
    String current = "{ \"n\" : [1.00, 1E400, -0, 1e999999999], \"s\": \"\\u0041\\/\", \"x\": 0 }";
    String patch = "[{'op':'replace','path':'/x','value':12345678901234567890.10}]";
    assertThat(apply(current, patch).orElseThrow().utf8())
        .isEqualTo(
            "{\"n\":[1.00,1E400,-0,1e999999999],\"s\":\"\\u0041\\/\","
                + "\"x\":12345678901234567890.10}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'op':'test','path':'/a','value':1.0}]",
        "[{'op':'replace','path':'/a','value':10e-1}]",
        "[{'op':'move','from':'/a','path':'/a'}]",
        "[{'op':'move','from':'','path':''}]",
        "[{'op':'remove','path':'/a'},{'op':'add','path':'/a','value':1}]",
        "[{'op':'copy','from':'/b','path':'/z'},{'op':'remove','path':'/z'}]",
      })
  void apply_resultEqualsCurrent_isEmpty(String patch) {
    assertThat(apply(DOC, patch)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'remove','path':'/z'}|/0/path",
        "{'op':'remove','path':''}|/0/path",
        "{'op':'remove','path':'/b/3'}|/0/path",
        "{'op':'remove','path':'/b/-'}|/0/path",
        "{'op':'remove','path':'/b/01'}|/0/path",
        "{'op':'remove','path':'/a/x'}|/0/path",
        "{'op':'replace','path':'/z','value':1}|/0/path",
        "{'op':'replace','path':'/b/3','value':1}|/0/path",
        "{'op':'replace','path':'/b/-','value':1}|/0/path",
        "{'op':'replace','path':'/b/1e0','value':1}|/0/path",
        "{'op':'add','path':'/z/y','value':1}|/0/path",
        "{'op':'add','path':'/a/y','value':1}|/0/path",
        "{'op':'add','path':'/b/4','value':1}|/0/path",
        "{'op':'add','path':'/b/-1','value':1}|/0/path",
        "{'op':'add','path':'/b/00','value':1}|/0/path",
        "{'op':'add','path':'/b/99999999999999999999','value':1}|/0/path",
        "{'op':'add','path':'/b/x','value':1}|/0/path",
        "{'op':'add','path':'/b/0/0','value':1}|/0/path",
        "{'op':'add','path':'/b/-/0','value':1}|/0/path",
        "{'op':'move','from':'/z','path':'/a'}|/0/from",
        "{'op':'move','from':'/z','path':'/z'}|/0/from",
        "{'op':'move','from':'/c','path':'/c/d'}|/0/path",
        "{'op':'move','from':'','path':'/c'}|/0/path",
        "{'op':'move','from':'/b/0','path':'/b/3'}|/0/path",
        "{'op':'copy','from':'/b/-','path':'/a'}|/0/from",
        "{'op':'copy','from':'/a','path':'/y/z'}|/0/path",
        "{'op':'replace','path':'','value':[1]}|``",
        "{'op':'add','path':'','value':null}|``",
        "{'op':'copy','from':'/a','path':''}|``",
      })
  void operation_notApplicable_namesItsMember(String operation, String pointer) {
    assertThat(notApplicable("[" + operation + "]").pointer()).isEqualTo(pointer);
  }

  @Test
  void operation_notApplicable_saysItsIndexAndThePlace() {
    assertThat(notApplicable("[{'op':'remove','path':'/a'},{'op':'remove','path':'/a'}]"))
        .isEqualTo(new PatchNotApplicableException.Reason("/1/path", "nothing is at \"/a\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a|2",
        "/a|'1'",
        "/b|[10,20]",
        "/b|[30,20,10]",
        "/c|{}",
        "/c/d|'y'",
        "/z|null",
        "/b/3|null",
        "/b/-|30",
        "/b/01|20",
        "/a/b|1",
      })
  void test_otherOrNoValue_fails(String path, String value) {
    String patch =
        "[{'op':'add','path':'/new','value':1},{'op':'test','path':'%s','value':%s}]"
            .formatted(path, value);
    PatchTestFailedException failure =
        catchThrowableOfType(PatchTestFailedException.class, () -> apply(DOC, patch));
    assertThat(failure.operation()).isEqualTo(1);
    assertThat(failure.path()).isEqualTo(path);
    assertThat(failure).hasMessageContaining("operation 1").hasMessageContaining(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'remove','path':'/a'}|``",
        "null|``",
        "[1]|/0",
        "[[]]|/0",
        "[{'op':'remove','path':'/a'},null]|/1",
        "[{}]|/0",
        "[{'path':'/a'}]|/0",
        "[{'op':null,'path':'/a'}]|/0/op",
        "[{'op':'spam','path':'/a'}]|/0/op",
        "[{'op':'ADD','path':'/a','value':1}]|/0/op",
        "[{'op':'','path':'/a'}]|/0/op",
        "[{'op':'add','value':1}]|/0",
        "[{'op':'add','path':'/a'}]|/0",
        "[{'op':'replace','path':'/a'}]|/0",
        "[{'op':'test','path':'/a'}]|/0",
        "[{'op':'move','path':'/a'}]|/0",
        "[{'op':'copy','path':'/a'}]|/0",
        "[{'op':'copy','from':'/a'}]|/0",
        "[{'op':'add','path':1,'value':1}]|/0/path",
        "[{'op':'add','path':null,'value':1}]|/0/path",
        "[{'op':'add','path':'a','value':1}]|/0/path",
        "[{'op':'add','path':'#/a','value':1}]|/0/path",
        "[{'op':'add','path':'/~2','value':1}]|/0/path",
        "[{'op':'add','path':'/a~','value':1}]|/0/path",
        "[{'op':'copy','from':'a','path':'/a'}]|/0/from",
        "[{'op':'copy','from':{},'path':'/a'}]|/0/from",
        "[{'op':'add','path':'/b','value':1,'op':'remove'}]|``",
        "[{'op':'add','path':'/b','value':{'x':1,'\\u0078':2}}]|``",
        "[|``",
        "[],|``",
        "[{'op':'add','path':'/\\ud800','value':1}]|``",
      })
  void patch_malformed_namesWhereInThePatch(String patch, String pointer) {
    assertThat(invalid(patch).pointer()).isEqualTo(pointer);
  }

  @Test
  void patch_malformedAfterSomeGoodOperations_isInvalidBeforeAnyApplies() {
    assertThat(invalid("[{'op':'test','path':'/a','value':0},{'op':'x'}]").pointer())
        .isEqualTo("/1/op");
  }

  @Test
  void patch_longNames_makeShortMessages() {
    String longName = "\ud83d\ude00".repeat(10_000);
    assertThat(invalid("[{'op':'x" + longName + "','path':''}]").getMessage()).hasSizeLessThan(300);
    String message = notApplicable("[{'op':'remove','path':'/" + longName + "'}]").message();
    assertThat(message).hasSizeLessThan(300);
    assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
  }
}
