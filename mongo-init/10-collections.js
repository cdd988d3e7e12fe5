// Makes the collections and their indexes. Run again, it makes what is missing.
// ETAGERE_COLLECTIONS: the collections of the server's configuration, comma-separated.
// ETAGERE_QUERY: the members under 'query' in it, comma-separated, each after its collection:
// orders:status,orders:owner.id

(function () {
  const NOT_IMPLEMENTED = 238;
  const fs = require('fs');
  const folder = process.env.MONGO_INIT_DIR || '/docker-entrypoint-initdb.d';
  const names = JSON.parse(fs.readFileSync(folder + '/etagere.json', 'utf8'));
  const collections = (process.env.ETAGERE_COLLECTIONS || '').split(',').map((c) => c.trim());
  const members = (process.env.ETAGERE_QUERY || '').split(',').map((m) => m.trim()).filter(Boolean);
  const target = db.getSiblingDB(process.env.ETAGERE_MONGO_DATABASE || names.database);
  const present = new Set(target.getCollectionNames());

  for (const collection of collections.filter(Boolean)) {
    if (!present.has(collection)) target.createCollection(collection);
    for (const { key, ...options } of names.indexes) {
      try {
        target.getCollection(collection).createIndex(key, options);
      } catch (e) {
        // As the server does: where nothing expires by itself, it removes tombstones by this index.
        if (e.code !== NOT_IMPLEMENTED || options.expireAfterSeconds === undefined) throw e;
        target.getCollection(collection).createIndex(key, { name: options.name });
        print('etagere: this database expires nothing by itself, the server will');
      }
    }
    for (const member of members.filter((m) => m.startsWith(collection + ':'))) {
      const path = member.substring(collection.length + 1);
      target
        .getCollection(collection)
        .createIndex({ ['keys.' + path.split('.').join('/')]: 1, _id: 1 }, { name: 'list_keys_' + path });
    }
    print('etagere: collection ' + target.getName() + '.' + collection + ' is ready');
  }
})();
