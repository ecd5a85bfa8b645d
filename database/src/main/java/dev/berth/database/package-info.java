/** The SQL schema, transactions and durable commits behind every room's tables. */
@NullMarked
package dev.berth.database;

import org.jspecify.annotations.NullMarked;
