@NullMarked
package dev.berth.accounts.mail;

import org.jspecify.annotations.NullMarked;
