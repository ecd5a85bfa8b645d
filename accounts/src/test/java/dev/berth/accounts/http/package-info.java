@NullMarked
package dev.berth.accounts.http;

import org.jspecify.annotations.NullMarked;
