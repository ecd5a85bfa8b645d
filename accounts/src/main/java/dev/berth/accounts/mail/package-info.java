/** Mail to people, sent in the background by SMTP. */
@NullMarked
package dev.berth.accounts.mail;

import org.jspecify.annotations.NullMarked;
