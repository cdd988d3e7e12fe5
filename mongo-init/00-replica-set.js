// Initiates the replica set, where the server was started as a member of one and nobody has yet.
// MONGO_MEMBERS: host:port of each member, comma-separated, as clients reach them.

(function () {
  const replication = db.adminCommand({ getCmdLineOpts: 1 }).parsed.replication;
  const members = (process.env.MONGO_MEMBERS || '').split(',').filter(Boolean);

  function isInitiated() {
    try {
      rs.status();
      return true;
    } catch (e) {
      if (e.codeName === 'NotYetInitialized') return false;
      throw e;
    }
  }

  // The image's first-start phase runs without --replSet: the set is then initiated later.
  if (!replication || members.length === 0) {
    print('etagere: no replica set to initiate');
  } else if (isInitiated()) {
    print('etagere: the replica set is initiated already');
  } else {
    rs.initiate({
      _id: replication.replSetName || replication.replSet,
      members: members.map((host, index) => ({ _id: index, host: host }))
    });
    print('etagere: replica set initiated with ' + members.join(', '));
  }

  // The scripts that follow write: they need a primary.
  if (replication && members.length > 0) {
    const deadline = Date.now() + 60000;
    while (!db.hello().isWritablePrimary && !db.hello().primary) {
      if (Date.now() > deadline) throw new Error('etagere: no primary was elected within a minute');
      sleep(500);
    }
  }
})();
