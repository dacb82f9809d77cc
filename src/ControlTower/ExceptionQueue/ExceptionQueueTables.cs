using ControlTower.Playbook.ExceptionQueue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.ExceptionQueue;

internal sealed class ExceptionCaseTable : IEntityTypeConfiguration<ExceptionCase>
{
    public void Configure(EntityTypeBuilder<ExceptionCase> table)
    {
        table.ToTable("exception_case");
        table.HasKey(one => one.Id);
        table.Property(one => one.Id).ValueGeneratedNever();
        table.Property(one => one.Evidence).HasColumnType("jsonb");
        table.Ignore(one => one.IsLive);
    }
}
