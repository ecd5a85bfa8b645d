package dev.berth.accounts;

import dev.berth.database.Database;
import dev.berth.oci.RepositoryName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The roles in the database, as of now. */
final class GrantedRoles implements Roles {
    private static final String OWNER_AND_TEAMS = "select 'owner', '', o.name, 'admin'"
            + " from organisation o join membership m on m.organisation_id = o.id"
            + " where o.name = ? and o.closed_at is null and m.account_id = ? and m.role = 'owner'"
            + " union all select 'team', t.name, g.target, g.role"
            + " from organisation o join team t on t.organisation_id = o.id"
            + " join team_member p on p.team_id = t.id join team_grant g on g.team_id = t.id"
            + " where o.name = ? and o.closed_at is null and p.account_id = ? and g.target in (?, ?)";
    private static final String REASONS = OWNER_AND_TEAMS
            + " union all select 'collaborator', '', c.repository, c.role"
            + " from collaborator c where c.repository = ? and c.account_id = ?";
    private static final String REACH = "select o.name, ''"
            + " from membership m join organisation o on o.id = m.organisation_id"
            + " where m.account_id = ? and m.role = 'owner' and o.closed_at is null"
            + " union all select '', g.target"
            + " from team_member p join team_grant g on g.team_id = p.team_id where p.account_id = ?"
            + " union all select '', c.repository from collaborator c where c.account_id = ?";

    private final Database database;

    GrantedRoles(Database database) {
        this.database = database;
    }

    @Override
    public List<Reason> reasons(Account account, RepositoryName repository) {
        String namespace = repository.namespace();
        return database.read(transaction -> transaction.list(
                REASONS,
                row -> new Reason(Role.named(row.text(4)).orElseThrow(), kind(row.text(1)), row.text(2), row.text(3)),
                namespace,
                account.id(),
                namespace,
                account.id(),
                repository.value(),
                namespace + Target.ALL,
                repository.value(),
                account.id()));
    }

    private static Reason.Kind kind(String source) {
        return switch (source) {
            case "owner" -> Reason.Kind.OWNER;
            case "team" -> Reason.Kind.TEAM;
            default -> Reason.Kind.COLLABORATOR;
        };
    }

    @Override
    public Sees.PublicAnd reach(Account account) {
        Set<String> namespaces = new HashSet<>();
        Set<RepositoryName> repositories = new HashSet<>();
        database.read(transaction -> transaction.list(
                        REACH, row -> row.text(1) + row.text(2), account.id(), account.id(), account.id()))
                .forEach(found -> add(found, namespaces, repositories));
        return new Sees.PublicAnd(namespaces, repositories);
    }

    /** An organisation's name has no slash, a repository's has. */
    private static void add(String found, Set<String> namespaces, Set<RepositoryName> repositories) {
        if (found.indexOf('/') < 0) {
            namespaces.add(found);
            return;
        }
        switch (Target.parse(found)) {
            case Target.OfNamespace(String namespace) -> namespaces.add(namespace);
            case Target.OfRepository(RepositoryName repository) -> repositories.add(repository);
        }
    }
}
