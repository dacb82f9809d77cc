using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Data;

internal sealed class CommandLogTable : IEntityTypeConfiguration<CommandLogRow>
{
    public void Configure(EntityTypeBuilder<CommandLogRow> table)
    {
        table.ToTable("command_log");
        table.HasKey(row => new { row.Actor, row.CommandId });
    }
}

internal sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> table) => table.ToTable("data_protection_key");
}
