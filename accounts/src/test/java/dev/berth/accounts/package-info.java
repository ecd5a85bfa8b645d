@NullMarked
package dev.berth.accounts;

import org.jspecify.annotations.NullMarked;
