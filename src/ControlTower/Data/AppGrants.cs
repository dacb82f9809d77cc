namespace ControlTower.Data;

/// <summary>
/// What <c>ct_app</c>, the user that the tower runs as, may do: read and write every table of the owner's, and add to the journal
/// but never change it. Said anew after every migration, so that a new table needs no grant of its own. On a server without
/// that user nothing is granted, and the journal's trigger alone guards it.
/// </summary>
internal static class AppGrants
{
    /// <remarks>The journal may be partitioned, and a partition is a table that could be changed behind its parent's back: hence the recursion.</remarks>
    public const string Sql = """
        do $grants$
        declare item record;
        begin
            if current_user = 'ct_app' or not exists (select from pg_roles where rolname = 'ct_app') then
                return;
            end if;

            for item in
                select nspname from pg_namespace
                where pg_get_userbyid(nspowner) in (current_user, 'pg_database_owner') and nspname !~ '^pg_' and nspname <> 'information_schema'
            loop
                execute format('grant usage on schema %I to ct_app', item.nspname);
            end loop;

            for item in
                select n.nspname, c.relname, c.relkind
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'S') and pg_get_userbyid(c.relowner) = current_user
                  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            loop
                if item.relkind = 'S' then
                    execute format('grant usage, select on sequence %I.%I to ct_app', item.nspname, item.relname);
                else
                    execute format('grant select, insert, update, delete on %I.%I to ct_app', item.nspname, item.relname);
                end if;
            end loop;

            revoke insert, update, delete on schema_migration from ct_app;
            for item in
                with recursive guarded(oid) as (
                    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relname in ('journal', 'journal_position')
                    union
                    select i.inhrelid from pg_inherits i join guarded g on g.oid = i.inhparent
                )
                select oid::regclass as name from guarded
            loop
                execute format('revoke update, delete, truncate on %s from ct_app', item.name);
            end loop;
        end
        $grants$
        """;
}
