// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace keydesk::server {

inline constexpr QStringView help = uR"(Usage: keydesk-server COMMAND [OPTIONS]

serve   Serves the REST API.
  --database URL      sqlite:PATH or postgresql://USER@HOST/NAME
  --listen HOST:PORT  an IP address or localhost, default 127.0.0.1:8080; port 0 picks one
  --public-host NAME  answer to this name only (may be repeated; besides the names of the
                      loopback interface if it listens there)
  --tls-cert FILE     serve https:// with this certificate (PEM, with what leads to its authority)
  --tls-key FILE      and this key (PEM, without a password). SIGHUP reads both files again, for
                      new connections
  --oidc-issuer URL   members sign in by browser with this OpenID provider as well; its https://
                      address
  --oidc-client-id ID and as this client of it. Its ID tokens must hold the e-mail address, and
                      say that it is verified
  --trusted-proxy ADDRESS
                      believe what this proxy says in X-Forwarded-For about the address of a
                      client (may be repeated)
  --new-server-key    the server key is not the one that the database was served with before, and
                      that one is lost
  --server-timing     say in each answer how long it took, in the header Server-Timing
  --parent-pipe       for a parent process: exits when stdin closes, and adds to the ready line
                      the local owner's token. An empty database gets a platform and that owner,
                      and a server key in a file is taken as with --new-server-key.

  When it is ready it prints one line, {"listening":"http://127.0.0.1:PORT"}. SIGTERM lets
  requests in flight finish. Requests are logged on stderr, one JSON object a line.

init    Creates a platform and its owner, and the schema if there is none. Prints the
        platform's id. The owner's password is read from stdin; empty for none.
  --database URL      as above
  --platform NAME     the platform's name
  --owner EMAIL       the owner's e-mail address

member  Adds a member to a platform, or changes or removes one. Prints the member's id.
        A password is read from stdin; empty for none. For a member who is known already an
        empty one changes nothing, and another one replaces theirs and signs them out
        everywhere. The last owner of a platform stays its owner. API keys stay when the
        member goes who made them.
  --database URL      as above
  --platform ID       the platform's id
  --email EMAIL       the member's e-mail address
  --role ROLE         owner, admin, author or learner; not needed to remove
  --name NAME         the member's name; without it, a new one has the first part of the
                      address
  --remove            removes the member from the platform; nothing is read from stdin. If it
                      was their last one, they are signed out and their password is deleted.

import  Adds the platforms in a JSON file, with their members, users, groups, courses and
        paths: all of the file or nothing. Creates the schema if there is none. Prints the
        platforms' ids. Usage: import --database URL FILE.json
  --database URL      as above

verify-audit  Checks that nobody has changed the audit past the server: that its rows form an
        unbroken chain on every platform. Exit code 1 and the first bad row if they do not.
  --database URL      as above

Either  --help, --version

Environment:
  KEYDESK_SERVER_KEY  32 bytes, as 64 hex or 43 base64url characters. Without it they are kept in
                      the file PATH.key beside a SQLite database, made at the first start. With
                      PostgreSQL it must be there, the same for all instances.
  PGPASSFILE          where libpq finds the password for PostgreSQL, if it needs one
)";

} // namespace keydesk::server
