package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.OnlineCopy;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * A database that was opened, with what the server does with it besides serving.
 *
 * @param tables what the rooms work on
 * @param copies how everything is copied to a file and replaced from one
 * @param figures registers the figures that only this kind of database has
 */
record OpenDatabase(Database tables, OnlineCopy copies, Consumer<MeterRegistry> figures) {}
