// Makes the server's user with a role that can do what the server does to its collections, and no
// more. Run again, it brings role and password up to date.
// MONGO_APP_PASSWORD: required. MONGO_APP_USER, ETAGERE_COLLECTIONS: as for the other scripts.

(function () {
  const fs = require('fs');
  const folder = process.env.MONGO_INIT_DIR || '/docker-entrypoint-initdb.d';
  const names = JSON.parse(fs.readFileSync(folder + '/etagere.json', 'utf8'));
  const target = db.getSiblingDB(process.env.ETAGERE_MONGO_DATABASE || names.database);
  const user = process.env.MONGO_APP_USER || names.user;
  const password = process.env.MONGO_APP_PASSWORD;
  if (!password) throw new Error('etagere: set MONGO_APP_PASSWORD to the password of ' + user);

  const privileges = (process.env.ETAGERE_COLLECTIONS || '')
    .split(',')
    .map((c) => c.trim())
    .filter(Boolean)
    .map((collection) => ({
      resource: { db: target.getName(), collection: collection },
      actions: names.actions
    }));

  if (target.getRole(names.role) === null) {
    target.createRole({ role: names.role, privileges: privileges, roles: [] });
  } else {
    target.updateRole(names.role, { privileges: privileges, roles: [] });
  }
  const roles = [{ role: names.role, db: target.getName() }];
  if (target.getUser(user) === null) {
    target.createUser({ user: user, pwd: password, roles: roles });
  } else {
    target.updateUser(user, { pwd: password, roles: roles });
  }
  print('etagere: user ' + user + ' may ' + names.actions.join(', ') + ' in ' + target.getName());
})();
