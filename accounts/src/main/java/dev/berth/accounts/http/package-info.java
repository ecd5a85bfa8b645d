/** The gate that every request for a repository passes, the token server, and the endpoints of accounts and tokens. */
@NullMarked
package dev.berth.accounts.http;

import org.jspecify.annotations.NullMarked;
