/** Accounts, their passwords and tokens, and who may do what with which repository. */
@NullMarked
package dev.berth.accounts;

import org.jspecify.annotations.NullMarked;
