using ControlTower.Access;
using ControlTower.Playbook.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.People;

/// <summary>A role that a person has.</summary>
public sealed class PersonRole
{
    public required Guid Person { get; init; }
    public required Role Role { get; init; }

    /// <summary>Null: all.</summary>
    public string[]? Warehouses { get; set; }
}

/// <summary>A machine's way in. The key itself was shown once and is not kept.</summary>
public sealed class MachineKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; init; }

    /// <summary>Null: all.</summary>
    public string[]? Warehouses { get; init; }

    public required byte[] Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required Guid CreatedBy { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A link by which the first administrator comes in, once.</summary>
public sealed class SetupLink
{
    public required byte[] Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("person");
        table.Property(person => person.ConcurrencyStamp).IsConcurrencyToken();
    }
}

internal sealed class PersonRoleTable : IEntityTypeConfiguration<PersonRole>
{
    public void Configure(EntityTypeBuilder<PersonRole> table)
    {
        table.ToTable("person_role");
        table.HasKey(role => new { role.Person, role.Role });
        table.HasOne<Person>().WithMany().HasForeignKey(role => role.Person);
    }
}

internal sealed class MachineKeyTable : IEntityTypeConfiguration<MachineKey>
{
    public void Configure(EntityTypeBuilder<MachineKey> table) => table.ToTable("machine_key");
}

internal sealed class SetupLinkTable : IEntityTypeConfiguration<SetupLink>
{
    public void Configure(EntityTypeBuilder<SetupLink> table)
    {
        table.ToTable("setup_link");
        table.HasKey(link => link.Hash);
    }
}
