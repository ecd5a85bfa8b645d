package dev.berth.database;

class SqliteMigrationsTest extends MigrationsContract {
    @Override
    protected Database open(Migrations migrations) {
        return SqliteDatabase.open(folder.resolve("berth.db"), migrations);
    }
}
