package dev.etagere.examples;

import dev.etagere.client.EtagereClient;
import dev.etagere.client.resource.Versioned;
import java.util.Objects;

/** Two people edit different parts of one document, and both edits are kept. */
public final class EditWithMerge {
  private EditWithMerge() {}

  /** What is edited. */
  record Article(String title, String text) {
    /** Mine where I changed something, else theirs. */
    static Article merge(Article base, Article mine, Article theirs) {
      return new Article(
          pick(base.title(), mine.title(), theirs.title()),
          pick(base.text(), mine.text(), theirs.text()));
    }

    private static String pick(String base, String mine, String theirs) {
      return Objects.equals(base, mine) ? theirs : mine;
    }
  }

  /** Runs the example. */
  public static void main(String[] arguments) throws Exception {
    Example.main(arguments, EditWithMerge::run);
  }

  private static boolean run(EtagereClient client) {
    Versioned<Article> opened = client.create("notes", new Article("Shelves", "They hold books."));
    Article mine = new Article("On shelves", opened.value().text());

    // Meanwhile somebody else saves another text.
    client.update(
        "notes", opened.id(), Article.class, a -> new Article(a.title(), "They hold everything."));

    Article saved = client.update("notes", Article.class, opened, mine, Article::merge).value();
    System.out.println(saved);
    return saved.equals(new Article("On shelves", "They hold everything."));
  }
}
