package dev.etagere.server.http.list;

import dev.etagere.server.http.grizzly.exchange.Pieces;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.store.CallDeadline;
import java.io.IOException;
import java.io.OutputStream;

/** A whole list, one item a line, of which never more than a page of ids is known at a time. */
final class Lines implements Pieces {
  private final ResourceService service;
  private final ListRequest request;
  private final PageQuery query;
  private final Items items;
  private final PieceJson json = new PieceJson();
  private Page page;

  Lines(ResourceService service, ListRequest request, PageQuery query, Page first, Items items) {
    this.service = service;
    this.request = request;
    this.query = query;
    this.items = items;
    this.page = first;
    items.follow(first.entries());
  }

  @Override
  public boolean writeNext(OutputStream out) throws IOException {
    // A whole list may take as long as its reader keeps up; each piece has the time of a request.
    CallDeadline.restart();
    if (!items.hasNext() && page.end() != null) {
      page = service.page(request.collection(), query.after(page.end()));
      items.follow(page.entries());
    }
    if (items.hasNext()) {
      json.piece(
          out,
          generator ->
              items.readSome(
                  item -> {
                    items.write(item, json);
                    generator.writeRaw('\n');
                  }));
    }
    return items.hasNext() || page.end() != null;
  }
}
